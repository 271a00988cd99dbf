import { createServer, type IncomingMessage, type Server } from 'node:http';
// #if pages
import { messagePage } from '../pages/layout.ts';
// #end
import { HttpError } from './errors.ts';
import { parseCookies, readBody, type Account, type Request } from './request.ts';
// #if pages
import { json, page, redirect, type Response } from './response.ts';
// #else
import { json, type Response } from './response.ts';
// #end
import type { Router } from './router.ts';

export interface ServerParts {
  router: Router;
  /** Who sends a request, by cookie or token. */
  accountOf?: (request: Pick<Request, 'headers' | 'cookies'>) => Account | undefined;
  /** Whether a path may be used without signing in. */
  isPublic: (method: string, path: string) => boolean;
}

/** The HTTP server: finds the handler, checks who asks, and turns errors into answers. */
export function createHttpServer(parts: ServerParts): Server {
  return createServer((message, reply) => {
    answer(parts, message)
      .catch((error: unknown) => failure(error, message.url ?? '/'))
      .then((response) => {
        reply.writeHead(response.status, {
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
          'content-security-policy': "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
          ...response.headers,
        });
        reply.end(message.method === 'HEAD' ? undefined : response.body);
      })
      .catch((error: unknown) => {
        console.error(error);
        reply.destroy();
      });
  });
}

async function answer({ router, accountOf, isPublic }: ServerParts, message: IncomingMessage): Promise<Response> {
  const url = new URL(message.url ?? '/', 'http://localhost');
  const method = message.method === 'HEAD' ? 'GET' : (message.method ?? 'GET');
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname;
  const found = router.find(method, path);
  if (!found) throw new HttpError(404, 'There is nothing at this address');
  const cookies = parseCookies(message.headers.cookie);
  refuseOtherSites(message, method);
  const account = accountOf?.({ headers: message.headers, cookies });
  if (accountOf && !account && !isPublic(method, path)) {
    if (path.startsWith('/api/')) throw new HttpError(401, 'Sign in first: POST /api/session gives a token');
    // #if pages
    return redirect(`/sign-in?next=${encodeURIComponent(path)}`);
    // #else
    throw new HttpError(404, 'There is nothing at this address');
    // #end
  }
  const body = await readBody(message);
  return await found.handler({ method, path, params: found.params, query: url.searchParams, headers: message.headers, cookies, body, account });
}

/** A form on another site may not act in the name of someone who is signed in here. */
function refuseOtherSites(message: IncomingMessage, method: string): void {
  const { origin, host } = message.headers;
  if (method !== 'GET' && origin && origin !== 'null' && new URL(origin).host !== host) throw new HttpError(403, 'This form was sent from another site');
}

function failure(error: unknown, url: string): Response {
  const known = error instanceof HttpError;
  const status = known ? error.status : 500;
  const message = known ? error.message : 'Something went wrong on our side';
  if (!known) console.error(error);
  // #if pages
  if (!url.startsWith('/api/')) return page(messagePage(status === 404 ? 'Not found' : 'That did not work', message), status);
  // #end
  return json({ error: message, ...(known && Object.keys(error.fields).length > 0 ? { fields: error.fields } : {}) }, status);
}
