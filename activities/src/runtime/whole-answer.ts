import { NO_USAGE } from '@millwright/domain';
import { ModelError, type Prompt } from '@millwright/integrations';
import { createHash } from 'node:crypto';
import type { EngineCall } from './engine-call.js';
import { modelRequest, oneRequest, type Asking } from './one-request.js';
import type { Question } from './stage.js';

// A connection that breaks so often in one answer is left to a later attempt.
const CUTS = 20;
const LONGEST_ANSWER = 2_000_000;

/** An answer to one prompt, continued where it was cut or reached its length limit. */
export async function wholeAnswer(asking: Asking, prompt: Prompt, round: number): Promise<string> {
  const { call } = asking;
  const key = requestKey(call, prompt, asking.question, round);
  asking.keys.push(key);
  const known = await call.answers.find(key);
  const text = known?.text ?? '';
  if (text) call.live.push(text);
  if (known?.isWhole) {
    call.log.say(
      known.isShared ? 'Another generation was answered the same question: nothing is asked' : 'It was answered before: nothing is asked',
    );
    if (known.isShared) await call.onRemembered?.(modelRequest(asking, prompt, '', call.maxOutputTokens), text);
    call.onUsage({ ...NO_USAGE, cachedRequests: 1 });
    return text;
  }
  if (text) call.log.say(`${counted(text)} of an earlier answer stand: it goes on from there`);
  return await continued(asking, prompt, key, text);
}

async function continued(asking: Asking, prompt: Prompt, key: string, beginning: string): Promise<string> {
  const { log } = asking.call;
  let text = beginning;
  for (let cuts = 0; ;) {
    const before = text.length;
    const part = await oneRequest(asking, prompt, key, text);
    text = part.text;
    if (part.isWhole) return text;
    if (text.length > LONGEST_ANSWER) throw new ModelError('INVALID_ANSWER', `The answer ran past ${LONGEST_ANSWER} characters`);
    if (part.error) {
      // One that breaks at once will break again: that is for a later attempt.
      if (text.length === before || ++cuts > CUTS) throw part.error;
      log.warn(`The answer broke off after ${counted(text)} (${part.error.message}): it goes on from there`);
    } else if (text.length === before)
      throw new ModelError('INVALID_ANSWER', 'The model reached its length limit before it wrote anything');
    else log.say(`The model reached its length limit after ${counted(text)}: it goes on from there`);
  }
}

const counted = (text: string): string => `${text.length.toLocaleString('en')} characters`;

/** SHA-256 of all that an answer depends on. A repair that asks the same as the one before it wants another answer. */
function requestKey(call: EngineCall, prompt: Prompt, question: Question, round: number): string {
  const { engine, model, maxOutputTokens } = call;
  const parts = [engine.info.id, model, maxOutputTokens, prompt.system, prompt.context ?? '', prompt.user, question.schema ?? null, round];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
