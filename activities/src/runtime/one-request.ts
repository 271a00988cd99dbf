import { NO_USAGE, affordableOutput, costOf, worstCostOf, type TokenCount, type Usage } from '@millwright/domain';
import { ModelError, type ModelRequest, type Prompt } from '@millwright/integrations';
import { AllowanceUsed, type EngineCall } from './engine-call.js';
import { Reception } from './reception.js';
import type { Question } from './stage.js';

// What a provider's own framing adds to the input, in tokens.
const FRAMING_TOKENS = 2_000;
// About: for limits a minute, where a bound would hold back too much.
const BYTES_PER_TOKEN = 4;
// A call with room for less than this is not worth its input.
const LEAST_OUTPUT = 1_024;
const FREE = { inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 };

/** A question on its way to an answer. */
export interface Asking {
  readonly call: EngineCall;
  readonly question: Question;
  /** Of all that was asked for it. */
  readonly keys: string[];
  spentMicros: number;
}

/** What there is of an answer after one request. */
export interface Part {
  text: string;
  isWhole: boolean;
  /** Set where the connection broke. */
  error?: ModelError;
}

/** Asks once. @param partial what stands of the answer already: only what follows it is asked for. */
export async function oneRequest(asking: Asking, prompt: Prompt, key: string, partial: string): Promise<Part> {
  const { call, question } = asking;
  const bound = inputBound(prompt, question, partial);
  const maxOutputTokens = outputTokens(asking, bound);
  const tokens = Math.ceil((bound - FRAMING_TOKENS) / BYTES_PER_TOKEN);
  await call.admit?.(tokens);
  const id = await call.answers.begin({ key, worstMicros: worstCostOf(call.price ?? FREE, bound, maxOutputTokens) });
  call.log.say(
    `Asks ${call.engine.info.id} ${call.model}: about ${tokens.toLocaleString('en')} tokens to read, at most ${maxOutputTokens.toLocaleString('en')} to write`,
  );
  const reception = new Reception(call, partial);
  try {
    await receive(call, modelRequest(asking, prompt, partial, maxOutputTokens), reception);
  } catch (error) {
    const text = reception.text();
    const usage = book(asking, countOf(error, reception, bound, maxOutputTokens));
    await call.answers.end(id, { outcome: text ? 'PARTIAL' : 'FAILED', text, usage });
    if (error instanceof ModelError && error.code === 'CUT') return { text, isWhole: false, error };
    throw error;
  }
  const text = reception.text();
  const { isLimited } = reception.end!;
  // One that thought up to its limit has nothing to go on from: it is an empty answer.
  const isWhole = !isLimited || (text === '' && reception.hasThought);
  if (isWhole && isLimited) call.log.warn('The model thought up to its length limit, and wrote nothing');
  await call.answers.end(id, { outcome: isWhole ? 'WHOLE' : 'PARTIAL', text, usage: book(asking, reception.end) });
  return { text, isWhole };
}

/** @throws ModelError, of the code CUT where the end mark is missing */
async function receive({ engine, signal }: EngineCall, request: ModelRequest, reception: Reception): Promise<void> {
  for await (const event of engine.answer(request, signal)) reception.take(event);
  reception.close();
  if (!reception.end) throw new ModelError('CUT', 'The answer ended without its end mark', { mayBeBilled: true });
}

/** What a call that failed has used, as the provider says; else the most that it can be, where it is billed at all. */
function countOf(error: unknown, { bytes }: Reception, bound: number, maxOutputTokens: number): TokenCount | undefined {
  const known = error instanceof ModelError ? error : undefined;
  if (known?.count) return known.count;
  // No token is shorter than a byte.
  return bytes > 0 || known?.mayBeBilled ? { inputTokens: bound, outputTokens: Math.min(maxOutputTokens, bytes) } : undefined;
}

function book(asking: Asking, count: TokenCount | undefined): Usage {
  const { price, onUsage } = asking.call;
  const usage: Usage = count
    ? {
        inputTokens: count.inputTokens,
        outputTokens: count.outputTokens,
        costMicros: price ? costOf(price, count) : 0,
        requests: 1,
        cachedRequests: 0,
      }
    : { ...NO_USAGE, requests: 1 };
  asking.spentMicros += usage.costMicros;
  onUsage(usage);
  return usage;
}

/** Tokens that the next request may write. @throws AllowanceUsed */
function outputTokens({ call, spentMicros }: Asking, bound: number): number {
  const { price, allowanceMicros, maxOutputTokens } = call;
  if (!price) return maxOutputTokens;
  const tokens = affordableOutput(price, bound, allowanceMicros - spentMicros, maxOutputTokens);
  const least = Math.min(LEAST_OUTPUT, maxOutputTokens);
  if (tokens >= least) return tokens;
  // One more token each, since what is affordable is rounded down.
  const needed = (output: number): number => worstCostOf(price, bound, output + 2);
  throw new AllowanceUsed(needed(maxOutputTokens), needed(least));
}

export function modelRequest({ call, question }: Asking, prompt: Prompt, partial: string, maxOutputTokens: number): ModelRequest {
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

/** The most tokens that a request can be read as: each is a byte or more. */
function inputBound(prompt: Prompt, question: Pick<Question, 'schema'>, partial: string): number {
  const bytes = [prompt.system, prompt.context ?? '', prompt.user, question.schema ? JSON.stringify(question.schema) : '', partial];
  return bytes.reduce((sum, text) => sum + Buffer.byteLength(text), FRAMING_TOKENS);
}
