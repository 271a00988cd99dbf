import { EXPORT } from '../export/repository-export.js';
import { GENERATION } from '../generation/state.js';
import { VERIFICATION } from '../verification/verification.js';
import { ORGANIZATION } from '../organization/organization.js';
import type { StreamDefinition, StreamState } from './stream.js';

export type AnyStream = StreamDefinition<StreamState, { type: string }>;

const kinds = new Map<string, AnyStream>();

/**
 * Makes a kind known to whatever handles streams by the name of their kind: sealing, following, downloading.
 * @throws Error for a name that is taken
 */
export function addStreamKind<State extends StreamState, Body extends { type: string }>(definition: StreamDefinition<State, Body>): void {
  if (kinds.has(definition.kind)) throw new Error(`There is a kind of stream ${definition.kind} already`);
  kinds.set(definition.kind, definition as unknown as AnyStream);
}

addStreamKind(GENERATION);
addStreamKind(ORGANIZATION);
addStreamKind(EXPORT);
addStreamKind(VERIFICATION);

/** undefined: a later release's, or nobody's. */
export const findStreamKind = (kind: string): AnyStream | undefined => kinds.get(kind);

/** @throws Error for a kind that this release does not know */
export function streamDefinition(kind: string): AnyStream {
  const found = kinds.get(kind);
  if (!found) throw new Error(`There is no kind of stream ${kind}`);
  return found;
}
