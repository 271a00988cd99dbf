import { execFile } from 'node:child_process';
import { join } from 'node:path';

// One more than the deck of `npm run chaos` has cards: of each kind of process one at least.
const KILLS = 10;

it(`completes every generation, whole, while ${KILLS} processes are killed at random`, async () => {
  const root = join(import.meta.dirname, '../..');
  const output = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'deploy/local/src/main.ts'), 'chaos', '--kills', String(KILLS)],
      { cwd: root, maxBuffer: 16 * 1024 * 1024, env: { ...process.env, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD } },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    ),
  );
  if (!new RegExp(`generations, ${KILLS} kills .*: all complete`).test(output)) throw new Error(output.slice(-8_000));
}, 1_200_000);
