import type { CheckName, CheckState, VerificationIsolation, VerificationState } from '@millwright/domain';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical.js';

export const IN_TOTO_STATEMENT = 'https://in-toto.io/Statement/v1';
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
export const VERIFICATION_SUMMARY = 'https://slsa.dev/verification_summary/v1';
/** Version of SLSA whose summaries these are. */
export const SLSA_VERSION = '1.2';

/** What was tried, in the order of its statements. */
export const SUITES = ['build', 'test', 'start'] as const;
export type Suite = (typeof SUITES)[number];

/** Checks that make up a suite. */
const CHECKS_OF: Record<Suite, readonly CheckName[]> = {
  build: ['INSTALL', 'BUILD', 'TYPECHECK', 'LINT'],
  test: ['TEST'],
  start: ['START', 'PROBE'],
};

/** Level that a suite gives, where all of its checks passed. */
export const LEVEL_OF: Record<Suite, string> = { build: 'MILLWRIGHT_BUILT', test: 'MILLWRIGHT_TESTED', start: 'MILLWRIGHT_STARTED' };

/** What a summary is judged by; its digest stands in each. */
export const EVIDENCE_POLICY = {
  uri: 'urn:millwright:verification-policy:v1',
  digest: { sha256: sha256(canonicalJson({ levels: LEVEL_OF, checks: CHECKS_OF })) },
};

/** What statements speak of: one commit, by three digests of the same content. Hexadecimal. */
export interface EvidenceSubjects {
  commit: string;
  tree: string;
  /** SHA-256 of what `git archive` gives for it. */
  archiveSha256: string;
}

interface Subject {
  name: string;
  digest: Record<string, string>;
}

interface Statement<Type extends string, Predicate> {
  _type: typeof IN_TOTO_STATEMENT;
  subject: Subject[];
  predicateType: Type;
  predicate: Predicate;
}

/** Source: in-toto attestation framework, predicate "Test Result" v0.1. */
export type TestResultStatement = Statement<
  typeof TEST_RESULT,
  {
    result: 'PASSED' | 'WARNED' | 'FAILED';
    configuration: { name: Suite; digest: { sha256: string }; annotations: SuiteAnnotations }[];
    passedTests: string[];
    warnedTests: string[];
    failedTests: string[];
  }
>;

/** Beside the result: who saw what. */
export interface SuiteAnnotations {
  isolation: VerificationIsolation | null;
  startedAt: string;
  finishedAt: string;
  checks: {
    name: CheckName;
    command?: string;
    exitCode?: number;
    durationMs?: number;
    /** As the runner inside counted. */
    tests?: { passed: number; failed: number; skipped: number };
    /** `host`: seen by whoever signs; `claim`: told by what ran in the sandbox. */
    seenBy?: 'host' | 'claim';
  }[];
}

/** Source: SLSA, "Verification Summary Attestation" v1. */
export type SummaryStatement = Statement<
  typeof VERIFICATION_SUMMARY,
  {
    verifier: { id: string };
    timeVerified: string;
    resourceUri: string;
    policy: { uri: string; digest: { sha256: string } };
    inputAttestations: { uri: string; digest: { sha256: string } }[];
    verificationResult: 'PASSED' | 'FAILED';
    verifiedLevels: string[];
    slsaVersion: typeof SLSA_VERSION;
  }
>;

export type EvidenceStatement = TestResultStatement | SummaryStatement;

const subjectsOf = ({ commit, tree, archiveSha256 }: EvidenceSubjects): Subject[] => [
  { name: 'commit', digest: { gitCommit: commit } },
  { name: 'tree', digest: { gitTree: tree } },
  { name: 'archive.tar', digest: { sha256: archiveSha256 } },
];

const checksOf = ({ checks }: VerificationState, suite: Suite): CheckState[] =>
  checks.filter(({ name }) => CHECKS_OF[suite].includes(name));

/**
 * A statement for each suite of which something was tried.
 *
 * @param verification one that has ended PASSED or FAILED.
 * @param reportSha256 of the file with all that was seen, in hexadecimal.
 */
export function testResults(
  verification: VerificationState,
  subjects: EvidenceSubjects,
  reportSha256: string,
): { suite: Suite; statement: TestResultStatement }[] {
  return SUITES.flatMap((suite) => {
    const checks = checksOf(verification, suite);
    if (checks.length === 0) return [];
    const named = (...statuses: CheckState['status'][]): string[] =>
      checks.filter(({ status }) => statuses.includes(status)).map(({ name }) => name);
    const lists = {
      passedTests: named('PASSED'),
      warnedTests: named('SKIPPED', 'CANCELLED', 'PENDING', 'RUNNING'),
      failedTests: named('FAILED'),
    };
    const result = lists.failedTests.length > 0 ? 'FAILED' : lists.warnedTests.length > 0 ? 'WARNED' : 'PASSED';
    const annotations = annotationsOf(verification, checks);
    const statement: TestResultStatement = {
      _type: IN_TOTO_STATEMENT,
      subject: subjectsOf(subjects),
      predicateType: TEST_RESULT,
      predicate: { result, configuration: [{ name: suite, digest: { sha256: reportSha256 }, annotations }], ...lists },
    };
    return [{ suite, statement }];
  });
}

function annotationsOf({ isolation, startedAt, finishedAt }: VerificationState, checks: readonly CheckState[]): SuiteAnnotations {
  return {
    isolation,
    startedAt: startedAt!,
    finishedAt: finishedAt!,
    checks: checks.map(({ name, command, exitCode, durationMs, tests, seenBy }) => ({
      name,
      ...(command === null ? {} : { command }),
      ...(exitCode === null ? {} : { exitCode }),
      ...(durationMs === null ? {} : { durationMs }),
      ...(tests === null ? {} : { tests }),
      ...(seenBy === null ? {} : { seenBy }),
    })),
  };
}

/** What a summary says beyond its checks. */
export interface SummaryOf {
  subjects: EvidenceSubjects;
  /** Address of whoever signs: the server's. */
  verifierId: string;
  /** Address of the repository. */
  resourceUri: string;
  /** The statements that it rests on, all of them, with the SHA-256 of their envelopes. */
  inputs: readonly { suite: Suite; uri: string; sha256: string; result: TestResultStatement['predicate']['result'] }[];
}

/** The summary that existing tools judge. A level is earned by a suite that PASSED, and by none where anything failed. */
export function summary(verification: VerificationState, { subjects, verifierId, resourceUri, inputs }: SummaryOf): SummaryStatement {
  const levels = inputs.filter(({ result }) => result === 'PASSED').map(({ suite }) => LEVEL_OF[suite]);
  const hasPassed = verification.status === 'PASSED' && inputs.every(({ result }) => result !== 'FAILED') && levels.length > 0;
  return {
    _type: IN_TOTO_STATEMENT,
    subject: subjectsOf(subjects),
    predicateType: VERIFICATION_SUMMARY,
    predicate: {
      verifier: { id: verifierId },
      timeVerified: verification.finishedAt!,
      resourceUri,
      policy: EVIDENCE_POLICY,
      inputAttestations: inputs.map(({ uri, sha256: digest }) => ({ uri, digest: { sha256: digest } })),
      verificationResult: hasPassed ? 'PASSED' : 'FAILED',
      verifiedLevels: hasPassed ? levels : ['FAILED'],
      slsaVersion: SLSA_VERSION,
    },
  };
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
