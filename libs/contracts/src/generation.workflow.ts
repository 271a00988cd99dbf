import type {
  Actor,
  ArtifactEdit,
  ArtifactRef,
  EditConflict,
  GenerationFailure,
  PauseMode,
  PinnedStage,
  StageName,
  TokenPrice,
  Usage,
} from '@millwright/domain';

/** Registered name of the workflow; its id is `gen-<generationId>`. */
export const GENERATE_PROJECT = 'generateProject';

export function generationWorkflowId(generationId: string): string {
  return `gen-${generationId}`;
}

/**
 * Everything a generation is started with. Pinned: a later release changes nothing of a running one.
 * Fields are only ever added, and optional, since older runs are in flight.
 */
export interface GenerateProjectInput {
  generationId: string;
  organizationId: string;
  projectId: string;
  projectName: string;
  engine: string;
  model: string;
  stages: PinnedStage[];
  /** null: no ceiling. Whole micro-dollars. */
  budgetMicros: number | null;
  /** null: nobody knows it; there is no ceiling then. */
  price: TokenPrice | null;
  /** Asked in this order where the engine before is down. */
  fallbacks?: EngineChoice[];
  /** Stages that another engine than the chosen one does. */
  stageEngines?: Partial<Record<StageName, EngineChoice>>;
  /** Whether answers to the same questions from earlier generations serve again. Default true. */
  useCache?: boolean;
  /**
   * Where it is set, a call reserves what one request of this many bytes can cost, and asks for more where it needs more.
   * Older runs reserve a fixed amount.
   */
  promptBytes?: number;
  /** Stages done by an earlier generation; what they made is there from the start. */
  reused?: StageName[];
  /** What people said of stages that they had sent back when the earlier generation ended: these begin with it. */
  revisions?: Partial<Record<StageName, Revision>>;
  /** Stages after which a person has to say yes. */
  approveAfter?: StageName[];
  /** The code waits for a yes as well where a file of this criticality or more differs from the last approved one. */
  approveCriticality?: number;
  /** What happens where the ceiling does not cover the next call: it fails (default), or waits for a higher one. */
  atCeiling?: 'FAIL' | 'ASK';
  /** Engines are not asked: a record has what they answered. */
  isReplay?: boolean;
  limits: {
    /** Items of a fanned-out stage that run side by side. */
    window: number;
    heartbeatTimeoutMs: number;
    stageTimeoutMs: number;
    maximumAttempts: number;
    initialRetryMs: number;
  };
}

/** An engine, one of its models, and what that costs. */
export interface EngineChoice {
  engine: string;
  model: string;
  price: TokenPrice | null;
}

export interface GenerateProjectResult {
  status: 'COMPLETE' | 'FAILED' | 'CANCELLED';
  artifacts: number;
  costMicros: number;
  failure?: GenerationFailure;
  /** The ledger's end, signed: what the history holds, the ledger cannot take back. */
  seal?: EndGenerationResult['seal'];
}

/** Which work an activity is to do: a stage, or one item of a stage that fans out. */
export interface PerformStageInput {
  generationId: string;
  organizationId: string;
  stage: StageName;
  /** Path of the file to write, for a stage that fans out. */
  item?: string;
  engine?: string;
  model?: string;
  /** What the calls of this activity may cost together, all attempts counted; absent where no engine is asked. */
  allowanceMicros?: number;
  /** As it was when the generation began; absent in older runs: the engine's of today. null: nobody knows it. */
  price?: TokenPrice | null;
  useCache?: boolean;
  /** Where another engine waits to take over: attempts after which an engine in trouble is given up. */
  fallbackAfter?: number;
  /** The engine that could not do it, where another one takes it over. */
  insteadOf?: { engine: string; reason: string };
  /** Set where a person sent the stage back. */
  revision?: Revision;
  /** Set where a file is written again, since it does not fit the others. */
  refit?: Refit;
}

/** What all files together have shown of one of them. */
export interface Refit {
  /** 1 is the first time that all files were looked at together. */
  round: number;
  /** One sentence each, for whoever writes the file again. */
  faults: string[];
}

/** A stage that is done again as a person asked. */
export interface Revision {
  /** 2 is the first time that it was sent back. */
  round: number;
  comment: string;
  /** Of a stage that fans out: what to make again; absent: all of it. */
  items?: string[];
}

