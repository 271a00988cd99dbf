import { parentDirectory, fileName } from '../files/directories.js';
import type { CommunicationSchema, FileConfig } from './communication-schema.types.js';

/**
 * Whether a schema agrees with itself and with the files it speaks of.
 *
 * @returns one sentence a fault; empty where all is well.
 */
export function communicationSchemaFaults(schema: CommunicationSchema, paths: readonly string[]): string[] {
  const faults: string[] = [];
  const files = new Map<string, FileConfig>();
  for (const [directory, config] of Object.entries(schema.directory_structure))
    for (const [name, file] of Object.entries(config.files)) files.set(directory === '.' ? name : `${directory}/${name}`, file);

  for (const path of paths) if (!files.has(path)) faults.push(`${path} is missing from directory_structure`);
  for (const path of files.keys()) if (!paths.includes(path)) faults.push(`${path} is in directory_structure and in no blueprint`);

  let connections = 0;
  for (const [path, file] of files) {
    if (!Number.isInteger(file.criticality) || file.criticality < 1 || file.criticality > 10)
      faults.push(`${path} has criticality ${file.criticality}, which is not 1 to 10`);
    for (const other of file.dependencies) if (!files.has(other)) faults.push(`${path} depends on ${other}, which is not there`);
    connections += Object.keys(file.communicates).length;
    for (const other of Object.keys(file.communicates)) {
      const [from, to] = [parentDirectory(path), parentDirectory(other)];
      if (from !== to && !schema.directory_structure[from]?.sends_to.includes(to))
        faults.push(`${from} does not list that it sends to ${to}`);
      if (from !== to && !schema.directory_structure[to]?.receives_from.includes(from))
        faults.push(`${to} does not list that it receives from ${from}`);
    }
  }
  const inMatrix = schema.communication_matrix.rows.flat().reduce((sum, count) => sum + count, 0);
  if (inMatrix !== connections) faults.push(`communication_matrix counts ${inMatrix} connections, the files have ${connections}`);

  faults.push(...priorityFaults(schema, files));
  for (const [path, directory] of Object.entries(schema.directory_structure))
    for (const name of Object.keys(directory.directories)) {
      const child = path === '.' ? name : `${path}/${name}`;
      if (schema.directory_structure[child]?.criticality !== directory.directories[name]!.criticality)
        faults.push(`${path} states another criticality for ${fileName(child)} than the directory itself`);
    }
  return faults;
}

function priorityFaults(schema: CommunicationSchema, files: ReadonlyMap<string, FileConfig>): string[] {
  const faults: string[] = [];
  const position = new Map(schema.dependency_priority.order.map((entry, i) => [entry.path, i]));
  if (position.size !== files.size || schema.dependency_priority.order.length !== files.size)
    faults.push('dependency_priority does not list every file once');
  const cycleOf = new Map(schema.dependency_priority.cycles.flatMap((members, c) => members.map((path) => [path, c] as const)));
  for (const [path, file] of files)
    for (const other of file.dependencies) {
      const isCircular = cycleOf.has(path) && cycleOf.get(path) === cycleOf.get(other);
      if (!isCircular && (position.get(other) ?? -1) > (position.get(path) ?? -1))
        faults.push(`${other} comes after ${path}, which depends on it`);
    }
  return faults;
}
