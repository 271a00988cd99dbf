import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import type { GenerationEventBody } from '@millwright/domain';

/**
 * Hash of a ledger entry: SHA-256, in hex, over the hash before it and the entry's canonical JSON (RFC 8785).
 * The first entry of a generation follows the empty string.
 */
export function hashEntry(prevHash: string, entry: { generationId: string; seq: number; at: string; body: GenerationEventBody }): string {
  const json = canonicalize({ generationId: entry.generationId, seq: entry.seq, at: entry.at, body: entry.body });
  return createHash('sha256').update(prevHash).update('\n').update(json!).digest('hex');
}
