/** What a file is for; the communication schema weighs files by it. */
export const FILE_ROLES = [
  'entry',
  'config',
  'model',
  'migration',
  'repository',
  'service',
  'controller',
  'middleware',
  'security',
  'view',
  'asset',
  'test',
  'script',
  'docs',
  'library',
] as const;
export type FileRole = (typeof FILE_ROLES)[number];

export const FIELD_TYPES = [
  'text',
  'long-text',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'datetime',
  'time',
  'email',
  'phone',
  'url',
  'enum',
  'reference',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** What BLUEPRINT makes: the project in data. Every file that CODE writes is in `files`. */
export interface Blueprint {
  project_name: string;
  description: string;
  technologies: string[];
  entities: BlueprintEntity[];
  components: { name: string; kind: string; responsibility: string; files: string[] }[];
  endpoints: BlueprintEndpoint[];
  /** Pages, also those that no endpoint of its own serves. Absent in older blueprints, as all parts below that say so. */
  pages?: BlueprintPage[];
  /** Where everything is stored. Absent in older blueprints. */
  tables?: BlueprintTable[];
  /** What shows that the plan is met. Absent in older blueprints. */
  criteria?: BlueprintCriterion[];
  events: { name: string; emitted_by: string; handled_by: string[]; payload: string[] }[];
  directories: { path: string; purpose: string }[];
  files: BlueprintFile[];
  /** What comes from a registry, by its exact name there. Absent in older blueprints. */
  packages?: BlueprintPackage[];
  scripts: Record<string, string>;
  environment: { name: string; default: string; purpose: string }[];
  /** What the built-in engine means beyond all that: roles, rules, pages, style. Engines with a model have none. */
  design?: Record<string, unknown>;
}

export interface BlueprintEntity {
  name: string;
  description: string;
  fields: BlueprintField[];
  relations: { kind: 'belongs-to' | 'has-many' | 'many-to-many'; target: string; field: string }[];
}

export interface BlueprintField {
  name: string;
  type: FieldType;
  required: boolean;
  /** Allowed values of an enum; else empty. */
  values: string[];
}

export interface BlueprintFile {
  path: string;
  purpose: string;
  role: FileRole;
  component: string;
  /** Paths of the blueprint that it imports or reads. */
  depends_on: string[];
  /** Entities whose data it owns or changes. */
  entities: string[];
  /** Names that others may import from it; empty where it offers none. Absent in older blueprints. */
  exports?: string[];
  /**
   * What others may use of it, in its own language and without bodies: for TypeScript declarations as in a `.d.ts`, with
   * the imports of the types that they name; for other languages signatures. Absent in older blueprints.
   */
  declarations?: string;
}

export const PARAMETER_PLACES = ['path', 'query', 'header', 'cookie'] as const;
export const BODY_KINDS = ['none', 'form', 'multipart', 'json', 'other'] as const;
export const ANSWER_KINDS = ['page', 'redirect', 'json', 'text', 'file', 'empty'] as const;

/** A value that goes by one exact name. */
export interface NamedValue {
  name: string;
  /** In the language of the project, such as `string` or `integer from 1 to 5`. */
  type: string;
  required: boolean;
}

/** An address, and all that who asks for it has to agree on with who serves it. Optional parts: absent in older blueprints. */
export interface BlueprintEndpoint {
  method: string;
  /** With parameters as `:name`. */
  path: string;
  purpose: string;
  entity: string;
  /** Path of the one file that serves it. */
  served_by?: string;
  /** Who may, such as "everyone" or the names of roles. */
  access?: string;
  parameters?: (NamedValue & { in: (typeof PARAMETER_PLACES)[number] })[];
  /** Fields by the exact names that forms and programs send. */
  body?: { kind: (typeof BODY_KINDS)[number]; fields: NamedValue[] };
  /** `shape`: the address of a redirect, the type of JSON, or text that tests look for; empty where there is nothing to say. */
  answers?: { status: number; kind: (typeof ANSWER_KINDS)[number]; shape: string; when: string }[];
}

/** A page as it is seen: where it leads, and what it sends. */
export interface BlueprintPage {
  address: string;
  /** Path of the file that draws it. */
  drawn_by: string;
  /** Addresses that it links to, with parameters as `:name`. */
  links: string[];
  forms: { method: string; action: string; fields: string[] }[];
  /** What scripts on it ask for. */
  requests: { method: string; path: string }[];
}

export interface BlueprintTable {
  name: string;
  /** Exact name of the entity that is stored in it; empty where there is none. */
  entity: string;
  /** Path of the one file that creates it. */
  owner: string;
  columns: NamedValue[];
}

export interface BlueprintPackage {
  name: string;
  /** A version or a range. */
  version: string;
  /** Needed only to build and to test. */
  development: boolean;
}

/** What meets a criterion of the plan, and what shows it. */
export interface BlueprintCriterion {
  /** Of feature 2 its criterion 3: "2.3". */
  id: string;
  /** Paths of the files that meet it. */
  met_by: string[];
  shown_by: { file: string; test: string };
}
