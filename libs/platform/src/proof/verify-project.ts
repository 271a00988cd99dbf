import { PROVENANCE_PATH, type ProvenanceStatement } from '@millwright/domain';
import { canonicalJson } from './canonical.js';
import { preAuthEncoding, STATEMENT_MEDIA_TYPE, type DsseEnvelope } from './dsse.js';
import { signatureFault, type VerifyingKey } from './keys.js';
import { ledgerFaults } from './ledger-proof.js';
import { ENVELOPE, STATEMENT, misfit } from './shapes.js';
import type { z } from 'zod';

export interface ProjectToVerify {
  /** SHA-256 of every file, in hex, by its path; the provenance itself is left out. */
  files: ReadonlyMap<string, string>;
  /** Text of its provenance.json. */
  provenance: string | undefined;
  /** Text of its exported ledger. */
  ledger?: string;
  keys: readonly VerifyingKey[];
}

export interface Verdict {
  /** One sentence for each thing that is not as it was; none: all of it is. */
  faults: string[];
  /** What was found fit. */
  files: number;
  entries: number | undefined;
  statement?: ProvenanceStatement;
}

/** Whether a repository and its ledger are what was made and signed, with nothing but the public key. */
export function verifyProject({ files, provenance, ledger, keys }: ProjectToVerify): Verdict {
  const { statement, faults } = readProvenance(provenance, keys);
  if (!statement) return { faults, files: 0, entries: undefined };
  const subjects = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  for (const [path, sha256] of subjects) {
    const found = files.get(path);
    if (found === undefined) faults.push(`${path} is missing`);
    else if (found !== sha256) {
      const other = [...subjects].find(([, hash]) => hash === found)?.[0];
      faults.push(other ? `${path} holds what belongs into ${other}` : `${path} is not what was made`);
    }
  }
  for (const path of files.keys()) if (!subjects.has(path)) faults.push(`${path} is not of this generation: nobody vouches for it`);
  const checked = ledger === undefined ? undefined : ledgerFaults(ledger, keys);
  faults.push(...(checked?.faults ?? []));
  if (checked?.ledger && checked.faults.length === 0) {
    const [head] = statement.predicate.buildDefinition.resolvedDependencies;
    const at = Number(head?.annotations.entries);
    if (checked.ledger.entries[at - 1]?.hash !== head?.digest.sha256) faults.push('The ledger is not the one that the provenance names');
  }
  return { faults, files: subjects.size, entries: checked?.ledger?.entries.length, statement };
}

function readProvenance(text: string | undefined, keys: readonly VerifyingKey[]): { statement?: ProvenanceStatement; faults: string[] } {
  if (text === undefined) return { faults: [`${PROVENANCE_PATH} is missing`] };
  const broken = (why: string): { faults: string[] } => ({ faults: [`${PROVENANCE_PATH} ${why}`] });
  const envelope = valueOf(text, ENVELOPE);
  if ('fault' in envelope) return broken(envelope.fault);
  const { payload: written, payloadType, signatures } = envelope.value;
  try {
    if (`${canonicalJson(envelope.value)}\n` !== text) return broken('is not written as it was');
  } catch {
    return broken('holds what no JSON can be written from');
  }
  const payload = Buffer.from(written, 'base64');
  if (payload.toString('base64') !== written) return broken('has a payload that is not written as it was');
  if (payloadType !== STATEMENT_MEDIA_TYPE) return broken(`is of the type ${payloadType}, not ${STATEMENT_MEDIA_TYPE}`);
  const [signature] = signatures as [DsseEnvelope['signatures'][number]];
  const fault = signatureFault(keys, signature.keyid, preAuthEncoding(payloadType, payload), signature.sig);
  if (fault) return broken(fault);
  const statement = valueOf(payload.toString('utf8'), STATEMENT);
  return 'fault' in statement
    ? broken(`holds another statement than ours: it ${statement.fault}`)
    : { statement: statement.value as unknown as ProvenanceStatement, faults: [] };
}

function valueOf<T>(text: string, shape: z.ZodType<T>): { value: T } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: 'is not JSON' };
  }
  const read = shape.safeParse(value);
  return read.success ? { value: value as T } : { fault: `is not of the form that ours have (${misfit(read.error)})` };
}
