import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASE, TestClient } from '../support/client.js';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'workflows/dist/workflow-bundle.js');
const folder = mkdtempSync(join(tmpdir(), 'millwright-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param corpus absent: that of the repository. */
async function check(
  file: string,
  env: NodeJS.ProcessEnv = {},
  corpus?: string,
  more: string[] = [],
): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(root, 'deploy/local/run.mjs'), 'replay:check', '--bundle', file, ...(corpus ? ['--corpus', corpus] : []), ...more],
      {
        cwd: root,
        maxBuffer: 16 * 1024 * 1024,
        env: { ...process.env, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD, TEMPORAL_ADDRESS: '', ...env },
      },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    ),
  );
}

/** A corpus of a few. */
function few(): string {
  const corpus = mkdtempSync(join(folder, 'few-'));
  for (const name of ['generate-project.0.1.complete.json.gz', 'generate-project.0.5.sent-back.json.gz'])
    copyFileSync(join(root, 'test/replay/histories', name), join(corpus, name));
  return corpus;
}

it('replays a history of every outcome on today’s workflows', async () => {
  const histories = readdirSync(join(root, 'test/replay/histories'));
  const outcomes = histories.map((name) => name.split('.').at(-3)!);
  // Beside one of each outcome, many in which engine, gates, ceiling and operator were drawn by chance.
  expect(outcomes.length).toBeGreaterThanOrEqual(200);
  expect(new Set(outcomes.filter((name) => !name.startsWith('random-')))).toEqual(
    new Set([
      ...['complete', 'offline', 'retried', 'failed', 'refused', 'file-failed', 'budget', 'within-budget', 'cancelled', 'paused'],
      ...['provider', 'topped-up', 'taken-over', 'exported', 'not-exported'],
      ...['approved', 'sent-back', 'edited-at-gate', 'by-rule', 'rule-met', 'gate-cancelled', 'raised', 'stopped'],
      ...['forked', 'retried-from-failure', 'conflict'],
    ]),
  );
  const { code, output } = await check(bundle);
  expect(output).toMatch(new RegExp(`${outcomes.length} recorded and 0 open workflows replayed in [0-9.]+ s, 0 broken`));
  expect(code).toBe(0);
});

it('finds two awaits that were swapped, and names the histories and the place', async () => {
  const text = readFileSync(bundle, 'utf8');
  const files = text.search(/await \(0,[\w.]*run_side_by_side[\w.]*\.runSideBySide\)\(items,/);
  const complete = text.indexOf('for(let refitRound', files);
  const last = /mendAll\)\(run, stage, misfits, refitRound, revision\);\s*\}/g;
  last.lastIndex = complete;
  last.exec(text);
  const after = last.lastIndex;
  expect([files, complete].every((at) => at > 0)).toBe(true);
  writeFileSync(
    join(folder, 'swapped.js'),
    text.slice(0, files) + text.slice(complete, after) + text.slice(files, complete) + text.slice(after),
  );
  const { code, output } = await check(join(folder, 'swapped.js'), {}, few());
  expect(code).toBe(1);
  expect(output).toMatch(/✗ generate-project\.0\.1\.complete\.json\.gz: Nondeterminism error: .*'performStage'.*'completeFanOut'/);
  expect(output).toMatch(
    /after event \d+ \(a workflow task\), where the history goes on with \d+ activity task scheduled performStage “src\//,
  );
});

it('takes the history of a downloaded record into its corpus', async () => {
  const ana = await TestClient.signUp('Ana');
  const id = await ana.start((await ana.project('Joins the others')).id);
  await ana.events(id);
  const file = join(folder, 'record.gz');
  writeFileSync(file, Buffer.from(await (await fetch(`${BASE}/records/${id}`, { headers: ana.headers })).arrayBuffer()));
  const corpus = few();
  const { code, output } = await check(bundle, {}, corpus, ['--add', file]);
  expect(output).toMatch(/Added generate-project\.[\d.]+\.complete-/);
  expect(output).toContain('3 recorded and 0 open workflows replayed');
  expect(code).toBe(0);
  await ana.close();
});

it('replays the open workflows of a server as well', async () => {
  const ana = await TestClient.signUp('Ana');
  const id = await ana.start((await ana.project('Open while it is replayed')).id, { approveAfter: ['DEV_PLAN'] });
  await ana.events(id, undefined, (event) => event.type === 'APPROVAL_REQUESTED');
  const { code, output } = await check(bundle, { TEMPORAL_ADDRESS: process.env.MILLWRIGHT_TEST_TEMPORAL }, few());
  expect(output).toMatch(/recorded and [1-9]\d* open workflows replayed in [0-9.]+ s, 0 broken/);
  expect(code).toBe(0);
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  await ana.close();
});
