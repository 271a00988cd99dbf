import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const bundle = join(root, 'workflows/dist/workflow-bundle.js');

async function replay(...args: string[]): Promise<{ code: number; output: string }> {
  return await new Promise((resolve) =>
    execFile(
      process.execPath,
      [join(root, 'test/replay/replay.mjs'), ...args],
      { cwd: root, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    ),
  );
}

it('replays a history of every outcome on today’s workflows', async () => {
  const outcomes = readdirSync(join(root, 'test/replay/histories')).map((name) => name.split('.').at(-3));
  expect(new Set(outcomes)).toEqual(
    new Set([
      ...['complete', 'offline', 'retried', 'failed', 'refused', 'file-failed', 'budget', 'within-budget', 'cancelled', 'paused'],
      ...['provider', 'topped-up', 'taken-over', 'exported', 'not-exported'],
    ]),
  );
  const { code, output } = await replay();
  expect(output).toContain(`${outcomes.length} replayed, 0 broken`);
  expect(code).toBe(0);
});

it('finds a workflow that would break running generations, and names the history', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-replay-'));
  const changed = readFileSync(bundle, 'utf8').replaceAll('.planItems(', '.planItemsAnew(');
  expect(changed).not.toBe(readFileSync(bundle, 'utf8'));
  writeFileSync(join(folder, 'bundle.js'), changed);
  const { code, output } = await replay(join(folder, 'bundle.js'));
  rmSync(folder, { recursive: true });
  expect(code).toBe(1);
  expect(output).toMatch(/generate-project\.0\.1\.complete\.json\.gz: .*[Nn]ondeterminism/);
});
