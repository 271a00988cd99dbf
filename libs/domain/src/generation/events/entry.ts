import type { EventEntry } from '../../stream/stream.js';
import type { GenerationState } from '../generation-state.js';
import type { SpanRecorder } from '../timeline.types.js';
import { STAGES } from '../stages.js';
import type { StageName } from '../stage.types.js';
import type { GenerationEventBody, GenerationEventType } from './bodies.js';

export type BodyOf<Type extends GenerationEventType> = Extract<GenerationEventBody, { type: Type }>;

interface GenerationEntry<Body> extends EventEntry<GenerationState, Body> {
  /** Its part of the timeline; absent: none. @param at in milliseconds since the epoch */
  span?(timeline: SpanRecorder, body: Body, at: number, seq: number): void;
}

/** Some of the events of a generation: what each changes, says, and draws on the timeline. */
export type GenerationEvents<Types extends GenerationEventType = GenerationEventType> = {
  [Type in Types]: GenerationEntry<BodyOf<Type>>;
};

export const titleOf = (name: StageName): string => STAGES.find((stage) => stage.name === name)?.title ?? name;
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
export const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;
export const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');
/** A ceiling ends a generation between attempts: there is none to count. */
export const afterAttempts = (n: number): string => (n === 0 ? '' : ` after ${counted(n, 'attempt')}`);
