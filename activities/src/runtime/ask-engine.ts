import { NO_USAGE, addUsage, costOf, PreconditionFailed, type Usage } from '@millwright/domain';
import { ModelError, schemaFaults, type ModelEngine, type ModelRequest } from '@millwright/integrations';
import type { LiveText } from './live-text.js';
import type { Question } from './stage.js';

// An answer that does not fit is asked for again with the faults named, at most this often.
const REPAIRS = 2;

export interface EngineCall {
  engine: ModelEngine;
  model: string;
  stage: ModelRequest['stage'];
  maxOutputTokens: number;
  callId: string;
  attempt: number;
  /** What is left of the allowance, in micro-dollars. */
  allowanceMicros: number;
  signal: AbortSignal;
  live: LiveText;
  /** Told after each request, so that what a failed attempt cost is known. */
  onUsage(usage: Usage): void;
}

/**
 * Asks an engine until the answer is whole and fits, within the allowance.
 *
 * @throws ModelError · PreconditionFailed where the allowance does not cover another request.
 */
export async function askEngine(call: EngineCall, question: Question): Promise<string> {
  let spent = NO_USAGE;
  let faults: string[] = [];
  for (let round = 0; round <= REPAIRS; round++) {
    const { answer, usage } = await request(call, question, faults, call.allowanceMicros - spent.costMicros);
    spent = addUsage(spent, usage);
    faults = faultsOf(question, answer);
    if (faults.length === 0) return answer;
    call.live.restart();
  }
  throw new ModelError('invalid-answer', `The answer did not fit after ${REPAIRS} repairs: ${faults.slice(0, 3).join('; ')}`);
}

async function request(
  call: EngineCall,
  question: Question,
  faults: string[],
  leftMicros: number,
): Promise<{ answer: string; usage: Usage }> {
  const price = call.engine.price(call.model);
  const prompt = faults.length === 0 ? question.prompt : withFaults(question.prompt, faults);
  // Four characters a token is on the low side for English, so the estimate errs upwards by the half added.
  const inputTokens = Math.ceil(((prompt.system.length + prompt.user.length) / 4) * 1.5);
  const outputTokens = affordableTokens(price, inputTokens, leftMicros, call.maxOutputTokens);
  if (outputTokens < Math.min(256, call.maxOutputTokens))
    throw new PreconditionFailed('What is left of the budget does not cover another request', 'Start again with a higher ceiling.');
  let answer = '';
  let end: { inputTokens: number; outputTokens: number } | undefined;
  const modelRequest: ModelRequest = {
    stage: call.stage,
    model: call.model,
    task: question.task,
    prompt,
    ...(question.schema ? { schema: question.schema } : {}),
    maxOutputTokens: outputTokens,
    callId: call.callId,
    attempt: call.attempt,
  };
  try {
    for await (const event of call.engine.answer(modelRequest, call.signal)) {
      if (event.type === 'end') end = event;
      else {
        answer += event.text;
        call.live.push(event.text);
      }
    }
    if (!end) throw new ModelError('cut', 'The answer ended without its end mark');
  } catch (error) {
    // What was sent and received so far is likely billed.
    call.onUsage(usageOf(price, end?.inputTokens ?? inputTokens, end?.outputTokens ?? Math.ceil(answer.length / 4)));
    throw error;
  }
  const usage = usageOf(price, end.inputTokens, end.outputTokens);
  call.onUsage(usage);
  return { answer, usage };
}

function usageOf(price: { inputMicrosPerMTok: number; outputMicrosPerMTok: number }, inputTokens: number, outputTokens: number): Usage {
  return { inputTokens, outputTokens, costMicros: costOf(price, inputTokens, outputTokens), requests: 1, cachedRequests: 0 };
}

function affordableTokens(
  price: { inputMicrosPerMTok: number; outputMicrosPerMTok: number },
  inputTokens: number,
  leftMicros: number,
  most: number,
): number {
  if (price.outputMicrosPerMTok === 0) return most;
  const left = leftMicros - costOf(price, inputTokens, 0);
  return Math.max(0, Math.min(most, Math.floor((left * 1_000_000) / price.outputMicrosPerMTok) - 1));
}

function withFaults(prompt: Question['prompt'], faults: string[]): Question['prompt'] {
  return {
    ...prompt,
    user: `${prompt.user}\n\nYour last answer did not fit:\n${faults
      .slice(0, 20)
      .map((fault) => `- ${fault}`)
      .join('\n')}\nAnswer again, whole, with these put right.`,
  };
}

function faultsOf(question: Question, answer: string): string[] {
  if (!question.schema) return answer.trim() === '' ? ['The answer is empty'] : (question.check?.(answer) ?? []);
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer);
  } catch (error) {
    return [`The answer is not JSON: ${(error as Error).message}`];
  }
  const faults = schemaFaults(question.schema, parsed);
  return faults.length > 0 ? faults : (question.check?.(parsed) ?? []);
}
