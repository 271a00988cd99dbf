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
  endpoints: { method: string; path: string; purpose: string; entity: string }[];
  events: { name: string; emitted_by: string; handled_by: string[]; payload: string[] }[];
  directories: { path: string; purpose: string }[];
  files: BlueprintFile[];
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
}
