import type { TechnicalArchitecture } from '../architecture/architecture.types.js';
import type { Blueprint } from '../blueprint/blueprint.types.js';
import { parentDirectory, directoriesOf, fileName } from '../files/directories.js';
import type { DevelopmentPlan } from '../plan/plan.types.js';
import { analyseComponents, type FileGraph } from './analyse-components.js';
import type { CommunicationSchema, DirectoryConfig } from './communication-schema.types.js';
import { criticalityOf, type Criticality } from './criticality.js';
import { rankComponents } from './rank-components.js';

export const COMMUNICATION_SCHEMA_VERSION = '1.0.0';

/**
 * Who talks to whom in a project, and how critical each file is; computed from the three
 * documents before it, with no engine. The same input gives the same output, to the byte.
 */
export function generateCommunicationSchema(
  plan: DevelopmentPlan,
  architecture: TechnicalArchitecture,
  blueprint: Blueprint,
): CommunicationSchema {
  const graph = analyseComponents(plan, architecture, blueprint);
  const criticality = criticalityOf(graph);
  const { order, cycles } = rankComponents(graph);
  const path = (i: number): string => graph.files[i]!.path;
  return {
    version: COMMUNICATION_SCHEMA_VERSION,
    project_name: graph.projectName,
    global_protocols: protocolsOf(graph),
    directory_structure: directoryStructure(graph, criticality),
    event_flows: Object.fromEntries(
      graph.events.map((event) => [event.name, { emitted_by: event.emitted_by, handled_by: event.handled_by, payload: event.payload }]),
    ),
    communication_matrix: matrixOf(graph),
    dependency_priority: {
      order: order.map((file, i) => ({ path: path(file), priority: i + 1, criticality: criticality[file]!.score })),
      cycles: cycles.map((members) => members.map(path)),
    },
  };
}

function protocolsOf(graph: FileGraph): CommunicationSchema['global_protocols'] {
  const found = new Map<string, { used_for: string; connections: number }>();
  for (const { protocol, purpose } of graph.edges) {
    const entry = found.get(protocol) ?? { used_for: graph.protocolPurposes.get(protocol) ?? purpose, connections: 0 };
    entry.connections++;
    found.set(protocol, entry);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function matrixOf(graph: FileGraph): CommunicationSchema['communication_matrix'] {
  const rows = graph.components.map(() => new Array<number>(graph.components.length).fill(0));
  for (const edge of graph.edges) rows[graph.componentOf[edge.from]!]![graph.componentOf[edge.to]!]!++;
  return { components: graph.components, rows };
}

function directoryStructure(graph: FileGraph, criticality: Criticality[]): Record<string, DirectoryConfig> {
  const structure: Record<string, DirectoryConfig> = {};
  const talk = new Map<string, { to: Set<string>; from: Set<string>; protocols: Set<string> }>();
  for (const path of directoriesOf(graph.files.map((file) => file.path))) {
    structure[path] = {
      criticality: 1,
      description: graph.directoryPurposes.get(path) ?? (path === '.' ? graph.projectName : `Files of ${fileName(path)}`),
      files: {},
      directories: {},
      receives_from: [],
      sends_to: [],
      protocols: [],
    };
    talk.set(path, { to: new Set(), from: new Set(), protocols: new Set() });
  }
  const outgoing = graph.files.map((): FileGraph['edges'] => []);
  for (const edge of graph.edges) {
    outgoing[edge.from]!.push(edge);
    const from = parentDirectory(graph.files[edge.from]!.path);
    const to = parentDirectory(graph.files[edge.to]!.path);
    talk.get(from)!.protocols.add(edge.protocol);
    talk.get(to)!.protocols.add(edge.protocol);
    if (from === to) continue;
    talk.get(from)!.to.add(to);
    talk.get(to)!.from.add(from);
  }
  graph.files.forEach((file, i) => {
    structure[parentDirectory(file.path)]!.files[fileName(file.path)] = {
      criticality: criticality[i]!.score,
      file_type: file.role,
      dependencies: outgoing[i]!.map((edge) => graph.files[edge.to]!.path),
      communicates: Object.fromEntries(
        outgoing[i]!.map((edge) => [graph.files[edge.to]!.path, { protocol: edge.protocol, purpose: edge.purpose }]),
      ),
      triggers: graph.emits[i]!,
      modifies: file.role === 'repository' || file.role === 'service' || file.role === 'migration' ? [...file.entities] : [],
      why: criticality[i]!.why,
    };
  });
  // Deepest first, so that a directory knows its children before its parent asks.
  const paths = Object.keys(structure).sort((a, b) => depth(b) - depth(a) || (a < b ? -1 : 1));
  for (const path of paths) {
    const directory = structure[path]!;
    const scores = [...Object.values(directory.files), ...Object.values(directory.directories)].map((entry) => entry.criticality);
    directory.criticality = Math.max(1, ...scores);
    const { to, from, protocols } = talk.get(path)!;
    directory.sends_to = [...to].sort();
    directory.receives_from = [...from].sort();
    directory.protocols = [...protocols].sort();
    if (path !== '.')
      structure[parentDirectory(path)]!.directories[fileName(path)] = {
        criticality: directory.criticality,
        description: directory.description,
      };
  }
  return structure;
}

const depth = (path: string): number => (path === '.' ? 0 : path.split('/').length);
