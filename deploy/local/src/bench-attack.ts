import { fork } from 'node:child_process';
import { join } from 'node:path';
import { Api, residentMb, type Row } from './bench-tools.ts';
import { ROOT } from './paths.ts';
import { percentile } from './percentile.ts';
import { freePort } from './ports.ts';
import { startStack, type Stack } from './stack.ts';

/** Few enough for the limit of requests that a server has by default. */
const REQUESTS = 150;
const MEMORY_EVERY_MS = 50;
const WORK = [
  '{ viewer { id name } }',
  '{ projects(first: 20) { totalCount edges { node { id name latestGeneration { id status } } } } }',
  '{ generations(first: 20) { edges { node { id status } } } }',
];

/**
 * What somebody who is signed in notices while a stranger does at once, from one address, all that the server has limits
 * for: fifteen sign-ups, ten uploads of 60 MB, 250 MB in 255 kB of gzip, a document that is exponential, 300 sockets.
 */
export async function attackBench(dataDir: string, say: (what: string) => void): Promise<Row[]> {
  const { readConfig } = await import('@millwright/platform');
  // With the limits that a server has by default.
  const stack = await startStack(readConfig({ PORT: String(await freePort()), DATA_DIR: dataDir }), { withTemporalUi: false });
  try {
    return await attack(stack, say);
  } finally {
    await stack.stop();
  }
}

async function attack(stack: Stack, say: (what: string) => void): Promise<Row[]> {
  const { url } = stack.state;
  const api = await Api.signUp(url);
  const { token } = await Api.signUp(url, 'mallory@example.com');
  for (let i = 0; i < 5; i++) await api.project(`Clinic ${i}`, 'Patients book appointments with doctors');
  const pids = { ...stack.state.pids };
  const memory = (): number => residentMb(pids.API);
  await times(api, 20);
  say('attack: somebody works, alone …');
  const alone = await times(api, REQUESTS);
  const before = memory();
  let peak = before;
  const sampling = setInterval(() => (peak = Math.max(peak, memory())), MEMORY_EVERY_MS);
  const attacker = fork(join(ROOT, 'deploy/local/src/bench-attacker.ts'), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const begun = new Promise((resolve) => attacker.once('message', resolve));
  attacker.send({ url, token });
  await begun;
  say('attack: … and while the server is attacked');
  const told = new Promise<{ answers: object }>((resolve) =>
    attacker.once('message', (message) => resolve(message as { answers: object })),
  );
  const attacked = await times(api, REQUESTS);
  const { answers } = await told;
  clearInterval(sampling);
  for (const [attack, said] of Object.entries(answers)) say(`attack: ${attack}: ${JSON.stringify(said)}`);
  const changed = Object.keys(pids).filter((name) => pids[name] !== stack.state.pids[name]);
  const shown = (list: readonly number[]): string => `p50 ${percentile(list, 0.5).toFixed(1)} p95 ${percentile(list, 0.95).toFixed(1)} ms`;
  return [
    {
      what: '(x) a request of somebody signed in, under attack against alone',
      ours: shown(attacked),
      floor: shown(alone),
      ratio: `p50 ${(percentile(attacked, 0.5) / percentile(alone, 0.5)).toFixed(2)} p95 ${(percentile(attacked, 0.95) / percentile(alone, 0.95)).toFixed(2)}`,
      goal: 'p95 ≤ 2',
    },
    {
      what: '(y) memory of the API, at most under attack against before',
      ours: `${peak.toFixed(0)} MB`,
      floor: `${before.toFixed(0)} MB`,
      ratio: (peak / before).toFixed(2),
      goal: 'bounded',
    },
    {
      what: '(z) processes that are others than before',
      ours: changed.join(', ') || 'none',
      floor: `${Object.keys(pids).length} processes`,
      ratio: '',
      goal: 'none',
    },
  ];
}

async function times(api: Api, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    await api.ask(WORK[i % WORK.length]!);
    taken.push(performance.now() - from);
  }
  return taken;
}
