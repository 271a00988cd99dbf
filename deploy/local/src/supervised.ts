import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { say } from './say.ts';

export interface ProcessPlan {
  name: string;
  command: string;
  args: string[];
  options?: SpawnOptions;
  /** Where its output goes. */
  logFile: string;
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
  #log: WriteStream | undefined;

  #isReady = false;
  readonly #onLaunch: (pid: number) => void;

  constructor(plan: ProcessPlan, onLaunch: (pid: number) => void = () => undefined) {
    this.plan = plan;
    this.#onLaunch = onLaunch;
  }

  /** Whether it runs and has said that it can be used. */
  get isReady(): boolean {
    return this.#isReady;
  }

  async start(): Promise<void> {
    mkdirSync(dirname(this.plan.logFile), { recursive: true });
    this.#log ??= createWriteStream(this.plan.logFile, { flags: 'a' });
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
    this.#log?.end();
  }

  /** Ends it in good order and starts it again, for code that has changed. */
  async restart(): Promise<void> {
    await this.stop();
    this.#isStopping = false;
    this.#log = undefined;
    await this.start();
  }

  async #launch(): Promise<void> {
    const { plan } = this;
    await plan.prepare?.();
    const child = spawn(plan.command, plan.args, { stdio: ['ignore', 'pipe', 'pipe'], ...plan.options });
    this.#child = child;
    if (child.pid) this.#onLaunch(child.pid);
    const startedAt = Date.now();
    child.stdout?.pipe(this.#log!, { end: false });
    child.stderr?.pipe(this.#log!, { end: false });
    const died = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(new Error(`${plan.name} ended (${signal ?? `exit code ${code}`}); see ${plan.logFile}`)));
    });
    died.catch(() => undefined);
    child.once('exit', () => (this.#isReady = false));
    await Promise.race([plan.ready(child), died]);
    this.#isReady = child.exitCode === null && child.signalCode === null;
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

/** Ready when the process says so over its IPC channel. */
export function readyByMessage(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('message', (message) => message === 'ready' && resolve()));
}
