import { SandboxGone } from '../../problems.js';
import type { LocalSandbox } from '../local-sandbox.js';
import { script, shell, unless, type Escape } from './escape.js';

const MIB = 1024 ** 2;
const BOMB = 'bomb() { bomb | bomb & }; bomb; sleep 20';

/** The most that `measure` gave while `work` ran. */
async function peak(work: Promise<unknown>, measure: () => number): Promise<number> {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, measure())), 50);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
  return most;
}

/** Settles whether the sandbox answers or is gone: both hold. */
const orGone = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SandboxGone) return undefined;
    throw error;
  }
};

const memoryOf = (sandbox: LocalSandbox): number => sandbox.processes().reduce((sum, info) => sum + info.memoryBytes, 0);

/** Attempts to take more than a share. */
export const SHARE_ESCAPES: Escape[] = [
  {
    name: 'a fork bomb',
    limits: { processes: 64 },
    attempt: async (sandbox) => {
      const work = orGone(shell(sandbox, BOMB, 2_500));
      const most = await peak(work, () => sandbox.processes().length);
      return unless(most <= 64, `${most} processes`);
    },
  },
  {
    name: 'memory',
    limits: { memoryBytes: 256 * MIB, diskBytes: 16 * MIB, temporaryBytes: 16 * MIB },
    attempt: async (sandbox) => {
      const hog = `const held = []; for (let i = 0; i < 64; i++) held.push(Buffer.alloc(64 * 1024 * 1024, 1)); console.log('held');`;
      const result = await orGone(sandbox.exec({ argv: ['node', '-e', hog], timeoutMs: 20_000 }));
      return unless(!result?.stdout.includes('held'), result);
    },
  },
  {
    name: 'memory of many processes together',
    limits: { memoryBytes: 384 * MIB, diskBytes: 16 * MIB, temporaryBytes: 16 * MIB },
    attempt: async (sandbox) => {
      const one = `node -e 'const b = Buffer.alloc(160 * 1048576, 1); setTimeout(() => b, 3000)'`;
      const most = await peak(orGone(shell(sandbox, `${`${one} & `.repeat(8)} wait`, 8_000)), () => memoryOf(sandbox));
      // Shared pages count for each process, hence the room: without a limit it is above 1 500 MB.
      return unless(most < 900 * MIB, `${Math.round(most / MIB)} MB`);
    },
  },
  {
    name: 'disk',
    limits: { diskBytes: 32 * MIB },
    attempt: async (sandbox) => {
      const { stdout } = await shell(
        sandbox,
        'dd if=/dev/zero of=/box/a bs=1M count=20 2>/dev/null; dd if=/dev/zero of=/box/b bs=1M count=40 2>/dev/null; du -sm /box | cut -f1',
      );
      return unless(Number(stdout) <= 32, `${stdout} MB`);
    },
  },
  ...['/tmp', '/dev/shm'].map((folder): Escape => ({
    name: `the size of ${folder}`,
    limits: { temporaryBytes: 16 * MIB },
    attempt: async (sandbox) => {
      const { stdout } = await shell(
        sandbox,
        `dd if=/dev/zero of=${folder}/a bs=1M count=12 2>/dev/null; dd if=/dev/zero of=${folder}/b bs=1M count=40 2>/dev/null; du -sm ${folder} | cut -f1`,
      );
      return unless(Number(stdout) <= 16, `${stdout} MB`);
    },
  })),
  {
    name: 'a file larger than the disk',
    limits: { diskBytes: 32 * MIB, temporaryBytes: 32 * MIB },
    attempt: async (sandbox) => {
      const source = `try { require('fs').truncateSync('/box/big', 0); } catch {} const fd = require('fs').openSync('/box/big', 'w'); try { require('fs').ftruncateSync(fd, 2 ** 40); console.log('"made"'); } catch (error) { console.log(JSON.stringify(error.code)); }`;
      const result = await shell(sandbox, `node -e "${source.replaceAll('"', '\\"')}"`);
      return unless(!result.stdout.includes('made'), result);
    },
  },
  {
    name: 'descriptors',
    attempt: async (sandbox) => {
      const source = `const fs = require('fs'); let count = 0; try { for (; count < 5000; count++) fs.openSync('/dev/null', 'r'); } catch {} process.stdout.write(String(count)); process.exit();`;
      const { stdout } = await sandbox.exec({ argv: ['node', '-e', source] });
      return unless(stdout !== '' && Number(stdout) <= 1024, `${stdout} open`);
    },
  },
  {
    name: 'processor time',
    limits: { cpus: 0.5 },
    attempt: async (sandbox) => {
      if (sandbox.isolation.limits === 'watchdog') return '';
      const source = `const start = process.hrtime.bigint(); while (process.hrtime.bigint() - start < 2000000000n); const { user, system } = process.cpuUsage(); console.log(JSON.stringify((user + system) / 2e6));`;
      const share = await script<number>(sandbox, source);
      return unless(share < 0.75, `${share} processors`);
    },
  },
  {
    name: 'a flood of output',
    attempt: async (sandbox) => {
      const result = await sandbox.exec({ argv: ['yes'], outputBytes: 100_000, timeoutMs: 10_000 });
      return unless(result.endedBy === 'output' && result.stdout.length <= 100_000, { ...result, stdout: result.stdout.length });
    },
  },
  {
    name: 'output after the exit',
    attempt: async (sandbox) => {
      const startedAt = performance.now();
      const result = await shell(sandbox, 'setsid sh -c "while :; do echo x; done" & exit 0');
      const isHeld = result.exitCode === 0 || result.endedBy === 'output';
      return unless(isHeld && performance.now() - startedAt < 5_000, { ...result, stdout: result.stdout.length });
    },
  },
  {
    name: 'more time than a command has',
    attempt: async (sandbox) => {
      const result = await shell(sandbox, 'trap "" TERM INT HUP; while :; do :; done', 500);
      return unless(result.endedBy === 'timeout' && result.durationMs < 3_000, result);
    },
  },
  {
    name: 'more time than a sandbox has',
    limits: { wallMs: 700 },
    attempt: async (sandbox) => {
      const result = await orGone(shell(sandbox, 'sleep 20'));
      return unless(result === undefined && (await sandbox.ended) === 'wall-clock', result);
    },
  },
];
