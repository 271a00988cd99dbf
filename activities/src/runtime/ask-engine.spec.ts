import { NO_USAGE, addUsage, type JsonSchema, type TokenPrice, type Usage } from '@millwright/domain';
import { ModelError } from '@millwright/integrations';
import { ScriptedEngine, type ScriptedAnswer } from '@millwright/testing';
import { askEngine } from './ask-engine.js';
import { AllowanceUsed, type EngineCall } from './engine-call.js';
import type { Answers } from './answers.js';
import type { LiveText } from './live-text.js';
import type { Question } from './stage.js';

const SCHEMA: JsonSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false };
const question = (rest: Partial<Question> = {}): Question => ({
  task: { kind: 'plan', projectName: 'Mill', description: 'd' },
  prompt: { version: '1', system: 'system', user: 'user' },
  ...rest,
});

/** Answers in memory, as PostgreSQL keeps them. */
function memory(): Answers & { kept: Map<string, { text: string; isWhole: boolean }>; bought: number } {
  const kept = new Map<string, { text: string; isWhole: boolean }>();
  const open = new Map<string, string>();
  const answers = {
    kept,
    bought: 0,
    find: (key: string) => Promise.resolve(kept.get(key)),
    begin: ({ key }: { key: string }) => {
      const id = String(++answers.bought);
      open.set(id, key);
      return Promise.resolve(id);
    },
    end: (id: string, { outcome, text }: { outcome: string; text: string }) => {
      if (text) kept.set(open.get(id)!, { text, isWhole: outcome === 'WHOLE' });
      return Promise.resolve();
    },
    forget: (keys: readonly string[]) => {
      for (const key of keys) kept.delete(key);
      return Promise.resolve();
    },
  };
  return answers;
}

const PRICE: TokenPrice = { inputMicrosPerMTok: 1_000_000, outputMicrosPerMTok: 1_000_000 };

function call(answers: ScriptedAnswer[], rest: Partial<EngineCall> = {}) {
  const engine = new ScriptedEngine(answers, PRICE);
  const shown: string[] = [''];
  const said: string[] = [];
  let used: Usage = NO_USAGE;
  const live = { push: (text: string) => (shown[shown.length - 1] += text), restart: () => shown.push('') } as unknown as LiveText;
  const kept = memory();
  const given: EngineCall = {
    engine,
    model: 'scripted-1',
    price: PRICE,
    stage: 'DEV_PLAN',
    maxOutputTokens: 1_000,
    callId: 'c',
    attempt: 1,
    allowanceMicros: Infinity,
    signal: new AbortController().signal,
    live,
    answers: kept,
    log: { say: (line) => said.push(line), warn: (line) => said.push(`! ${line}`) },
    onUsage: (usage) => (used = addUsage(used, usage)),
    ...rest,
  };
  return { given, engine, shown, kept, said, used: () => used };
}
const text = async (given: EngineCall, asked: Question): Promise<string> => (await askEngine(given, asked)).text;

it('gives the whole answer, shows it as it comes, and says what it cost', async () => {
  const { given, shown, used } = call([{ pieces: ['Hel', 'lo'], inputTokens: 10, outputTokens: 5 }]);
  expect(await text(given, question())).toBe('Hello');
  expect(shown).toEqual(['Hello']);
  expect(used()).toEqual({ inputTokens: 10, outputTokens: 5, costMicros: 15, requests: 1, cachedRequests: 0 });
});

it('asks again with the faults named where an answer does not fit, and shows the new one from its beginning', async () => {
  const { given, engine, shown, used } = call([{ pieces: ['{ "m": 1 }'] }, { pieces: ['not JSON'] }, { pieces: ['{ "n": 1 }'] }]);
  expect(await text(given, question({ schema: SCHEMA }))).toBe('{"n":1}');
  expect(engine.requests[1]!.prompt.user).toMatch(/did not fit:[\s\S]*n/);
  expect(engine.requests[2]!.prompt.user).toContain('not JSON');
  expect(shown).toEqual(['{ "m": 1 }', 'not JSON', '{ "n": 1 }']);
  expect(used().requests).toBe(3);
});

it('gives up after two repairs, for good', async () => {
  const { given, engine } = call([1, 2, 3, 4].map(() => ({ pieces: ['{}'] })));
  await expect(askEngine(given, question({ schema: SCHEMA }))).rejects.toMatchObject({ code: 'INVALID_ANSWER', isRetryable: false });
  expect(engine.requests).toHaveLength(3);
});

