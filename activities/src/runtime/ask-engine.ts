import { ALLOWANCE_USED, type FailureDetails } from '@millwright/contracts';
import {
  NO_USAGE,
  affordableOutput,
  costOf,
  duration,
  wholeLength,
  worstCostOf,
  type TokenCount,
  type TokenPrice,
  type Usage,
} from '@millwright/domain';
import { FAULTS, ModelError, mapsFromPairs, schemaFaults, type Fault, type ModelEngine, type ModelRequest, type Prompt } from '@millwright/integrations';
import { createHash } from 'node:crypto';
import type { Answers } from './answers.js';
import type { Sayer } from './attempt-log.js';
import { bareAnswer, jsonOf, joinAnswer } from './join-answer.js';
import type { LiveText } from './live-text.js';
import type { Answer, Question } from './stage.js';
import { ThinkingFilter } from './thinking.js';

// An answer that does not fit is asked for again with the faults named, at most this often.
const REPAIRS = 2;
// A connection that breaks so often in one answer is left to a later attempt.
const CUTS = 20;
const LONGEST_ANSWER = 2_000_000;
// Characters after which it is plain how an answer goes on from what stands.
const JOINED_AFTER = 80;
// What a provider's own framing adds to the input, in tokens.
const FRAMING_TOKENS = 2_000;
// About: for limits a minute, where a bound would hold back too much.
const BYTES_PER_TOKEN = 4;
// A call with room for less than this is not worth its input.
const LEAST_OUTPUT = 1_024;
// A repair sees the answer that it repairs up to this length.
const SHOWN_CHARACTERS = 60_000;
// Faults of an answer that its attempt's log names.
const SAID_FAULTS = 5;

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

/**
 * Asks an engine until the answer is whole and fits, within the allowance.
 *
 * @throws ModelError · AllowanceUsed before a request that it does not cover.
 */
export async function askEngine(call: EngineCall, question: Question): Promise<Answer> {
  const asking = new Asking(call, question);
  let asked = question.prompt;
  let prompt = asked;
  let best: Answer | undefined;
  let faults: string[] = [];
  for (let round = 0; round <= REPAIRS; round++) {
    let raw: string;
    try {
      raw = await asking.wholeAnswer(prompt, round);
    } catch (error) {
      if (!(error instanceof ModelError) || error.code !== 'TOO_LONG' || !question.shorter || asked === question.shorter) throw error;
      call.log.warn('It is more than the model reads at once: asked again in fewer words');
      asked = prompt = question.shorter;
      raw = await asking.wholeAnswer(prompt, round);
    }
    const judged = judge(question, raw);
    if (judged.answer && (!best || judged.answer.warnings.length < best.warnings.length)) best = judged.answer;
    if (best?.warnings.length === 0) return best;
    faults = judged.faults;
    const then =
      round < REPAIRS ? `it is asked again, ${round + 1} of at most ${REPAIRS} times` : best ? 'the best one is taken' : 'given up';
    call.log.warn(`The answer does not fit: ${named(faults)}; ${then}`);
    prompt = withFaults(asked, raw, faults);
    if (round < REPAIRS) call.live.restart();
  }
  if (best) return best;
  await call.answers.forget(asking.keys);
  throw new ModelError('INVALID_ANSWER', `The answer did not fit after ${REPAIRS} repairs: ${faults.slice(0, 3).join('; ')}`);
}

class Asking {
  readonly keys: string[] = [];
  private spentMicros = 0;

  constructor(
    private readonly call: EngineCall,
    private readonly question: Question,
  ) {}

