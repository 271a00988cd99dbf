import type { SimulatedCall, SimulatedProvider } from '@millwright/testing';
import { Api, memoryMb, row, seconds, type Row } from './bench-tools.ts';
import { freePort } from './ports.ts';
import { startSimulation } from './simulate.ts';
import { startStack } from './stack.ts';

const FILES = 20;
const DIRECTORIES = 12;
const WINDOW = 10;
const PACE = { firstTokenMs: 300, tokensPerSecond: 100 };
const AT_ONCE = { firstTokenMs: 0, tokensPerSecond: 1_000_000 };
const TOKENS = { plan: 400, architecture: 600, blueprint: 800, readme: 300, file: 400 };
const IDLE_MS = 2_000;
const FRESH = { useCache: false };

/** Generations with a provider at a model's pace, against a plain script that makes the same calls in the same run. */
export async function modelsBench(dataDir: string, say: (what: string) => void): Promise<Row[]> {
  const { readConfig } = await import('@millwright/platform');
  const { provider, env } = await startSimulation(dataDir, { ...AT_ONCE, tokens: TOKENS, files: FILES, directories: DIRECTORIES });
  const port = await freePort();
  const config = readConfig({
    ...env,
    PORT: String(port),
    DATA_DIR: dataDir,
    VERIFY: 'off',
    STAGE_WINDOW: String(WINDOW),
    RATE_LIMIT_PER_MINUTE: '1000000',
    ENGINE_IDLE_TIMEOUT_MS: String(IDLE_MS),
    // The README by the same engine: the plain script has but one.
    ANTHROPIC_API_KEY: '',
    ANTHROPIC_BASE_URL: '',
  });
  const stack = await startStack(config, { withTemporalUi: false });
  const rows: Row[] = [];
  try {
    const api = await Api.signUp(config.PUBLIC_URL);
    await api.generate('Warm up the processes', 'openai', [], FRESH);

    say('models: one generation, and a plain script with the same calls …');
    Object.assign(provider.settings, PACE);
    provider.calls.length = 0;
    const startedAt = Date.now();
    const one = await api.generate('A project at the pace of a model', 'openai', [], FRESH);
    const calls = [...provider.calls];
    const plain = await plainScript(provider, env.OPENAI_API_KEY!);
    const best = bestSchedule(calls);
    rows.push(
      row('(h) generation with a provider against the best schedule of its own calls', one, best, '≤ 1.05'),
      row('(h) the same against a plain script with the openai SDK', one, plain, ''),
      {
        what: '(h) the same against gpt-engineer (95 s, measured elsewhere)',
        ours: seconds(one),
        floor: '95 s',
        ratio: (one / 95_000).toFixed(2),
        goal: '≤ 0.5',
      },
      figure('(i) parallelism: model time over time with a call in flight', parallelism(calls).toFixed(2), '≥ 3'),
      figure('(i) files in flight at once, at most', String(mostAtOnce(calls.filter((call) => call.task === 'file'))), `≤ ${WINDOW}`),
      figure('(j) from the mutation to the first call, project and sign-in included', `${calls[0]!.startedAt - startedAt} ms`, '≤ 500 ms'),
    );

    say('models: the same again, from the cache …');
    await api.generate('A project that is asked for twice', 'openai');
    provider.calls.length = 0;
    const cached = await api.generate('A project that is asked for twice', 'openai');
    rows.push({
      what: '(k) the same generation again',
      ours: `${seconds(cached)}, ${provider.calls.length} calls`,
      floor: '',
      ratio: '',
      goal: '0 calls',
    });

    say('models: ten at once …');
    const before = memoryMb(stack);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, memoryMb(stack))), 500);
    const ten = Math.max(
      ...(await Promise.all(Array.from({ length: 10 }, (_, i) => api.generate(`One of ten, the ${i}.`, 'openai', [], FRESH)))),
    );
    clearInterval(watch);
    rows.push(row('(l) ten generations at once against one', ten, one, '≤ 1.10'), {
      what: '(l) memory growth of our processes for each of the ten',
      ours: `${((most - before) / 10).toFixed(0)} MB`,
      floor: `${Math.round(before)} MB`,
      ratio: '',
      goal: '≤ 25 MB',
    });

    say('models: a worker killed in the middle of the files …');
    provider.calls.length = 0;
    const killed = api.generate('A project whose worker dies', 'openai', [], FRESH);
    const doneFiles = (): number => provider.calls.filter((call) => call.task === 'file' && call.outcome === 'whole').length;
    while (doneFiles() < WINDOW / 2) await pause(20);
    // What has just been answered is on its way to the database.
    await pause(500);
    const finished = new Set(provider.calls.filter((call) => call.outcome === 'whole').map(nameOf));
    const callsBefore = provider.calls.length;
    process.kill(-stack.state.pids['Activity worker']!, 'SIGKILL');
    await killed;
    const bought = provider.calls.slice(callsBefore).filter((call) => finished.has(nameOf(call))).length;
    rows.push(figure(`(m) finished calls bought again after kill -9 (${finished.size} were finished)`, String(bought), '0'));

    say('models: the first word on its way …');
    const late: number[] = [];
    for (let i = 0; i < 5; i++) {
      provider.calls.length = 0;
      const seenAt = await api.firstText(`A project whose first word is waited for, the ${i}.`, 'openai', FRESH);
      late.push(seenAt - provider.calls[0]!.firstTextAt!);
    }
    rows.push(
      figure('(o) first text at a subscriber after the provider wrote it, the slowest of five', `${Math.max(...late)} ms`, '≤ 100 ms'),
    );

    say('models: hangs and drips …');
    Object.assign(provider.settings, AT_ONCE);
    for (const kind of ['hang-before', 'hang-within', 'drip'] as const) {
      provider.calls.length = 0;
      await api.generate(`A project whose provider falls silent [[${kind} plan]]`, 'openai', [], FRESH);
      const [call] = provider.calls;
      rows.push(
        figure(
          `(n) ${kind}: from the call to its end, with an idle timeout of ${IDLE_MS} ms`,
          `${call!.endedAt! - call!.startedAt} ms`,
          `≤ ${IDLE_MS + 1_000} ms`,
        ),
      );
    }
    return rows;
  } finally {
    await stack.stop();
    await provider.stop();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const nameOf = (call: SimulatedCall): string => `${call.task} ${call.item}`;
const figure = (what: string, ours: string, goal: string): Row => ({ what, ours, floor: '', ratio: '', goal });
const lasts = (call: SimulatedCall): number => call.endedAt! - call.startedAt;

/** What the calls of a generation take where nothing but their order and the window holds them back. */
function bestSchedule(calls: readonly SimulatedCall[]): number {
  const of = (task: string): number[] => calls.filter((call) => call.task === task).map(lasts);
  const chain = [...of('plan'), ...of('architecture'), ...of('blueprint')].reduce((sum, ms) => sum + ms, 0);
  const lanes = Array.from({ length: WINDOW }, () => 0);
  for (const ms of of('file')) lanes[lanes.indexOf(Math.min(...lanes))]! += ms;
  return chain + Math.max(...lanes, ...of('readme'));
}

function parallelism(calls: readonly SimulatedCall[]): number {
  const busy: [number, number][] = [];
  for (const { startedAt, endedAt } of [...calls].sort((a, b) => a.startedAt - b.startedAt)) {
    const last = busy.at(-1);
    if (last && startedAt <= last[1]) last[1] = Math.max(last[1], endedAt!);
    else busy.push([startedAt, endedAt!]);
  }
  return calls.reduce((sum, call) => sum + lasts(call), 0) / busy.reduce((sum, [from, to]) => sum + to - from, 0);
}

function mostAtOnce(calls: readonly SimulatedCall[]): number {
  return Math.max(
    ...calls.map(({ startedAt }) => calls.filter((other) => other.startedAt <= startedAt && other.endedAt! > startedAt).length),
  );
}

/** The same calls in the same order with the openai SDK and nothing else: no database, no retries, nothing kept. */
async function plainScript(provider: SimulatedProvider, apiKey: string): Promise<number> {
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI({ apiKey, baseURL: `${provider.url}/v1`, maxRetries: 0, logLevel: 'off' });
  const ask = async (material: Record<string, unknown>): Promise<string> => {
    const input = Object.entries({ name: 'Plain', description: 'A plain script', ...material })
      .map(([name, value]) => `<data name="${name}">\n${typeof value === 'string' ? value : JSON.stringify(value)}\n</data>`)
      .join('\n\n');
    let text = '';
    for await (const event of await client.responses.create({ model: 'sim-1', input, stream: true }))
      if (event.type === 'response.output_text.delta') text += event.delta;
    return text;
  };
  const startedAt = performance.now();
  const plan = JSON.parse(await ask({})) as unknown;
  const architecture = JSON.parse(await ask({ plan })) as unknown;
  const blueprint = JSON.parse(await ask({ plan, architecture })) as { files: { path: string }[] };
  const files = [...blueprint.files];
  await Promise.all([
    ask({ plan, blueprint }),
    ...Array.from({ length: WINDOW }, async () => {
      for (let file = files.shift(); file; file = files.shift()) await ask({ blueprint, file });
    }),
  ]);
  return performance.now() - startedAt;
}
