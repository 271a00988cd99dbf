import { GENERATION } from '../generation/state.js';
import { ORGANIZATION } from '../organization/organization.js';
import type { StreamDefinition, StreamState } from './stream.js';

type AnyStream = StreamDefinition<StreamState, { type: string }>;

const KINDS: readonly StreamDefinition<never, never>[] = [GENERATION as never, ORGANIZATION as never];

/** @throws Error for a kind that this release does not know */
export function streamDefinition(kind: string): AnyStream {
  const found = KINDS.find((definition) => definition.kind === kind);
  if (!found) throw new Error(`There is no kind of stream ${kind}`);
  return found as unknown as AnyStream;
}
