import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { signIn } from './client.ts';
import type { Described, Options } from './evaluate-run.ts';
import { loadOwnConfig } from './load-config.ts';
import { freePort } from './ports.ts';
import { Plain, say } from './say.ts';
import { startStack } from './stack.ts';

const USAGE = `npm run evaluate -- --engine ENGINE [--model MODEL] --file DESCRIPTIONS [--limit 20] [--ceiling USD] [--out FOLDER]
  --file     JSON lines with "id" and "text"
  --limit    how many of them, from the first; default 20
  --ceiling  what all of them together may cost, in US dollars; default: no ceiling
  --out      results, records and the data of this evaluation; default evaluation/ENGINE-MODEL. A second run goes on there.`;

/**
 * `npm run evaluate`: takes descriptions the whole way with one model, on servers of its own, and says what did not fit in
 * what it answered, what of it was mended, and what that took. Each run's record is kept: `npm run replay -- RECORD` does it
 * again, and asks nobody.
 */
export async function evaluate(args: string[]): Promise<void> {
  const options = parse(args);
  await build();
  const port = await freePort();
  const config = await loadOwnConfig(join(options.folder, 'data'), port);
  const stack = await startStack(config, { withTemporalUi: false });
  try {
    const [{ evaluateWith }, { summaryOf }] = await Promise.all([import('./evaluate-run.ts'), import('./evaluate-table.ts')]);
    const evaluation = await evaluateWith(await signIn(config.PUBLIC_URL, config), options);
    for (const [what, value] of Object.entries(summaryOf(evaluation))) console.log(`${what}: ${value}`);
    say(`The tables are in ${options.folder}: results.md and results.json`);
  } finally {
    await stack.stop();
  }
}

/** @throws Plain with how it is called */
export function parse(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        engine: { type: 'string' },
        model: { type: 'string' },
        file: { type: 'string' },
        limit: { type: 'string', default: '20' },
        ceiling: { type: 'string' },
        out: { type: 'string' },
      },
    });
    const { engine, model, file, limit, ceiling, out } = values;
    if (!engine) throw new Error('Say which engine.');
    if (!file) throw new Error('Say which descriptions.');
    const count = Number(limit);
    if (!Number.isInteger(count) || count < 1) throw new Error('--limit is a whole number from 1.');
    const ceilingUsd = ceiling === undefined ? undefined : Number(ceiling);
    if (ceilingUsd !== undefined && !(ceilingUsd > 0)) throw new Error('--ceiling is an amount of US dollars above 0.');
    return {
      engine,
      ...(model === undefined ? {} : { model }),
      descriptions: readDescriptions(file).slice(0, count),
      folder: resolve(out ?? join('evaluation', `${engine}${model ? `-${model.replaceAll(/[^\w.-]/g, '_')}` : ''}`)),
      ...(ceilingUsd === undefined ? {} : { ceilingUsd }),
    };
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

function readDescriptions(file: string): Described[] {
  const lines = readFileSync(resolve(file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  const all = lines.map((line, i) => {
    const { id, text } = JSON.parse(line) as Partial<Described>;
    if (typeof id !== 'string' || typeof text !== 'string' || !id || !text)
      throw new Error(`Line ${i + 1} of ${file} has no "id" and "text".`);
    return { id, text };
  });
  if (new Set(all.map(({ id }) => id)).size !== all.length) throw new Error(`An id stands twice in ${file}.`);
  return all;
}
