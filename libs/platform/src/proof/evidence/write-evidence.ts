import type { VerificationState } from '@millwright/domain';
import { sealStatement, type Sign } from './envelopes.js';
import { sha256, summary, testResults, type EvidenceStatement, type EvidenceSubjects } from './statements.js';

export interface EvidenceOf {
  verification: VerificationState;
  subjects: EvidenceSubjects;
  /** SHA-256 of the repository's verification.json, in hexadecimal. */
  reportSha256: string;
  /** Address of the server that signs. */
  verifierId: string;
  /** Address of the repository, as it is cloned. */
  resourceUri: string;
  /** Address below which the files can be had, without a slash at its end. */
  evidenceUri: string;
}

/** Names of the files with an envelope each; the bundle of `NAME.dsse.json` is `NAME.sigstore.json`. */
export const EVIDENCE_NAMES = ['build', 'test', 'start', 'summary'] as const;
export type EvidenceName = (typeof EVIDENCE_NAMES)[number];

export const envelopeFile = (name: EvidenceName): string => `${name}.dsse.json`;
export const bundleFileOf = (name: EvidenceName): string => `${name}.sigstore.json`;

export interface EvidenceFile {
  /** `test.dsse.json`, `test.sigstore.json`. */
  file: string;
  text: string;
  statement: EvidenceStatement;
}

/**
 * What is signed about a commit after it was verified: a test result for each of build, test and start of which
 * something was tried, and the summary over them; each alone and as a bundle. The same input gives the same files.
 *
 * @returns none where nothing was seen: a verification that was skipped, cancelled or has not ended.
 */
export async function writeEvidence(of: EvidenceOf, sign: Sign): Promise<EvidenceFile[]> {
  const { verification, subjects, evidenceUri, verifierId, resourceUri } = of;
  if (verification.status !== 'PASSED' && verification.status !== 'FAILED') return [];
  const files: EvidenceFile[] = [];
  const add = async (name: EvidenceName, statement: EvidenceStatement): Promise<string> => {
    const { envelope, bundle } = await sealStatement(statement, sign);
    files.push({ file: envelopeFile(name), text: envelope, statement }, { file: bundleFileOf(name), text: bundle, statement });
    return sha256(envelope);
  };
  const inputs = [];
  for (const { suite, statement } of testResults(verification, subjects, of.reportSha256)) {
    const digest = await add(suite, statement);
    inputs.push({ suite, uri: `${evidenceUri}/${envelopeFile(suite)}`, sha256: digest, result: statement.predicate.result });
  }
  await add('summary', summary(verification, { subjects, verifierId, resourceUri, inputs }));
  return files;
}