  /** An answer to one prompt, continued where it was cut or reached its length limit. */
  async wholeAnswer(prompt: Prompt, round: number): Promise<string> {
    const { call } = this;
    const key = requestKey(call, prompt, this.question, round);
    this.keys.push(key);
    const known = await call.answers.find(key);
    let text = known?.text ?? '';
    if (text) call.live.push(text);
    if (known?.isWhole) {
      call.log.say(
        known.isShared ? 'Another generation was answered the same question: nothing is asked' : 'It was answered before: nothing is asked',
      );
      if (known.isShared) await call.onRemembered?.(this.modelRequest(prompt, '', call.maxOutputTokens), text);
      call.onUsage({ ...NO_USAGE, cachedRequests: 1 });
      return text;
    }
    if (text) call.log.say(`${counted(text)} of an earlier answer stand: it goes on from there`);
    for (let cuts = 0; ;) {
      const before = text.length;
      const part = await this.request(prompt, key, text);
      text = part.text;
      if (part.isWhole) return text;
      if (text.length > LONGEST_ANSWER) throw new ModelError('INVALID_ANSWER', `The answer ran past ${LONGEST_ANSWER} characters`);
      if (part.error) {
        // One that breaks at once will break again: that is for a later attempt.
        if (text.length === before || ++cuts > CUTS) throw part.error;
        call.log.warn(`The answer broke off after ${counted(text)} (${part.error.message}): it goes on from there`);
      } else if (text.length === before)
        throw new ModelError('INVALID_ANSWER', 'The model reached its length limit before it wrote anything');
      else call.log.say(`The model reached its length limit after ${counted(text)}: it goes on from there`);
    }
  }

  private async request(prompt: Prompt, key: string, partial: string): Promise<{ text: string; isWhole: boolean; error?: ModelError }> {
    const { call, question } = this;
    const bound = inputBound(prompt, question, partial);
    const maxOutputTokens = this.outputTokens(bound);
    const tokens = Math.ceil((bound - FRAMING_TOKENS) / BYTES_PER_TOKEN);
    await call.admit?.(tokens);
    const price = call.price ?? { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };
    const id = await call.answers.begin({ key, worstMicros: worstCostOf(price, bound, maxOutputTokens) });
    call.log.say(
      `Asks ${call.engine.info.id} ${call.model}: about ${tokens.toLocaleString('en')} tokens to read, at most ${maxOutputTokens.toLocaleString('en')} to write`,
    );
    const askedAt = Date.now();
    const thinking = new ThinkingFilter();
    let received = 0;
    let more = '';
    const add = (text: string): void => {
      if (text === '') return;
      if (more === '') call.log.say(`The first words came after ${duration(Date.now() - askedAt)}`);
      const isJoined = more.length > JOINED_AFTER || partial === '';
      more += text;
      if (isJoined) call.live.push(text);
      // What repeats the end of what stands is not shown again.
      else if (more.length > JOINED_AFTER) call.live.push(joinAnswer(partial, more).slice(partial.length));
    };
    let end: (TokenCount & { isLimited?: boolean }) | undefined;
    try {
      for await (const event of call.engine.answer(this.modelRequest(prompt, partial, maxOutputTokens), call.signal)) {
        if (event.type === 'end') end = event;
        else {
          received += Buffer.byteLength(event.text);
          add(thinking.push(event.text));
        }
      }
      add(thinking.end());
      if (!end) throw new ModelError('CUT', 'The answer ended without its end mark', { mayBeBilled: true });
    } catch (error) {
      const text = joined(partial, more + thinking.end());
      const counted = error instanceof ModelError ? error.count : undefined;
      const isBilled = received > 0 || (error instanceof ModelError && error.mayBeBilled);
      // Where nobody says what it really cost: no token is shorter than a byte, so this is the most it can be.
      const atMost = isBilled ? { inputTokens: bound, outputTokens: Math.min(maxOutputTokens, received) } : undefined;
      const usage = this.book(counted ?? atMost);
      await call.answers.end(id, { outcome: text ? 'PARTIAL' : 'FAILED', text, usage });
      if (error instanceof ModelError && error.code === 'CUT') return { text, isWhole: false, error };
      throw error;
    }
    const text = joined(partial, more);
    // One that thought up to its limit has nothing to go on from: it is an empty answer.
    const isWhole = !end.isLimited || (text === '' && thinking.hasThought);
    if (isWhole && end.isLimited) call.log.warn('The model thought up to its length limit, and wrote nothing');
    await call.answers.end(id, { outcome: isWhole ? 'WHOLE' : 'PARTIAL', text, usage: this.book(end) });
    return { text, isWhole };
  }

  private book(count: TokenCount | undefined): Usage {
    const usage: Usage = count
      ? {
          inputTokens: count.inputTokens,
          outputTokens: count.outputTokens,
          costMicros: this.call.price ? costOf(this.call.price, count) : 0,
          requests: 1,
          cachedRequests: 0,
        }
      : { ...NO_USAGE, requests: 1 };
    this.spentMicros += usage.costMicros;
    this.call.onUsage(usage);
    return usage;
  }

