import { execFile } from 'node:child_process';
import { join } from 'node:path';

const KILLS = 15;

it(`completes every generation, whole, while ${KILLS} processes are killed at random`, async () => {
  const root = join(import.meta.dirname, '../..');
  const output = await new Promise<string>((resolve) =>
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'deploy/local/src/main.ts'), 'chaos', '--kills', String(KILLS)],
      { cwd: root, maxBuffer: 16 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve(stdout + stderr),
    ),
  );
  if (!new RegExp(`generations, ${KILLS} kills .*: all complete`).test(output)) throw new Error(output.slice(-8_000));
}, 1_200_000);
