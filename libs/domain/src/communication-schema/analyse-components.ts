import type { TechnicalArchitecture } from '../architecture/architecture.types.js';
import type { Blueprint, BlueprintFile, FileRole } from '../blueprint/blueprint.types.js';
import type { DevelopmentPlan } from '../plan/plan.types.js';

/** A connection from one file to another that it depends on; indices into `files`. */
export interface FileEdge {
  from: number;
  to: number;
  protocol: string;
  purpose: string;
}

/** What the plan, the architecture and the blueprint say about files, in one graph. */
export interface FileGraph {
  projectName: string;
  files: readonly BlueprintFile[];
  edges: FileEdge[];
  components: string[];
  /** Component of each file, as an index into `components`. */
  componentOf: number[];
  /** Files that handle identity, permissions or secrets. */
  isSecurity: boolean[];
  emits: string[][];
  events: Blueprint['events'];
  directoryPurposes: ReadonlyMap<string, string>;
  protocolPurposes: ReadonlyMap<string, string>;
}

const PROTOCOL_BY_ROLE: Partial<Record<FileRole, { protocol: string; purpose: string }>> = {
  migration: { protocol: 'SQL', purpose: 'shape of the stored data' },
  repository: { protocol: 'SQL', purpose: 'stored data' },
  view: { protocol: 'HTML', purpose: 'rendered pages' },
  asset: { protocol: 'HTTP', purpose: 'static files' },
  config: { protocol: 'configuration', purpose: 'settings' },
};
const IN_PROCESS = { protocol: 'function call', purpose: 'shared code' };

/** Joins the three documents into the graph that the schema is made from. Files keep their order. */
export function analyseComponents(plan: DevelopmentPlan, architecture: TechnicalArchitecture, blueprint: Blueprint): FileGraph {
  const indexOf = new Map(blueprint.files.map((file, i) => [file.path, i]));
  const components: string[] = [];
  const componentIndex = new Map<string, number>();
  for (const name of [...architecture.components, ...blueprint.components]
    .map((c) => c.name)
    .concat(blueprint.files.map((f) => f.component)))
    if (!componentIndex.has(name)) {
      componentIndex.set(name, components.length);
      components.push(name);
    }
  const secured = new Set(
    architecture.components
      .filter((c) => /\b(auth|security|identity|session|permission|secret)/i.test(`${c.name} ${c.kind}`))
      .map((c) => c.name),
  );
  const links = new Map(architecture.components.flatMap((c) => c.talks_to.map((link) => [`${c.name}\n${link.component}`, link] as const)));

  const edges: FileEdge[] = [];
  blueprint.files.forEach((file, from) => {
    for (const path of new Set(file.depends_on)) {
      const to = indexOf.get(path);
      if (to === undefined || to === from) continue;
      const target = blueprint.files[to]!;
      // The architecture's own word for a connection between two components comes first.
      const link = file.component === target.component ? undefined : links.get(`${file.component}\n${target.component}`);
      edges.push({
        from,
        to,
        ...(link ? { protocol: link.protocol, purpose: link.purpose } : (PROTOCOL_BY_ROLE[target.role] ?? IN_PROCESS)),
      });
    }
  });
  return {
    projectName: blueprint.project_name || plan.project_name,
    files: blueprint.files,
    edges,
    components,
    componentOf: blueprint.files.map((file) => componentIndex.get(file.component)!),
    isSecurity: blueprint.files.map((file) => file.role === 'security' || secured.has(file.component)),
    emits: blueprint.files.map((file) => blueprint.events.filter((event) => event.emitted_by === file.path).map((event) => event.name)),
    events: blueprint.events,
    directoryPurposes: new Map(blueprint.directories.map((d) => [d.path, d.purpose])),
    protocolPurposes: new Map(architecture.protocols.map((p) => [p.name, p.used_for])),
  };
}
