import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { say } from './say.ts';

export interface ProcessPlan {
  name: string;
  command: string;
  args: string[];
  options?: Omit<SpawnOptions, 'stdio'>;
  /** Where its output goes, straight from the process: no reader that could go, or stop reading. */
  logFile: string;
  /** Whether it talks to us, as `readyByMessage` wants it. */
  hasChannel?: boolean;
  /** Settles when it can be used; rejects where it cannot. */
  ready(child: ChildProcess): Promise<void>;
  /** Signal that ends it in good order. */
  stopSignal: NodeJS.Signals;
  /** How long its first start is tried again and again: what an earlier life left behind may need a moment to go. Default 0. */
  patienceMs?: number;
  /** Run before each start: clears what an earlier life left behind. */
  prepare?(): Promise<void>;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;
const CALM_AFTER_MS = 60_000;
const GRACE_MS = 30_000;

/** A process that is started again when it dies, with growing waits, until it is stopped. */
export class Supervised {
  readonly plan: ProcessPlan;
  #child: ChildProcess | undefined;
  #isStopping = false;
  #waitMs = FIRST_WAIT_MS;
  #timer: NodeJS.Timeout | undefined;

  #isReady = false;
  readonly #onLaunch: (pid: number) => void;
  readonly #onReady: (pid: number) => void;

  constructor(plan: ProcessPlan, onLaunch: (pid: number) => void = () => undefined, onReady: (pid: number) => void = () => undefined) {
    this.plan = plan;
    this.#onLaunch = onLaunch;
    this.#onReady = onReady;
  }

  /** Whether it runs and has said that it can be used. */
  get isReady(): boolean {
    return this.#isReady;
  }

  async start(): Promise<void> {
    const deadline = Date.now() + (this.plan.patienceMs ?? 0);
    for (;;) {
      try {
        return await this.#launch();
      } catch (error) {
        if (this.#isStopping || Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, FIRST_WAIT_MS));
      }
    }
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
      child.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      child.kill(this.plan.stopSignal);
    });
  }

  /** Ends it in good order and starts it again, for code that has changed. */
  async restart(): Promise<void> {
    await this.stop();
    this.#isStopping = false;
    await this.start();
  }

  async #launch(): Promise<void> {
    const { plan } = this;
    await plan.prepare?.();
    const log = openLog(plan.logFile);
    const child = spawn(plan.command, plan.args, {
      ...plan.options,
      stdio: ['ignore', log, log, ...(plan.hasChannel ? ['ipc' as const] : [])],
    });
    if (typeof log === 'number') closeSync(log);
    this.#child = child;
    if (child.pid) this.#onLaunch(child.pid);
    const startedAt = Date.now();
    const died = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${plan.name} ended (${signal ?? `exit code ${code}`}); see ${plan.logFile}`)));
    });
    died.catch(() => undefined);
    child.once('exit', () => (this.#isReady = false));
    await Promise.race([plan.ready(child), died]);
    this.#isReady = child.exitCode === null && child.signalCode === null;
    if (this.#isReady && child.pid) this.#onReady(child.pid);
    child.once('exit', (code, signal) => {
      if (this.#isStopping) return;
      if (Date.now() - startedAt > CALM_AFTER_MS) this.#waitMs = FIRST_WAIT_MS;
      this.#again(`ended (${signal ?? `exit code ${code}`})`);
    });
    if (child.exitCode !== null && !this.#isStopping) this.#again('ended');
  }

  #again(what: string): void {
    const waitMs = this.#waitMs;
    this.#waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    say(`${this.plan.name} ${what}; starting it again in ${waitMs / 1_000} s`);
    this.#timer = setTimeout(() => {
      this.#launch().then(
        () => say(`${this.plan.name} is back`),
        (error: Error) => {
          if (!this.#isStopping) this.#again(`could not start (${error.message})`);
        },
      );
    }, waitMs);
  }
}

/** A process whose log cannot be opened, on a full disk for one, runs without. */
function openLog(file: string): number | 'ignore' {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'a');
  } catch (error) {
    say(`${file} cannot be written (${(error as Error).message}); going on without it`);
    return 'ignore';
  }
}

/** Ready when the process says so over its IPC channel. */
export function readyByMessage(child: ChildProcess): Promise<void> {
  // It may say other things before.
  return new Promise((resolve) => child.on('message', (message) => message === 'ready' && resolve()));
}
