import type { GenerationEventBody } from '@millwright/domain';
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.js';

/**
 * Hash of a ledger entry: SHA-256, in hex, over the hash before it and the entry's canonical JSON (RFC 8785).
 * The first entry of a generation follows the empty string.
 */
export function hashEntry(prevHash: string, entry: { generationId: string; seq: number; at: string; body: GenerationEventBody }): string {
  const { generationId, seq, at, body } = entry;
  return createHash('sha256').update(prevHash).update('\n').update(canonicalJson({ generationId, seq, at, body })).digest('hex');
}
