import type { DocumentedRoute } from '../verify-files.types.js';
import type { Question, Reply } from './ask.js';

/**
 * What is expected of an answer. `alive`: any but a fault of the server. `served`: there is something at the address.
 * `healthy`: that all is well. `refused`: the caller is told that the request is wrong.
 */
export type Expected = 'alive' | 'served' | 'healthy' | 'refused';

export interface Probe extends Question {
  expected: Expected;
  /** What is wrong about a request that is to be refused. */
  wrong?: string;
}

const MAX_ROUTES = 60;
const MAX_WRONG = 8;
const MALFORMED = '{"name": ';
/** An address that nobody has. */
export const NOWHERE = '/no-such-address-0b7f';
/** Half of an escape: no address at all. */
export const BROKEN_ESCAPE = '/%zz';

const HEALTH = /^\/(?:api\/)?(?:health|healthz|livez|readyz|ready|live|status\/health)(?:\/|$)/i;
const hasParameters = (path: string): boolean => /[:{}[\]*<>]/.test(path);
const isAddress = (path: string): boolean => /^\/[\w\-./~%?&=+,;@!$'()]*$/.test(path);

/**
 * Requests that show whether a project serves what its documents promise, the first page first. Routes with parameters
 * are left out: nobody knows which values there are.
 *
 * @param pages addresses of its files.
 */
export function planProbes(routes: readonly DocumentedRoute[], pages: readonly string[] = []): Probe[] {
  const plain = routes.filter(({ path }) => isAddress(path) && !hasParameters(path));
  const read = [...new Set([...plain.filter(({ method }) => method === 'GET').map(({ path }) => path), ...pages])].slice(0, MAX_ROUTES);
  const writes = plain.filter(({ method, body }) => /^(?:POST|PUT|PATCH)$/.test(method) && body !== 'none').slice(0, MAX_WRONG);
  return [
    ...(read.includes('/') ? [] : [{ method: 'GET', path: '/', expected: 'alive' } as const]),
    ...read.map((path): Probe => ({ method: 'GET', path, expected: HEALTH.test(path) ? 'healthy' : 'served' })),
    ...writes.map(({ method, path, body }): Probe => {
      // What takes other bodies, or perhaps none, may pass over JSON; it must not fall over it.
      return { method, path, body: MALFORMED, expected: body === 'json' ? 'refused' : 'alive', wrong: 'malformed JSON' };
    }),
    { method: 'GET', path: NOWHERE, expected: 'alive' },
    { method: 'GET', path: BROKEN_ESCAPE, expected: 'refused', wrong: 'a broken escape' },
  ];
}

const WITHOUT_ANSWER = {
  silent: 'has no answer in its time',
  closed: 'ends without an answer',
  garbled: 'answers something that is no HTTP',
};

/** @returns what is wrong with an answer, in a few words; undefined where it is as expected */
export function faultOfReply(probe: Probe, reply: Reply): string | undefined {
  const asked = `${probe.method} ${probe.path}${probe.wrong ? ` (${probe.wrong})` : ''}`;
  if (reply.kind !== 'answer') return `${asked} ${WITHOUT_ANSWER[reply.kind]}`;
  const { status } = reply;
  const is = `${asked} answers ${status}`;
  if (status >= 500) return is;
  if (probe.expected === 'served' && (status === 404 || status === 405)) return `${is}, although it is documented`;
  if (probe.expected === 'healthy' && (status < 200 || status >= 300)) return is;
  if (probe.expected === 'refused' && (status < 400 || status >= 500)) return `${is} instead of refusing it`;
  return undefined;
}
