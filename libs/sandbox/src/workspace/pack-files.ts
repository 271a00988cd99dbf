import { gunzipSync, gzipSync } from 'node:zlib';
import { plainPath } from '../plain-path.js';
import type { SandboxFile } from '../port.js';

const HEADER = 4;

interface Described {
  path: string;
  bytes: number;
  isExecutable: boolean;
}

/** Content that is no archive of files. */
export class BadArchive extends Error {
  readonly code = 'SANDBOX_BAD_ARCHIVE';
}

/** Files as one content: the same files give the same bytes. */
export function packFiles(files: readonly SandboxFile[]): Buffer {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const described = sorted.map(({ path, bytes, isExecutable }): Described => ({
    ...{ path: plainPath(path), bytes: bytes.length },
    isExecutable: isExecutable === true,
  }));
  const list = Buffer.from(JSON.stringify(described));
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(list.length);
  return gzipSync(Buffer.concat([header, list, ...sorted.map(({ bytes }) => bytes)]));
}

/**
 * @param maxBytes of all together. Default 128 MiB.
 * @throws BadArchive · BadPath
 */
export function unpackFiles(content: Uint8Array, maxBytes = 128 * 1024 ** 2): SandboxFile[] {
  const bytes = unzipped(content, maxBytes);
  const listEnd = HEADER + (bytes.length >= HEADER ? bytes.readUInt32BE() : Infinity);
  if (listEnd > bytes.length) throw new BadArchive('The archive ends before its list of files');
  const files: SandboxFile[] = [];
  let at = listEnd;
  for (const { path, bytes: size, isExecutable } of readList(bytes.subarray(HEADER, listEnd))) {
    if (!Number.isSafeInteger(size) || size < 0 || at + size > bytes.length) throw new BadArchive('The archive ends within a file');
    files.push({ path: plainPath(path), bytes: bytes.subarray(at, at + size), isExecutable: isExecutable === true });
    at += size;
  }
  if (at !== bytes.length) throw new BadArchive('The archive holds more than its files');
  return files;
}

function unzipped(content: Uint8Array, maxBytes: number): Buffer {
  try {
    return gunzipSync(content, { maxOutputLength: maxBytes });
  } catch (cause) {
    throw new BadArchive('The archive cannot be unzipped, or is larger than it may be', { cause });
  }
}

function readList(bytes: Buffer): Described[] {
  try {
    const list = JSON.parse(bytes.toString()) as unknown;
    if (Array.isArray(list) && list.every((entry) => typeof entry === 'object' && entry !== null)) return list as Described[];
  } catch (cause) {
    throw new BadArchive('The archive has no list of files', { cause });
  }
  throw new BadArchive('The archive has no list of files');
}
