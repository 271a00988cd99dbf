import type {
  Blueprint,
  BlueprintFile,
  Corrected,
  Correction,
  DevelopmentPlan,
  JsonSchema,
  StageName,
  TechnicalArchitecture,
  TokenCount,
  TokenPrice,
  Understanding,
} from '@millwright/domain';
import { FAULTS, kindOfCode, type Fault, type FaultCode } from '../fault.js';

/** What is asked of an engine, in data. Engines with a model are asked by `prompt`; the offline one reads this. */
export type ModelTask =
  | { kind: 'plan'; projectName: string; description: string }
  | { kind: 'architecture'; projectName: string; description: string; plan: DevelopmentPlan }
  | { kind: 'blueprint'; projectName: string; description: string; plan: DevelopmentPlan; architecture: TechnicalArchitecture }
  | {
      kind: 'readme';
      projectName: string;
      description: string;
      plan: DevelopmentPlan;
      architecture: TechnicalArchitecture;
      blueprint: Blueprint;
    }
  | { kind: 'file'; projectName: string; description: string; blueprint: Blueprint; file: BlueprintFile };

export interface Prompt {
  /** Changes whenever the wording does. */
  version: string;
  system: string;
  /** What the calls of a stage have in common; providers cache it. */
  context?: string;
  user: string;
}

export interface ModelRequest {
  stage: StageName;
  model: string;
  task: ModelTask;
  prompt: Prompt;
  /** A structured answer: JSON that fits it. Absent: plain text. */
  schema?: JsonSchema;
  /** The beginning of an answer that was cut: only what follows it is wanted. */
  partial?: string;
  /** Key to ask with instead of the server's own. */
  apiKey?: string;
  maxOutputTokens: number;
  /** The same for each attempt of the same call; providers that take an idempotency key get it. */
  callId: string;
  /** 1 for the first. */
  attempt: number;
  /** Told when the provider's own limits hold the call back, and when they no longer do. */
  onHeldBack?(isHeldBack: boolean): void;
}

export type ModelEvent =
  | { type: 'text'; text: string }
  /** Always the last; an answer without it was cut. `isLimited`: it stopped at the length limit, in the middle. */
  | ({ type: 'end'; isLimited?: boolean } & TokenCount);

/** Where an engine's answers are made: by rules here, on a machine of one's own, or at a provider. */
export type EngineHost = 'built-in' | 'own' | 'provider';

export interface EngineInfo {
  id: string;
  name: string;
  /** What it is, in a sentence that people read before they choose it. */
  about: string;
  /** Whether the server has what it takes to ask it; an organization may bring a key of its own. */
  configured: boolean;
  offline: boolean;
  /** The first is the default. Empty where only the provider knows: see `listModels`. */
  models: string[];
  host: EngineHost;
  /** Whether organizations may bring a key. */
  takesKey: boolean;
}

/** A stage's document as a person changed it. */
export interface DocumentEdit {
  /** Of the document, such as `blueprint.json`. */
  path: string;
  /** It fits its schema. */
  value: unknown;
  projectName: string;
  description: string;
}

/** A way to answer prompts. */
export interface ModelEngine {
  readonly info: EngineInfo;
  /** Whether it answers the same request the same way for ever, at no cost: nothing of it needs to be kept. */
  readonly isDeterministic?: boolean;
  /** null where nobody knows it: no figure is better than a wrong one. */
  price(model: string): TokenPrice | null;
  /**
   * The models that the provider names; with it, a key is tested. Absent: those of `info` are all there are.
   * @throws ModelError
   */
  listModels?(options: { apiKey?: string; signal: AbortSignal }): Promise<string[]>;
  /**
   * What of a person's edit it could not follow in later stages, one sentence each, with its place. Absent: it follows
   * whatever fits the schema.
   */
  editFaults?(edit: DocumentEdit): string[];
  /**
   * An edit without faults, with what follows from it in the same document put in: of a kind of record that was taken out,
   * its files and endpoints are gone too. Absent: it stays as it was written.
   */
  completeEdit?(edit: DocumentEdit): unknown;
  /**
   * What it understands of a description, phrase by phrase, without writing anything. Absent: it says nothing of that.
   * @param blueprint the approved one, where there is: what was taken out of it is not built.
   * @throws ModelError where it can read nothing of it.
   */
  understand?(subject: { projectName: string; description: string; blueprint?: Blueprint }): Understanding;
  /**
   * An approved blueprint as a person corrects it, with what that changes in sentences, and what cannot be followed with
   * its place. Without corrections: how people read it. Absent: it has no blueprint that could be corrected so.
   * @throws ModelError where the blueprint is one that it did not make.
   */
  correct?(
    subject: { projectName: string; description: string; blueprint: Blueprint },
    corrections: readonly Correction[],
  ): Corrected<Blueprint>;
  /**
   * Streams an answer. Ends with one `end` event, or throws ModelError.
   * @param signal aborts: the call to the provider is closed at once.
   */
  answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/** Why an engine gave no whole answer. What time can heal is retried, by Temporal alone. */
export type ModelFaultCode = Extract<
  FaultCode,
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'CUT'
  | 'TIMEOUT'
  | 'BAD_KEY'
  | 'NO_MODEL'
  | 'WRONG_ADDRESS'
  | 'BAD_REQUEST'
  | 'REFUSED'
  | 'UNSUPPORTED_INPUT'
  | 'TOO_LONG'
  | 'INVALID_ANSWER'
  | 'NOT_RECORDED'
  | 'CANCELLED'
>;

export class ModelError extends Error implements Fault {
  readonly isRetryable: boolean;
  readonly hint: string;
  constructor(
    readonly code: ModelFaultCode,
    message: string,
    options: { hint?: string; retryAfterMs?: number; mayBeBilled?: boolean; count?: TokenCount; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'ModelError';
    // A record may hold a code that this version does not know.
    const known: Partial<(typeof FAULTS)[ModelFaultCode]> = FAULTS[code] ?? {};
    this.isRetryable = known.isRetryable ?? false;
    this.hint = options.hint ?? known.hint ?? '';
    if (options.retryAfterMs !== undefined) this.retryAfterMs = options.retryAfterMs;
    this.mayBeBilled = options.mayBeBilled ?? false;
    if (options.count) this.count = options.count;
  }
  /** How long the provider asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Whether the provider had begun with it when it ended. */
  mayBeBilled: boolean;
  /** What it used, where the provider said so all the same. */
  count?: TokenCount;

  /** The code as records spell it. */
  get kind(): string {
    return kindOfCode(this.code);
  }
}