it('checks what a schema cannot say', async () => {
  const { given } = call([{ pieces: ['{ "n": 1 }'] }, { pieces: ['{ "n": 2 }'] }]);
  const check = (answer: unknown): string[] => ((answer as { n: number }).n % 2 === 0 ? [] : ['n must be even']);
  expect(await text(given, question({ schema: SCHEMA, check }))).toBe('{"n":2}');
});

it('takes an answer without its end mark for cut, however whole it looks, and counts what was likely billed', async () => {
  const { given, used } = call([{ pieces: ['# All of it', '\n'], isCut: true }, { isCut: true }]);
  await expect(askEngine(given, question())).rejects.toMatchObject({ code: 'CUT', isRetryable: true });
  expect(used().requests).toBe(2);
  expect(used().costMicros).toBeGreaterThan(0);
});

it('counts the most that it can have cost where a call fails in its middle, and nothing where it was refused', async () => {
  const { given, used } = call([{ pieces: ['x'.repeat(400)], error: new ModelError('UNAVAILABLE', 'gone') }]);
  await expect(askEngine(given, question())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(used().outputTokens).toBe(400);
  const refused = call([{ error: new ModelError('BAD_KEY', 'no') }]);
  await expect(askEngine(refused.given, question())).rejects.toMatchObject({ code: 'BAD_KEY' });
  expect(refused.used()).toMatchObject({ costMicros: 0, requests: 1 });
});

it('goes on where an answer was cut, and where it reached its length limit', async () => {
  const { given, engine, kept, used } = call([
    { pieces: ['The wheel turns the ', 'stone and the stone'], isCut: true },
    // It begins with what it was shown, as it was asked to.
    { pieces: ['The wheel turns the stone and the stone', ' grinds'], isLimited: true },
    // It does not, and is taken at its word.
    { pieces: [' the stone grinds the grain.'] },
  ]);
  expect(await text(given, question())).toBe('The wheel turns the stone and the stone grinds the stone grinds the grain.');
  expect(engine.requests.map((request) => request.partial)).toEqual([
    undefined,
    'The wheel turns the stone and the stone',
    'The wheel turns the stone and the stone grinds',
  ]);
  expect(kept.bought).toBe(3);
  expect(used().requests).toBe(3);
});

it('goes on in the middle of JSON, and takes a document that was begun anew for the whole', async () => {
  const cut = call([{ pieces: ['{ "'], isLimited: true }, { pieces: ['n": 1 }'] }]);
  expect(await text(cut.given, question({ schema: SCHEMA }))).toBe('{"n":1}');
  const long = `{ "n": 1,${' '.repeat(30)}`;
  const anew = call([
    { pieces: [long], isLimited: true },
    { pieces: [`${long.slice(0, -31)} }`.padStart(12)] },
    { pieces: ['{ "n": 1 }'] },
  ]);
  expect(await text(anew.given, question({ schema: SCHEMA }))).toBe('{"n":1}');
});

it('leaves a connection that breaks without a word to a later attempt, which goes on from what is there', async () => {
  const first = call([
    { pieces: ['# Half'], isCut: true },
    { pieces: [], isCut: true },
  ]);
  await expect(askEngine(first.given, question())).rejects.toMatchObject({ code: 'CUT', isRetryable: true });
  const second = call([{ pieces: [' and half'] }], { answers: first.kept, attempt: 2 });
  expect(await text(second.given, question())).toBe('# Half and half');
});

it('does not buy the same answer twice', async () => {
  const first = call([{ pieces: ['Hello'] }]);
  await askEngine(first.given, question());
  const again = call([], { answers: first.kept });
  expect(await text(again.given, question())).toBe('Hello');
  expect(again.used()).toEqual({ ...NO_USAGE, cachedRequests: 1 });
});

it('forgets answers that were of no use, so that nobody gets them again', async () => {
  const { given, kept } = call([1, 2, 3].map(() => ({ pieces: ['{}'] })));
  await expect(askEngine(given, question({ schema: SCHEMA }))).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  expect(kept.kept.size).toBe(0);
});

it('takes an answer with open points after its repairs, the one with the fewest, and tells them', async () => {
  const { given, engine } = call([{ pieces: ['two faults'] }, { pieces: ['one fault'] }, { pieces: ['two faults again'] }]);
  const advise = (answer: unknown): string[] => (String(answer).startsWith('two') ? ['a', 'b'] : ['a']);
  expect(await askEngine(given, question({ advise }))).toEqual({ text: 'one fault', warnings: ['a'] });
  expect(engine.requests).toHaveLength(3);
});

it('takes JSON and files out of the fences that models put around them', async () => {
  expect(await text(call([{ pieces: ['```json\n{ "n": 1 }\n```'] }]).given, question({ schema: SCHEMA }))).toBe('{"n":1}');
  expect(await text(call([{ pieces: ['Here it is: { "n": 1 } I hope it helps.'] }]).given, question({ schema: SCHEMA }))).toBe('{"n":1}');
  expect(await text(call([{ pieces: ['```ts\nconst a = 1;\n```\n'] }]).given, question())).toBe('const a = 1;\n');
  const inner = '# A\n```sh\nls\n```\n';
  expect(await text(call([{ pieces: [inner] }]).given, question())).toBe(inner);
});

it('asks for no more than the allowance buys, and says what it needs where that is next to nothing', async () => {
  const small = call([{ pieces: ['ok'] }], { allowanceMicros: 4_500, maxOutputTokens: 8_000 });
  await askEngine(small.given, question());
  expect(small.engine.requests[0]!.maxOutputTokens).toBeLessThanOrEqual(4_500);
  const none = call([{ pieces: ['ok'] }], { allowanceMicros: 100 });
  const error = await askEngine(none.given, question()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AllowanceUsed);
  expect(none.engine.requests).toHaveLength(0);
  // With what it said, it goes through.
  const enough = call([{ pieces: ['ok'] }], { allowanceMicros: (error as AllowanceUsed).leastMicros });
  expect(await text(enough.given, question())).toBe('ok');
});

it('counts the repairs of an answer against the same allowance, and keeps what was bought', async () => {
  const first = call([{ pieces: ['{}'], outputTokens: 900 }], { allowanceMicros: 3_800 });
  await expect(askEngine(first.given, question({ schema: SCHEMA }))).rejects.toBeInstanceOf(AllowanceUsed);
  expect(first.engine.requests).toHaveLength(1);
  const more = call([{ pieces: ['{ "n": 1 }'] }], { answers: first.kept });
  expect(await text(more.given, question({ schema: SCHEMA }))).toBe('{"n":1}');
  expect(more.used()).toMatchObject({ requests: 1, cachedRequests: 1 });
});

it('ends as cancelled when it is cancelled, even where the engine says nothing', async () => {
  const stop = new AbortController();
  const { given } = call([{ pieces: ['so far'], hangs: true }], { signal: stop.signal });
  const answer = askEngine(given, question());
  setImmediate(() => stop.abort());
  await expect(answer).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('asks in fewer words where a prompt does not fit the model’s context, once', async () => {
  const tooLong = new ModelError('TOO_LONG', 'context length exceeded');
  const shorter = { version: '1', system: 'system', user: 'short' };
  const fits = call([{ error: tooLong }, { pieces: ['ok'] }]);
  expect(await text(fits.given, question({ shorter }))).toBe('ok');
  expect(fits.engine.requests.map((request) => request.prompt.user)).toEqual(['user', 'short']);
  const never = call([{ error: tooLong }, { error: tooLong }]);
  await expect(askEngine(never.given, question({ shorter }))).rejects.toMatchObject({ code: 'TOO_LONG', isRetryable: false });
});

it('says what it does, and why an answer was not enough', async () => {
  const after = /^The first words came after/;
  const repaired = call([{ pieces: ['{}'] }, { pieces: ['{ "n": 1 }'] }]);
  await askEngine(repaired.given, question({ schema: SCHEMA }));
  expect(repaired.said).toEqual([
    expect.stringMatching(/^Asks scripted scripted-1: about \d+ tokens to read, at most 1,000 to write$/),
    expect.stringMatching(after),
    expect.stringMatching(/^! The answer does not fit: .*n.*; it is asked again, 1 of at most 2 times$/),
    expect.stringMatching(/^Asks /),
    expect.stringMatching(after),
  ]);
  const broken = call([{ pieces: ['The wheel'], isCut: true }, { pieces: ['The wheel turns'], isLimited: true }, { pieces: ['.'] }]);
  await askEngine(broken.given, question());
  expect(broken.said.filter((line) => !/^Asks|^The first/.test(line))).toEqual([
    expect.stringMatching(/^! The answer broke off after 9 characters \(.+\): it goes on from there$/),
    expect.stringMatching(/^The model reached its length limit after \d+ characters: it goes on from there$/),
  ]);
  const again = call([], { answers: broken.kept });
  await askEngine(again.given, question());
  expect(again.said).toEqual(['It was answered before: nothing is asked']);
});
