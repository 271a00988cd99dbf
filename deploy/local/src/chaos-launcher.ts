import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, processesOf, type Found } from './orphans.ts';
import { ROOT } from './paths.ts';
import { Plain } from './say.ts';
import { readState } from './stack.ts';
import { NODE_FLAGS } from './node-flags.ts';

/** Processes of a stack, by their names in its state. */
export const PROCESSES = ['Activity worker', 'Workflow worker', 'API', 'Temporal', 'PostgreSQL'] as const;
const STOP_MS = 60_000;

/** `npm start` as a process of its own on a data folder, so that it can be killed and started again like any other. */
export class LauncherProcess {
  #child: ChildProcess | undefined;
  #isKilled = false;
  readonly dataDir: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param dataDir without symbolic links. */
  constructor(dataDir: string, env: NodeJS.ProcessEnv) {
    this.dataDir = dataDir;
    this.#env = { ...process.env, ...env, DATA_DIR: dataDir };
  }

  start(): void {
    const folder = join(this.dataDir, 'logs');
    mkdirSync(folder, { recursive: true });
    const log = openSync(join(folder, 'launcher.log'), 'a');
    this.#isKilled = false;
    this.#child = spawn(process.execPath, [...NODE_FLAGS, join(ROOT, 'deploy/local/src/main.ts'), 'start'], {
      cwd: ROOT,
      env: this.#env,
      stdio: ['ignore', log, log],
    });
  }

  /** Whether it has everything up. @throws Plain where it ended by itself */
  get isReady(): boolean {
    const child = this.#child!;
    if (!this.#isKilled && (child.exitCode !== null || child.signalCode !== null))
      throw new Plain(`The launcher ended by itself (${child.signalCode ?? `exit code ${child.exitCode}`})`);
    const state = readState(this.dataDir);
    return state?.pid === child.pid && PROCESSES.every((name) => state!.ready?.[name] === state!.pids[name] && this.isUp(name));
  }

  pidOf(name: (typeof PROCESSES)[number]): number | undefined {
    return readState(this.dataDir)?.pids[name];
  }

  isUp(name: (typeof PROCESSES)[number]): boolean {
    const pid = this.pidOf(name);
    return pid !== undefined && isAlive(pid);
  }

  /** As the machine's power would, and it alone. */
  kill(): void {
    this.#isKilled = true;
    this.#child?.kill('SIGKILL');
  }

  /** Processes on the data folder that are not children of this launcher. */
  withoutParent(): Found[] {
    return processesOf(this.dataDir).filter(({ parent }) => parent !== this.#child?.pid);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.#isKilled = true;
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
    clearTimeout(force);
  }
}
