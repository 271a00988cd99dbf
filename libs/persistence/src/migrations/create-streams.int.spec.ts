import { EMPTY_STATE, pinStages, reduceGeneration, type GenerationEventBody, type GenerationState } from '@millwright/domain';
import { hashEntry, ledgerFaults, readConfig, databaseUrls, writeLedger } from '@millwright/platform';
import { randomUUID } from 'node:crypto';
import { createDataSource } from '../data-source.js';
import { UnitOfWork } from '../unit-of-work.js';
import { Upgrade } from './upgrade.testing.js';

let upgrade: Upgrade;
beforeAll(async () => (upgrade = await Upgrade.create()));
afterAll(async () => await upgrade.drop());

const BODIES: GenerationEventBody[] = [
  { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'offline', model: 'offline-1', budgetMicros: 5 },
  { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'the first run' },
  { type: 'STAGE_STARTED', stage: 'DEV_PLAN' },
];
const at = '2026-01-02T03:04:05.678Z';
const ORG = 'of-before';

/** As the release before wrote it, whose state knew neither ceiling nor run nor commit. */
async function seed(): Promise<{ generation: string; ended: string; hash: string }> {
  const { database } = upgrade;
  const [project, generation, ended] = [randomUUID(), randomUUID(), randomUUID()];
  await database.query(`INSERT INTO auth.organization (id, name, slug, "createdAt") VALUES ($1, 'Before', 'before', now())`, [ORG]);
  await database.query(`INSERT INTO project (id, org_id, name, slug, description, created_by) VALUES ($1, $2, 'Mill', 'mill', 'A mill', 'u')`, [
    project,
    ORG,
  ]);
  let hash = '';
  let folded: GenerationState = EMPTY_STATE;
  const entries = BODIES.map((body, i) => {
    const prevHash = hash;
    hash = hashEntry(prevHash, { generationId: generation, seq: i + 1, at, body });
    folded = reduceGeneration(folded, { seq: i + 1, at, body });
    return [generation, i + 1, ORG, at, body.type, JSON.stringify(body), prevHash, hash];
  });
  const { budgetMicros: _, runId: __, ...state } = folded;
  const add = `INSERT INTO generation (id, org_id, project_id, description, engine, model, budget_micros, input, status, state, seq, head_hash, run_id, head_commit, created_by, completed_at)
    VALUES ($1, $2, $3, 'A mill', 'offline', 'offline-1', 5, '{}', $4, $5, $6, $7, 'the first run', $8, 'u', $9)`;
  await database.query(add, [generation, ORG, project, 'RUNNING', JSON.stringify(state), BODIES.length, hash, null, null]);
  await database.query(add, [ended, ORG, project, 'COMPLETE', JSON.stringify({ ...state, status: 'COMPLETE' }), 0, '', 'c0ffee', at]);
  for (const entry of entries)
    await database.query(
      `INSERT INTO ledger_entry (generation_id, seq, org_id, at, type, body, prev_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      entry,
    );
  await database.query(
    `INSERT INTO artifact (id, org_id, generation_id, stage, path, media_type, bytes, sha256, lines) VALUES ($1, $2, $3, 'CODE', 'a.ts', 'text/plain', 1, 's', 1)`,
    [randomUUID(), ORG, generation],
  );
  return { generation, ended, hash };
}

it('makes streams of the generations of a release before, and goes on with their ledgers', async () => {
  await upgrade.to('CreateStreams');
  const { generation, ended, hash } = await seed();

  await upgrade.to();

  expect(await upgrade.all(`SELECT id, kind, status, head_hash, run_id, ended_at FROM stream ORDER BY ended_at NULLS FIRST`)).toEqual([
    { id: generation, kind: 'generation', status: 'RUNNING', head_hash: hash, run_id: 'the first run', ended_at: null },
    { id: ended, kind: 'generation', status: 'COMPLETE', head_hash: '', run_id: 'the first run', ended_at: new Date(at) },
  ]);
  expect(await upgrade.all(`SELECT stream_id, kind, of_kind FROM due ORDER BY kind`)).toEqual([
    { stream_id: ended, kind: 'HISTORY', of_kind: 'generation' },
    { stream_id: ended, kind: 'SEAL', of_kind: 'generation' },
  ]);

  const app = new URL(databaseUrls(readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv)).app);
  app.pathname = new URL(upgrade.url).pathname;
  const dataSource = await createDataSource(app.href, { pool: 2 }).initialize();
  try {
    const unitOfWork = new UnitOfWork(dataSource);
    const scope = { organizationId: ORG };
    const raised = { type: 'BUDGET_RAISED', actor: { kind: 'user', id: 'u', name: 'Ana' }, budgetMicros: 9 } as const;
    await unitOfWork.run(scope, (tx) => tx.ledger.append(generation, [raised]));
    const row = await unitOfWork.run(scope, (tx) => tx.generations.get(generation));
    expect(row).toMatchObject({ budgetMicros: 9, runId: 'the first run', seq: 4, status: 'RUNNING' });
    expect(row.state).toMatchObject({ budgetMicros: 9, runId: 'the first run', currentStage: 'DEV_PLAN' });
    expect((await unitOfWork.run(scope, (tx) => tx.generations.get(ended))).state.headCommit).toBe('c0ffee');
    expect(await unitOfWork.run(scope, (tx) => tx.artifacts.all(generation))).toHaveLength(1);
    const ledger = await unitOfWork.run(scope, (tx) => tx.ledger.export(generation));
    expect(ledgerFaults(writeLedger(ledger), []).faults).toEqual(['The ledger has no seal: its end may be missing']);
  } finally {
    await dataSource.destroy();
  }
});
