import { TestClient, type TestEvent } from './client.js';
import { randomFrom } from './hostile.js';

const ENGINE_STAGES = ['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT', 'MAIN_README', 'CODE'];
const STAGES = [...ENGINE_STAGES, 'COMMUNICATION_SCHEMA', 'DIRECTORY_TREE'];
/** What may go wrong at the simulated provider and is over at the next attempt. */
const FAULTS = ['status-429', 'status-500', 'reset', 'cut', 'cut-json', 'empty', 'error-event'];
const TASKS = ['plan', 'architecture', 'blueprint', 'readme', 'file'];

export type Random = () => number;

/** One of some, and some of some. */
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
const some = <T>(random: Random, from: readonly T[], share: number): T[] => from.filter(() => random() < share);

/** What people do to a generation while it runs, at random and the same for each seed. */
interface Course {
  pauseAt: number;
  isAborted: boolean;
  cancelAt: number;
  sendsBack: number;
  givesUp: number;
}

function courseOf(random: Random): Course {
  return {
    pauseAt: random() < 0.4 ? 3 + Math.floor(random() * 30) : Infinity,
    isAborted: random() < 0.5,
    cancelAt: random() < 0.25 ? 4 + Math.floor(random() * 40) : Infinity,
    sendsBack: random() < 0.5 ? 1 : 0,
    givesUp: random() < 0.2 ? 1 : Infinity,
  };
}

const mutation = (name: string, more = ''): string => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const input = name === 'pauseGeneration' || name === 'resumeGeneration' || name === 'retryGeneration' ? 'GenerationIdInput' : type;
  return `mutation ($input: ${input}!) { ${name}(input: $input${more}) { generation { id status } } }`;
};

/** Follows a generation to its end and does to it what its course says; what is refused, since it came too late, changes nothing. */
async function drive(client: TestClient, id: string, random: Random): Promise<string> {
  const course = courseOf(random);
  const asked: Promise<unknown>[] = [];
  let [count, raises] = [0, 0];
  const act = (name: string, input: object = {}, more = ''): void =>
    void asked.push(client.ask(mutation(name, more), { input: { generationId: id, ...input } }));
  const decide = ({ type, stage, data }: TestEvent): void => {
    if (type === 'APPROVAL_REQUESTED') {
      const isSentBack = course.sendsBack-- > 0 && ENGINE_STAGES.includes(stage!);
      act('approveStage', isSentBack ? { stage, approved: false, comment: 'Say it in other words.' } : { stage, approved: true });
    } else if (type === 'BUDGET_AWAITED') {
      if (++raises >= course.givesUp) act('cancelGeneration');
      else act('raiseBudget', { budgetUsd: Number(data.ceilingMicros) / 1e6 + 0.02 + random() });
    } else if (type === 'GENERATION_PAUSED') act('resumeGeneration');
  };
  const events = await client.events(id, undefined, (event) => {
    count++;
    if (count === course.pauseAt) act('pauseGeneration', {}, `, inFlight: ${course.isAborted ? 'ABORT' : 'FINISH'}`);
    if (count === course.cancelAt) act('cancelGeneration');
    decide(event);
    return false;
  });
  await Promise.all(asked);
  return events.at(-1)!.type;
}

const idOf = (answer: Record<string, { generation: { id: string } }>): string => Object.values(answer)[0]!.generation.id;

/** What comes after one that has ended: nothing, a fork, a retry, or a replay. @returns ids of what was started */
async function follow(client: TestClient, id: string, end: string, random: Random): Promise<string[]> {
  const choice = random();
  const goOn = async (name: string, input: object): Promise<string[]> => {
    const { data, errors } = await client.ask<Record<string, { generation: { id: string } }>>(mutation(name), {
      input: { generationId: id, ...input },
    });
    // Of one that was cancelled before it had asked anything there is nothing to replay.
    if (errors) return [];
    const next = idOf(data!);
    await drive(client, next, random);
    return [next];
  };
  if (choice < 0.25) return await goOn('replayGeneration', {});
  if (end !== 'GENERATION_COMPLETED') return choice < 0.8 ? await goOn('retryGeneration', {}) : [];
  return choice < 0.6 ? await goOn('forkGeneration', { fromStage: pick(random, STAGES) }) : [];
}

/**
 * A project with a generation by one of the simulated engines and what comes after it: gates, pauses, cancels, ceilings, faults, forks,
 * retries and replays, all by a seed.
 * @returns ids of every generation of it
 */
export async function randomRun(client: TestClient, seed: number): Promise<string[]> {
  const random = randomFrom(seed);
  const faults = some(random, TASKS, 0.25).map((task) => `[[${pick(random, FAULTS)} ${task}]]`);
  const project = await client.project(`A mill by the number ${seed} ${faults.join(' ')}`, `Mill ${seed}`);
  const budgetUsd = pick(random, [null, 5, 0.01 + random() * 0.15]);
  const id = await client.start(project.id, {
    engine: pick(random, ['openai', 'anthropic', 'groq']),
    model: 'sim-1',
    useCache: random() < 0.5,
    approveAfter: some(random, STAGES, 0.15),
    ...(budgetUsd === null ? {} : { budgetUsd, atCeiling: random() < 0.8 ? 'ASK' : 'FAIL' }),
  });
  const end = await drive(client, id, random);
  return [id, ...(await follow(client, id, end, random))];
}
