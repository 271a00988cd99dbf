import { createHash } from 'node:crypto';
// #if pages
import type { Html } from './html.ts';
// #end

export interface WebResponse {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array;
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): WebResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers }, body: JSON.stringify(value) };
}

export const noContent = (): WebResponse => ({ status: 204, headers: {}, body: '' });
// #if pages

export function page(body: Html, status = 200, headers: Record<string, string | string[]> = {}): WebResponse {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers }, body: body.toString() };
}

/** See Other: after a form, so that loading again does not send it again. */
export function redirect(location: string, headers: Record<string, string | string[]> = {}): WebResponse {
  return { status: 303, headers: { location, ...headers }, body: '' };
}

/** The same place with a word of what was done, which the next page shows. */
export const redirectWith = (location: string, notice: string): WebResponse =>
  redirect(`${location}${location.includes('?') ? '&' : '?'}notice=${encodeURIComponent(notice)}`);
// #end

/** A file that changes only with the application: browsers ask whether theirs is still right. */
export function fixedFile(body: string, type: string, ifNoneMatch: string | undefined): WebResponse {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const headers = { 'content-type': type, etag, 'cache-control': 'no-cache' };
  return ifNoneMatch === etag ? { status: 304, headers, body: '' } : { status: 200, headers, body };
}

/** Comma-separated values (RFC 4180), which spreadsheets open. */
export function csv(name: string, columns: string[], rows: (string | number | boolean | null)[][]): WebResponse {
  const body = [columns, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}.csv"`, 'cache-control': 'no-store' }, body };
}

function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  // A spreadsheet would run a text that begins like this as a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
