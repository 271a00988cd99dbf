import { Socket } from 'node:net';
import { runCommand } from './commands.js';
import { listFolder, readFile, takeSnapshot, writeFile } from './files.js';
import { encodeFrame, FRAME, FrameReader } from './frames.js';
import { dialPorts, relayPackages } from './links.js';
import type { AgentRequest, Exchange } from './exchange.js';

/** The channel to the host; nothing else of the host is open. */
const CHANNEL = 3;

const OPERATIONS: Record<string, (exchange: Exchange) => Promise<unknown>> = {
  exec: runCommand,
  write: writeFile,
  read: readFile,
  list: listFolder,
  snapshot: takeSnapshot,
  ports: dialPorts,
  packages: relayPackages,
};

const host = new Socket({ fd: CHANNEL, readable: true, writable: true });
const open = new Map<number, Exchange>();
const reader = new FrameReader([FRAME.request, FRAME.data, FRAME.end, FRAME.cancel]);

let drained: Promise<void> | undefined;
function send(id: number, kind: number, payload: Uint8Array | string): Promise<void> | undefined {
  if (host.write(encodeFrame(kind, id, payload))) return undefined;
  drained ??= new Promise((resolve) =>
    host.once('drain', () => {
      drained = undefined;
      resolve();
    }),
  );
  return drained;
}

function begin(id: number, payload: Buffer): void {
  const exchange: Exchange = { request: JSON.parse(payload.toString()) as AgentRequest, send: (kind, bytes) => send(id, kind, bytes) };
  open.set(id, exchange);
  const operation = OPERATIONS[exchange.request.op];
  const answer = operation ? operation(exchange) : Promise.reject(new Error('There is no such operation'));
  answer
    .then(
      (reply) => send(id, FRAME.reply, JSON.stringify(reply ?? {})),
      (error: unknown) => send(id, FRAME.failed, JSON.stringify({ message: String((error as Error)?.message ?? error).slice(0, 500) })),
    )
    .finally(() => open.delete(id));
}

host.on('data', (chunk: Buffer) => {
  for (const { kind, id, payload } of reader.push(chunk)) {
    if (kind === FRAME.request) begin(id, payload);
    else if (kind === FRAME.data) open.get(id)?.onData?.(payload);
    else if (kind === FRAME.end) open.get(id)?.onData?.(undefined);
    else open.get(id)?.onCancel?.();
  }
});
host.on('error', () => process.exit(1));
host.on('close', () => process.exit(0));
send(0, FRAME.hello, '');
