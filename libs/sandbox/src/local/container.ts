import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { SandboxLimits } from '../port.js';
import { BLOCK_FD, CHANNEL_FD, INFO_FD, startLine } from './bwrap-line.js';
import { endProcessesOf, identify, isAlive, kill, limitsOf, processesOf, statusOf, type ProcessId } from './processes.js';
import { isRoot, type StateFolder } from './state-folder.js';

const START_MS = 20_000;
const MAX_WORDS = 8 * 1024;
const LAST_WORDS_MS = 500;

export interface ContainerOptions {
  state: StateFolder;
  limits: SandboxLimits;
  /** User of the host; undefined where it is the worker's own. */
  uid: number | undefined;
  /** Folder of the host that is seen inside as /run/host, read only. */
  shared: string;
  /** Called while its first process still waits, before any instruction of its own. */
  onHeld: (pid: number) => void;
}

/** The start failed; `words` is what bubblewrap and the shell said. */
export class StartFailed extends Error {
  constructor(readonly words: string) {
    super(words || 'The sandbox did not start');
  }
}

/** A running container: its first process, the one around it, and the channel to the agent. */
export interface Container {
  /** The first process inside, by its number on the host: with it everything inside ends. */
  readonly first: ProcessId;
  readonly channel: Duplex;
  /** Settled when the last process has ended; false where the kernel holds one that would not. */
  readonly exited: Promise<boolean>;
  kill(): void;
  /** What bubblewrap and the agent said on their error output; ask once they have ended. */
  words(): Promise<string>;
}

/**
 * Starts bubblewrap, holds it until limits are measured and groups joined, then lets it go.
 *
 * @throws StartFailed; nothing of it runs then.
 */
export async function startContainer(options: ContainerOptions): Promise<Container> {
  const child = launch(options);
  const words = collect(child.stdio[2] as Readable);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let first: ProcessId | undefined;
  try {
    const failed = exited.then(async () => Promise.reject(new StartFailed(await words())));
    const late = pause(START_MS, undefined, { ref: false }).then(() => Promise.reject(new StartFailed('it did not start in time')));
    failed.catch(() => undefined);
    late.catch(() => undefined);
    first = await Promise.race([firstProcess(child.stdio[INFO_FD] as Readable), failed, late]);
    verifyHeld(first.pid, options);
    options.onHeld(first.pid);
  } catch (error) {
    if (first) kill(first);
    child.kill('SIGKILL');
    await exited;
    await endProcessesOf(options.uid, first);
    throw error;
  }
  const gate = (child.stdio as unknown as Duplex[])[BLOCK_FD]!;
  gate.on('error', () => undefined);
  gate.end('.');
  const held = first;
  return {
    first,
    channel: child.stdio[CHANNEL_FD] as Duplex,
    // bubblewrap may end before all inside have: the kernel ends those with the first.
    exited: exited.then(() => endProcessesOf(options.uid, held)),
    kill: () => end(held, child),
    words,
  };
}

function launch({ state, limits, uid, shared }: ContainerOptions): ChildProcess {
  const [command, line] = startLine(state.files, limits, processLimit(limits, uid), shared);
  const filter = openSync(state.seccomp, 'r');
  try {
    // With a user, Node also leaves all groups; bubblewrap forbids new rights by itself.
    return spawn(command, line, {
      cwd: '/',
      env: {},
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe', 'pipe', filter],
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
  } finally {
    closeSync(filter);
  }
}

/** The kernel counts all processes of a user: where it is shared, those that there are come on top. */
function processLimit(limits: SandboxLimits, uid: number | undefined): number {
  if (uid !== undefined) return limits.processes;
  const own = process.getuid!();
  const threads = processesOf(own).map((info) => Number(statusOf(info.pid).get('Threads') ?? 1));
  return limits.processes + threads.reduce((sum, count) => sum + count, 0);
}

/** An exit may be heard of before the last words: they are waited for, unless something else holds the pipe. */
function collect(stream: Readable): () => Promise<string> {
  let words = '';
  stream.on('data', (bytes: Buffer) => {
    if (words.length < MAX_WORDS) words += bytes.toString();
  });
  stream.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
  return async () => {
    await Promise.race([closed, pause(LAST_WORDS_MS, undefined, { ref: false })]);
    return words.slice(0, MAX_WORDS).trim();
  };
}

/** Reads on behind the number: bubblewrap writes in pieces, and would end where nobody listens. */
async function firstProcess(stream: Readable): Promise<ProcessId> {
  return await new Promise((resolve) => {
    let text = '';
    stream.on('error', () => undefined);
    stream.on('data', (bytes: Buffer) => {
      if (text.length < MAX_WORDS) text += bytes.toString();
      const [, pid] = /"child-pid":\s*(\d+)\D/.exec(text) ?? [];
      const id = pid ? identify(Number(pid)) : undefined;
      if (id) resolve(id);
    });
  });
}

/** @throws StartFailed where the held process has more than it was given. */
function verifyHeld(pid: number, { limits, uid }: ContainerOptions): void {
  const [status, held] = [statusOf(pid), limitsOf(pid)];
  const user = status.get('Uid')?.split('\t')[0];
  const expected = uid ?? process.getuid!();
  const faults = [
    user !== String(expected) && `it runs as user ${user}, not ${expected}`,
    uid !== undefined && (status.get('Groups') ?? '').trim() !== '' && 'it kept groups of the host',
    expected === 0 && isRoot() && 'it would run as root',
    status.get('NoNewPrivs') !== '1' && 'it could gain rights',
    (held.get('Max open files') ?? Infinity) > limits.openFiles && 'its open files are not limited',
    (held.get('Max core file size') ?? Infinity) > 0 && 'it could write cores',
    (held.get('Max processes') ?? Infinity) === Infinity && 'its processes are not limited',
    (held.get('Max file size') ?? Infinity) === Infinity && 'its files are not limited',
  ].filter(Boolean);
  if (faults.length > 0) throw new StartFailed(faults.join('; '));
}

function end(first: ProcessId, child: ChildProcess): void {
  if (isAlive(first)) kill(first);
  else child.kill('SIGKILL');
}
