import { pinStages, type GenerationEventBody } from '@millwright/domain';
import { UnitOfWork, createDataSource } from '@millwright/persistence';
import { createLogger, databaseUrls, hashEntry, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { AttemptLog } from './attempt-log.js';
import { LiveText, LiveTextWriter } from './live-text.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const log = createLogger('test', 'silent');
const scope = { organizationId: `org-${randomUUID()}` };
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 2, name: 'storable-text-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => await dataSource.destroy());

async function generation(): Promise<string> {
  const generationId = randomUUID();
  await unitOfWork.run(scope, async (tx) => {
    const project = await tx.projects.add({ name: 'Mill', description: 'A mill that is tested', createdBy: 'u' });
    const about = { generationId, ...scope, projectId: project.id, projectName: 'Mill', engine: 'scripted', model: 'scripted-1' };
    await tx.generations.add({
      input: { ...about, stages: pinStages(), budgetMicros: null, price: null, limits: {} as never },
      description: project.description,
      idempotencyKey: null,
      createdBy: 'u',
    });
    await tx.ledger.append(generationId, [
      { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'scripted', model: 'scripted-1', budgetMicros: null },
      { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' },
    ]);
  });
  return generationId;
}

/** Pieces on their way to those who watch, and what arrived of them. */
function writing() {
  const writer = new LiveTextWriter({ unitOfWork, log });
  const live = (id: string): LiveText => new LiveText(writer, scope.organizationId, id, 'CODE', 'a.ts');
  const shown = async (id: string): Promise<string> => {
    const chunks = await unitOfWork.run(scope, (tx) => tx.outputs.read(id, 0, 100));
    return chunks.map((chunk) => chunk.text).join('');
  };
  /** Settles when as much of a text is there. */
  const until = async (id: string, length: number): Promise<string> => {
    for (;;) {
      const text = await shown(id);
      if (text.length >= length) return text;
      await sleep(20);
    }
  };
  return { live, until };
}

describe('text that PostgreSQL would refuse', () => {
  it('is shown live, a character in two pieces whole, and takes no text of others with it', async () => {
    const [one, other] = [await generation(), await generation()];
    const { live, until } = writing();
    const [first, second] = [live(one), live(other)];
    first.push('A pizza \ud83c');
    second.push('The other one ');
    expect(await until(other, 14)).toBe('The other one ');
    first.push('\udf55 shop\0, half \udf55.');
    second.push('goes on');
    expect([await until(one, 24), await until(other, 21)]).toEqual(['A pizza 🍕 shop\uFFFD, half \uFFFD.', 'The other one goes on']);
  });

  it('of a generation that is gone loses nothing of the others', async () => {
    const one = await generation();
    const { live, until } = writing();
    live(randomUUID()).push('Nobody');
    live(one).push('Somebody');
    expect(await until(one, 8)).toBe('Somebody');
  });

  it('stands in the ledger and in what an attempt says, and the chain holds', async () => {
    const id = await generation();
    const error = { code: 'REFUSED', message: 'The model declined: \0 \ud83d', isRetryable: false };
    const body: GenerationEventBody = { type: 'ATTEMPT_FAILED', stage: 'CODE', item: 'a.ts', attempt: 1, error, durationMs: 1 };
    const said = new AttemptLog({ unitOfWork, log }, { ...scope, generationId: id, stage: 'CODE', item: 'a.ts', attempt: 1 });
    said.say(`${'x'.repeat(999)}😀\0`);
    said.warn('It says \\u0000 in so many letters');
    await said.with((tx) => tx.ledger.append(id, [body]));
    const { entries } = await unitOfWork.run(scope, (tx) => tx.ledger.export(id));
    const { hash, ...last } = entries.at(-1)!;
    expect(last.body).toMatchObject({ error: { message: 'The model declined: \uFFFD \uFFFD' } });
    expect(hashEntry(entries.at(-2)!.hash, { generationId: id, ...last })).toBe(hash);
    const lines = await unitOfWork.run(scope, (tx) => tx.attemptLogs.list(id, { stage: 'CODE', item: 'a.ts' }));
    expect(lines.map((line) => line.message)).toEqual([`${'x'.repeat(999)}…`, 'It says \\u0000 in so many letters']);
  });

  it('is taken as a text by itself, too', async () => {
    const project = await unitOfWork.run(scope, (tx) => tx.projects.add({ name: 'A\0 mill \ud83d', description: 'd\0', createdBy: 'u' }));
    expect(await unitOfWork.run(scope, (tx) => tx.projects.get(project.id))).toMatchObject({ name: 'A\uFFFD mill \uFFFD' });
  });
});
