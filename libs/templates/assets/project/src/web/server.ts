import { createServer, type IncomingMessage, type Server } from 'node:http';
// #if people
import type { Viewer } from '../people/viewer.ts';
// #end
import { Refusal } from '../shared/refusals.ts';
// #if people
import { decode, readBody, readCookies, type WebRequest } from './request.ts';
// #else
import { decode, readBody, readCookies } from './request.ts';
// #end
// #if pages-people
import { json, redirect, type WebResponse } from './response.ts';
// #else
import { json, type WebResponse } from './response.ts';
// #end
import type { Router } from './router.ts';

export interface ServerParts {
  /** Behind TLS: browsers are told to stay there. */
  isSecure: boolean;
  router: Router;
  // #if people
  /** Who sends a request, by cookie or bearer token. */
  viewerOf: (request: Pick<WebRequest, 'headers' | 'cookies'>) => Viewer | undefined;
  // #end
  // #if pages-people
  errorPage: (refusal: Refusal, viewer: Viewer | undefined) => WebResponse;
  // #else
  // #if pages
  errorPage: (refusal: Refusal) => WebResponse;
  // #end
  // #end
}

const SECURITY_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: https:; media-src 'self' https:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export function createWebServer(parts: ServerParts): Server {
  return createServer((message, reply) => {
    answer(parts, message)
      .then(({ status, headers, body }) => {
        reply.writeHead(status, { ...SECURITY_HEADERS, ...(parts.isSecure ? { 'strict-transport-security': 'max-age=31536000' } : {}), ...headers });
        reply.end(message.method === 'HEAD' ? undefined : body);
      })
      .catch((error: unknown) => {
        console.error(error);
        reply.destroy();
      });
  });
}

async function answer(parts: ServerParts, message: IncomingMessage): Promise<WebResponse> {
  const path = (message.url ?? '/').split(/[?#]/)[0]!.replace(/(.)\/+$/, '$1');
  // #if people
  let viewer: Viewer | undefined;
  // #end
  try {
    const method = message.method === 'HEAD' ? 'GET' : (message.method ?? 'GET');
    decode(path);
    const cookies = readCookies(message.headers.cookie);
    refuseOtherSites(message, method);
    // #if people
    viewer = parts.viewerOf({ headers: message.headers, cookies });
    // #end
    const { handler, params } = parts.router.find(method, path);
    const from = message.socket.remoteAddress ?? '';
    const query = new URL(message.url ?? '/', 'http://localhost').searchParams;
    // #if people
    return await handler({ method, path, params, query, headers: message.headers, cookies, from, ...(await readBody(message)), viewer });
    // #else
    return await handler({ method, path, params, query, headers: message.headers, cookies, from, ...(await readBody(message)) });
    // #end
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(500, 'Something went wrong on our side');
    if (refusal !== error) console.error(error);
    // Nobody reads the rest of a body that is refused: the connection ends with the answer.
    const headers: Record<string, string> = refusal.status === 413 ? { connection: 'close' } : {};
    // #if pages
    if (!path.startsWith('/api/')) {
      // #if people
      if (refusal.status === 401 && path !== '/sign-in') return redirect(`/sign-in?next=${encodeURIComponent(message.method === 'GET' ? (message.url ?? '/') : '/')}`);
      const shown = parts.errorPage(refusal, viewer);
      // #else
      const shown = parts.errorPage(refusal);
      // #end
      return { ...shown, headers: { ...shown.headers, ...headers } };
    }
    // #end
    return json({ error: refusal.message, ...(Object.keys(refusal.faults).length > 0 ? { fields: refusal.faults } : {}) }, refusal.status, headers);
  }
}

/** A page of another site may not act in the name of somebody who is signed in here. */
function refuseOtherSites({ headers }: IncomingMessage, method: string): void {
  const { origin, host } = headers;
  let from: string | undefined;
  if (origin !== undefined && origin !== 'null') {
    if (!URL.canParse(origin)) throw new Refusal(400, 'The origin is not valid');
    from = new URL(origin).host;
  }
  if (method === 'GET') return;
  const site = headers['sec-fetch-site'];
  if ((site !== undefined && site !== 'same-origin' && site !== 'none') || origin === 'null' || (from !== undefined && from !== host))
    throw new Refusal(403, 'This was sent from another site');
}
