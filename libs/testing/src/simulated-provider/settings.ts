import type { ChatFormats } from './wires/chat.js';
import type { FaultRule, TaskKind } from './faults.js';

export interface SimulatedSettings {
  /** Wait before the first text, in milliseconds. Default 0. */
  firstTokenMs: number;
  tokensPerSecond: number;
  /** Tokens of each answer; absent: a quarter of its characters. */
  tokens?: Record<TaskKind, number>;
  /** The key that is taken; absent: any, also none. */
  key?: string;
  models: string[];
  /** Whether OpenAI's Responses API is there, beside chat completions. Default true. */
  hasResponses: boolean;
  /** How chat completions can be made to answer in JSON. Default by schema. */
  formats: ChatFormats;
  faults: FaultRule[];
  /** Whose answers are given: made-up ones of the paced engine, or projects of the offline one. */
  answers: 'paced' | 'offline';
  /** Of made-up answers. */
  files: number;
  directories: number;
  /** Seconds in `retry-after` of a 429; a fraction is told in milliseconds. */
  retryAfterS: number;
  /** Pause between the bytes of a dripping stream, in milliseconds. */
  dripMs: number;
}

/** One call as the provider saw it; times in milliseconds since the epoch. */
export interface SimulatedCall {
  wire: string;
  model: string;
  key: string | undefined;
  task: TaskKind | undefined;
  item: string;
  description: string;
  isContinued: boolean;
  startedAt: number;
  firstTextAt?: number;
  endedAt?: number;
  /** How it ended: whole, the fault it met, or aborted by the caller. */
  outcome: string;
  outputTokens: number;
}

export const DEFAULTS: SimulatedSettings = {
  firstTokenMs: 0,
  tokensPerSecond: 100_000,
  models: ['sim-1', 'sim-2'],
  hasResponses: true,
  formats: 'schema',
  faults: [],
  answers: 'paced',
  files: 6,
  directories: 3,
  retryAfterS: 0.2,
  dripMs: 100,
};
