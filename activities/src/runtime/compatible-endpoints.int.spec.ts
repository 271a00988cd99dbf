import { NO_USAGE, addUsage, type AttemptError, type JsonSchema, type TokenPrice, type Usage } from '@millwright/domain';
import { ModelRegistry } from '@millwright/integrations';
import { readConfig } from '@millwright/platform';
import { ScriptedEndpoint, chatParts, messageParts, type EndpointCall, type EndpointReply } from '@millwright/testing';
import { askEngine } from './ask-engine.js';
import type { EngineCall } from './engine-call.js';
import { NO_ANSWERS } from './answers.js';
import { SILENT } from './attempt-log.js';
import { describeError } from './failure.js';
import type { LiveText } from './live-text.js';
import type { Question } from './stage.js';

const { delta, finish, usage, done, whole, refusal } = chatParts;
const { start, text, json, stop, ping } = messageParts;
// Nothing but what is about silence itself is in a hurry.
const IDLE_MS = 30_000;
const PRICE: TokenPrice = { inputMicrosPerMTok: 1_000_000, outputMicrosPerMTok: 1_000_000 };
const SCHEMA: JsonSchema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'], additionalProperties: false };

const endpoints: ScriptedEndpoint[] = [];
afterAll(async () => {
  for (const endpoint of endpoints) await endpoint.stop();
});

/** An engine at an endpoint that answers as told: `custom` over chat completions, `anthropic` over messages. */
async function scene(
  reply: (call: EndpointCall, before: number) => EndpointReply,
  { id = 'custom', path, idleMs = IDLE_MS }: { id?: string; path?: string; idleMs?: number } = {},
) {
  const endpoint = new ScriptedEndpoint(reply);
  endpoints.push(endpoint);
  const url = await endpoint.start();
  const name = id.toUpperCase();
  const registry = new ModelRegistry(
    readConfig({
      [`${name}_BASE_URL`]: `${url}${path ?? (id === 'custom' ? '/v1' : '')}`,
      [`${name}_MODELS`]: 'm',
      ENGINE_IDLE_TIMEOUT_MS: String(idleMs),
    }),
  );
  return { endpoint, url, registry, engine: registry.get(id), asked: () => endpoint.calls.filter(({ body }) => body !== undefined) };
}

/** Asks as one attempt does. @returns what it ended with, and what was shown and counted on the way. */
async function ask(
  { engine }: Pick<Awaited<ReturnType<typeof scene>>, 'engine'>,
  question: Partial<Question> = {},
  rest: Partial<EngineCall> = {},
) {
  let shown = '';
  let used: Usage = NO_USAGE;
  const said: string[] = [];
  const outcome: { text?: string; error?: AttemptError } = await askEngine(
    {
      engine,
      model: 'm',
      price: PRICE,
      stage: 'DEV_PLAN',
      maxOutputTokens: 16_000,
      callId: 'c',
      attempt: 1,
      allowanceMicros: Infinity,
      signal: new AbortController().signal,
      live: { push: (more: string) => (shown += more), restart: () => (shown = '') } as unknown as LiveText,
      answers: NO_ANSWERS,
      log: { ...SILENT, warn: (line) => said.push(line) },
      onUsage: (more) => (used = addUsage(used, more)),
      ...rest,
    },
    {
      task: { kind: 'plan', projectName: 'Mill', description: 'd' },
      prompt: { version: '1', system: 'system', user: 'user' },
      ...question,
    },
  ).then(
    (answer) => ({ text: answer.text }),
    (error: unknown) => ({ error: describeError(error) }),
  );
  return { ...outcome, shown, used, said };
}
const stream = (...parts: (string | number)[]): EndpointReply => ({ parts });

