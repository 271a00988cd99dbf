import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
// #if people
import type { Viewer } from '../people/viewer.ts';
// #end
import { Refusal } from '../shared/refusals.ts';
import type { Input } from '../shared/reader.ts';
// #if uploads
import { readMultipart, type SentFile } from './multipart.ts';
// #end

/** What a handler gets to see. */
export interface WebRequest {
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  cookies: Record<string, string>;
  /** The address it came from, for limits. */
  from: string;
  body: Input;
  // #if uploads
  files: Record<string, SentFile>;
  // #end
  // #if people
  viewer: Viewer | undefined;
  // #end
}

// #if uploads
const LARGEST_BODY = 6 * 1024 * 1024;
// #else
const LARGEST_BODY = 1024 * 1024;
// #end

export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) cookies[part.slice(0, at).trim()] = decode(part.slice(at + 1).trim(), 'A cookie is not valid');
  }
  return cookies;
}

/** @throws Refusal 400 where a text holds a broken escape, like %zz. */
export function decode(text: string, message = 'The address is not valid'): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal(400, message);
  }
}

// #if uploads
export async function readBody(message: IncomingMessage): Promise<{ body: Input; files: Record<string, SentFile> }> {
// #else
export async function readBody(message: IncomingMessage): Promise<{ body: Input }> {
// #end
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Refusal(413, 'This is too large');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  // #if uploads
  const files: Record<string, SentFile> = {};
  if (bytes.length === 0) return { body: {}, files };
  // #else
  if (bytes.length === 0) return { body: {} };
  // #end
  const type = (message.headers['content-type'] ?? '').toLowerCase();
  // #if uploads
  if (type.startsWith('application/json')) return { body: readJson(bytes.toString()), files };
  if (type.startsWith('application/x-www-form-urlencoded')) return { body: Object.fromEntries(new URLSearchParams(bytes.toString())), files };
  if (type.startsWith('multipart/form-data')) return readMultipart(bytes, message.headers['content-type'] ?? '');
  // #else
  if (type.startsWith('application/json')) return { body: readJson(bytes.toString()) };
  if (type.startsWith('application/x-www-form-urlencoded')) return { body: Object.fromEntries(new URLSearchParams(bytes.toString())) };
  // #end
  throw new Refusal(415, 'Send JSON or a form');
}

function readJson(text: string): Input {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'This is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal(400, 'Send a JSON object');
  return value as Input;
}