  /** Tokens that the next request may write. @throws AllowanceUsed */
  private outputTokens(bound: number): number {
    const { price, allowanceMicros, maxOutputTokens } = this.call;
    if (!price) return maxOutputTokens;
    const tokens = affordableOutput(price, bound, allowanceMicros - this.spentMicros, maxOutputTokens);
    const least = Math.min(LEAST_OUTPUT, maxOutputTokens);
    // One more token each, since what is affordable is rounded down.
    if (tokens < least)
      throw new AllowanceUsed(...([maxOutputTokens, least].map((n) => worstCostOf(price, bound, n + 2)) as [number, number]));
    return tokens;
  }

  private modelRequest(prompt: Prompt, partial: string, maxOutputTokens: number): ModelRequest {
    const { call, question } = this;
    return {
      stage: call.stage,
      model: call.model,
      task: question.task,
      prompt,
      ...(question.schema ? { schema: question.schema } : {}),
      ...(partial ? { partial } : {}),
      ...(call.apiKey ? { apiKey: call.apiKey } : {}),
      maxOutputTokens,
      callId: call.callId,
      attempt: call.attempt,
      ...(call.onHeldBack ? { onHeldBack: call.onHeldBack } : {}),
    };
  }
}

/** What there is of an answer; half of a character at its end is still to come. */
function joined(partial: string, more: string): string {
  const text = joinAnswer(partial, more);
  return text.slice(0, wholeLength(text));
}

const counted = (text: string): string => `${text.length.toLocaleString('en')} characters`;
const named = (faults: readonly string[]): string =>
  `${faults.slice(0, SAID_FAULTS).join('; ')}${faults.length > SAID_FAULTS ? `, and ${faults.length - SAID_FAULTS} more` : ''}`;

/** The most tokens that a request can be read as: each is a byte or more. */
export function inputBound(prompt: Prompt, question: Pick<Question, 'schema'>, partial: string): number {
  const bytes = [prompt.system, prompt.context ?? '', prompt.user, question.schema ? JSON.stringify(question.schema) : '', partial];
  return bytes.reduce((sum, text) => sum + Buffer.byteLength(text), FRAMING_TOKENS);
}

/** SHA-256 of all that an answer depends on. A repair that asks the same as the one before it wants another answer. */
function requestKey(call: EngineCall, prompt: Prompt, question: Question, round: number): string {
  const { engine, model, maxOutputTokens } = call;
  const parts = [engine.info.id, model, maxOutputTokens, prompt.system, prompt.context ?? '', prompt.user, question.schema ?? null, round];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function withFaults(prompt: Prompt, answer: string, faults: readonly string[]): Prompt {
  const shown = answer.length <= SHOWN_CHARACTERS ? `Your last answer was:\n\n${answer}\n\n` : '';
  const list = faults.slice(0, 20).map((fault) => `- ${fault}`);
  return {
    ...prompt,
    user: `${prompt.user}\n\n${shown}It did not fit:\n${list.join('\n')}\nAnswer again, whole, with these put right and the rest as it was.`,
  };
}

/** An answer in its final form with what is open in it, or what keeps it from being one. */
function judge(question: Question, raw: string): { answer?: Answer; faults: string[] } {
  let value: unknown;
  let text: string;
  const schema = question.accepts ?? question.schema;
  if (schema) {
    try {
      value = mapsFromPairs(
        schema,
        jsonOf(raw, (one) => schemaFaults(schema, mapsFromPairs(schema, one)).length === 0),
      );
    } catch (error) {
      return { faults: [`The answer is not JSON: ${(error as Error).message}`] };
    }
    const faults = schemaFaults(schema, value);
    if (faults.length > 0) return { faults };
    text = JSON.stringify(value);
  } else {
    value = text = bareAnswer(raw);
    if (text.trim() === '') return { faults: ['The answer is empty'] };
  }
  const faults = question.check?.(value) ?? [];
  if (faults.length > 0) return { faults };
  const warnings = question.advise?.(value) ?? [];
  return { answer: { text, warnings }, faults: warnings };
}