/**
 * Limits that hold a call to an engine back: ours of calls or tokens a minute, of an organization or of all together,
 * and what the provider itself allows.
 */
export type LimitKind = 'ORGANIZATION_LIMIT' | 'ENGINE_LIMIT' | 'PROVIDER_LIMIT';

/** What a stage's activity says of itself while it runs. */
export interface StageHeartbeat {
  stage: StageName;
  item?: string;
  /** Since this attempt began. */
  seconds: number;
  /** ISO 8601 */
  waitsFor?: { limit: LimitKind; since: string };
}

/** What a person reading the history sees: references, and a little of the text. */
export interface PerformStageResult {
  artifacts: (ArtifactRef & { preview?: string })[];
  usage: Usage;
  /** What the engine calls of all attempts have cost together; absent in older runs. */
  costMicros?: number;
  /** Attempts this activity took. */
  attempts: number;
}

export interface PlanItemsResult {
  items: string[];
}

export interface CompleteFanOutInput extends PerformStageInput {
  /** Which look at all items together it is, 1 for the first; absent in older runs: nobody looks. */
  refitRound?: number;
}

export interface CompleteFanOutResult extends PerformStageResult {
  /** Items to make again before the stage is closed, each with its faults; absent or empty: it is closed. */
  misfits?: Misfit[];
}

/** An item that does not fit the others. */
export interface Misfit {
  item: string;
  faults: string[];
}

export interface StageActivities {
  /** Marks the generation running; the first thing in a history. */
  /** @returns whether it was paused before the run was replaced by this one; nothing in older runs. */
  beginGeneration(input: { generationId: string; organizationId: string }): Promise<{ isHeld: boolean } | void>;
  performStage(input: PerformStageInput): Promise<PerformStageResult>;
  /** The items of a stage that fans out, in the order in which they should start. */
  planItems(input: PerformStageInput): Promise<PlanItemsResult>;
  /** Closes a stage that fanned out, once all its items are done and fit each other as far as they can be made to. */
  completeFanOut(input: CompleteFanOutInput): Promise<CompleteFanOutResult>;
  /** What a person did, as its operation's event. @throws PRECONDITION_FAILED once the generation has ended */
  recordOperation(input: OperationRecord): Promise<void>;
  /** @deprecated of runs that began before 0.6; goes with 0.8 */
  recordPause(input: ControlRecord & { inFlight?: PauseMode }): Promise<void>;
  /** @deprecated of runs that began before 0.6; goes with 0.8 */
  recordResume(input: ControlRecord): Promise<void>;
  /** @deprecated of runs that began before 0.6; goes with 0.8 */
  recordCancelRequest(input: ControlRecord): Promise<void>;
  /** Writes down how it ended and signs the ledger's end; older ones give nothing. */
  endGeneration(input: EndGenerationInput): Promise<EndGenerationResult | undefined>;
  /** Asks the people who may approve, unless a rule says that nobody needs to. */
  requestApproval(input: ApprovalInput): Promise<ApprovalResult>;
  /** What a person decided before a gate, with the edits in place. @throws PRECONDITION_FAILED once the generation has ended */
  recordDecision(input: DecisionRequest & DecisionRecord): Promise<void>;
  /** Asks for a higher ceiling, once for each ceiling. */
  requestRaise(input: RaiseInput): Promise<RaiseResult | undefined>;
  /** Asks for a decision on files that were changed by hand and generated anew. */
  requestResolution(input: {
    generationId: string;
    organizationId: string;
    round: number;
    conflicts: EditConflict[];
    /** Default REPOSITORY. */
    stage?: StageName;
  }): Promise<void>;
  recordResolution(input: ResolveRequest & DecisionRecord): Promise<void>;
  /** @deprecated of runs that began before 0.6; goes with 0.8 */
  recordRaise(input: ControlRecord & { budgetMicros: number }): Promise<void>;
}

export interface EndGenerationResult {
  /** Absent where it could not be signed then. */
  seal?: { generationId: string; seq: number; headHash: string; keyId: string; signature: string };
}

export interface ApprovalInput {
  generationId: string;
  organizationId: string;
  stage: StageName;
  round: number;
  /** Set where only this rule asks for it. */
  criticality?: number;
}

