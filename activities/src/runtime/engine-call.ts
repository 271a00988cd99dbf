import { ALLOWANCE_USED, type FailureDetails } from '@millwright/contracts';
import type { TokenPrice, Usage } from '@millwright/domain';
import { FAULTS, type Fault, type ModelEngine, type ModelRequest } from '@millwright/integrations';
import type { Answers } from './answers.js';
import type { Sayer } from './attempt-log.js';
import type { LiveText } from './live-text.js';

/** What an engine is asked with, whatever the question is. */
export interface EngineCall {
  engine: ModelEngine;
  model: string;
  /** As it was when the generation began; null: nobody knows it. */
  price: TokenPrice | null;
  apiKey?: string;
  stage: ModelRequest['stage'];
  maxOutputTokens: number;
  callId: string;
  attempt: number;
  /** What is left of the allowance, in micro-dollars. */
  allowanceMicros: number;
  signal: AbortSignal;
  live: LiveText;
  answers: Answers;
  /** Told in plain words what is done and why. */
  log: Sayer;
  /** Waits until limits allow another call that reads about so many tokens; absent: there are no limits. */
  admit?(inputTokens: number): Promise<void>;
  /** Told when the provider's own limits hold a request back, and when they no longer do. */
  onHeldBack?(isHeldBack: boolean): void;
  /** Told where an answer of another generation serves again. */
  onRemembered?(request: Pick<ModelRequest, 'model' | 'prompt' | 'schema'>, text: string): Promise<void>;
  /** Told after each request, so that what a failed attempt cost is known. */
  onUsage(usage: Usage): void;
}

/** The allowance does not cover another request; a larger one may. What was answered so far is kept. */
export class AllowanceUsed extends Error implements Fault {
  readonly code = ALLOWANCE_USED;
  readonly isRetryable = FAULTS[ALLOWANCE_USED].isRetryable;
  constructor(
    readonly worstMicros: number,
    readonly leastMicros: number,
  ) {
    super('It needs more of the ceiling than was set aside for it');
    this.name = 'AllowanceUsed';
  }

  get details(): Pick<FailureDetails, 'needs'> {
    const { worstMicros, leastMicros } = this;
    return { needs: { worstMicros, leastMicros } };
  }
}
