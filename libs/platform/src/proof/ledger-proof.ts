import type { GenerationEventBody } from '@millwright/domain';
import { canonicalJson } from './canonical.js';
import { hashEntry, onlyName, type LedgerName } from './hash-entry.js';
import { signatureFault, type VerifyingKey } from './keys.js';
import { LEDGER_END, LEDGER_ENTRY, LEDGER_HEAD, misfit } from './shapes.js';
import type { z } from 'zod';

/** The end of a ledger as it stands. */
export type LedgerHead<Name extends LedgerName = LedgerName> = Name & {
  /** Number of entries. */
  seq: number;
  /** Hash of the last. */
  headHash: string;
};

/** The end of a ledger, signed: no entry can be taken away, added or changed after it. */
export type LedgerSeal<Name extends LedgerName = LedgerName> = LedgerHead<Name> & {
  keyId: string;
  /** Ed25519 over the canonical JSON of the head, in base64. */
  signature: string;
};

export interface LedgerEntryProof<Body = { type: string }> {
  seq: number;
  at: string;
  body: Body;
  hash: string;
}

/** A ledger outside of its server. */
export type ExportedLedger<Name extends LedgerName = LedgerName, Body = { type: string }> = Name & {
  entries: LedgerEntryProof<Body>[];
  /** null: it has not ended. */
  seal: LedgerSeal | null;
};

export type GenerationLedger = ExportedLedger<{ generationId: string }, GenerationEventBody>;

/** What a seal signs. */
export function sealMessage(head: LedgerHead): Buffer {
  return Buffer.from(canonicalJson({ ...onlyName(head), seq: head.seq, headHash: head.headHash }));
}

/** The text of an exported ledger: one entry a line, so that a difference names its entry. */
export function writeLedger(ledger: ExportedLedger): string {
  const { entries, seal } = ledger;
  return [canonicalJson(onlyName(ledger)), ...entries.map((entry) => canonicalJson(entry)), canonicalJson({ seal }), ''].join('\n');
}

/** @throws SyntaxError naming the line */
export function readLedger(text: string): ExportedLedger {
  const lines = text.split('\n');
  // What is written ends with a line break.
  const last = lines.length - 2;
  const name: LedgerName = lineOf(lines, 0, LEDGER_HEAD);
  const entries: LedgerEntryProof[] = [];
  for (let i = 1; i < last; i++) entries.push(lineOf(lines, i, LEDGER_ENTRY));
  return { ...name, entries, seal: last < 1 ? null : lineOf(lines, last, LEDGER_END).seal };
}

/** @throws SyntaxError naming the line */
function lineOf<T>(lines: readonly string[], i: number, shape: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(lines[i] ?? '');
  } catch (error) {
    throw new SyntaxError(`Line ${i + 1} of the ledger is not JSON`, { cause: error });
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new SyntaxError(`Line ${i + 1} of the ledger is not as ours are: ${misfit(read.error)}`);
  // As it was read: a copy would leave out what only the text still shows.
  return value as T;
}

/** What is wrong with a ledger, entry by entry; nothing where it is as it was written. */
export function ledgerFaults(text: string, keys: readonly VerifyingKey[]): { faults: string[]; ledger?: ExportedLedger } {
  let ledger: ExportedLedger;
  try {
    ledger = readLedger(text);
    // Whatever a reader of JSON would overlook is not as we write it.
    if (writeLedger(ledger) !== text)
      return { faults: [`The ledger is not written as it was: ${firstDifference(text, writeLedger(ledger))}`] };
  } catch (error) {
    return { faults: [(error as Error).message] };
  }
  const { entries, seal } = ledger;
  const name = onlyName(ledger);
  const faults: string[] = [];
  let hash = '';
  for (const [i, entry] of entries.entries()) {
    if (entry.seq !== i + 1) {
      faults.push(`Entry ${i + 1} is missing: after ${i} comes ${entry.seq}`);
      break;
    }
    hash = hashEntry(hash, { ...name, seq: entry.seq, at: entry.at, body: entry.body });
    if (hash !== entry.hash) {
      faults.push(`Entry ${entry.seq} (${entry.body.type}) is not what was written, or what stands before it is not`);
      break;
    }
  }
  if (!seal) faults.push('The ledger has no seal: its end may be missing');
  else {
    const fault = signatureFault(keys, seal.keyId, sealMessage(seal), seal.signature);
    if (fault) faults.push(`The seal ${fault}`);
    if (canonicalJson(onlyName(seal)) !== canonicalJson(name)) faults.push('The seal is that of another ledger');
    else if (faults.length === 0 && (seal.seq !== entries.length || seal.headHash !== hash))
      faults.push(
        entries.length < seal.seq
          ? `The last ${seal.seq - entries.length} entries are missing: ${seal.seq} were sealed`
          : 'The seal is not that of the last entry',
      );
  }
  return { faults, ledger };
}

function firstDifference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return at < 0 ? 'lines are missing' : `line ${at + 1}`;
}