export interface ApprovalResult {
  isRequested: boolean;
  /** Set where somebody decided on this round already, in a run that this one replaces. */
  decision?: Pick<DecisionRequest, 'isApproved' | 'comment' | 'items'>;
}

export interface RaiseResult {
  /** Set where somebody raised the ceiling already, in a run that this one replaces. */
  ceilingMicros?: number;
}

export interface RaiseInput {
  generationId: string;
  organizationId: string;
  stage: StageName;
  item?: string;
  neededMicros: number;
  spentMicros: number;
  ceilingMicros: number;
}

export interface DecisionRecord {
  generationId: string;
  organizationId: string;
  requestId: string;
}

/** An operation of a person on a running workflow: who, and what its table says is given with it. */
export type OperationRequest = { actor: Actor } & Record<string, unknown>;

export interface OperationRecord {
  generationId: string;
  organizationId: string;
  /** The update's id: a record that is made twice is kept once. */
  requestId: string;
  operation: string;
  actor: Actor;
  input: Record<string, unknown>;
}

export interface ControlRecord {
  generationId: string;
  organizationId: string;
  /** The update's id: a record that is made twice is kept once. */
  requestId: string;
  actor: Actor;
  reason?: string;
}

export type EndGenerationInput = { generationId: string; organizationId: string } & (
  { status: 'COMPLETE' } | { status: 'CANCELLED'; reason?: string } | { status: 'FAILED'; failure: GenerationFailure }
);

/** Updates where a running generation waits for a person; its operations are updates of their own names besides. */
export const APPROVE_STAGE = 'approveStage';
export const RESOLVE_CONFLICTS = 'resolveConflicts';
/** Query: the state in Markdown, for the Temporal UI. */
export const DESCRIBE_GENERATION = 'describeGeneration';

/** A person's yes or no before a gate. */
export interface DecisionRequest {
  actor: Actor;
  stage: StageName;
  /** The round that the person looked at; another one is refused. */
  round: number;
  isApproved: boolean;
  /** Needed with a no: it goes into the next attempt's prompt. */
  comment?: string;
  /** With a yes: changes by the person; the content is stored already. */
  edits?: ArtifactEdit[];
  /** With a no, of a stage that fans out: what to make again; absent: all of it. */
  items?: string[];
}

/** Search attributes registered by the migration step; all are keywords, the cost alone is a number (US dollars). */
export const SEARCH_ATTRIBUTES = {
  organization: 'MillwrightOrganization',
  project: 'MillwrightProject',
  status: 'MillwrightStatus',
  stage: 'MillwrightStage',
  engine: 'MillwrightEngine',
  /** Code of the failure that ended it. */
  failure: 'MillwrightFailure',
  cost: 'MillwrightCostUsd',
} as const;

/** What a person decided where a file was changed by hand and generated anew; all of them at once. */
export interface ResolveRequest {
  actor: Actor;
  /** Content is stored already; null: the file is to go. */
  files: { path: string; theirsSha256: string | null; sha256: string | null }[];
}

/** Types of the failures that activities raise on purpose; `details[0]` holds a FailureDetails. */
export interface FailureDetails {
  code: string;
  hint?: string;
  /** What the engine calls of all attempts have cost together. */
  costMicros?: number;
  attempts?: number;
  /** With the code ALLOWANCE_USED: what the next request could cost, and what it cannot do without. */
  needs?: { worstMicros: number; leastMicros: number };
  /** With the code MERGE_CONFLICT. */
  conflicts?: EditConflict[];
}

/** Code of a failure that a person's decision on the named files heals. */
export const MERGE_CONFLICT = 'MERGE_CONFLICT';
/** Code of a failure that a larger allowance heals. */
export const ALLOWANCE_USED = 'ALLOWANCE_USED';
/** Code of a failure that resuming heals: it was paused before the run was replaced by the one that asks. */
export const HELD = 'HELD';
/** Codes of failures that another engine may not have. */
export const ENGINE_TROUBLE: readonly string[] = [
  'RATE_LIMITED',
  'UNAVAILABLE',
  'CUT',
  'TIMEOUT',
  'BAD_KEY',
  'NO_MODEL',
  'WRONG_ADDRESS',
  'BAD_REQUEST',
  'TOO_LONG',
  'INVALID_ANSWER',
];
