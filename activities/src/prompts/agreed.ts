import {
  criteriaOf,
  type Blueprint,
  type BlueprintEndpoint,
  type BlueprintFile,
  type CommunicationSchema,
  type DevelopmentPlan,
  type TechnicalArchitecture,
} from '@millwright/domain';
import { endpointFor } from '../checks/addresses.js';
import { isDeclared } from '../checks/blueprint-faults.js';

/** What the files of a project are written from. */
export interface FileMaterial {
  plan: DevelopmentPlan;
  architecture: TechnicalArchitecture;
  blueprint: Blueprint;
  schema: CommunicationSchema;
}

// Who these are written by sets the project up, and has to know what is in it.
const SETS_UP = new Set<BlueprintFile['role']>(['config', 'docs', 'script']);
const KEEPS_DATA = new Set<BlueprintFile['role']>(['migration', 'model', 'repository', 'service', 'security', 'entry', 'test']);

/** What all files of a project share; of an older blueprint, which declares nothing, all of it. */
export function sharedBy({ plan, architecture, blueprint }: FileMaterial): object {
  if (!isDeclared(blueprint)) return blueprint;
  const { technologies, packages, scripts, environment } = blueprint;
  return {
    technologies,
    packages,
    scripts,
    environment,
    security: architecture.security,
    features: plan.features.map(({ name }, i) => `${i + 1} ${name}`),
  };
}

/** The same in fewest words: names and paths of an older blueprint without what they do. */
export function shortlySharedBy(material: FileMaterial): object {
  const { blueprint } = material;
  const { technologies, packages, entities, scripts, environment } = blueprint;
  if (isDeclared(blueprint)) return { technologies, packages, scripts, environment };
  return {
    technologies,
    entities,
    scripts,
    environment,
    endpoints: blueprint.endpoints.map(({ method, path }) => `${method} ${path}`),
    files: blueprint.files.map(({ path, exports }) => ({ path, exports: exports ?? [] })),
  };
}

/** A file as its author is shown it: what is declared for it stands among what is agreed. */
export function ownRecord({ declarations: _, ...file }: BlueprintFile): object {
  return file;
}

/** What a file has to agree with: its declarations, those of what it uses, addresses, pages, tables and criteria of its own. */
export function agreedWith(material: FileMaterial, file: BlueprintFile): string {
  const { blueprint } = material;
  if (!isDeclared(blueprint)) return JSON.stringify(neighboursOf(material, file));
  const pages = (blueprint.pages ?? []).filter(({ drawn_by }) => drawn_by === file.path);
  const parts: [string, readonly string[]][] = [
    ['It declares', file.declarations?.trim() ? [file.declarations.trim()] : []],
    ['It uses', usedBy(blueprint, file)],
    ['Endpoints', endpointsOf(blueprint, file, pages)],
    ['Pages', pages.map((page) => JSON.stringify(page))],
    ['Tables', tablesOf(blueprint, file)],
    [
      'Events',
      blueprint.events
        .filter(({ emitted_by, handled_by }) => [emitted_by, ...handled_by].includes(file.path))
        .map((event) => JSON.stringify(event)),
    ],
    ['Criteria', criteriaFor(material, file)],
    ['Files', SETS_UP.has(file.role) ? blueprint.files.map(({ path }) => path) : []],
  ];
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([name, lines]) => `${name}:\n${lines.join('\n')}`)
    .join('\n\n');
}

/** Declarations of what a file imports, and of what these name in their own. */
function usedBy({ files }: Blueprint, file: BlueprintFile): string[] {
  return files
    .filter(({ path }) => file.depends_on.includes(path))
    .map(({ path, declarations, purpose }) => (declarations?.trim() ? `// ${path}\n${declarations.trim()}` : `// ${path}: ${purpose}`));
}

/** Endpoints that a file serves, that its pages lead to, or that a test of it asks. */
function endpointsOf({ endpoints, criteria = [] }: Blueprint, file: BlueprintFile, pages: NonNullable<Blueprint['pages']>): string[] {
  const asked = pages.flatMap(({ forms, requests }) => [
    ...forms.map(({ method, action }) => endpointFor(endpoints, method, action)),
    ...requests.map(({ method, path }) => endpointFor(endpoints, method, path)),
  ]);
  // What a test of criteria may ask is served by what meets them.
  const met = new Set(criteria.filter(({ shown_by }) => shown_by.file === file.path).flatMap(({ met_by }) => met_by));
  const isTest = file.role === 'test';
  return endpoints
    .filter(
      (one) => one.served_by === file.path || asked.includes(one) || (isTest && one.served_by !== undefined && met.has(one.served_by)),
    )
    .map((one) => shown(one, file));
}

const shown = ({ entity: _, served_by, ...endpoint }: BlueprintEndpoint, file: BlueprintFile): string =>
  JSON.stringify(
    served_by === file.path
      ? endpoint
      : {
          method: endpoint.method,
          path: endpoint.path,
          body: endpoint.body,
          answers: endpoint.answers?.map(({ status, kind, shape }) => ({ status, kind, shape })),
        },
  );

/** Tables that a file creates, or whose entities it owns or changes. */
function tablesOf({ tables = [] }: Blueprint, file: BlueprintFile): string[] {
  return tables
    .filter(({ owner, entity }) => owner === file.path || (KEEPS_DATA.has(file.role) && file.entities.includes(entity)))
    .map(
      ({ name, owner, columns }) =>
        `${name}${owner === file.path ? '' : ` (created by ${owner})`}: ${columns.map((column) => `${column.name} ${column.type}${column.required ? '' : ', optional'}`).join('; ')}`,
    );
}

/** Criteria that a test shows, with its titles, or that a file has to meet. */
function criteriaFor({ plan, blueprint }: FileMaterial, file: BlueprintFile): string[] {
  const texts = new Map(criteriaOf(plan).map(({ id, text }) => [id, text]));
  return (blueprint.criteria ?? [])
    .filter(({ met_by, shown_by }) => shown_by.file === file.path || met_by.includes(file.path))
    .map(
      ({ id, shown_by }) => `${id} ${texts.get(id) ?? ''}${shown_by.file === file.path ? ` → test ${JSON.stringify(shown_by.test)}` : ''}`,
    );
}

/** Of an older blueprint: files that a file needs, those that need it, and how much hangs on it. */
function neighboursOf({ blueprint, schema }: FileMaterial, file: BlueprintFile): object {
  const needed = blueprint.files.filter(({ path }) => file.depends_on.includes(path));
  const at = file.path.lastIndexOf('/');
  const record = schema.directory_structure[at < 0 ? '.' : file.path.slice(0, at)]?.files[file.path.slice(at + 1)];
  return {
    imports_from: needed.map(({ path, purpose, exports }) => ({ path, purpose, exports: exports ?? [] })),
    imported_by: blueprint.files.filter(({ depends_on }) => depends_on.includes(file.path)).map(({ path }) => path),
    ...(record
      ? { criticality: record.criticality, communicates: record.communicates, triggers: record.triggers, modifies: record.modifies }
      : {}),
  };
}
