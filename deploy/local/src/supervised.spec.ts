import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readyByMessage, Supervised, type ProcessPlan } from './supervised.ts';

const folder = mkdtempSync(join(tmpdir(), 'millwright-supervised-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A process that fails at its first start, and says "up" at its second. */
const plan = (name: string): ProcessPlan => ({
  name,
  command: process.execPath,
  args: [
    '-e',
    `const { existsSync, writeFileSync } = require('node:fs');
     if (!existsSync(process.argv[1])) { writeFileSync(process.argv[1], ''); process.exit(1); }
     console.log('up'); process.send('ready'); setInterval(() => undefined, 1000);`,
    join(folder, name),
  ],
  logFile: join(folder, `${name}.log`),
  stopSignal: 'SIGTERM',
  hasChannel: true,
  ready: readyByMessage,
});

it('tries a first start again for as long as it has patience', async () => {
  const patient = new Supervised({ ...plan('patient'), patienceMs: 20_000 });
  await patient.start();
  expect(patient.isReady).toBe(true);
  await patient.stop();
});

it('says at once why a process without it did not start', async () => {
  await expect(new Supervised(plan('hasty')).start()).rejects.toThrow(/hasty ended \(exit code 1\); see .*hasty\.log/);
});

it('lets a process write its log by itself', async () => {
  const supervised = new Supervised({ ...plan('writes'), patienceMs: 20_000 });
  await supervised.start();
  await supervised.stop();
  expect(readFileSync(join(folder, 'writes.log'), 'utf8')).toBe('up\n');
});

it.each(['/dev/full', '/dev/null/process.log'])('goes on where the log cannot be written: %s', async (logFile) => {
  const supervised = new Supervised({ ...plan(`unwritable ${logFile.length}`), logFile, patienceMs: 20_000 });
  await supervised.start();
  expect(supervised.isReady).toBe(true);
  await supervised.stop();
});
