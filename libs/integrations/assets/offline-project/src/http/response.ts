// #if pages
import type { Html } from '../pages/html.ts';

// #end
export interface Response {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function json(value: unknown, status = 200): Response {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

// #if pages
export function page(content: Html, status = 200): Response {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: content.toString() };
}

export function redirect(location: string, headers: Record<string, string> = {}): Response {
  return { status: 303, headers: { location, ...headers }, body: '' };
}

// #end
export function empty(): Response {
  return { status: 204, headers: {}, body: '' };
}
