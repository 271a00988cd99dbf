import type { PerformStageInput } from '@millwright/contracts';
import type { ReplayChoice, StageName } from '@millwright/domain';
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
  advise?(answer: unknown): string[];
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
  /** People's edits as they stand with it, and the numbers of those that it was made from. */
  merged?: { edits: FileEdit[]; over: number[]; files: { path: string; sha256: string | null }[] };
}

/** A stage's work. It may run twice: what it makes is stored once, by path. */
export interface StageImplementation {
  readonly name: StageName;
  /** For a stage that fans out: what to make, in the order in which work should begin. */
  planItems?(context: StageContext): Promise<string[]>;
  perform(context: StageContext): Promise<StageOutcome>;
}
