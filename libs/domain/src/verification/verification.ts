import type { Actor } from '../generation/events/bodies.js';
import type { EventTable, StreamDefinition } from '../stream/stream.js';

/** What is tried, in the order in which it is tried. */
export const CHECK_NAMES = ['INSTALL', 'BUILD', 'TYPECHECK', 'LINT', 'TEST', 'START', 'PROBE', 'WALK'] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export const VERIFICATION_STATUSES = ['PENDING', 'RUNNING', 'PASSED', 'FAILED', 'SKIPPED', 'CANCELLED'] as const;
export type VerificationStatus = (typeof VERIFICATION_STATUSES)[number];
export type CheckOutcome = Exclude<VerificationStatus, 'PENDING' | 'RUNNING'>;

/** Tests as their own runner counted them: a claim of what ran inside. */
export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What one check came to. */
export interface CheckResult {
  name: CheckName;
  status: CheckOutcome;
  /** FAILED and SKIPPED: why, in one sentence. */
  reason?: string;
  /** As a person would type it; absent where no command was run. */
  command?: string;
  /** null: it did not end by itself. */
  exitCode?: number | null;
  durationMs: number;
  tests?: TestCounts;
  /** Whether the host saw it by itself (`host`), or was told so by what ran inside (`claim`). */
  seenBy: 'host' | 'claim';
}

/** How the code was kept apart while it ran, as the provider measured it. */
export interface VerificationIsolation {
  /** Name of the provider: `local`, `e2b`. */
  provider: string;
  boundary: 'kernel' | 'machine';
  user: 'own' | 'shared';
  limits: string;
}

/** Text that a check printed, kept apart from the ledger: its last 64 KiB. */
export interface KeptOutput {
  sha256: string;
  bytes: number;
}

export type VerificationEventBody =
  | {
      type: 'VERIFICATION_REQUESTED';
      actor: Actor;
      generationId: string;
      /** SHA-256 over the files, as the provenance has it. */ digest: string;
    }
  | { type: 'VERIFICATION_BEGAN'; checks: CheckName[]; isolation: VerificationIsolation }
  | { type: 'CHECK_BEGAN'; name: CheckName; command?: string }
  | { type: 'CHECK_ENDED'; result: CheckResult; output?: KeptOutput }
  | {
      type: 'VERIFICATION_ENDED';
      status: CheckOutcome;
      /** FAILED and SKIPPED: why, and what to do. */
      reason?: string;
      /** Of the tools that were used, by name, as they told them. */
      versions?: Record<string, string>;
    };

export interface CheckState {
  name: CheckName;
  status: VerificationStatus;
  reason: string | null;
  command: string | null;
  exitCode: number | null;
  durationMs: number | null;
  tests: TestCounts | null;
  seenBy: CheckResult['seenBy'] | null;
  output: KeptOutput | null;
}

/** What was seen when a generation's files were installed, built, tested, started and looked at. */
export interface VerificationState {
  seq: number;
  status: VerificationStatus;
  reason: string | null;
  generationId: string;
  digest: string;
  isolation: VerificationIsolation | null;
  /** Of the tools that were used, by name. */
  versions: Record<string, string>;
  checks: CheckState[];
  /** ISO 8601 */
  startedAt: string | null;
  finishedAt: string | null;
}

const pending = (name: CheckName): CheckState => ({
  name,
  status: 'PENDING',
  reason: null,
  command: null,
  exitCode: null,
  durationMs: null,
  tests: null,
  seenBy: null,
  output: null,
});

const withCheck = (state: VerificationState, name: CheckName, change: Partial<CheckState>): VerificationState => ({
  ...state,
  checks: state.checks.map((check) => (check.name === name ? { ...check, ...change } : check)),
});

const OUTCOME_WORDS: Record<CheckOutcome, string> = {
  PASSED: 'passed',
  FAILED: 'failed',
  SKIPPED: 'was skipped',
  CANCELLED: 'was cancelled',
};

const EVENTS: EventTable<VerificationState, VerificationEventBody> = {
  VERIFICATION_REQUESTED: {
    apply: (state, { generationId, digest }) => ({ ...state, generationId, digest }),
    describe: ({ actor }) => `${actor.name} asks for a verification`,
  },
  // A worker that was lost leaves its checks behind; the next one begins again.
  VERIFICATION_BEGAN: {
    apply: (state, { checks, isolation }, at) => ({
      ...state,
      status: 'RUNNING',
      isolation,
      checks: checks.map(pending),
      startedAt: state.startedAt ?? at,
    }),
    describe: ({ checks, isolation: { provider, boundary } }) =>
      `${checks.length} checks begin in a sandbox (${provider}, ${boundary === 'machine' ? 'a machine of its own' : 'the kernel of the host'})`,
  },
  CHECK_BEGAN: {
    apply: (state, { name, command }) => withCheck(state, name, { status: 'RUNNING', command: command ?? null }),
    describe: ({ name, command }) => (command ? `${name}: ${command}` : `${name} begins`),
  },
  CHECK_ENDED: {
    apply: (state, { result, output }) =>
      withCheck(state, result.name, {
        status: result.status,
        reason: result.reason ?? null,
        command: result.command ?? null,
        exitCode: result.exitCode ?? null,
        durationMs: result.durationMs,
        tests: result.tests ?? null,
        seenBy: result.seenBy,
        output: output ?? null,
      }),
    describe: ({ result: { name, status, reason, tests } }) =>
      `${name} ${OUTCOME_WORDS[status]}${tests ? `, ${tests.passed} tests passed and ${tests.failed} failed` : ''}${reason ? `: ${reason}` : ''}`,
  },
  VERIFICATION_ENDED: {
    apply: (state, { status, reason, versions }, at) => ({
      ...state,
      status,
      reason: reason ?? null,
      versions: versions ?? {},
      finishedAt: at,
      // What was not reached is not waited for any more.
      checks: state.checks.map((check) =>
        isOver(check.status) ? check : { ...check, status: status === 'CANCELLED' ? 'CANCELLED' : 'SKIPPED' },
      ),
    }),
    describe: ({ status, reason }) => `The verification ${OUTCOME_WORDS[status]}${reason ? `: ${reason}` : ''}`,
  },
};

const isOver = (status: VerificationStatus): boolean => status !== 'PENDING' && status !== 'RUNNING';

/** One look at the files of a generation; another look is another stream. */
export const VERIFICATION: StreamDefinition<VerificationState, VerificationEventBody> = {
  kind: 'verification',
  reading: 'generation.read',
  empty: {
    seq: 0,
    status: 'PENDING',
    reason: null,
    generationId: '',
    digest: '',
    isolation: null,
    versions: {},
    checks: [],
    startedAt: null,
    finishedAt: null,
  },
  events: EVENTS,
  isFinal: ({ status }) => isOver(status),
};
