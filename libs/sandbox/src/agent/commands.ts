import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { close, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import { FRAME } from './frames.js';
import type { Exchange } from './exchange.js';

/** A pipe with a name that is gone already. Sockets, Node's own pipes, cannot be opened as /dev/stdout. */
interface Pipe {
  read: number;
  write: number;
}

/** How long outputs are read after the exit: what left the process group may hold them for ever. */
const LINGER_MS = 500;
const CHUNK = 64 * 1024;

const ENVIRONMENT = {
  PATH: '/box/node_modules/.bin:/opt/node/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/tmp',
  TMPDIR: '/tmp',
  LANG: 'C.UTF-8',
  CI: 'true',
  npm_config_registry: 'http://127.0.0.1:4873/',
  npm_config_cache: '/tmp/.npm',
  npm_config_ignore_scripts: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

let made = 0;
/** Made ahead, since a process makes them. */
let next = makePipes();
next.catch(() => undefined);

async function makePipes(): Promise<[Pipe, Pipe]> {
  const names = ['out', 'err'].map((name) => `/tmp/.pipe-${process.pid}-${made++}-${name}`);
  await new Promise<void>((resolve, reject) =>
    execFile('/usr/bin/mkfifo', ['-m', '600', ...names], (error) => (error ? reject(error) : resolve())),
  );
  // Reader first: a writer alone would wait for one.
  const [out, err] = names.map((name) => {
    const read = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    const write = openSync(name, constants.O_WRONLY);
    unlinkSync(name);
    return { read, write };
  });
  return [out!, err!];
}

/** Each pair belongs to one command: the next is made before anything waits. */
async function takePipes(): Promise<[Pipe, Pipe]> {
  const taken = next;
  next = makePipes();
  next.catch(() => undefined);
  return await taken;
}

/** Runs a command and streams what it writes, within its bounds. */
export async function runCommand(exchange: Exchange): Promise<unknown> {
  const { argv = [], cwd = '/box', env, hasInput, timeoutMs = 120_000 } = exchange.request;
  let endedBy = 'exit';
  exchange.onCancel = () => void (endedBy = 'abort');
  const input = hasInput ? await inputOf(exchange) : undefined;
  const pipes = await takePipes();
  const child = spawn(argv[0]!, argv.slice(1), {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    detached: true,
    stdio: [input ? 'pipe' : 'ignore', pipes[0].write, pipes[1].write],
  });
  for (const pipe of pipes) close(pipe.write, () => undefined);
  const end = (cause: string): void => {
    if (endedBy === 'exit') endedBy = cause;
    killGroup(child);
  };
  // The command may end without reading.
  child.stdin?.on('error', () => undefined).end(input);
  if (endedBy === 'abort') killGroup(child);
  exchange.onCancel = () => end('abort');
  const timer = setTimeout(() => end('timeout'), timeoutMs);
  const streams = forward(exchange, pipes, () => end('output'));
  try {
    const outcome = await ended(child);
    await Promise.race([streams.done, new Promise((resolve) => setTimeout(resolve, LINGER_MS))]);
    return { ...outcome, endedBy };
  } finally {
    clearTimeout(timer);
    streams.close();
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    child.kill('SIGKILL');
  }
}

async function inputOf(exchange: Exchange): Promise<Buffer> {
  const parts: Buffer[] = [];
  await new Promise<void>((resolve) => {
    exchange.onData = (bytes) => void (bytes ? parts.push(bytes) : resolve());
  });
  return Buffer.concat(parts);
}

function ended(child: ChildProcess): Promise<{ exitCode: number | null; signal: string | null }> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

function forward(exchange: Exchange, pipes: readonly Pipe[], onFull: () => void): { done: Promise<unknown>; close(): void } {
  let left = exchange.request.outputBytes ?? 4 * 1024 ** 2;
  const sockets = pipes.map((pipe, index) => {
    const socket = new Socket({ fd: pipe.read, readable: true, writable: false });
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      const kept = bytes.subarray(0, left);
      left -= kept.length;
      for (let at = 0; at < kept.length; at += CHUNK) {
        const wait = exchange.send(index === 0 ? FRAME.stdout : FRAME.stderr, kept.subarray(at, at + CHUNK));
        if (wait) {
          socket.pause();
          void wait.then(() => socket.resume());
        }
      }
      if (kept.length < bytes.length) onFull();
    });
    return socket;
  });
  return {
    done: Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))),
    close: () => sockets.forEach((socket) => socket.destroy()),
  };
}
