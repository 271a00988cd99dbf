import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Api, residentMb, type Row } from './bench-tools.ts';
import { ROOT } from './paths.ts';
import { percentile } from './percentile.ts';
import { freePort } from './ports.ts';
import { startStack, type Stack } from './stack.ts';
import { NODE_FLAGS } from './node-flags.ts';

/** Few enough for the limit of requests that a server has by default. */
const REQUESTS = 150;
/** From one request to the next: they last as long as the attack, not only through its first moment. */
const EVERY_MS = 60;
/** Requests of the moment in which all of the attack arrives. */
const FIRST = 15;
/** The slowest twentieth of fewer requests moves by a fifth from one run to the next. */
const ROUNDS = 8;
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
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    // With the limits that a server has by default; anew, since it remembers whom it has limited.
    const config = readConfig({ PORT: String(await freePort()), DATA_DIR: join(dataDir, String(i)), VERIFY: 'off' });
    const stack = await startStack(config, { withTemporalUi: false });
    try {
      rounds.push(await attack(stack, say));
    } finally {
      await stack.stop();
    }
  }
  const [attacked, alone] = [rounds.flatMap((round) => round.attacked), rounds.flatMap((round) => round.alone)];
  const first = rounds.flatMap((round) => round.attacked.slice(0, FIRST));
  const heaviest = rounds.reduce((a, b) => (b.peakMb / b.beforeMb > a.peakMb / a.beforeMb ? b : a));
  const changed = rounds.flatMap((round) => round.changed);
  const shown = (list: readonly number[]): string => `p50 ${percentile(list, 0.5).toFixed(1)} p95 ${percentile(list, 0.95).toFixed(1)} ms`;
  const ratio = (list: readonly number[]): string =>
    `p50 ${(percentile(list, 0.5) / percentile(alone, 0.5)).toFixed(2)} p95 ${(percentile(list, 0.95) / percentile(alone, 0.95)).toFixed(2)}`;
  return [
    {
      what: '(x) a request of somebody signed in, under attack against alone',
      ours: shown(attacked),
      floor: shown(alone),
      ratio: ratio(attacked),
      goal: 'p95 ≤ 2',
    },
    {
      what: '(x) the same, within the first second of the attack',
      ours: shown(first),
      floor: shown(alone),
      ratio: ratio(first),
      goal: '',
    },
    {
      what: '(y) memory of the API, at most under attack against before',
      ours: `${heaviest.peakMb.toFixed(0)} MB`,
      floor: `${heaviest.beforeMb.toFixed(0)} MB`,
      ratio: (heaviest.peakMb / heaviest.beforeMb).toFixed(2),
      goal: 'bounded',
    },
    {
      what: '(z) processes that are others than before',
      ours: changed.join(', ') || 'none',
      floor: `${ROUNDS} × ${rounds[0]!.processes} processes`,
      ratio: '',
      goal: 'none',
    },
  ];
}

/** Times in milliseconds; memory of the API in MB; names of processes that were replaced. */
interface Round {
  alone: number[];
  attacked: number[];
  beforeMb: number;
  peakMb: number;
  processes: number;
  changed: string[];
}

async function attack(stack: Stack, say: (what: string) => void): Promise<Round> {
  const { url } = stack.state;
  const api = await Api.signUp(url);
  const { token } = await Api.signUp(url, 'mallory@example.com');
  for (let i = 0; i < 5; i++) await api.project(`Clinic ${i}`, 'Patients book appointments with doctors');
  const pids = { ...stack.state.pids };
  const memory = (): number => residentMb(pids.API);
  await times(api, 20);
  say('attack: somebody works, alone …');
  const alone = await times(api, REQUESTS);
  const beforeMb = memory();
  let peakMb = beforeMb;
  const sampling = setInterval(() => (peakMb = Math.max(peakMb, memory())), MEMORY_EVERY_MS);
  const attacker = fork(join(ROOT, 'deploy/local/src/bench-attacker.ts'), { execArgv: NODE_FLAGS });
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
  return { alone, attacked, beforeMb, peakMb, processes: Object.keys(pids).length, changed };
}

async function times(api: Api, count: number): Promise<number[]> {
  const taken: number[] = [];
  const begun = performance.now();
  for (let i = 0; i < count; i++) {
    const from = performance.now();
    await api.ask(WORK[i % WORK.length]!);
    taken.push(performance.now() - from);
    await setTimeout(Math.max(0, begun + (i + 1) * EVERY_MS - performance.now()));
  }
  return taken;
}
