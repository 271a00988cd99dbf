import { NO_USAGE, pinStages } from '@millwright/domain';
import { databaseUrls, readConfig } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const scope = { organizationId: `org-${randomUUID()}` };
const KEY = 'the hash of a question';
let dataSource: DataSource;
let unitOfWork: UnitOfWork;

beforeAll(async () => {
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 2, name: 'model-call-spec' }).initialize();
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
  });
  return generationId;
}

async function answered(generationId: string, text: string): Promise<void> {
  const call = { generationId, activity: 'a', attempt: 1, engine: 'scripted', model: 'scripted-1', key: KEY, worstMicros: 1 };
  const id = await unitOfWork.run(scope, (tx) => tx.modelCalls.begin({ ...call, stage: 'CODE' }));
  await unitOfWork.run(scope, (tx) => tx.modelCalls.end(id, { outcome: 'WHOLE', sealed: Buffer.from(text), usage: NO_USAGE }));
}

describe('an answer to the same question', () => {
  it('serves the generation that bought it, and others for as long as they allow', async () => {
    const [one, other] = [await generation(), await generation()];
    await answered(one, 'An answer');
    const find = (id: string, seconds: number) => unitOfWork.run(scope, (tx) => tx.modelCalls.findAnswer(id, KEY, seconds));
    const answer = { sealed: Buffer.from('An answer'), text: null, isWhole: true };
    expect(await find(one, 0)).toEqual({ ...answer, isShared: false });
    expect(await find(other, 0)).toBeUndefined();
    expect(await find(other, 60)).toEqual({ ...answer, isShared: true });
  });

  it('serves no other that wants its own, even where it comes while that one looks for it', async () => {
    const [one, other] = [await generation(), await generation()];
    const found = await unitOfWork.run({ organizationId: scope.organizationId }, async (tx) => {
      // The transaction has begun; what is bought now is bought after the moment that it takes for the present.
      await answered(one, 'An answer that has just come');
      return await tx.modelCalls.findAnswer(other, KEY, 0);
    });
    expect(found).toBeUndefined();
  });
});
