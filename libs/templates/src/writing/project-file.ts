import type { FileRole } from '@millwright/domain';

/** A file of a written project: what the blueprint says of it, and its text. */
export interface ProjectFile {
  /** Within the project, e.g. "src/domain/item.ts". */
  path: string;
  /** One line. */
  purpose: string;
  role: FileRole;
  component: Component;
  /** Paths within the project that it imports. */
  dependsOn: string[];
  /** Names of the design's records that it is about. */
  entities: string[];
  render(): string;
}

export const COMPONENTS = {
  Web: 'Takes requests, finds the handler, answers; pages and JSON',
  Look: 'Parts of pages, the style sheet and the script of the browser',
  Pages: 'Server-rendered pages that work without scripts',
  Routes: 'Addresses of pages and of the JSON API',
  Services: 'What may be stored and done, by whom; the SQL',
  Domain: 'Rules: what is valid, who may do what, what follows from what',
  Storage: 'SQLite: tables, migrations, the log of changes',
  People: 'Sign-up, sign-in, sessions, invitations and profiles',
  Operations: 'Build, delivery and settings',
  Tests: 'Tests of the functions and of the running application',
} as const;
export type Component = keyof typeof COMPONENTS;

/** A file before its imports: these follow from the names that its code uses. */
export interface Draft {
  path: string;
  purpose: string;
  role: FileRole;
  component: Component;
  entities?: string[];
  /** Of a module without imports of the project; `import` lines of Node's modules stand in it. */
  code: string;
  /** Its imports of the project stand in it already, or it is no module. */
  isWhole?: boolean;
}
