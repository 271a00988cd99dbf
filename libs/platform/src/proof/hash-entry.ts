import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.js';

/** Whose ledger it is. Generations came first: their form names no kind, and its bytes stay as they are. */
export type LedgerName = { generationId: string } | { kind: string; streamId: string };

/** Kind and id of a stream as its ledger has them. */
export const ledgerName = (kind: string, id: string): LedgerName => (kind === 'generation' ? { generationId: id } : { kind, streamId: id });

/** Nothing but the name. */
export const onlyName = (name: LedgerName): LedgerName =>
  'generationId' in name ? { generationId: name.generationId } : { kind: name.kind, streamId: name.streamId };

/**
 * Hash of a ledger entry: SHA-256, in hex, over the hash before it and the entry's canonical JSON (RFC 8785).
 * The first entry of a stream follows the empty string.
 */
export function hashEntry(prevHash: string, entry: LedgerName & { seq: number; at: string; body: { type: string } }): string {
  const { seq, at, body } = entry;
  return createHash('sha256')
    .update(prevHash)
    .update('\n')
    .update(canonicalJson({ ...onlyName(entry), seq, at, body }))
    .digest('hex');
}
