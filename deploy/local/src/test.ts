import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';
import { NODE_FLAGS } from './node-flags.ts';

/** `npm test`: builds what is stale, then runs every test. The last line counts them. */
export async function test(args: string[]): Promise<void> {
  say('Building what has changed …');
  await build();
  say('Testing …');
  const folder = mkdtempSync(join(tmpdir(), 'millwright-jest-'));
  const results = join(folder, 'results.json');
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, '--experimental-vm-modules', join(ROOT, 'node_modules/jest/bin/jest.js'), '--json', `--outputFile=${results}`, ...args],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      // The tests start dozens of processes of ours: what one has compiled, the next one reads.
      env: { ...process.env, NODE_ENV: 'test', NODE_COMPILE_CACHE: join(folder, 'compiled') },
    },
  );
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  let passed = 0;
  let failed = 1;
  try {
    const report = JSON.parse(readFileSync(results, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    passed = report.numPassedTests;
    // A file that could not even be loaded ran none of its tests: it counts as one that failed.
    failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  } catch {
    // No report: the runner itself did not come to its end, which counts as one failure.
  }
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && failed === 0) failed = 1;
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}
