import { z } from 'zod';
import { canonicalJson } from '../canonical.js';
import { preAuthEncoding, STATEMENT_MEDIA_TYPE } from '../dsse.js';
import { signatureFault, type VerifyingKey } from '../keys.js';
import { misfit } from '../shapes.js';
import { BUNDLE, ENVELOPE_OF_EVIDENCE, SUMMARY_STATEMENT, TEST_RESULT_STATEMENT } from './evidence-shapes.js';
import {
  EVIDENCE_POLICY,
  LEVEL_OF,
  sha256,
  SUITES,
  type EvidenceSubjects,
  type Suite,
  type SummaryStatement,
  type TestResultStatement,
} from './statements.js';
import { bundleFileOf, envelopeFile, EVIDENCE_NAMES, type EvidenceName } from './write-evidence.js';

export interface EvidenceToVerify {
  /** Texts by the names of their files. */
  files: ReadonlyMap<string, string>;
  keys: readonly VerifyingKey[];
  /** What the evidence has to be about; the parts that are known, the commit always. */
  subjects: Pick<EvidenceSubjects, 'commit'> & Partial<EvidenceSubjects>;
  /** SHA-256 of the repository's verification.json, in hexadecimal. */
  reportSha256?: string;
}

export interface EvidenceVerdict {
  /** One sentence for each thing that is not as it was signed; none: all of it is. */
  faults: string[];
  /** What was signed, where it is as it was: PASSED is for whoever asks to require. */
  summary?: SummaryStatement['predicate'];
  results: { suite: Suite; predicate: TestResultStatement['predicate'] }[];
}

/** Whether evidence about a commit is what was signed, and about this commit, with nothing but the public key. */
export function verifyEvidence(given: EvidenceToVerify): EvidenceVerdict {
  const faults: string[] = [];
  const known = new Set(EVIDENCE_NAMES.flatMap((name) => [envelopeFile(name), bundleFileOf(name)]));
  for (const file of given.files.keys()) if (!known.has(file)) faults.push(`${file} is no evidence: nobody vouches for it`);
  const results = SUITES.flatMap((suite) => {
    const read = readStatement(given, suite, TEST_RESULT_STATEMENT, faults);
    if (!read) return [];
    const predicate = (read as unknown as TestResultStatement).predicate;
    if (predicate.configuration[0]!.name !== suite) faults.push(`${envelopeFile(suite)} speaks of ${predicate.configuration[0]!.name}`);
    if (given.reportSha256 !== undefined && predicate.configuration[0]!.digest.sha256 !== given.reportSha256)
      faults.push(`${envelopeFile(suite)} rests on another verification.json`);
    return [{ suite, predicate }];
  });
  const read = given.files.has(envelopeFile('summary')) ? readStatement(given, 'summary', SUMMARY_STATEMENT, faults) : undefined;
  if (!given.files.has(envelopeFile('summary'))) faults.push(`${envelopeFile('summary')} is missing`);
  if (!read) return { faults, results };
  const { predicate } = read as unknown as SummaryStatement;
  faults.push(...inputFaults(given, predicate), ...levelFaults(predicate, results));
  return { faults, summary: predicate, results };
}

/** @returns undefined where there is no such file, or something is wrong with it, which is said. */
function readStatement<T extends { subject: { digest: Record<string, string> }[] }>(
  { files, keys, subjects }: EvidenceToVerify,
  name: EvidenceName,
  shape: z.ZodType<T>,
  faults: string[],
): T | undefined {
  const file = envelopeFile(name);
  const text = files.get(file);
  const bundle = files.get(bundleFileOf(name));
  if (text === undefined) {
    if (bundle !== undefined) faults.push(`${bundleFileOf(name)} stands without ${file}`);
    return undefined;
  }
  const fault = (why: string): undefined => void faults.push(`${file} ${why}`);
  const envelope = valueOf(text, ENVELOPE_OF_EVIDENCE);
  if ('fault' in envelope) return fault(envelope.fault);
  const { payload: written, signatures } = envelope.value;
  const payload = Buffer.from(written, 'base64');
  if (payload.toString('base64') !== written) return fault('has a payload that is not written as it was');
  const message = preAuthEncoding(STATEMENT_MEDIA_TYPE, payload);
  const signer = keys.find(({ keyId }) => signatureFault(keys, keyId, message, signatures[0]!.sig) === undefined);
  if (!signer) return fault(`has a signature that fits none of the keys (${keys.map(({ keyId }) => keyId).join(', ')})`);
  if (bundle !== undefined) faults.push(...bundleFaults(name, bundle, canonicalJson(envelope.value), signer.keyId));
  const statement = valueOf(payload.toString('utf8'), shape, '');
  if ('fault' in statement) return fault(`holds another statement than ours: it ${statement.fault}`);
  const other = subjectFault(statement.value.subject, subjects);
  return other === undefined ? statement.value : fault(other);
}

