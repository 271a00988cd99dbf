import type { Blueprint, BlueprintEndpoint, BlueprintPage } from '@millwright/domain';
import { endpointFor, fieldsOf, patternOf } from './addresses.js';
import type { Fault } from './fault.js';

/** Addresses that nobody serves or two do, and fields that forms send and endpoints do not take. */
export function addressFaults({ endpoints, pages = [], files }: Blueprint): Fault[] {
  const paths = new Set(files.map(({ path }) => path));
  return [
    ...endpoints.flatMap((endpoint) => serverFaults(endpoint, paths)),
    ...twice(endpoints),
    ...endpoints.flatMap((endpoint) => redirectFaults(endpoint, endpoints)),
    ...pages.flatMap((page) => pageFaults(page, endpoints, paths)),
  ];
}

const named = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;

function serverFaults(endpoint: BlueprintEndpoint, paths: ReadonlySet<string>): Fault[] {
  if (endpoint.served_by === undefined || paths.has(endpoint.served_by)) return [];
  return [{ code: 'PATH', path: endpoint.served_by, message: `${named(endpoint)} is served by it, and it is no file of the blueprint` }];
}

function twice(endpoints: readonly BlueprintEndpoint[]): Fault[] {
  const first = new Map<string, BlueprintEndpoint>();
  return endpoints.flatMap((endpoint): Fault[] => {
    const key = `${endpoint.method} ${patternOf(endpoint.path)}`;
    const other = first.get(key);
    if (!other) first.set(key, endpoint);
    // The very same one standing twice is said where blueprints are read.
    if (!other || other.path === endpoint.path) return [];
    const message = `${named(endpoint)} is the same address as ${named(other)}${other.served_by ? `, which ${other.served_by} serves` : ''}`;
    return [{ code: 'ADDRESS_TWICE', path: endpoint.served_by ?? '', message }];
  });
}

function redirectFaults(endpoint: BlueprintEndpoint, endpoints: readonly BlueprintEndpoint[]): Fault[] {
  return (endpoint.answers ?? []).flatMap(({ kind, shape, status }): Fault[] => {
    if (kind !== 'redirect' || !shape.startsWith('/') || endpointFor(endpoints, 'GET', shape)) return [];
    const message = `${named(endpoint)} sends with ${status} to ${shape}, which no endpoint serves`;
    return [{ code: 'ADDRESS_NOT_SERVED', path: endpoint.served_by ?? '', message }];
  });
}

function pageFaults(page: BlueprintPage, endpoints: readonly BlueprintEndpoint[], paths: ReadonlySet<string>): Fault[] {
  const at = (code: Fault['code'], message: string): Fault => ({ code, path: page.drawn_by, message });
  const faults: Fault[] = [];
  if (!paths.has(page.drawn_by)) faults.push(at('PATH', `The page ${page.address} is drawn by it, and it is no file of the blueprint`));
  if (!endpointFor(endpoints, 'GET', page.address)) faults.push(at('ADDRESS_NOT_SERVED', `No endpoint serves the page ${page.address}`));
  for (const link of page.links)
    if (!endpointFor(endpoints, 'GET', link))
      faults.push(at('ADDRESS_NOT_SERVED', `The page ${page.address} links to ${link}, which no endpoint serves`));
  for (const request of page.requests)
    if (!endpointFor(endpoints, request.method, request.path))
      faults.push(at('ADDRESS_NOT_SERVED', `A script of the page ${page.address} asks for ${named(request)}, which no endpoint serves`));
  for (const form of page.forms) {
    const endpoint = endpointFor(endpoints, form.method, form.action);
    if (!endpoint)
      faults.push(
        at('ADDRESS_NOT_SERVED', `A form of the page ${page.address} leads to ${form.method} ${form.action}, which no endpoint serves`),
      );
    else faults.push(...fieldFaults(page.address, form, endpoint).map((message) => at('FIELD', message)));
  }
  return faults;
}

/** What a form sends and its endpoint does not take, and what that needs and the form has not. */
function fieldFaults(address: string, form: BlueprintPage['forms'][number], endpoint: BlueprintEndpoint): string[] {
  const taken = fieldsOf(endpoint);
  if (!taken) return [];
  const needed = form.method === 'GET' ? [] : endpoint.body!.fields.filter(({ required }) => required).map(({ name }) => name);
  return [
    ...form.fields
      .filter((name) => !taken.includes(name))
      .map(
        (name) =>
          `The form to ${named(endpoint)} on the page ${address} has the field "${name}", and the endpoint takes ${taken.join(', ') || 'none'}`,
      ),
    ...needed
      .filter((name) => !form.fields.includes(name))
      .map((name) => `The form to ${named(endpoint)} on the page ${address} lacks the field "${name}", which the endpoint needs`),
  ];
}
