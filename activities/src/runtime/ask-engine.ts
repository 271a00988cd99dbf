import { ModelError } from '@millwright/integrations';
import type { EngineCall } from './engine-call.js';
import { judgeAnswer } from './judge-answer.js';
import type { Asking } from './one-request.js';
import type { Answer, Question } from './stage.js';
import { wholeAnswer } from './whole-answer.js';
import { withFaults } from './with-faults.js';

// An answer that does not fit is asked for again with the faults named, at most this often.
const REPAIRS = 2;
// Faults of an answer that its attempt's log names.
const SAID_FAULTS = 5;

/**
 * Asks an engine until the answer is whole and fits, within the allowance.
 *
 * @throws ModelError · AllowanceUsed before a request that it does not cover.
 */
export async function askEngine(call: EngineCall, question: Question): Promise<Answer> {
  const asking: Asking = { call, question, keys: [], spentMicros: 0 };
  let asked = question.prompt;
  let prompt = asked;
  let best: Answer | undefined;
  let faults: string[] = [];
  for (let round = 0; round <= REPAIRS; round++) {
    let raw: string;
    try {
      raw = await wholeAnswer(asking, prompt, round);
    } catch (error) {
      if (!isTooLong(error) || !question.shorter || asked === question.shorter) throw error;
      call.log.warn('It is more than the model reads at once: asked again in fewer words');
      asked = prompt = question.shorter;
      raw = await wholeAnswer(asking, prompt, round);
    }
    const judged = await judgeAnswer(question, raw);
    if (judged.answer && (!best || judged.answer.warnings.length < best.warnings.length)) best = judged.answer;
    if (best?.warnings.length === 0) return best;
    faults = judged.faults;
    call.log.warn(`The answer does not fit: ${named(faults)}; ${whatNext(round, best !== undefined)}`);
    prompt = withFaults(asked, raw, faults);
    if (round < REPAIRS) call.live.restart();
  }
  if (best) return best;
  await call.answers.forget(asking.keys);
  throw new ModelError('INVALID_ANSWER', `The answer did not fit after ${REPAIRS} repairs: ${faults.slice(0, 3).join('; ')}`);
}

const isTooLong = (error: unknown): boolean => error instanceof ModelError && error.code === 'TOO_LONG';

function whatNext(round: number, hasAnswer: boolean): string {
  if (round < REPAIRS) return `it is asked again, ${round + 1} of at most ${REPAIRS} times`;
  return hasAnswer ? 'the best one is taken' : 'given up';
}

const named = (faults: readonly string[]): string =>
  `${faults.slice(0, SAID_FAULTS).join('; ')}${faults.length > SAID_FAULTS ? `, and ${faults.length - SAID_FAULTS} more` : ''}`;