describe('thinking in front of an answer', () => {
  it.each(['<think>', '<thinking>', '<reasoning>'])('is no part of a plan, a README or a file: %s', async (open) => {
    const thinking = `${open}\nI answer with {goals, users}.\n${open.replace('<', '</')}\n\n`;
    const structured = await scene(() => stream(...whole(`${thinking}{"n": 1}`)));
    expect(await ask(structured, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
    expect(structured.asked()).toHaveLength(1);
    const plain = await scene(() => stream(...whole(`${thinking}# Tool library\n\nShow \`${open}\`.\n`)));
    expect(await ask(plain)).toMatchObject({
      text: `# Tool library\n\nShow \`${open}\`.\n`,
      shown: `# Tool library\n\nShow \`${open}\`.\n`,
    });
  });

  it('that never ends is an empty answer, which is asked for again, also where it ends at the length limit', async () => {
    for (const reason of ['stop', 'length']) {
      const at = await scene((_call, before) =>
        before === 0 ? stream(delta('<think>\nHm, {'), finish(reason), done) : stream(...whole('body {}')),
      );
      expect(await ask(at)).toMatchObject({ text: 'body {}' });
      expect(at.asked()).toHaveLength(2);
    }
  });

  it('is no part of what an answer that was cut goes on with', async () => {
    const at = await scene((_call, before) =>
      before === 0
        ? stream(delta('<think>a</think>\nThe wheel turns and grinds'), finish('length'), done)
        : stream(...whole('<think>go on</think>\nThe wheel turns and grinds the grain.')),
    );
    expect(await ask(at)).toMatchObject({ text: 'The wheel turns and grinds the grain.' });
  });
});

describe('the end of an answer', () => {
  it.each([
    ['an error in the choice', finish('error', { error: { code: 502, message: 'upstream gave up' } }), /502: upstream gave up/],
    ['the bare reason', finish('error'), /broke its answer off \(error\)/],
    ['a lack of resources', finish('insufficient_system_resource'), /insufficient_system_resource/],
  ])('is none where it is %s: it is tried again, and says why', async (_what, end, message) => {
    const at = await scene(() => stream(delta('body { mar'), end, done));
    expect(await ask(at)).toMatchObject({ error: { code: 'UNAVAILABLE', isRetryable: true, message: expect.stringMatching(message) } });
  });

  it.each(['eos', 'end_turn', 'tool_calls', 'function_call', 'something new', null])('is one with the reason %s', async (reason) => {
    const at = await scene(() => stream(delta('body {}'), finish(reason), done));
    expect(await ask(at)).toMatchObject({ text: 'body {}' });
    expect(at.asked()).toHaveLength(1);
  });

  it.each(['max_tokens', 'model_length', 'MAX_TOKENS'])('is one in the middle with the reason %s', async (reason) => {
    const at = await scene((_call, before) =>
      before === 0 ? stream(delta('body { mar'), finish(reason), done) : stream(...whole('body { margin: 0 }')),
    );
    expect(await ask(at)).toMatchObject({ text: 'body { margin: 0 }' });
  });

  it('that no mark tells of is a cut', async () => {
    const at = await scene((_call, before) => (before === 0 ? stream(delta('body { mar')) : stream(...whole('body { margin: 0 }'))));
    expect(await ask(at)).toMatchObject({ text: 'body { margin: 0 }', said: [expect.stringContaining('broke off')] });
  });
});

describe('signs of life', () => {
  const ends: Record<string, string[]> = { custom: whole('body {}'), anthropic: [start(), text('body {}'), stop('end_turn')] };
  const begins: Record<string, string[]> = { custom: [delta('/* a */ ')], anthropic: [start(), text('/* a */ ')] };
  const often = (part: string, times: number, ms: number): (string | number)[] => Array.from({ length: times }, () => [part, ms]).flat();

  it('keep a call that thinks, at its beginning and in its middle: comments, blank lines, pings, and thinking in fields of its own', async () => {
    const reasoning = delta({ reasoning_content: 'Let me think about it. ' });
    const signs: [string, (string | number)[]][] = [
      ['custom', often(': keep-alive\n\n', 8, 150)],
      ['custom', often('\n', 8, 150)],
      ['anthropic', often(ping, 8, 150)],
      ['anthropic', often(': keep-alive\n\n', 8, 150)],
      ['custom', often(reasoning, 8, 150)],
      ['custom', often(delta({ reasoning: 'Let me think about it. ' }), 8, 150)],
    ];
    const ended = await Promise.all(
      signs.map(async ([id, parts]) => {
        const at = await scene(() => stream(...parts, ...begins[id]!, ...parts, ...ends[id]!), { id, idleMs: 900 });
        return [(await ask(at)).text, at.asked().length];
      }),
    );
    expect(ended).toEqual(signs.map(() => ['/* a */ body {}', 1]));
  });

  it('without anything else do so for ten idle times, and silence for one', async () => {
    const talking = await scene(() => stream(...often(': keep-alive\n\n', 100, 50)), { idleMs: 200 });
    const empty = await scene(() => stream(...often(delta(''), 100, 50)), { idleMs: 200 });
    const silent = await scene(() => stream(60_000), { idleMs: 200 });
    expect((await Promise.all([ask(talking), ask(empty), ask(silent)])).map(({ error }) => error?.code)).toEqual([
      'TIMEOUT',
      'TIMEOUT',
      'TIMEOUT',
    ]);
  });
});

describe('what an endpoint does not take', () => {
  it('is asked for by its other name, and from then on at once', async () => {
    const at = await scene(({ body }) =>
      body!['max_tokens'] === undefined
        ? stream(...whole('body {}'))
        : refusal(400, {
            message: 'max_tokens is not supported here, use max_completion_tokens',
            param: 'max_tokens',
            code: 'unsupported_parameter',
          }),
    );
    for (let i = 0; i < 2; i++) expect(await ask(at)).toMatchObject({ text: 'body {}' });
    expect(at.asked().map(({ body }) => body!['max_completion_tokens'])).toEqual([undefined, 16_000, 16_000]);
  });

  it.each([
    'the valid range of max_tokens is [1, 8192]',
    'max_tokens is too large: 16000. This model supports at most 8192 completion tokens, whereas you provided 16000.',
    'max_tokens must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window`',
    'max_tokens: 16000 > 8192, which is the maximum allowed number of output tokens for m-4-1',
    'Range of max_tokens should be between 1 and 8,192',
    'max_tokens must be < 8193',
  ])('is asked for in a number that it takes: %s', async (message) => {
    for (const id of ['custom', 'anthropic']) {
      const at = await scene(
        ({ body }) =>
          Number(body!['max_tokens']) > 8_192
            ? refusal(400, { message, type: 'invalid_request_error' })
            : stream(...(id === 'custom' ? whole('body {}') : [start(), text('body {}'), stop('end_turn')])),
        { id },
      );
      for (let i = 0; i < 2; i++) expect(await ask(at)).toMatchObject({ text: 'body {}' });
      expect(at.asked().map(({ body }) => body!['max_tokens'])).toEqual([16_000, 8_192, 8_192]);
    }
  });

  it('leaves room for what is read, where both share a window', async () => {
    const at = await scene(({ body }) =>
      Number(body!['max_tokens']) > 8_192 - 1_022
        ? refusal(400, {
            message: `'max_tokens' or 'max_completion_tokens' is too large: 16000. This model's maximum context length is 8192 tokens and your request has 1022 input tokens (16000 > 8192 - 1022).`,
          })
        : stream(...whole('body {}')),
    );
    for (let i = 0; i < 2; i++) expect(await ask(at)).toMatchObject({ text: 'body {}' });
    expect(at.asked()).toHaveLength(3);
  });

  it('is left out: counting, a schema, JSON mode and instructions apart, each learned once', async () => {
    const at = await scene(({ body }) => {
      const {
        stream_options: counts,
        response_format: format,
        messages,
      } = body as {
        stream_options?: object;
        response_format?: { type: string };
        messages: { role: string }[];
      };
      if (counts)
        return {
          status: 422,
          type: 'application/json',
          parts: ['{"detail":[{"loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}'],
        };
      if (format) return refusal(400, { message: `response_format ${format.type} is not supported` });
      if (messages[0]!.role === 'system')
        return { status: 400, type: 'application/json', parts: ['{"object":"error","message":"System role not supported"}'] };
      return stream(...whole('{"n": 1}'));
    });
    for (let i = 0; i < 2; i++) expect(await ask(at, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
    expect(at.asked()).toHaveLength(6);
  });

  it('is not bargained about for ever', async () => {
    const at = await scene(() => refusal(400, { message: 'max_tokens must be less than 1' }));
    expect(await ask(at)).toMatchObject({ error: { code: 'BAD_REQUEST', isRetryable: false } });
    const shrinking = await scene(({ body }) => refusal(400, { message: `max_tokens must be at most ${Number(body!['max_tokens']) - 1}` }));
    expect(await ask(shrinking)).toMatchObject({ error: { code: 'BAD_REQUEST' } });
    expect(shrinking.asked().length).toBeLessThan(12);
  });
});

describe('a wrong address', () => {
  const page = '<!DOCTYPE html><html><head><title>My router</title></head><body>Welcome</body></html>';
  const isRight = ({ path }: EndpointCall): boolean => path === '/v1/models';
  const models = JSON.stringify({ data: [{ id: 'm' }] });

  it.each([
    ['a page', { type: 'text/html', parts: [page] }, /a page called “My router”/],
    [
      'an error',
      { type: 'application/json', parts: ['{"error":"Unexpected endpoint or method. (POST /chat/completions)"}'] },
      /Unexpected endpoint/,
    ],
    ['a page that nobody finds', { status: 404, type: 'text/html', parts: [page] }, /My router/],
    ['bare text', { status: 404, type: 'text/plain', parts: ['404 page not found'] }, /page not found/],
  ])('answers with %s: it is final, and says where to look instead', async (_what, reply: EndpointReply, said) => {
    const at = await scene((call) => (isRight(call) ? { type: 'application/json', parts: [models] } : reply), { path: '' });
    const { error } = await ask(at);
    expect(error).toMatchObject({ code: 'WRONG_ADDRESS', isRetryable: false, message: expect.stringMatching(said) });
    expect(error!.message).toContain('CUSTOM_BASE_URL');
    expect(error!.hint).toContain(`${at.url}/v1`);
    expect((await at.registry.offer('custom')).problem).toMatchObject({ hint: expect.stringContaining(`${at.url}/v1`) });
  });

  it('of an endpoint that lists nothing is right where it answers', async () => {
    const at = await scene(({ body }) => (body ? stream(...whole('body {}')) : { status: 404, type: 'text/plain', parts: ['no'] }));
    expect(await at.registry.offer('custom')).toEqual({ models: ['m'], problem: null });
    expect(await ask(at)).toMatchObject({ text: 'body {}' });
  });

  it('of the newer wire is no wrong one of the server, however it says so', async () => {
    const error = JSON.stringify({ error: 'Unexpected endpoint or method. (POST /v1/responses)' });
    const at = await scene(
      ({ path }) => (path.endsWith('/responses') ? { type: 'application/json', parts: [error] } : stream(...whole('body {}'))),
      { id: 'openai', path: '/v1' },
    );
    for (let i = 0; i < 2; i++) expect(await ask(at)).toMatchObject({ text: 'body {}' });
    expect(at.asked()).toHaveLength(3);
  });

  it('is not what an error in the place of a stream tells of', async () => {
    const at = await scene(() => ({
      type: 'application/json',
      parts: [JSON.stringify({ error: { message: 'Quota used up', code: 429 } })],
    }));
    expect(await ask(at)).toMatchObject({ error: { code: 'RATE_LIMITED', message: expect.stringContaining('Quota used up') } });
  });
});

describe('other forms', () => {
  it.each([
    [
      'a list of parts',
      delta({
        content: [
          { type: 'text', text: 'body ' },
          { type: 'text', text: '{}' },
        ],
      }),
    ],
    [
      'parts with thinking',
      delta({
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
          { type: 'text', text: 'body {}' },
        ],
      }),
    ],
    ['bare strings', delta({ content: ['body ', '{}'] })],
  ])('of content: %s', async (_what, part) => {
    const at = await scene(() => stream(part, finish('stop'), done));
    expect(await ask(at)).toMatchObject({ text: 'body {}' });
  });

  it('of an answer: a document in the place of the stream', async () => {
    const chat = await scene(() => ({
      type: 'application/json',
      parts: [
        JSON.stringify({
          choices: [{ message: { content: 'body {}' }, finish_reason: 'stop' }],
          usage: { prompt_tokens: 5, completion_tokens: 3 },
        }),
      ],
    }));
    expect(await ask(chat)).toMatchObject({ text: 'body {}', used: { inputTokens: 5, outputTokens: 3 } });
    const messages = await scene(
      () => ({
        type: 'application/json',
        parts: [JSON.stringify({ type: 'message', content: [{ type: 'text', text: 'body {}' }], stop_reason: 'end_turn' })],
      }),
      { id: 'anthropic' },
    );
    expect(await ask(messages)).toMatchObject({ text: 'body {}' });
  });

  it.each([
    ['a mark of its encoding', '\uFEFF{"n": 1}'],
    ['a document twice', '{"n": 1}\n{"n": 1}'],
    ['a remark with braces behind it', '{"n": 1}\n\nI left {m} out.'],
    ['a remark with braces before it', 'I answer {n}:\n{"n": 1}'],
    ['a first try', '{"m": 0}\n{"n": 1}'],
  ])('of JSON: %s', async (_what, answer) => {
    const at = await scene(() => stream(...whole(answer)));
    expect(await ask(at, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
    expect(at.asked()).toHaveLength(1);
  });

  it('of a file: no mark of its encoding is left', async () => {
    const at = await scene(() => stream(...whole('\uFEFF{ "name": "mill" }')));
    expect(await ask(at)).toMatchObject({ text: '{ "name": "mill" }' });
  });

  it('of a structured answer over messages: text, or the whole input at once, and no usage', async () => {
    const inText = await scene(() => stream(start(), text('{"n": '), text('1}'), stop('end_turn')), { id: 'anthropic' });
    expect(await ask(inText, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
    const block = `event: content_block_start\ndata: ${JSON.stringify({ type: 'content_block_start', index: 0, content_block: { type: 'tool_use', name: 'answer', input: { n: 1 } } })}\n\n`;
    const atOnce = await scene(() => stream(start(), block, stop('tool_use')), { id: 'anthropic' });
    expect(await ask(atOnce, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
    const tool = await scene(() => stream(start(), text('Here: {'), json('{"n": 1}'), stop('tool_use')), { id: 'anthropic' });
    expect(await ask(tool, { schema: SCHEMA })).toMatchObject({ text: '{"n":1}' });
  });

  it('of a count: none is not believed where text came', async () => {
    for (const parts of [[usage(0, 0)], [usage(7, 3), usage(0, 0)], []]) {
      const at = await scene(() => stream(delta('body {}'), finish('stop'), ...parts, done));
      const { used } = await ask(at);
      expect(used).toMatchObject(parts.length === 2 ? { inputTokens: 7, outputTokens: 3 } : { outputTokens: 7 });
      expect(used.costMicros).toBeGreaterThan(9);
    }
    const messages = await scene(
      () => stream(start({ input_tokens: 0, output_tokens: 0 }), text('body {}'), stop('end_turn', { output_tokens: 0 })),
      { id: 'anthropic' },
    );
    expect((await ask(messages)).used.costMicros).toBeGreaterThan(9);
  });

  it.each([
    ['a tag that is meant', 'llama3.2', { data: [{ id: 'llama3.2:latest' }] }],
    ['a folder', 'gemini-9', { data: [{ id: 'models/gemini-9' }] }],
    ['a bare list', 'm', [{ id: 'm' }]],
    ['names', 'm', ['m']],
    ['models', 'm', { models: [{ name: 'm:latest', model: 'm:latest' }] }],
  ])('of a list of models: %s', async (_what, own, list) => {
    const endpoint = new ScriptedEndpoint(() => ({ type: 'application/json', parts: [JSON.stringify(list)] }));
    endpoints.push(endpoint);
    const registry = new ModelRegistry(readConfig({ CUSTOM_BASE_URL: `${await endpoint.start()}/v1`, CUSTOM_MODELS: own }));
    expect(await registry.offer('custom')).toEqual({ models: [own], problem: null });
  });

  it('of a refusal: half of a character is not told of, and a NUL is shown', async () => {
    const at = await scene(() => stream(delta({ refusal: `${'x'.repeat(299)}😀` }), finish('stop'), done));
    expect((await ask(at)).error!.message).toMatch(/x$/);
    const nul = await scene(() => stream(delta({ refusal: 'No\0.' }), finish('stop'), done));
    expect(await ask(nul)).toMatchObject({ error: { code: 'REFUSED', message: 'The model declined: No\uFFFD.' } });
  });
});
