import type { CommunicationSchema } from '@millwright/domain';

/** A file, or a folded directory that stands for all files in it. */
export interface SchemaNode {
  /** The file's path; for a folded directory its own. */
  path: string;
  name: string;
  directory: string;
  criticality: number;
  /** Files that it stands for; null for a file. */
  files: number | null;
}

export interface SchemaEdge {
  from: string;
  to: string;
  protocol: string;
  /** Connections that it stands for. */
  count: number;
}

/**
 * What is drawn of a communication schema: files at or above a criticality, those of folded directories as one,
 * and the connections between what is drawn, those of the same ends and protocol as one.
 *
 * @param least 1 to 10.
 * @param folded paths of directories.
 */
export function schemaGraph(
  schema: CommunicationSchema,
  least: number,
  folded: ReadonlySet<string>,
): { nodes: SchemaNode[]; edges: SchemaEdge[] } {
  const nodes: SchemaNode[] = [];
  /** path of a file -> path of what it is drawn as */
  const drawnAs = new Map<string, string>();
  const files = Object.entries(schema.directory_structure).map(([directory, config]) => ({
    directory,
    shown: Object.entries(config.files)
      .filter(([, file]) => file.criticality >= least)
      .map(([name, file]) => ({ name, path: directory === '.' ? name : `${directory}/${name}`, file })),
  }));
  for (const { directory, shown } of files) {
    if (shown.length === 0) continue;
    if (folded.has(directory)) {
      nodes.push({
        path: directory,
        name: directory,
        directory,
        criticality: Math.max(...shown.map(({ file }) => file.criticality)),
        files: shown.length,
      });
      for (const { path } of shown) drawnAs.set(path, directory);
      continue;
    }
    for (const { name, path, file } of shown) {
      nodes.push({ path, name, directory, criticality: file.criticality, files: null });
      drawnAs.set(path, path);
    }
  }
  const edges = new Map<string, SchemaEdge>();
  for (const { shown } of files)
    for (const { path, file } of shown)
      for (const [target, { protocol }] of Object.entries(file.communicates)) {
        const [from, to] = [drawnAs.get(path), drawnAs.get(target)];
        if (!from || !to || from === to) continue;
        const key = `${from}\n${to}\n${protocol}`;
        const edge = edges.get(key) ?? { from, to, protocol, count: 0 };
        edge.count += 1;
        edges.set(key, edge);
      }
  return { nodes, edges: [...edges.values()] };
}
