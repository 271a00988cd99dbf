import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface Account {
  id: number;
  email: string;
  name: string;
  role: string;
}

/** A request as handlers see it. */
export interface Request {
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  cookies: Record<string, string>;
  /** Parsed form or JSON body; empty where there is none. */
  body: Record<string, unknown>;
  account: Account | undefined;
}

export async function readBody(message: IncomingMessage): Promise<Record<string, unknown>> {
  if (message.method === 'GET' || message.method === 'HEAD' || message.method === 'DELETE') return {};
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) throw new HttpError(413, 'The request is larger than 1 MB');
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  if ((message.headers['content-type'] ?? '').includes('application/json')) {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new HttpError(400, 'The body is not valid JSON');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new HttpError(400, 'The body must be a JSON object');
    return value as Record<string, unknown>;
  }
  return Object.fromEntries(new URLSearchParams(text));
}

export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const part of (header ?? '').split(';')) {
    const cut = part.indexOf('=');
    if (cut > 0) cookies[part.slice(0, cut).trim()] = decodeURIComponent(part.slice(cut + 1).trim());
  }
  return cookies;
}
