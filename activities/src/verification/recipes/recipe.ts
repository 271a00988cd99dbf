import type { CheckName } from '@millwright/domain';
import type { TreeFile } from '../verify-files.types.js';

/** One command of a project. */
export interface Step {
  argv: readonly string[];
  /** As a person would type it. */
  shown: string;
  env?: Readonly<Record<string, string>>;
  /** How its runner counts tests, where that cannot be told from its last lines. */
  counts?: 'go-json';
}

/** Why a check is not run here, in a sentence. */
export interface NotHere {
  notHere: string;
}

export type Planned = Step | NotHere;

export const isStep = (planned: Planned): planned is Step => 'argv' in planned;

/** Checks that are one command each. */
export const COMMAND_CHECKS = ['INSTALL', 'BUILD', 'TYPECHECK', 'LINT', 'TEST'] as const satisfies readonly CheckName[];
export type CommandCheck = (typeof COMMAND_CHECKS)[number];

/** A program that has to be in the sandbox, and the command that tells its version. */
export interface Tool {
  name: string;
  argv: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The least major version that the project asks for. */
  least?: number;
}

/** What a project of one kind is checked with. A check that it has no command for is not in it. */
export interface Recipe {
  /** Kind of project, in words: `Node`, `static site`. */
  kind: string;
  tools: readonly Tool[];
  commands: Partial<Record<CommandCheck, Planned>>;
  /** Starts what answers on the port that the variable PORT names. */
  start?: Planned;
  /** Whether INSTALL fetches packages of npm. */
  needsPackages: boolean;
  /** Addresses that the project's files promise beyond its documents. */
  pages?: readonly string[];
}

/** Recognizes one kind of project by its files. @returns undefined where it is none of that kind */
export type Recognize = (project: ProjectFiles) => Recipe | undefined;

/** Reads files as texts, those of one project. */
export class ProjectFiles {
  private readonly byPath: ReadonlyMap<string, Uint8Array>;

  /** @param scripts commands by name, from the blueprint. */
  constructor(
    files: readonly TreeFile[],
    readonly scripts: Readonly<Record<string, string>> = {},
  ) {
    this.byPath = new Map(files.map(({ path, bytes }) => [path, bytes]));
  }

  get paths(): string[] {
    return [...this.byPath.keys()];
  }

  has(path: string): boolean {
    return this.byPath.has(path);
  }

  text(path: string): string | undefined {
    const bytes = this.byPath.get(path);
    return bytes && Buffer.from(bytes).toString('utf8');
  }

  /** @returns undefined where there is no such file, or it holds no JSON object. */
  json(path: string): Record<string, unknown> | undefined {
    try {
      return recordOf(JSON.parse(this.text(path) ?? ''));
    } catch {
      return undefined;
    }
  }
}

/** @returns the value where it is an object with names. */
export const recordOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** A command line of the blueprint, read by a shell. */
export const shellStep = (line: string, env?: Readonly<Record<string, string>>): Step => ({ argv: ['sh', '-c', line], shown: line, env });
