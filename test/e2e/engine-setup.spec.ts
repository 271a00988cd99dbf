import { get } from 'node:http';
import { ApiProcess } from '../support/api-process.js';
import { TestClient } from '../support/client.js';

const provider = process.env.MILLWRIGHT_TEST_PROVIDER!;
const KEY = process.env.MILLWRIGHT_TEST_PROVIDER_KEY!;
const KEYLESS = {
  OPENAI_API_KEY: '',
  OPENAI_MODELS: '',
  ANTHROPIC_API_KEY: '',
  ANTHROPIC_BASE_URL: '',
  GROQ_API_KEY: '',
  GROQ_BASE_URL: '',
  PACED_ENGINE: '',
  SIMULATED_ENGINES: '',
};
interface Engine {
  id: string;
  configured: boolean;
  models: string[];
  problem: { message: string; hint: string } | null;
}

/** What someone who starts Millwright with these settings sees of its engines, and what a first generation is told. */
async function fresh(env: NodeJS.ProcessEnv): Promise<{ openai: Engine; refusal: { path: string; message: string } | undefined }> {
  const api = await ApiProcess.start({ ...KEYLESS, ...env });
  try {
    const ana = await TestClient.signUp('Ana', api.base);
    const { engines } = await ana.get<{ engines: Engine[] }>('{ engines { id configured models problem { message hint } } }');
    const project = await ana.project('A mill that is tried with these settings');
    const answer = await ana.ask('mutation ($i: StartGenerationInput!) { startGeneration(input: $i) { generation { id engine model } } }', {
      i: { projectId: project.id, engine: 'openai' },
    });
    await ana.close();
    return { openai: engines.find((engine) => engine.id === 'openai')!, refusal: answer.errors?.[0]?.extensions.fields?.[0] };
  } finally {
    await api.stop();
  }
}

it('offers what a compatible server lists, where there is only its address', async () => {
  // The server of these tests wants a key; one that wants none lists its models.
  const { openai } = await fresh({ OPENAI_BASE_URL: `${provider}/v1`, OPENAI_API_KEY: KEY });
  expect(openai).toEqual({ id: 'openai', configured: true, models: ['sim-1', 'sim-2'], problem: null });
});

it('says that a key is missing or wrong, and what to do, before anything is started', async () => {
  for (const key of ['', 'sk-wrong']) {
    const { openai, refusal } = await fresh({ OPENAI_BASE_URL: `${provider}/v1`, OPENAI_API_KEY: key });
    expect(openai).toMatchObject({
      configured: true,
      models: [],
      problem: { message: expect.stringMatching(/401.*key/i), hint: expect.stringContaining('Settings, Engines') },
    });
    expect(refusal).toMatchObject({ path: 'input.engine', message: expect.stringMatching(/401/) });
  }
});

it('says that a model is not there, and which are', async () => {
  const { openai } = await fresh({ OPENAI_BASE_URL: `${provider}/v1`, OPENAI_API_KEY: KEY, OPENAI_MODELS: 'gpt-none' });
  expect(openai).toEqual({
    id: 'openai',
    configured: true,
    models: ['gpt-none'],
    problem: { message: 'OpenAI does not offer gpt-none', hint: expect.stringContaining('sim-1, sim-2') },
  });
});

it('says that nobody answers at an address, and which variable it is', async () => {
  const { openai } = await fresh({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
  expect(openai.problem).toMatchObject({
    message: expect.stringContaining('could not be reached'),
    hint: expect.stringContaining('OPENAI_BASE_URL'),
  });
});

it('offers the keys to enter where nothing is configured at all', async () => {
  const { openai, refusal } = await fresh({ OPENAI_BASE_URL: '' });
  expect(openai).toMatchObject({ configured: false, problem: null });
  expect(refusal).toMatchObject({
    path: 'input.engine',
    message: expect.stringContaining('has no key here; enter one under Settings, Engines'),
  });
});

it.each([
  ['nobody by name', {}, 401],
  ['who has another key', { authorization: 'Bearer sk-simulated' }, 401],
  ['a page whose name leads to this machine', { authorization: `Bearer ${KEY}`, host: 'elsewhere.example' }, 421],
  ['who has the key of this run', { authorization: `Bearer ${KEY}` }, 200],
])('has a simulated provider that tells what it was asked to %s: %s', async (_who, headers, status) => {
  const answered = await new Promise((resolve, reject) => {
    get(`${provider}/simulated/calls`, { headers }, (answer) => resolve(answer.resume().statusCode)).once('error', reject);
  });
  expect(answered).toBe(status);
});
