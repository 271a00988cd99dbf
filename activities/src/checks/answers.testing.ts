import type { Blueprint, DevelopmentPlan } from '@millwright/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../test/fixtures/answers/repair-cafe');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as T;

/** Recorded answers of a model to one description: all that a generation has once its code is written. */
export interface Answers {
  plan: DevelopmentPlan;
  blueprint: Blueprint;
  /** By path. */
  texts: Map<string, string>;
}

export const MENDED = ['src/app.ts', 'test/items.test.ts'];

/** @param isMended whether the two faults that were in it are put right. */
export function repairCafe(isMended = true): Answers {
  const blueprint = json<Blueprint>('blueprint.json');
  const folderOf = (path: string): string => (isMended && MENDED.includes(path) ? 'mended' : 'files');
  const texts = blueprint.files.map(({ path }) => [path, readFileSync(join(FOLDER, folderOf(path), `${path}.txt`), 'utf8')] as const);
  return { plan: json('development-plan.json'), blueprint, texts: new Map(texts) };
}

/** Replaces a part of a file, which has to be there. */
export function spoil(answers: Answers, path: string, part: string | RegExp, other: string): void {
  const text = answers.texts.get(path)!;
  const spoilt = text.replaceAll(
    typeof part === 'string' ? part : new RegExp(part, part.flags.includes('g') ? part.flags : `${part.flags}g`),
    other,
  );
  if (spoilt === text) throw new Error(`${path} has no ${String(part)}`);
  answers.texts.set(path, spoilt);
}
