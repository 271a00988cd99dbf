import type { Misfit, PerformStageInput } from '@millwright/contracts';
import type { PinnedStage, ReplayChoice, StageName, StageVerification } from '@millwright/domain';
import type { ModelTask, Prompt } from '@millwright/integrations';
import type { JsonSchema } from '@millwright/domain';
import type { FileEdit } from '@millwright/persistence';
import type { Sayer } from './attempt-log.js';
import type { Services } from './services.js';

/** An output before it is stored. */
export interface Draft {
  path: string;
  text: string;
  mediaType?: string;
}

/** A question for the engine: in data for the offline one, as a prompt for those with a model. */
export interface Question {
  task: ModelTask;
  prompt: Prompt;
  /** The same in fewer words, for models whose context the whole of it does not fit. */
  shorter?: Prompt;
  /** The answer is JSON that fits this schema. Absent: text. */
  schema?: JsonSchema;
  /** What an answer may be, where that is more than is asked for. Default: `schema`. */
  accepts?: JsonSchema;
  /** What a schema cannot say: faults of a parsed answer, one sentence each. With one of them it is no answer. */
  check?(answer: unknown): string[];
  /** Faults that are worth a repair; an answer that keeps them is taken, and they are told. */
  advise?(answer: unknown): string[] | Promise<string[]>;
}

/** A whole answer, and what is open in it. */
export interface Answer {
  text: string;
  warnings: string[];
}

/** What a generation is about; fixed at its start. */
export interface Subject {
  projectId: string;
  projectName: string;
  description: string;
  engine: string;
  model: string;
  /** As they were pinned at its start. */
  stages: readonly PinnedStage[];
  /** The generation that it goes on from. */
  parentId: string | null;
  /** Set where engines are not asked, but a record of what they answered. */
  replay: ReplayChoice | null;
}

/** What a stage works with while one attempt runs. */
export interface StageContext {
  readonly input: PerformStageInput;
  readonly services: Services;
  readonly subject: Subject;
  readonly signal: AbortSignal;
  /** What the attempt says of what it does. */
  readonly log: Sayer;
  /** Artifacts of an earlier stage, by path. @throws NotFound */
  readJson<T>(stage: StageName, path: string): Promise<T>;
  readText(stage: StageName, path: string): Promise<string>;
  /** Asks the engine; live text goes to `path`. @returns the whole answer, validated. @throws ModelError · AllowanceUsed */
  ask(path: string, question: Question): Promise<Answer>;
}

export interface StageOutcome {
  drafts: Draft[];
  /** What is not as it should be, and could not be put right. */
  warnings?: string[];
  /** Set by the stage that makes the repository. */
  repository?: { headCommit: string; branch: string };
  /** Set by the stage that tries files. */
  verification?: StageVerification;
  /** People's edits as they stand with it, and the numbers of those that it was made from. */
  merged?: { edits: FileEdit[]; over: number[]; files: { path: string; sha256: string | null }[] };
}

/** The code of a stage, by its shape. It may run twice: what it makes is stored once, by path. */
export type StageCode = StageImplementation | LoopStage;

/** A stage, or an item of one, that is made at once. */
export interface StageImplementation {
  readonly name: StageName;
  /** For a stage that fans out: what to make, in the order in which work should begin. */
  planItems?(context: StageContext): Promise<string[]>;
  perform(context: StageContext): Promise<StageOutcome>;
  /** For a stage that fans out: items that do not fit the others, once all are there. @param read their texts, by path */
  misfits?(context: StageContext, read: () => Promise<ReadonlyMap<string, string>>): Promise<Misfit[]>;
}

/** A stage that uses something else than an engine, such as a build in a sandbox, and asks an engine by turns. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it keeps between its turns is its own
export interface LoopStage<State = any> {
  readonly name: StageName;
  /** What there is before the first turn. */
  begin(context: StageContext): Promise<State>;
  /**
   * Uses something else on what there is. It may be done again with the same state, and what it asks has to follow from the
   * state alone, without times and names of its own: an answer that was bought is found by its question.
   *
   * @param turn 1 for the first.
   */
  use(context: StageContext, state: State, turn: number): Promise<Used<State>>;
  /** Takes an answer in. */
  take(context: StageContext, state: State, answer: Answer): Promise<State>;
  /** What the stage makes of it in the end; it may refuse to make anything of what is still open. */
  end(context: StageContext, state: State, ended: LoopEnd): Promise<StageOutcome>;
}

export interface Used<State> {
  state: State;
  /** What to ask an engine; absent: nothing is left to ask. */
  ask?: {
    /** Of the file that is asked for. */
    path: string;
    question: Question;
    /** In a few words, for the attempt's log: what was found. */
    why: string;
  };
}

export interface LoopEnd {
  /** How often an engine was asked. */
  asked: number;
  /** Whether something was left to ask when the turns were used up. */
  isOpen: boolean;
}
