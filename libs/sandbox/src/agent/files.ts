import { constants } from 'node:fs';
import { chmod, lstat, mkdir, open, opendir, realpath } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { FRAME } from './frames.js';
import type { Exchange } from './exchange.js';

const BOX = '/box';
const CHUNK = 64 * 1024;
/** Entries in a frame: as many as surely fit. */
const BATCH = 40;

export async function writeFile(exchange: Exchange): Promise<unknown> {
  const target = join(BOX, exchange.request.path ?? '');
  const parts: Buffer[] = [];
  const whole = new Promise<void>((resolve) => {
    exchange.onData = (bytes) => void (bytes ? parts.push(bytes) : resolve());
  });
  await whole;
  await mkdir(dirname(target), { recursive: true });
  await inside(dirname(target));
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW, O_NONBLOCK } = constants;
  const file = await open(target, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK, 0o644);
  try {
    for (const part of parts) await file.writeFile(part);
  } finally {
    await file.close();
  }
  if (exchange.request.isExecutable) await chmod(target, 0o755);
  return {};
}

export async function readFile(exchange: Exchange): Promise<unknown> {
  const target = join(BOX, exchange.request.path ?? '');
  await inside(dirname(target));
  return { bytes: await sendFile(exchange, target, exchange.request.maxBytes ?? 0) };
}

/** @throws where a folder on the way is a link out of the work folder. */
async function inside(folder: string): Promise<void> {
  const real = await realpath(folder);
  if (real !== BOX && !real.startsWith(`${BOX}/`)) throw new Error('The path leads out of the work folder');
}

async function sendFile(exchange: Exchange, target: string, maxBytes: number): Promise<number> {
  // Without waiting: opening a named pipe would hold for ever.
  const file = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const about = await file.stat();
    if (!about.isFile()) throw new Error('It is no ordinary file');
    if (about.size > maxBytes) throw new Error(`It is larger than ${maxBytes} bytes`);
    let sent = 0;
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK, sent);
      if (bytesRead === 0) return sent;
      sent += bytesRead;
      if (sent > maxBytes) throw new Error(`It is larger than ${maxBytes} bytes`);
      await exchange.send(FRAME.data, chunk.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

interface Found {
  path: string;
  kind: 'file' | 'folder' | 'link' | 'other';
  bytes: number;
  isExecutable: boolean;
}

/** Everything below a folder, links as themselves. */
async function* walk(folder: string, without: readonly string[]): AsyncGenerator<Found> {
  for await (const entry of await opendir(folder)) {
    const full = join(folder, entry.name);
    const about = await lstat(full).catch(() => undefined);
    if (!about) continue;
    const kind = about.isFile() ? 'file' : about.isDirectory() ? 'folder' : about.isSymbolicLink() ? 'link' : 'other';
    yield { path: relative(BOX, full), kind, bytes: kind === 'file' ? about.size : 0, isExecutable: (about.mode & 0o100) !== 0 };
    if (kind === 'folder' && !without.includes(entry.name)) yield* walk(full, without);
  }
}

export async function listFolder(exchange: Exchange): Promise<unknown> {
  const { path = '', maxEntries = 5000, without = [] } = exchange.request;
  const folder = join(BOX, path);
  await inside(folder);
  let batch: Found[] = [];
  let count = 0;
  for await (const found of walk(folder, without)) {
    if (count++ >= maxEntries) break;
    batch.push(found);
    if (batch.length < BATCH) continue;
    await exchange.send(FRAME.entry, JSON.stringify(batch));
    batch = [];
  }
  if (batch.length > 0) await exchange.send(FRAME.entry, JSON.stringify(batch));
  return { count: Math.min(count, maxEntries) };
}

/** Sends each file as an entry and its bytes; what is no file only as an entry. */
export async function takeSnapshot(exchange: Exchange): Promise<unknown> {
  const { maxBytes = 0, maxEntries = 5000, without = [] } = exchange.request;
  let left = maxBytes;
  let count = 0;
  for await (const found of walk(BOX, without)) {
    if (found.kind === 'folder') continue;
    if (count++ >= maxEntries) throw new Error(`There are more than ${maxEntries} files`);
    await exchange.send(FRAME.entry, JSON.stringify([found]));
    if (found.kind === 'file') left -= await sendFile(exchange, join(BOX, found.path), left);
  }
  return { count };
}
