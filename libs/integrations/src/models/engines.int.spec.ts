import { readConfig } from '@millwright/platform';
import { SimulatedProvider, type SimulatedSettings } from '@millwright/testing';
import { describeModelEngine } from './conformance.js';
import { ModelRegistry } from './index.js';
import type { ModelEngine, ModelEvent, ModelRequest } from './port.js';

const providers: SimulatedProvider[] = [];
afterAll(async () => {
  for (const provider of providers) await provider.stop();
});

async function scene(id: string, settings: Partial<SimulatedSettings> = {}, env: NodeJS.ProcessEnv = {}) {
  const provider = new SimulatedProvider({ key: 'sk-right', ...settings });
  providers.push(provider);
  const url = await provider.start();
  const name = id.toUpperCase();
  const registry = new ModelRegistry(
    readConfig({
      [`${name}_BASE_URL`]: id === 'anthropic' ? url : `${url}/v1`,
      [`${name}_API_KEY`]: 'sk-right',
      [`${name}_MODELS`]: 'sim-1',
      ENGINE_IDLE_TIMEOUT_MS: '3000',
      ...env,
    }),
  );
  return { provider, registry, engine: registry.get(id) };
}
const engineOf = async (...given: Parameters<typeof scene>): Promise<ModelEngine> => (await scene(...given)).engine;

describeModelEngine('openai over Responses', () => engineOf('openai'));
describeModelEngine('openai where there are only chat completions', () => engineOf('openai', { hasResponses: false }));
describeModelEngine('anthropic', () => engineOf('anthropic'));
describeModelEngine('groq, with schemas', () => engineOf('groq'));
describeModelEngine('vllm, with JSON mode alone', () => engineOf('vllm', { formats: 'json' }));
describeModelEngine('ollama, with neither', () => engineOf('ollama', { formats: 'prompt' }));

const REQUEST: ModelRequest = {
  stage: 'DEV_PLAN',
  model: 'sim-1',
  task: { kind: 'plan', projectName: 'Mill', description: 'A mill that grinds grain' },
  prompt: {
    version: '1',
    system: 'You plan software.',
    context: '<data name="name">\nMill\n</data>',
    user: '<data name="description">\nA mill that grinds grain\n</data>',
  },
  maxOutputTokens: 1_000,
  callId: 'c',
  attempt: 1,
};
async function ask(engine: ModelEngine, request: Partial<ModelRequest> = {}, signal = new AbortController().signal): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of engine.answer({ ...REQUEST, ...request }, signal)) events.push(event);
  return events;
}

describe('a registry', () => {
  it('offers what is configured, and nothing that has no address', () => {
    const { registry } = { registry: new ModelRegistry(readConfig({ OPENAI_API_KEY: 'sk-x' })) };
    const infos = new Map(registry.all().map(({ info }) => [info.id, info]));
    expect(infos.get('openai')).toMatchObject({ configured: true, host: 'provider' });
    expect(infos.get('anthropic')).toMatchObject({ configured: false });
    expect(infos.has('ollama')).toBe(false);
    expect(registry.default().info.id).toBe('openai');
    expect(new ModelRegistry(readConfig({})).default().info.id).toBe('offline');
    expect(new ModelRegistry(readConfig({})).default(new Set(['groq'])).info.id).toBe('groq');
  });

  it('asks a compatible server without a key for its models, and leaves out those that write no text', async () => {
    const provider = new SimulatedProvider({ models: ['llama-9', 'text-embedding-9', 'whisper-9'] });
    providers.push(provider);
    const registry = new ModelRegistry(readConfig({ OPENAI_BASE_URL: `${await provider.start()}/v1` }));
    expect(registry.default().info).toMatchObject({ id: 'openai', configured: true });
    expect(await registry.offer('openai')).toEqual({ models: ['llama-9'], problem: null });
  });

  it('says what is wrong: a refused key, a model that is not there, an address where nobody listens', async () => {
    const wrongKey = await scene('openai', {}, { OPENAI_API_KEY: 'sk-wrong' });
    expect((await wrongKey.registry.offer('openai')).problem).toMatchObject({
      message: expect.stringContaining('401'),
      hint: expect.stringMatching(/key/),
    });
    const noModel = await scene('openai', {}, { OPENAI_MODELS: 'gpt-none' });
    expect((await noModel.registry.offer('openai')).problem).toMatchObject({
      message: 'OpenAI does not offer gpt-none',
      hint: expect.stringContaining('sim-1'),
    });
    const nobody = await scene('openai', {}, { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
    expect((await nobody.registry.offer('openai')).problem).toMatchObject({
      message: expect.stringContaining('could not be reached'),
      hint: expect.stringContaining('OPENAI_BASE_URL'),
    });
  });

  it('knows the prices that are published, those of the operator before them, and none that nobody knows', async () => {
    const { registry } = await scene('openai');
    expect(registry.get('openai').price('gpt-5-mini')).toEqual({
      inputMicrosPerMTok: 250_000,
      cachedInputMicrosPerMTok: 25_000,
      outputMicrosPerMTok: 2_000_000,
    });
    expect(registry.get('openai').price('sim-1')).toBeNull();
    expect((await engineOf('ollama')).price('any')).toEqual({ inputMicrosPerMTok: 0, outputMicrosPerMTok: 0 });
  });
});

describe.each(['openai', 'anthropic', 'groq'])('%s', (id) => {
  it('closes the connection when it is cancelled, also while it waits for the first word', async () => {
    const { provider, engine } = await scene(id, { faults: [{ kind: 'hang-before' }] }, { ENGINE_IDLE_TIMEOUT_MS: '60000' });
    const stop = new AbortController();
    const asked = ask(engine, {}, stop.signal);
    while (provider.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    while (provider.calls[0]!.endedAt === undefined) await new Promise((resolve) => setImmediate(resolve));
  });

  it('goes on from the beginning of an answer that it is given', async () => {
    const { provider, engine } = await scene(id);
    const all = (await ask(engine)).map((event) => (event.type === 'text' ? event.text : '')).join('');
    const rest = (await ask(engine, { partial: all.slice(0, 40) })).map((event) => (event.type === 'text' ? event.text : '')).join('');
    expect(rest).toBe(all);
    const later = (await ask(engine, { partial: all.slice(0, 100) })).map((event) => (event.type === 'text' ? event.text : '')).join('');
    expect(later).toBe(all.slice(60));
    expect(provider.calls.map((call) => call.isContinued)).toEqual([false, true, true]);
  });

  it('leaves a provider alone for as long as it asks to be, and asks with the key it is given', async () => {
    const { provider, engine } = await scene(id, { faults: [{ kind: 'status-429' }], retryAfterS: 0.3 });
    await expect(ask(engine)).rejects.toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 300 });
    await ask(engine);
    const [first, second] = provider.calls;
    expect(second!.startedAt - first!.startedAt).toBeGreaterThanOrEqual(295);
    await expect(ask(engine, { apiKey: 'sk-other' })).rejects.toMatchObject({ code: 'BAD_KEY', isRetryable: false });
  });

  it('tells what was cached at the provider, where that tells', async () => {
    const { engine } = await scene(id);
    const ends = [(await ask(engine)).at(-1), (await ask(engine)).at(-1)];
    for (const end of ends) expect(end).toMatchObject({ type: 'end', inputTokens: expect.any(Number), outputTokens: expect.any(Number) });
    if (id === 'anthropic') expect(ends).toMatchObject([{ cacheWriteTokens: 8 }, { cachedInputTokens: 8, cacheWriteTokens: 0 }]);
  });
});
