import type { Actor, ArtifactRef, GenerationFailure } from '../generation/events/bodies.js';
import type { GenerationState } from '../generation/generation-state.js';
import type { GenerationStatus, StageName } from '../generation/stage.types.js';
import type { TokenCount } from '../generation/usage.js';
import { PROVENANCE_PATH } from '../provenance/provenance.js';
import type { ReplayChoice } from './replay-choice.js';

/** What was asked of an engine, as far as its answer depends on it. */
export interface RecordedRequest {
  engine: string;
  model: string;
  system: string;
  context?: string;
  user: string;
  /** SHA-256 of the JSON Schema that the answer was to fit. */
  schemaSha256?: string;
}

/** One call to an engine with what came back: an answer, the beginning of one, or an error. */
export interface Exchange {
  stage: StageName;
  /** Of the file or document that was asked for. */
  path: string;
  attempt: number;
  /** Where the engine's answers are made. */
  host: string;
  /** ISO 8601, UTC. */
  at: string;
  durationMs: number;
  promptVersion: string;
  request: RecordedRequest;
  text: string;
  count?: TokenCount;
  /** It stopped at its length limit. */
  isLimited?: boolean;
  /** The answer of an earlier generation that served again; nothing was asked. */
  isRemembered?: boolean;
  error?: { kind: string; message: string; hint: string; mayBeBilled: boolean; count?: TokenCount };
}

/** A generation's artifact in a record; its content stands under its hash. */
export interface RecordedArtifact extends Omit<ArtifactRef, 'id'> {
  lines: number;
}

/** A person's edit that a generation had to keep. */
export interface RecordedEdit {
  /** One that was to be kept, or a decision where both had changed. */
  kind: 'KEPT' | 'RESOLUTION';
  path: string;
  baseSha256: string | null;
  sha256: string | null;
  editedBy: Actor;
}

/** Where something secret stood that a record does not say. */
export interface Redaction {
  /** What kind of secret it was taken for. */
  kind: string;
  /** What stands in its place. */
  placeholder: string;
  /** Where: parts of the record, such as `description` or `exchange 3 (CODE src/a.ts)`. */
  places: string[];
}

/** How secrets were looked for in a record: it is no proof that there are none. */
export interface SecretSearch {
  rules: string[];
  notLookedFor: string[];
}

export const RECORD_FORMAT = 'millwright-record/1';

/** A generation as it can be replayed anywhere: what went in, what engines answered, what people decided, what came out. */
export interface GenerationRecord<Input = unknown, Ledger = unknown> {
  format: typeof RECORD_FORMAT;
  exportedAt: string;
  /** Of the release that exported it. */
  version: string;
  generation: {
    id: string;
    projectName: string;
    description: string;
    status: GenerationStatus;
    failure: GenerationFailure | null;
    /** Stages that were done as a whole, reused ones among them. */
    complete: StageName[];
    parentId: string | null;
    createdAt: string;
    completedAt: string | null;
  };
  /** What its workflow was started with. */
  input: Input;
  /** The workflow's history in Temporal's JSON; null where nobody has it any more. */
  history: unknown;
  ledger: Ledger;
  /** In the order in which the calls ended. */
  exchanges: Exchange[];
  /** What an earlier generation made: it was there from the start. */
  reused: RecordedArtifact[];
  /** As they stood at the end. */
  artifacts: RecordedArtifact[];
  edits: RecordedEdit[];
  /** Texts by their hash. */
  contents: Record<string, string>;
  redactions: Redaction[];
  /** Absent in records of earlier releases. */
  searched?: SecretSearch;
}

/** What a replay is compared with. */
export type RecordSummary = Pick<GenerationRecord, 'generation' | 'artifacts' | 'exportedAt' | 'version' | 'redactions'>;

export type ReplayVerdict = 'SAME' | 'PASSED' | 'DIFFERENT';

export interface ReplayDifference {
  stage: StageName;
  /** null: the stage as a whole. */
  path: string | null;
  was: string;
  is: string;
}

/** Whoever acts in a replay is somebody in a record, not a user of this server. */
export const asRecorded = ({ name }: Actor): Actor => ({ kind: 'system', id: 'record', name: `${name} (in the record)` });

/** Code of a failure of a replay that asks for what the record does not hold. */
export const NOT_RECORDED = 'NOT_RECORDED';

/**
 * What a replay came to, beside what was recorded: the same to the byte, past a failure that ended the recorded one, or
 * something else. What a repository says of its own making names its own ledger, and is left out.
 */
export function compareReplay(
  record: Pick<GenerationRecord, 'generation' | 'artifacts'>,
  { until }: Pick<ReplayChoice, 'until'>,
  state: Pick<GenerationState, 'status' | 'failure' | 'stages'>,
  artifacts: readonly Pick<ArtifactRef, 'stage' | 'path' | 'sha256'>[],
): { verdict: ReplayVerdict; differences: ReplayDifference[] } {
  const { status, failure, complete } = record.generation;
  const replayed = state.stages.map((stage) => stage.name);
  const isWhole = until === undefined || (failure !== null && replayed.includes(failure.stage));
  const was = new Map(record.artifacts.filter(({ stage }) => replayed.includes(stage)).map((one) => [`${one.stage}|${one.path}`, one]));
  const is = new Map(artifacts.map((one) => [`${one.stage}|${one.path}`, one]));
  const differences: ReplayDifference[] = [];
  const differ = ({ stage, path }: { stage: StageName; path: string }, before = 'not made', now = 'not made'): void => {
    if (path !== PROVENANCE_PATH && before !== now) differences.push({ stage, path, was: before, is: now });
  };
  // Which files of a stage were there when it stopped in the middle is a matter of moments.
  for (const [key, one] of was) if (is.has(key) || complete.includes(one.stage)) differ(one, one.sha256, is.get(key)?.sha256);
  for (const [key, one] of is) if (!was.has(key) && complete.includes(one.stage)) differ(one, undefined, one.sha256);
  if (status === 'FAILED' && failure !== null && isWhole && isPastFailure(failure, state)) return { verdict: 'PASSED', differences };
  const [then, now] = [isWhole ? outcomeOf(status, failure) : 'COMPLETE', outcomeOf(state.status, state.failure)];
  // Where somebody cancelled it, a replay ends where the record does.
  if (then !== now && !(status === 'CANCELLED' && state.failure?.code === NOT_RECORDED))
    differences.push({ stage: (state.failure ?? failure)?.stage ?? replayed.at(-1)!, path: null, was: then, is: now });
  return { verdict: differences.length === 0 ? 'SAME' : 'DIFFERENT', differences };
}

/** Whether the stage that failed is done now: all of it, or as far as the record goes. */
function isPastFailure(failure: GenerationFailure, state: Pick<GenerationState, 'status' | 'failure' | 'stages'>): boolean {
  if (state.status === 'COMPLETE') return true;
  const stage = state.stages.find(({ name }) => name === failure.stage);
  return state.failure?.code === NOT_RECORDED && stage?.status === 'COMPLETE';
}

const outcomeOf = (status: GenerationStatus, failure: GenerationFailure | null): string =>
  failure ? `${status}: ${failure.code} (${failure.message})` : status;
