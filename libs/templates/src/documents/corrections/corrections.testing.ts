import type { Blueprint, Corrected, Correction } from '@millwright/domain';
import { Templates } from '../../templates-engine.js';

export const LIBRARY =
  'A tool library where members borrow tools for two weeks. Every tool has a name, a daily price and a condition (new, good, worn). Each tool belongs to a shelf. Each shelf has a name and a room. Members report faults, and each fault has a title, a description and a status (open, in repair, fixed). The librarian marks faults as fixed. Members rate tools and write comments on tools. The librarian sees overdue loans. Use a white background and blue buttons.';

/** A description's project before and after corrections. */
export class Corrector {
  readonly templates = new Templates();
  readonly subject;
  readonly blueprint: Blueprint;
  private before: Map<string, string> | undefined;
  constructor(description = LIBRARY) {
    this.subject = { projectName: 'Test project', description };
    this.blueprint = this.templates.blueprint(this.subject, this.templates.plan(this.subject));
  }

  correct(...corrections: Correction[]): Corrected<Blueprint> {
    return this.templates.corrected(this.subject, this.blueprint, corrections);
  }

  /** The project's files by their paths. */
  files(blueprint = this.blueprint): Map<string, string> {
    return new Map(blueprint.files.map(({ path }) => [path, this.templates.file(this.subject, blueprint, path)!]));
  }

  /** What differs between the project as it was and as it is corrected: paths, each with "+", "-" or "~". */
  differing(corrected: Corrected<Blueprint>): string[] {
    this.before ??= this.files();
    const [before, after] = [this.before, this.files(corrected.blueprint)];
    return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path) => {
      if (before.get(path) === after.get(path)) return [];
      return [`${!before.has(path) ? '+' : !after.has(path) ? '-' : '~'} ${path}`];
    });
  }
}
