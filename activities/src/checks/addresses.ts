import type { BlueprintEndpoint } from '@millwright/domain';

/** Stands in an address for what is only known when it is asked for. */
export const HOLE = '\u0001';

/** An address without its query, with each parameter as the same mark. */
export function patternOf(address: string): string {
  const path = address.split(/[?#]/)[0]!;
  const marked = path.replaceAll(/:\w+|\{\w+\}|\[\w+\]|<\w+>/g, HOLE).replaceAll(new RegExp(`[^/]*${HOLE}[^/]*`, 'g'), HOLE);
  return marked.length > 1 ? marked.replace(/\/$/, '') : marked;
}

/** Whether what is asked for is what is served; a hole on either side stands for one part. */
export function isServed(asked: string, served: string): boolean {
  const [a, b] = [patternOf(asked).split('/'), patternOf(served).split('/')];
  if (b.at(-1) === '*' && a.length >= b.length) return a.slice(0, b.length - 1).every((part, i) => part === b[i]);
  return a.length === b.length && a.every((part, i) => part === b[i] || b[i] === HOLE || part === HOLE);
}

/** The endpoint that answers a request: the one that names most of it. */
export function endpointFor(endpoints: readonly BlueprintEndpoint[], method: string, address: string): BlueprintEndpoint | undefined {
  const holes = (path: string): number => patternOf(path).split(HOLE).length;
  return endpoints.filter((one) => one.method === method && isServed(address, one.path)).sort((a, b) => holes(a.path) - holes(b.path))[0];
}

/** Names of the fields that an endpoint takes: of its body, or of its query where it has none. */
export function fieldsOf({ body, parameters, method }: BlueprintEndpoint): string[] | undefined {
  if (method === 'GET') return parameters?.filter((one) => one.in === 'query').map(({ name }) => name);
  if (!body || body.kind === 'other' || body.kind === 'json') return undefined;
  return body.fields.map(({ name }) => name);
}

/** A name however it is spelt: `visitorName` and `visitor_name` are one. */
export const loose = (name: string): string => name.replaceAll(/[_-]/g, '').toLowerCase();
