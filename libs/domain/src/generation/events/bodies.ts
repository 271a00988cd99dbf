import type { StreamEvent } from '../../stream/stream.js';
import type { PinnedStage, StageName } from '../stage.types.js';
import type { ReplayChoice } from '../../record/replay-choice.js';
import type { Usage } from '../usage.js';

/** A stored output, by reference: content lives in the blob store under its SHA-256. */
export interface ArtifactRef {
  id: string;
  stage: StageName;
  path: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export interface GenerationStats {
  files: number;
  directories: number;
  linesOfCode: number;
  durationMs: number;
  technologies: string[];
}

export interface GenerationFailure {
  stage: StageName;
  attempts: number;
  code: string;
  message: string;
  hint?: string;
}

export interface AttemptError {
  code: string;
  message: string;
  hint?: string;
  isRetryable: boolean;
  /** When the next attempt is due, in milliseconds from this one. */
  nextRetryDelayMs?: number;
}

/** Who did it: a user, an API key of a user, or the system. */
export interface Actor {
  kind: 'user' | 'api-key' | 'system';
  id: string;
  name: string;
}

/** A verification as its generation's ledger names it. */
export interface StageVerification {
  /** Of its stream. */
  id: string;
  status: 'PASSED' | 'FAILED' | 'SKIPPED' | 'CANCELLED';
  /** SHA-256 over the files that were tried. */
  digest: string;
}

/** What becomes of the work in flight when a generation is paused. */
export const PAUSE_MODES = ['FINISH', 'ABORT'] as const;
export type PauseMode = (typeof PAUSE_MODES)[number];

/** Which generation another one goes on from, and what of it. */
export interface Parentage {
  generationId: string;
  kind: 'FORK' | 'RETRY';
  /** The first stage that is done anew. */
  fromStage: StageName;
}

/** A person's change to what a stage made. */
export interface ArtifactEdit {
  /** Content as the stage, or the person before, left it. */
  beforeSha256: string;
  artifact: ArtifactRef;
}

/** A file that was changed by hand and generated anew, both from the same base. */
export interface EditConflict {
  path: string;
  /** null: it was not generated then. */
  baseSha256: string | null;
  oursSha256: string | null;
  /** null: it is not generated any more. */
  theirsSha256: string | null;
}

/**
 * What can happen to a generation. Each is one row of its ledger; the state of a generation is
 * these, reduced (`reduceGeneration`).
 */
export type GenerationEventBody =
  | {
      type: 'GENERATION_QUEUED';
      stages: PinnedStage[];
      engine: string;
      model: string;
      budgetMicros: number | null;
      /** Absent in older ledgers. */
      actor?: Actor;
      approveAfter?: StageName[];
      parent?: Parentage;
      /** Set where engines are not asked, but a record of what they answered. */
      replay?: ReplayChoice;
    }
  | { type: 'STAGE_REUSED'; stage: StageName; from: string; artifacts: ArtifactRef[]; edits?: ArtifactEdit[] }
  | { type: 'ITEMS_REUSED'; stage: StageName; from: string; artifacts: ArtifactRef[] }
  | { type: 'GENERATION_STARTED'; workflowId: string; runId: string }
  | { type: 'STAGE_STARTED'; stage: StageName; engine?: string; model?: string }
  | { type: 'STAGE_ITEMS_PLANNED'; stage: StageName; items: string[] }
  | {
      /** Files that are written again before the stage is closed: all of them together have shown what does not fit. */
      type: 'ITEMS_REOPENED';
      stage: StageName;
      /** How often all of them were looked at together; 1 is the first. */
      round: number;
      items: { item: string; faults: string[] }[];
    }
  | {
      type: 'ATTEMPT_STARTED';
      stage: StageName;
      item?: string;
      attempt: number;
      round?: number;
      engine?: string;
      model?: string;
      worker: string;
      /** Of the code that did it; absent in older ledgers. */
      version?: string;
      /** How long it waited for a worker. */
      queuedMs?: number;
    }
  | { type: 'ENGINE_REPLACED'; stage: StageName; item?: string; from: string; to: string; model: string; reason: string }
  | {
      type: 'ATTEMPT_FAILED';
      stage: StageName;
      item?: string;
      attempt: number;
      error: AttemptError;
      durationMs: number;
      usage?: Usage;
      promptSha256?: string;
      promptVersion?: string;
    }
  | {
      type: 'ITEM_COMPLETED';
      stage: StageName;
      item: string;
      attempt: number;
      artifacts: ArtifactRef[];
      usage: Usage;
      durationMs: number;
      /** What is not as the blueprint has it and could not be put right. */
      warnings?: string[];
      promptSha256?: string;
      promptVersion?: string;
    }
  | {
      type: 'STAGE_COMPLETED';
      stage: StageName;
      attempt?: number;
      artifacts: ArtifactRef[];
      usage?: Usage;
      durationMs: number;
      warnings?: string[];
      promptSha256?: string;
      promptVersion?: string;
      repository?: { headCommit: string; branch: string };
      /** Files that hold a person's edits, with which of them were put together with what was generated anew. */
      merged?: { path: string; sha256: string | null }[];
      /** What the stage that tries files came to, and where that is told in full. */
      verification?: StageVerification;
    }
  | { type: 'APPROVAL_REQUESTED'; stage: StageName; round: number; reason?: string }
  | { type: 'STAGE_APPROVED'; stage: StageName; round: number; actor: Actor; comment?: string; edits?: ArtifactEdit[] }
  | { type: 'STAGE_SENT_BACK'; stage: StageName; round: number; actor: Actor; comment: string; items?: string[] }
  | { type: 'BUDGET_AWAITED'; stage: StageName; item?: string; neededMicros: number; spentMicros: number; ceilingMicros: number }
  | { type: 'BUDGET_RAISED'; actor: Actor; reason?: string; budgetMicros: number }
  | { type: 'CONFLICTS_FOUND'; stage: StageName; conflicts: EditConflict[] }
  | { type: 'CONFLICTS_RESOLVED'; stage: StageName; actor: Actor; files: { path: string; sha256: string | null }[] }
  | { type: 'RUN_REPLACED'; runId: string }
  | { type: 'GENERATION_PAUSED'; actor: Actor; reason?: string; inFlight?: PauseMode }
  | { type: 'GENERATION_RESUMED'; actor: Actor; reason?: string }
  | { type: 'GENERATION_CANCEL_REQUESTED'; actor: Actor; reason?: string }
  | { type: 'GENERATION_CANCELLED'; reason?: string }
  | { type: 'GENERATION_FAILED'; failure: GenerationFailure }
  | { type: 'GENERATION_COMPLETED'; stats: GenerationStats };

export type GenerationEventType = GenerationEventBody['type'];

/** One row of a generation's ledger. */
export type GenerationEvent = StreamEvent<GenerationEventBody>;
