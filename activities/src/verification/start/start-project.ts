import { SandboxGone, type CommandResult, type OpenPort, type Sandbox } from '@millwright/sandbox';
import type { CheckOutput } from '../output/check-output.js';
import { ask, type Reply } from '../probe/ask.js';
import type { Step } from '../recipes/recipe.js';
import type { Workplace } from '../workplace.js';

/** Port that a project is given; many name it themselves. */
export const PORT = 8080;
const LOOK_EVERY_MS = 50;
/** How long only the given port is tried, before others that the project opened are looked at. */
const OTHERS_AFTER_MS = 2_000;
const OTHERS_EVERY_MS = 1_000;

export interface StartBounds {
  startMs: number;
  /** Of one request. */
  requestMs: number;
  outputBytes: number;
  /** How long it may run in all. */
  lifeMs: number;
}

/** A project that answers. */
export interface RunningProject {
  kind: 'running';
  port: number;
  /** Socket of the host behind which it answers. */
  socketPath: string;
  /** Settled when it ended; undefined where the sandbox ended with it. */
  ended: Promise<CommandResult | undefined>;
  hasEnded(): boolean;
  stop(): Promise<void>;
}

/** One that ended, or answers nothing within its time. */
export type NotRunning =
  | { kind: 'ended'; result: CommandResult }
  | { kind: 'gone'; gone: SandboxGone }
  | { kind: 'missing'; cause: Error }
  /** `port`: on which something listens all the same. */
  | { kind: 'silent'; port?: number };

/**
 * Starts a project and waits until the host has an answer of it: on the port that it was given, else on another that it
 * opened. What the answer says does not matter yet.
 *
 * @throws the signal's reason.
 */
export async function startProject(
  place: Workplace,
  { argv, env }: Step,
  bounds: StartBounds,
  output: CheckOutput,
  signal: AbortSignal,
): Promise<RunningProject | NotRunning> {
  const sandbox = await place.sandbox();
  const control = new AbortController();
  const state: { end?: NotRunning } = {};
  const running = sandbox
    .exec({
      ...{ argv, env: { ...env, PORT: String(PORT) }, timeoutMs: bounds.lifeMs, outputBytes: bounds.outputBytes },
      signal: AbortSignal.any([signal, control.signal]),
      onOutput: output.take,
    })
    .then(
      (result): NotRunning => ({ kind: 'ended', result }),
      (error: unknown): NotRunning =>
        error instanceof SandboxGone ? { kind: 'gone', gone: error } : { kind: 'missing', cause: error as Error },
    )
    .then((end) => (state.end = end));
  const stop = async (): Promise<void> => {
    control.abort();
    await running;
  };
  const search = new PortSearch(sandbox, () => place.openedPorts(), bounds, signal);
  try {
    const found = await search.find(running, () => state.end !== undefined);
    signal.throwIfAborted();
    if (found) {
      const ended = running.then((end) => (end.kind === 'ended' ? end.result : undefined));
      return { kind: 'running', ...found, ended, hasEnded: () => state.end !== undefined, stop };
    }
    if (state.end) return state.end;
    await stop();
    return { kind: 'silent', port: search.silentPort };
  } catch (error) {
    await stop();
    if (signal.aborted || state.end?.kind !== 'gone') throw error;
    return state.end;
  }
}

/** Asks ports until one answers. */
class PortSearch {
  private readonly open = new Map<number, OpenPort>();
  /** Takes connections, and answers none. */
  silentPort: number | undefined;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly opened: () => Promise<number[]>,
    private readonly bounds: StartBounds,
    private readonly signal: AbortSignal,
  ) {}

  /** @returns undefined where the project ended or its time is over. */
  async find(end: Promise<unknown>, hasEnded: () => boolean): Promise<{ port: number; socketPath: string } | undefined> {
    const startedAt = performance.now();
    const taking = (): number => performance.now() - startedAt;
    let ports = [PORT];
    let lookedAt = OTHERS_AFTER_MS;
    while (!hasEnded() && taking() < this.bounds.startMs) {
      for (const port of ports) {
        const socketPath = await this.socketOf(port);
        const left = Math.max(1, this.bounds.startMs - taking());
        const reply = await Promise.race([
          ask({ socketPath, port }, { method: 'GET', path: '/' }, Math.min(this.bounds.requestMs, left), this.signal),
          ended(end),
        ]);
        if (reply?.kind === 'answer') return { port, socketPath };
        if (reply?.kind === 'silent' || reply?.kind === 'garbled') this.silentPort = port;
      }
      if (taking() > lookedAt && !hasEnded()) {
        ports = [...new Set([PORT, ...(await this.opened())])];
        lookedAt = taking() + OTHERS_EVERY_MS;
      }
      await Promise.race([new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)), end]);
    }
    return undefined;
  }

  private async socketOf(port: number): Promise<string> {
    const opened = this.open.get(port) ?? (await this.sandbox.openPort(port));
    this.open.set(port, opened);
    return opened.socketPath;
  }
}

const ended = async (end: Promise<unknown>): Promise<Reply | undefined> => {
  await end;
  return undefined;
};