function bundleFaults(name: EvidenceName, text: string, envelope: string, keyId: string): string[] {
  const bundle = valueOf(text, BUNDLE);
  if ('fault' in bundle) return [`${bundleFileOf(name)} ${bundle.fault}`];
  const { dsseEnvelope, verificationMaterial } = bundle.value;
  return [
    ...(canonicalJson(dsseEnvelope) === envelope ? [] : [`${bundleFileOf(name)} holds something else than ${envelopeFile(name)}`]),
    ...(verificationMaterial.publicKey.hint === keyId ? [] : [`${bundleFileOf(name)} names another key than signed it`]),
  ];
}

function subjectFault(subject: readonly { digest: Record<string, string> }[], known: EvidenceToVerify['subjects']): string | undefined {
  const has = (kind: string, value: string | undefined): boolean =>
    value === undefined || subject.some(({ digest }) => digest[kind] === value);
  if (!has('gitCommit', known.commit)) return `is not about the commit ${known.commit}`;
  if (!has('gitTree', known.tree)) return `is not about the tree ${known.tree}`;
  return has('sha256', known.archiveSha256) ? undefined : `is not about the archive ${known.archiveSha256}`;
}

/** A summary names what it rests on, all of it: none may be missing, and none be added. */
function inputFaults({ files }: EvidenceToVerify, { inputAttestations, policy }: SummaryStatement['predicate']): string[] {
  const there = SUITES.filter((suite) => files.has(envelopeFile(suite)));
  const digests = new Map(there.map((suite) => [sha256(files.get(envelopeFile(suite))!), suite]));
  const named = new Set(inputAttestations.map(({ digest }) => digest.sha256));
  return [
    ...inputAttestations
      .filter(({ digest }) => !digests.has(digest.sha256))
      .map(({ uri }) => `The summary rests on ${uri}, which is missing or another`),
    ...[...digests].filter(([digest]) => !named.has(digest)).map(([, suite]) => `The summary does not rest on ${envelopeFile(suite)}`),
    ...(canonicalJson(policy) === canonicalJson(EVIDENCE_POLICY) ? [] : ['The summary is judged by another policy']),
  ];
}

function levelFaults({ verificationResult, verifiedLevels }: SummaryStatement['predicate'], results: EvidenceVerdict['results']): string[] {
  const earned = results.filter(({ predicate }) => predicate.result === 'PASSED').map(({ suite }) => LEVEL_OF[suite]);
  const hasFailed = results.some(({ predicate }) => predicate.result === 'FAILED');
  const levels = verificationResult === 'PASSED' ? verifiedLevels : [];
  return [
    ...levels.filter((level) => !earned.includes(level)).map((level) => `The summary claims ${level}, which no statement shows`),
    ...(verificationResult === 'PASSED' && hasFailed ? ['The summary says PASSED, and a statement says FAILED'] : []),
  ];
}

/** @param end what stands behind the value in its one way to be written. */
function valueOf<T>(text: string, shape: z.ZodType<T>, end = '\n'): { value: T } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
    if (canonicalJson(value) + end !== text) return { fault: 'is not written as it was' };
  } catch {
    return { fault: 'is not JSON' };
  }
  const read = shape.safeParse(value);
  return read.success ? { value: read.data } : { fault: `is not of the form that ours have (${misfit(read.error)})` };
}
