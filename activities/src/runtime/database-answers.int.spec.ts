import { randomUUID } from 'node:crypto';
import { NO_USAGE, pinStages, type Usage } from '@millwright/domain';
import { UnitOfWork, createDataSource } from '@millwright/persistence';
import { databaseUrls, readConfig } from '@millwright/platform';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { answerCipher } from './answer-cipher.js';
import type { Answers } from './answers.js';
import { databaseAnswers } from './database-answers.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const organizationId = `org-${randomUUID()}`;
const usage: Usage = { ...NO_USAGE, inputTokens: 3, requests: 1 };
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
let generationId: string;

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 2, name: 'database-answers-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
  generationId = randomUUID();
  await unitOfWork.run({ organizationId }, async (tx) => {
    const project = await tx.projects.add({ name: 'Mill', description: 'A mill that is tested', createdBy: 'u' });
    const input = { generationId, organizationId, projectId: project.id, projectName: 'Mill', engine: 'scripted', model: 'scripted-1' };
    await tx.generations.add({
      input: { ...input, stages: pinStages(), budgetMicros: null, price: null, limits: {} as never },
      description: project.description,
      idempotencyKey: null,
      createdBy: 'u',
    });
  });
});
afterAll(async () => {
  await dataSource.destroy();
  await owner.end();
});

const answers = (secret = 'a secret of this test alone, and of no other'): Answers =>
  databaseAnswers(unitOfWork, {
    input: { organizationId, generationId, stage: 'CODE' } as never,
    activity: 'a',
    attempt: 1,
    engine: 'scripted',
    model: 'scripted-1',
    ttlSeconds: 0,
    signal: new AbortController().signal,
    cipher: answerCipher(secret),
  });

it('keeps an answer so that nobody reads it in the database, and gives it again', async () => {
  const key = randomUUID();
  const id = await answers().begin({ key, worstMicros: 1 });
  expect(await answers().find(key)).toBeUndefined();
  await answers().end(id, { outcome: 'PARTIAL', text: 'What the mill is to do', usage });
  expect(await answers().find(key)).toEqual({ text: 'What the mill is to do', isWhole: false, isShared: false });
  const { rows } = await owner.query<{ row: string }>(`SELECT c::text || encode(sealed, 'escape') AS row FROM model_call c WHERE id = $1`, [
    id,
  ]);
  expect(rows[0]!.row).toContain('PARTIAL');
  expect(rows[0]!.row).not.toContain('mill is');
  await answers().forget([key]);
  expect(await answers().find(key)).toBeUndefined();
});

it('has none of a call that brought nothing, nor one that was encrypted with another secret', async () => {
  const [empty, other] = [randomUUID(), randomUUID()];
  await answers().end(await answers().begin({ key: empty, worstMicros: 1 }), { outcome: 'FAILED', text: '', usage });
  expect(await answers().find(empty)).toBeUndefined();
  const before = answers('the secret that the server had before this one');
  await before.end(await before.begin({ key: other, worstMicros: 1 }), { outcome: 'WHOLE', text: 'An answer', usage });
  expect(await answers().find(other)).toBeUndefined();
});

it('gives what was written before answers were encrypted', async () => {
  const key = randomUUID();
  const id = await answers().begin({ key, worstMicros: 1 });
  await owner.query(`UPDATE model_call SET outcome = 'WHOLE', text = 'An old answer', ended_at = now() WHERE id = $1`, [id]);
  expect(await answers().find(key)).toEqual({ text: 'An old answer', isWhole: true, isShared: false });
});
