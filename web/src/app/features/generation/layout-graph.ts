import type { CommunicationSchema } from '@millwright/domain';

export interface GraphLayout {
  width: number;
  height: number;
  directories: { path: string; x: number; y: number; width: number; height: number }[];
  nodes: { path: string; name: string; criticality: number; x: number; y: number; width: number; height: number }[];
  edges: { id: string; from: string; to: string; protocol: string; path: string }[];
}
interface ElkNode {
  id: string;
  x?: number;
  y?: number;
  width?: number;
  height?: number;
  children?: ElkNode[];
}
interface ElkEdge {
  id: string;
  sources: string[];
  targets: string[];
  container?: string;
  sections?: { startPoint: Point; endPoint: Point; bendPoints?: Point[] }[];
}
interface Point {
  x: number;
  y: number;
}

/** Places files in their directories, layer by layer, in a worker; those below `least` are left out. */
export async function layoutGraph(schema: CommunicationSchema, least: number): Promise<GraphLayout> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  const elk = new Elk({ workerFactory: () => new Worker('/elk-worker.min.js') });
  const files = Object.entries(schema.directory_structure).flatMap(([directory, config]) =>
    Object.entries(config.files)
      .filter(([, file]) => file.criticality >= least)
      .map(([name, file]) => ({ directory, name, path: directory === '.' ? name : `${directory}/${name}`, file })),
  );
  const shown = new Set(files.map((file) => file.path));
  const byDirectory = Map.groupBy(files, (file) => file.directory);
  const protocols = new Map<string, { from: string; to: string; protocol: string }>();
  const edges: ElkEdge[] = files.flatMap(({ path, file }) =>
    Object.entries(file.communicates)
      .filter(([to]) => shown.has(to))
      .map(([to, { protocol }]) => {
        const id = `${path} -> ${to}`;
        protocols.set(id, { from: path, to, protocol });
        return { id, sources: [path], targets: [to] };
      }),
  );
  const root = (await elk.layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.layered.spacing.nodeNodeBetweenLayers': '70',
      'elk.spacing.nodeNode': '14',
      'elk.layered.thoroughness': '3',
      'org.eclipse.elk.json.edgeCoords': 'ROOT',
    },
    children: [...byDirectory].map(([directory, group]) => ({
      id: `dir:${directory}`,
      layoutOptions: { 'elk.padding': '[top=30,left=12,bottom=12,right=12]' },
      children: group.map(({ path, name, file }) => ({ id: path, width: 40 + (name.length + 3) * 7, height: 22 + file.criticality * 1.8 })),
    })),
    edges,
  } as never)) as unknown as ElkNode & { edges?: ElkEdge[] };
  elk.terminateWorker();
  const info = new Map(files.map((file) => [file.path, file]));
  const line = (points: Point[]): string => points.map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join('');
  return {
    width: root.width ?? 100,
    height: root.height ?? 100,
    directories: (root.children ?? []).map((d) => ({
      path: d.id.slice(4),
      x: d.x ?? 0,
      y: d.y ?? 0,
      width: d.width ?? 0,
      height: d.height ?? 0,
    })),
    nodes: (root.children ?? []).flatMap((d) =>
      (d.children ?? []).map((n) => {
        const { name, file } = info.get(n.id)!;
        return {
          path: n.id,
          name,
          criticality: file.criticality,
          x: (d.x ?? 0) + (n.x ?? 0),
          y: (d.y ?? 0) + (n.y ?? 0),
          width: n.width ?? 0,
          height: n.height ?? 0,
        };
      }),
    ),
    edges: (root.edges ?? edges).flatMap((edge) => {
      const known = protocols.get(edge.id);
      return known && edge.sections
        ? edge.sections.map((s, i) => ({ id: `${edge.id}${i}`, ...known, path: line([s.startPoint, ...(s.bendPoints ?? []), s.endPoint]) }))
        : [];
    }),
  };
}
