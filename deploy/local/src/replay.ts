import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import type { FullRecord } from '@millwright/platform';
import { build } from './build.ts';
import { signIn, type ApiClient } from './client.ts';
import { loadOwnConfig } from './load-config.ts';
import { freePort } from './ports.ts';
import { Plain, say } from './say.ts';
import { startStack } from './stack.ts';

const USAGE = 'npm run replay -- FILE [--until STAGE] [--with-code]';

interface Options {
  file: Buffer;
  until?: string;
  withCode: boolean;
}

interface Replay {
  verdict: 'SAME' | 'PASSED' | 'DIFFERENT';
  differences: { stage: string; path: string | null; was: string; is: string }[];
}

/**
 * `npm run replay`: does a recorded generation again, with the workflow and the activities of this checkout, on servers of
 * its own that begin empty. What engines answered is read from the record; nobody is asked.
 *
 * Exit code 0: it ended as recorded; with `--with-code`, what failed when it was recorded does not fail now.
 */
export async function replay(args: string[]): Promise<void> {
  const options = parse(args);
  await build();
  const { readRecord } = await import('@millwright/platform');
  const record = await readRecord(options.file).catch((error: Error) => {
    throw new Plain(error.message);
  });
  describe(record);
  await checkHistory(record);
  const folder = mkdtempSync(join(tmpdir(), 'millwright-replay-'));
  const port = await freePort();
  const config = await loadOwnConfig(folder, port);
  const stack = await startStack(config, { isDurable: false, withTemporalUi: false });
  let verdict: Replay['verdict'];
  try {
    verdict = await run(await signIn(config.PUBLIC_URL, config), record, options);
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  const hadFailed = record.generation.status === 'FAILED';
  const isWell = options.withCode && hadFailed ? verdict === 'PASSED' : verdict === 'SAME';
  process.exitCode = isWell ? 0 : 1;
}

function parse(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { until: { type: 'string' }, 'with-code': { type: 'boolean', default: false } },
    });
    if (!positionals[0]) throw new Error('A record is missing: download one from the console, or from /records/<generation>.');
    const file = readFileSync(resolve(positionals[0]));
    return { file, withCode: values['with-code'], ...(values.until ? { until: values.until.toUpperCase() } : {}) };
  } catch (error) {
    throw new Plain(`${(error as Error).message}\nUsage: ${USAGE}`);
  }
}

function describe({ generation, exchanges, artifacts, redactions, version, exportedAt }: FullRecord): void {
  const { projectName, status, failure } = generation;
  say(`${projectName}: ${status.toLowerCase()}${failure ? ` at ${failure.stage} (${failure.code}: ${failure.message})` : ''}`);
  say(`Recorded by release ${version} on ${exportedAt.slice(0, 10)}: ${exchanges.length} calls, ${artifacts.length} artifacts`);
  for (const { kind, placeholder, places } of redactions) say(`Taken out: ${kind}, now ${placeholder}, in ${places.join(', ')}`);
}

/** Whether the workflow of this checkout still does what it did. */
async function checkHistory({ history }: FullRecord): Promise<void> {
  if (history === null) return say('It holds no history of its workflow: nobody had it any more');
  const { historyFault } = await import('./replay-check.ts');
  const fault = await historyFault(history);
  say(fault ? styleText('red', `Its history breaks on this code: ${fault}`) : 'Its history replays on this code');
}

async function run(client: ApiClient, record: FullRecord, { file, until, withCode }: Options): Promise<Replay['verdict']> {
  const uploaded = await fetch(`${client.url}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/gzip', ...client.credential },
    body: new Uint8Array(file),
  });
  const answer = (await uploaded.json()) as { record: string; error?: string };
  if (!uploaded.ok) throw new Plain(answer.error ?? `The record was refused (${uploaded.status})`);
  const { replayGeneration } = await client.ask<{ replayGeneration: { generation: { id: string } } }>(
    'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
    { input: { record: answer.record, withCode, ...(until ? { until } : {}) } },
  );
  const { id } = replayGeneration.generation;
  await client.follow(id);
  const { generation } = await client.ask<{ generation: { replay: Replay } }>(
    'query ($id: ID!) { generation(id: $id) { replay { verdict differences { stage path was is } } } }',
    { id },
  );
  const { verdict, differences } = generation.replay;
  for (const { stage, path, was, is } of differences.slice(0, 50)) say(`  ${stage}${path ? ` ${path}` : ''}: was ${was}, is ${is}`);
  if (differences.length > 50) say(`  and ${differences.length - 50} more`);
  say(wordsOf(verdict, record, withCode));
  return verdict;
}

function wordsOf(verdict: Replay['verdict'], { generation }: FullRecord, withCode: boolean): string {
  if (verdict === 'PASSED') return styleText('green', 'What failed then does not fail now');
  if (verdict === 'DIFFERENT') return styleText('red', 'It came to something else than was recorded');
  if (generation.status !== 'FAILED') return styleText('green', 'The same, to the byte');
  return withCode ? styleText('red', 'It still fails, in the same way') : styleText('green', 'The same failure');
}
