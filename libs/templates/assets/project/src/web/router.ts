import { Refusal, notFound } from '../shared/refusals.ts';
import { decode, type WebRequest } from './request.ts';
import type { WebResponse } from './response.ts';

export type Handler = (request: WebRequest) => WebResponse | Promise<WebResponse>;

interface Route {
  method: string;
  parts: string[];
  handler: Handler;
}

/** Addresses and who answers them; ":id" stands for one part. The first that fits wins. */
export class Router {
  readonly #routes: Route[] = [];

  get(path: string, handler: Handler): void {
    this.#add('GET', path, handler);
  }
  post(path: string, handler: Handler): void {
    this.#add('POST', path, handler);
  }
  put(path: string, handler: Handler): void {
    this.#add('PUT', path, handler);
  }
  patch(path: string, handler: Handler): void {
    this.#add('PATCH', path, handler);
  }
  delete(path: string, handler: Handler): void {
    this.#add('DELETE', path, handler);
  }

  /** @throws Refusal 404 for an unknown address, 405 for a known one with another method. */
  find(method: string, path: string): { handler: Handler; params: Record<string, string> } {
    const asked = path.split('/');
    let isKnown = false;
    for (const { method: own, parts, handler } of this.#routes) {
      if (parts.length !== asked.length || !parts.every((part, i) => part === asked[i] || (part.startsWith(':') && asked[i] !== ''))) continue;
      isKnown = true;
      if (own !== method) continue;
      return { handler, params: Object.fromEntries(parts.flatMap((part, i) => (part.startsWith(':') ? [[part.slice(1), decode(asked[i]!)]] : []))) };
    }
    throw isKnown ? new Refusal(405, 'This cannot be done here') : notFound();
  }

  #add(method: string, path: string, handler: Handler): void {
    this.#routes.push({ method, parts: path.split('/'), handler });
  }
}

/** The number of an address's ":id". */
export function idOf(request: WebRequest): number {
  const id = Number(request.params['id']);
  if (!Number.isSafeInteger(id) || id < 1) throw notFound();
  return id;
}
