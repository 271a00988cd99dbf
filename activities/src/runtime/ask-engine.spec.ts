import { NO_USAGE, addUsage, type JsonSchema, type Usage } from '@millwright/domain';
import { ModelError } from '@millwright/integrations';
import { ScriptedEngine, type ScriptedAnswer } from '@millwright/testing';
import { askEngine, type EngineCall } from './ask-engine.js';
import type { LiveText } from './live-text.js';
import type { Question } from './stage.js';

const SCHEMA: JsonSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false };
const question = (rest: Partial<Question> = {}): Question => ({
  task: { kind: 'plan', projectName: 'Mill', description: 'd' },
  prompt: { version: '1', system: 'system', user: 'user' },
  ...rest,
});

function call(
  answers: ScriptedAnswer[],
  rest: Partial<EngineCall> = {},
  price = { inputMicrosPerMTok: 1_000_000, outputMicrosPerMTok: 1_000_000 },
) {
  const engine = new ScriptedEngine(answers, price);
  const shown: string[] = [''];
  let used: Usage = NO_USAGE;
  const live = { push: (text: string) => (shown[shown.length - 1] += text), restart: () => shown.push('') } as unknown as LiveText;
  const given: EngineCall = {
    engine,
    model: 'scripted-1',
    stage: 'DEV_PLAN',
    maxOutputTokens: 1_000,
    callId: 'c',
    attempt: 1,
    allowanceMicros: Infinity,
    signal: new AbortController().signal,
    live,
    onUsage: (usage) => (used = addUsage(used, usage)),
    ...rest,
  };
  return { given, engine, shown, used: () => used };
}

it('gives the whole answer, shows it as it comes, and says what it cost', async () => {
  const { given, shown, used } = call([{ pieces: ['Hel', 'lo'], inputTokens: 10, outputTokens: 5 }]);
  expect(await askEngine(given, question())).toBe('Hello');
  expect(shown).toEqual(['Hello']);
  expect(used()).toEqual({ inputTokens: 10, outputTokens: 5, costMicros: 15, requests: 1, cachedRequests: 0 });
});

it('asks again with the faults named where an answer does not fit, and shows the new one from its beginning', async () => {
  const { given, engine, shown, used } = call([{ pieces: ['{ "m": 1 }'] }, { pieces: ['not JSON'] }, { pieces: ['{ "n": 1 }'] }]);
  expect(await askEngine(given, question({ schema: SCHEMA }))).toBe('{ "n": 1 }');
  expect(engine.requests[1]!.prompt.user).toMatch(/did not fit:[\s\S]*n/);
  expect(engine.requests[2]!.prompt.user).toContain('not JSON');
  expect(shown).toEqual(['{ "m": 1 }', 'not JSON', '{ "n": 1 }']);
  expect(used().requests).toBe(3);
});

it('gives up after two repairs, for good', async () => {
  const { given, engine } = call([1, 2, 3, 4].map(() => ({ pieces: ['{}'] })));
  await expect(askEngine(given, question({ schema: SCHEMA }))).rejects.toMatchObject({ kind: 'invalid-answer', isRetryable: false });
  expect(engine.requests).toHaveLength(3);
});

it('checks what a schema cannot say', async () => {
  const { given } = call([{ pieces: ['{ "n": 1 }'] }, { pieces: ['{ "n": 2 }'] }]);
  const check = (answer: unknown): string[] => ((answer as { n: number }).n % 2 === 0 ? [] : ['n must be even']);
  expect(await askEngine(given, question({ schema: SCHEMA, check }))).toBe('{ "n": 2 }');
});

it('takes an answer without its end mark for cut, however whole it looks, and counts what was likely billed', async () => {
  const { given, used } = call([{ pieces: ['# All of it', '\n'], isCut: true }]);
  await expect(askEngine(given, question())).rejects.toMatchObject({ kind: 'cut', isRetryable: true });
  expect(used().requests).toBe(1);
  expect(used().costMicros).toBeGreaterThan(0);
});

it('counts what was likely billed where a call fails in its middle', async () => {
  const { given, used } = call([{ pieces: ['x'.repeat(400)], error: new ModelError('unavailable', 'gone') }]);
  await expect(askEngine(given, question())).rejects.toMatchObject({ kind: 'unavailable' });
  expect(used().outputTokens).toBe(100);
});

it('asks for no more than the allowance buys, and for nothing where that is next to nothing', async () => {
  const small = call([{ pieces: ['ok'] }], { allowanceMicros: 700 });
  await askEngine(small.given, question());
  expect(small.engine.requests[0]!.maxOutputTokens).toBeLessThanOrEqual(700);
  const none = call([{ pieces: ['ok'] }], { allowanceMicros: 100 });
  await expect(askEngine(none.given, question())).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  expect(none.engine.requests).toHaveLength(0);
});

it('counts the repairs of an answer against the same allowance', async () => {
  const { given, engine } = call([{ pieces: ['{}'], outputTokens: 600 }, { pieces: ['{ "n": 1 }'] }], { allowanceMicros: 700 });
  await expect(askEngine(given, question({ schema: SCHEMA }))).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  expect(engine.requests).toHaveLength(1);
});

it('ends as cancelled when it is cancelled, even where the engine says nothing', async () => {
  const stop = new AbortController();
  const { given } = call([{ pieces: ['so far'], hangs: true }], { signal: stop.signal });
  const answer = askEngine(given, question());
  setImmediate(() => stop.abort());
  await expect(answer).rejects.toMatchObject({ kind: 'cancelled' });
});
