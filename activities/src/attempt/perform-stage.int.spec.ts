import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CompleteFanOutResult, PerformStageInput, PerformStageResult, PlanItemsResult, StageHeartbeat } from '@millwright/contracts';
import { listAttempts, pinStages, type Actor, type GenerationEvent, type GenerationEventBody, type StageName } from '@millwright/domain';
import { FileSigner, LocalRepositories, ModelError, RecordStore, createBlobStore, type ModelRegistry } from '@millwright/integrations';
import { UnitOfWork, createDataSource } from '@millwright/persistence';
import { createLogger, databaseUrls, hashEntry, readConfig, stageAttempts } from '@millwright/platform';
import { ScriptedEngine, Wire, type ScriptedAnswer } from '@millwright/testing';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { activityFrame } from '../frame/activity-frame.js';
import { answerCipher } from '../runtime/answer-cipher.js';
import { CallLimits } from '../runtime/call-limits.js';
import { Records } from '../replay/records.js';
import { LiveTextWriter } from '../runtime/live-text.js';
import type { Services } from '../runtime/services.js';
import type { LoopStage, StageCode, StageImplementation } from '../runtime/stage.js';
import { completeFanOut, planItems } from './shapes/fan-out.js';
import { performStage } from './perform-stage.js';
import { createWorkbench, type Workbench } from './workbench.js';

/** Of Temporal's mocked activities. */
const MOCKED_RUN = '00000000-0000-0000-0000-000000000000';

const config = readConfig(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv);
const log = createLogger('test', 'silent');
const quiet = new DefaultLogger('ERROR');
const folder = mkdtempSync(join(tmpdir(), 'millwright-runner-'));
const organizationId = `org-${randomUUID()}`;
let dataSource: DataSource;
let unitOfWork: UnitOfWork;
const pool = new pg.Pool({ connectionString: databaseUrls(config).app, max: 1 });
const owner = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });

beforeAll(async () => {
  await owner.connect();
  dataSource = await createDataSource(databaseUrls(config).app, { pool: 6, name: 'perform-stage-spec' }).initialize();
  unitOfWork = new UnitOfWork(dataSource);
});
afterAll(async () => {
  await dataSource.destroy();
  await pool.end();
  await owner.end();
  rmSync(folder, { recursive: true, force: true });
});

const environmentOf = (attempt: number): MockActivityEnvironment =>
  new MockActivityEnvironment({ attempt }, { logger: quiet, interceptors: [activityFrame()] });
const NO_LIMITS = new CallLimits(undefined as never, {});

/** A generation that waits for its first stage, a runner for it, and ways to look at what it did. */
async function scene(
  answers: ScriptedAnswer[],
  implementation: StageCode = readme,
  limits = NO_LIMITS,
  served = unitOfWork,
  stages = pinStages(),
) {
  const engine = new ScriptedEngine(answers, { inputMicrosPerMTok: 1_000_000, outputMicrosPerMTok: 1_000_000 });
  const blobs = createBlobStore({ ...config, DATA_DIR: folder });
  const records = new RecordStore(blobs, 'a secret of this test alone, and of no other');
  const services: Services = {
    unitOfWork: served,
    blobs,
    records,
    openRecords: new Records(records),
    recordDays: 30,
    models: { get: () => engine } as unknown as ModelRegistry,
    repositories: new LocalRepositories(folder),
    liveText: new LiveTextWriter({ unitOfWork: served, log }),
    limits,
    answerTtlSeconds: 0,
    github: {} as never,
    gitToken: () => undefined,
    answerCipher: answerCipher('a secret of this test alone, and of no other'),
    publicUrl: 'http://localhost:3000',
    signer: new FileSigner(join(folder, 'keys')),
    engineKey: () => Promise.resolve(undefined),
    log,
    worker: 'worker-1',
    version: '0',
    close: async () => undefined,
  };
  const generationId = randomUUID();
  await unitOfWork.run({ organizationId }, async (tx) => {
    const project = await tx.projects.add({ name: 'Mill', description: 'A mill that is tested', createdBy: 'u' });
    const input = { generationId, organizationId, projectId: project.id, projectName: 'Mill', engine: 'scripted', model: 'scripted-1' };
    await tx.generations.add({
      input: { ...input, stages, budgetMicros: null, price: engine.price(), limits: {} as never },
      description: project.description,
      idempotencyKey: null,
      createdBy: 'u',
    });
    await tx.ledger.append(generationId, [
      { type: 'GENERATION_QUEUED', stages, engine: 'scripted', model: 'scripted-1', budgetMicros: null },
      { type: 'GENERATION_STARTED', workflowId: 'w', runId: MOCKED_RUN },
    ]);
  });
  const bench = (worker = 'worker-1'): Workbench =>
    createWorkbench({ ...services, worker }, new Map<StageName, StageCode>([[implementation.name, implementation]]));
  const input: PerformStageInput = { generationId, organizationId, stage: implementation.name, engine: 'scripted', model: 'scripted-1' };
  return {
    engine,
    generationId,
    perform: async (
      attempt = 1,
      rest: Partial<PerformStageInput> = {},
      worker?: string,
      environment = environmentOf(attempt),
    ): Promise<PerformStageResult> =>
      await environment.run((given: PerformStageInput) => performStage(bench(worker), given), { ...input, ...rest }),
    planItems: async (environment = environmentOf(1)): Promise<PlanItemsResult> =>
      await environment.run((given: PerformStageInput) => planItems(bench(), given), input),
    complete: async (refitRound?: number): Promise<CompleteFanOutResult> =>
      await environmentOf(1).run((given: PerformStageInput) => completeFanOut(bench(), given), {
        ...input,
        ...(refitRound === undefined ? {} : { refitRound }),
      }),
    append: async (...events: GenerationEventBody[]): Promise<void> =>
      await unitOfWork.run({ organizationId }, async (tx) => void (await tx.ledger.append(generationId, events))),
    ledger: async (): Promise<GenerationEvent[]> =>
      await unitOfWork.run({ organizationId }, (tx) => tx.ledger.read(generationId, 0, 1_000)),
    state: async () => await unitOfWork.run({ organizationId }, (tx) => tx.ledger.lock(generationId)),
    said: async () =>
      await unitOfWork.run({ organizationId }, (tx) => tx.attemptLogs.list(generationId, { stage: implementation.name, item: null })),
    exchanges: async () => await unitOfWork.run({ organizationId }, (tx) => tx.exchanges.addresses(generationId)),
    artifacts: async () => await unitOfWork.run({ organizationId }, (tx) => tx.artifacts.all(generationId)),
    text: async (sha256: string): Promise<string> => (await services.blobs.get(organizationId, sha256)).toString('utf8'),
    end: async (): Promise<void> =>
      await unitOfWork.run({ organizationId }, (tx) => tx.ledger.append(generationId, [{ type: 'GENERATION_CANCELLED' }])),
  };
}

const readme: StageImplementation = {
  name: 'MAIN_README',
  perform: async (context) => ({
    drafts: [
      {
        path: 'README.md',
        text: (
          await context.ask('README.md', {
            task: { kind: 'plan', projectName: 'Mill', description: 'd' },
            prompt: { version: '1', system: 's', user: 'u' },
          })
        ).text,
      },
    ],
  }),
};
const code: StageImplementation = { ...readme, name: 'CODE' };
const typesOf = (events: GenerationEvent[]): string[] => events.slice(2).map(({ body }) => body.type);

it('records an attempt before and after it, with its artifact, prompt and cost, in a chain without gaps', async () => {
  const { perform, ledger, artifacts, text, generationId } = await scene([{ pieces: ['# Mill\n'], inputTokens: 7, outputTokens: 3 }]);
  const result = await perform();
  const [artifact] = await artifacts();
  expect(await text(artifact!.sha256)).toBe('# Mill\n');
  expect(artifact).toMatchObject({ path: 'README.md', bytes: 7, lines: 1, mediaType: 'text/markdown' });
  expect(result).toMatchObject({
    artifacts: [{ path: 'README.md', sha256: artifact!.sha256, preview: '# Mill\n' }],
    usage: { costMicros: 10 },
  });
  const events = await ledger();
  expect(typesOf(events)).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
  expect(events.at(-1)!.body).toMatchObject({
    usage: { inputTokens: 7, outputTokens: 3, costMicros: 10 },
    promptSha256: createHash('sha256').update('1\ns\nu').digest('hex'),
  });
  const { rows } = await owner.query<{ prev_hash: string; hash: string }>(
    'SELECT prev_hash, hash FROM ledger_entry WHERE stream_id = $1 ORDER BY seq',
    [generationId],
  );
  let hash = '';
  for (const [i, { seq, at, body }] of events.entries()) {
    expect(rows[i]!.prev_hash).toBe(hash);
    hash = hashEntry(hash, { generationId, seq, at, body });
    expect(rows[i]!.hash).toBe(hash);
  }
});

it('records a failed attempt with its error and cost, and the next one goes on from there', async () => {
  const { perform, ledger, state } = await scene([
    { pieces: ['x'.repeat(40)], error: new ModelError('RATE_LIMITED', 'Slow down', { retryAfterMs: 400 }) },
    { pieces: ['# Mill\n'], inputTokens: 5, outputTokens: 5 },
  ]);
  await expect(perform(1)).rejects.toMatchObject({ type: 'RATE_LIMITED', nonRetryable: false, nextRetryDelay: 400 });
  expect((await state()).stages.find((stage) => stage.name === 'MAIN_README')).toMatchObject({
    status: 'RETRYING',
    error: 'Slow down',
    attempts: 1,
  });
  await perform(2);
  const attempts = listAttempts(await ledger());
  expect(attempts.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, 'FAILED'],
    [2, 'COMPLETE'],
  ]);
  const failed = attempts[0]!.usage!.costMicros;
  expect(failed).toBeGreaterThan(0);
  expect((await state()).usage.costMicros).toBe(failed + 10);
});

it('says of an attempt that nobody ended that its worker was lost', async () => {
  const { perform, ledger, generationId } = await scene([{ pieces: ['# Mill\n'] }]);
  await unitOfWork.run({ organizationId }, (tx) =>
    tx.ledger.append(generationId, [
      { type: 'STAGE_STARTED', stage: 'MAIN_README' },
      { type: 'ATTEMPT_STARTED', stage: 'MAIN_README', attempt: 1, worker: 'worker-that-died' },
    ]),
  );
  await perform(2, {}, 'worker-2');
  expect(listAttempts(await ledger())).toMatchObject([
    { worker: 'worker-that-died', outcome: 'FAILED', error: { code: 'WORKER_LOST', isRetryable: true } },
    { worker: 'worker-2', outcome: 'COMPLETE' },
  ]);
});

it('gives what is complete without asking again, where the answer never reached Temporal', async () => {
  const { perform, ledger, engine } = await scene([{ pieces: ['# Mill\n'] }]);
  const first = await perform(1);
  const again = await perform(2, {}, 'worker-2');
  expect(engine.requests).toHaveLength(1);
  expect(again.artifacts.map(({ sha256 }) => sha256)).toEqual(first.artifacts.map(({ sha256 }) => sha256));
  expect(typesOf(await ledger())).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
});

it('counts the first of two attempts that both end well, and keeps its text', async () => {
  // Each waits in the middle of its answer until the other one is there.
  let arrived = 0;
  let meet: () => void;
  const both = new Promise<void>((resolve) => (meet = resolve));
  const racing: StageImplementation = {
    name: 'CODE',
    perform: async ({ services }) => {
      if (++arrived === 2) meet();
      await both;
      return { drafts: [{ path: 'src/a.ts', text: `// by ${services.worker}\n` }] };
    },
  };
  const { perform, ledger, artifacts, text, state } = await scene([], racing);
  const item = { item: 'src/a.ts' };
  await Promise.all([perform(1, item, 'worker-1'), perform(2, item, 'worker-2')]);
  const events = await ledger();
  expect(typesOf(events).filter((type) => type === 'ITEM_COMPLETED')).toHaveLength(1);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
  const [artifact, ...others] = await artifacts();
  expect(others).toEqual([]);
  const completed = events.find(({ body }) => body.type === 'ITEM_COMPLETED')!.body as { artifacts: { sha256: string }[] };
  expect(completed.artifacts[0]!.sha256).toBe(artifact!.sha256);
  expect(await text(artifact!.sha256)).toMatch(/^\/\/ by worker-[12]\n$/);
  expect((await state()).stages.find((stage) => stage.name === 'CODE')!.itemsDone).toBe(1);
});

it('writes nothing into a generation that has ended meanwhile', async () => {
  const ending: StageImplementation = { name: 'CODE', perform: async () => ({ drafts: [{ path: 'src/late.ts', text: 'late' }] }) };
  const { perform, end, artifacts, ledger } = await scene([], {
    ...ending,
    perform: async (context) => {
      await end();
      return await ending.perform(context);
    },
  });
  await expect(perform(1, { item: 'src/late.ts' })).rejects.toThrow(/has ended/);
  expect(await artifacts()).toEqual([]);
  expect((await ledger()).at(-1)!.body.type).toBe('GENERATION_CANCELLED');
});

it('refuses a path that leads out of the tree, for good, and stores nothing', async () => {
  const escaping: StageImplementation = { name: 'CODE', perform: async () => ({ drafts: [{ path: '../../etc/cron.d/x', text: 'x' }] }) };
  const { perform, artifacts } = await scene([], escaping);
  await expect(perform(1, { item: 'a' })).rejects.toMatchObject({ type: 'BAD_INPUT', nonRetryable: true });
  expect(await artifacts()).toEqual([]);
});

it('asks with what is left of the allowance after attempts that failed', async () => {
  const { perform, engine } = await scene(
    [{ pieces: ['x'.repeat(1_200)], error: new ModelError('UNAVAILABLE', 'gone') }, { pieces: ['# Mill\n'] }],
    code,
  );
  await expect(perform(1, { item: 'a.ts', allowanceMicros: 15_000 })).rejects.toMatchObject({ type: 'UNAVAILABLE' });
  await perform(2, { item: 'a.ts', allowanceMicros: 15_000 });
  const [first, second] = engine.requests.map((request) => request.maxOutputTokens);
  // What the first was sent and what it wrote, each at its dearest, is gone.
  expect(second).toBeLessThan(first! - 1_200);
  expect(engine.requests[1]!.partial).toBe('x'.repeat(1_200));
});

it('begins nothing of a generation that was paused before its run was replaced', async () => {
  const planning: StageImplementation = { ...code, planItems: () => Promise.resolve(['a.ts']) };
  const { perform, planItems, append, ledger } = await scene([{ pieces: ['# Mill\n'] }], planning);
  const actor: Actor = { kind: 'user', id: 'u', name: 'Ana' };
  await append({ type: 'RUN_REPLACED', runId: 'the run before' });
  await append({ type: 'GENERATION_PAUSED', actor });
  await expect(planItems()).rejects.toMatchObject({ type: 'HELD', nonRetryable: true });
  await expect(perform(1, { item: 'a.ts' })).rejects.toMatchObject({ type: 'HELD', nonRetryable: true });
  expect(typesOf(await ledger())).toEqual(['RUN_REPLACED', 'GENERATION_PAUSED', 'RUN_REPLACED']);
  await append({ type: 'GENERATION_RESUMED', actor });
  expect(await planItems()).toEqual({ items: ['a.ts'] });
  await perform(1, { item: 'a.ts' });
  expect(typesOf(await ledger()).slice(3)).toEqual([
    'GENERATION_RESUMED',
    'STAGE_STARTED',
    'STAGE_ITEMS_PLANNED',
    'ATTEMPT_STARTED',
    'ITEM_COMPLETED',
  ]);
});

it('says in its heartbeats which limit holds its call back, and since when', async () => {
  const limits = new CallLimits(pool, { ORGANIZATION_CALLS_PER_MINUTE: 1 });
  const [first, second] = [await scene([{ pieces: ['# Mill\n'] }], code, limits), await scene([], code, limits)];
  const before = new Date().toISOString();
  await first.perform(1, { item: 'a.ts' });
  const environment = environmentOf(1);
  let beat: StageHeartbeat | undefined;
  environment.on('heartbeat', (details: StageHeartbeat) => {
    beat = details;
    if (details.waitsFor) environment.cancel('CANCELLED');
  });
  await expect(second.perform(1, { item: 'b.ts' }, 'worker-1', environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
  expect(beat).toMatchObject({ stage: 'CODE', item: 'b.ts', waitsFor: { limit: 'ORGANIZATION_LIMIT', since: expect.any(String) } });
  expect(beat!.waitsFor!.since >= before).toBe(true);
});

it('heartbeats while it waits, and records a cancellation as one', async () => {
  const { perform, ledger } = await scene([{ hangs: true }]);
  const environment = environmentOf(1);
  const beats: unknown[] = [];
  environment.on('heartbeat', (details: unknown) => {
    beats.push(details);
    environment.cancel('CANCELLED');
  });
  await expect(perform(1, {}, 'worker-1', environment)).rejects.toMatchObject({ name: 'CancelledFailure' });
  expect(beats[0]).toMatchObject({ stage: 'MAIN_README' });
  expect((await ledger()).at(-1)!.body).toMatchObject({ type: 'ATTEMPT_FAILED', error: { code: 'CANCELLED' } });
});

describe('what an attempt says', () => {
  it('is kept with it, whether it fails or not', async () => {
    const { perform, said } = await scene([{ error: new ModelError('UNAVAILABLE', 'gone') }, { pieces: ['# Mill\n'] }]);
    await expect(perform(1)).rejects.toMatchObject({ type: 'UNAVAILABLE' });
    await perform(2);
    expect((await said()).map(({ attempt, level, message }) => [attempt, level, message.split(' ')[0]])).toEqual([
      [1, 'INFO', 'Asks'],
      [2, 'INFO', 'Asks'],
      [2, 'INFO', 'The'],
    ]);
  });

  it('is there while it runs, for a worker that is killed takes nothing with it', async () => {
    let isSeen: () => void;
    const seen = new Promise<void>((resolve) => (isSeen = resolve));
    const { perform, said } = await scene([], {
      name: 'MAIN_README',
      perform: async ({ log }) => {
        log.say('Half of it is done');
        log.warn('x'.repeat(2_000));
        await seen;
        return { drafts: [] };
      },
    });
    const running = perform();
    let lines = await said();
    while (lines.length === 0) lines = await said();
    expect(lines.map(({ level, message }) => [level, message.length])).toEqual([
      ['INFO', 18],
      ['WARN', 1_001],
    ]);
    isSeen!();
    await running;
    expect(await said()).toEqual(lines);
  });

  it('is not without end', async () => {
    const { perform, said } = await scene([], {
      name: 'MAIN_README',
      perform: async ({ log }) => {
        for (let i = 1; i <= 1_000; i++) log.say(`Line ${i}`);
        return { drafts: [], warnings: ['One more'] };
      },
    });
    await perform();
    const lines = await said();
    expect(lines).toHaveLength(200);
    expect(lines.at(-1)!.message).toBe('More was said than is kept');
  });
});

describe('while the database is away', () => {
  let wire: Wire;
  let through: DataSource;
  beforeAll(async () => {
    const url = new URL(databaseUrls(config).app);
    wire = new Wire({ host: url.hostname, port: Number(url.port) });
    url.port = String(await wire.open());
    through = await createDataSource(url.href, { pool: 4, name: 'outage-spec' }).initialize();
  });
  afterEach(() => wire.mend());
  afterAll(async () => {
    await through.destroy();
    await wire.close();
  });
  const cutOff = (answers: ScriptedAnswer[], implementation?: StageImplementation) =>
    scene(answers, implementation, NO_LIMITS, new UnitOfWork(through));
  /** Longer than all attempts of a generation would last. */
  const outage = async (): Promise<void> => {
    await wire.tried(5);
    wire.mend();
  };

  it('waits with what it is about to begin, and takes no attempt for it', async () => {
    const { perform, ledger } = await cutOff([{ pieces: ['# Mill\n'] }]);
    wire.cut();
    const [result] = await Promise.all([perform(), outage()]);
    expect(result.artifacts).toHaveLength(1);
    expect(typesOf(await ledger())).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
  });

  it('goes on where it was, as the same attempt, and asks nothing again', async () => {
    let cuts = 0;
    const { perform, ledger, engine, said } = await cutOff([{ pieces: ['# Mill\n'], inputTokens: 7, outputTokens: 3 }], {
      ...readme,
      perform: async (context) => {
        const outcome = await readme.perform(context);
        // Once it is answered, and before that is stored.
        if (cuts++ === 0) wire.cut();
        return outcome;
      },
    });
    const [result] = await Promise.all([perform(), outage()]);
    expect(engine.requests).toHaveLength(1);
    expect(result.usage.costMicros).toBe(10);
    expect(result.costMicros).toBe(10);
    const events = await ledger();
    expect(typesOf(events)).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
    expect(events.at(-1)!.body).toMatchObject({ usage: { costMicros: 10, requests: 1, cachedRequests: 1 } });
    expect((await said()).map(({ message }) => message)).toContain(
      'The database could not be reached: it is gone on with from what was kept',
    );
  });

  it('keeps what an engine answers meanwhile, to be used and to be replayed', async () => {
    const { perform, engine, exchanges } = await cutOff([
      // Cut while it writes: what it was asked is known, and what it answers is not yet.
      { pieces: ['# Mi', 'll\n'], meanwhile: () => wire.cut() },
    ]);
    const [result] = await Promise.all([perform(), outage()]);
    expect(engine.requests).toHaveLength(1);
    expect(result.artifacts[0]!.preview).toBe('# Mill\n');
    expect(await exchanges()).toHaveLength(1);
  });

  it('ends where it is cancelled', async () => {
    const { perform } = await cutOff([]);
    wire.cut();
    const environment = environmentOf(1);
    const performing = perform(1, {}, undefined, environment);
    await wire.tried(2);
    environment.cancel('CANCELLED');
    await expect(performing).rejects.toMatchObject({ name: 'CancelledFailure' });
  });
});

/** What the ledger says, but for what differs from run to run. */
const written = (events: GenerationEvent[]): unknown =>
  JSON.parse(
    JSON.stringify(events.slice(2).map(({ body }) => body))
      .replace(/"id":"[^"]+"/g, '"id":"…"')
      .replace(/"(durationMs|outputTokens|inputTokens|costMicros)":\d+/g, '"$1":0')
      .replace(/"(sha256|promptSha256)":"\w+"/g, '"$1":"…"'),
  );

it('writes an attempt down to the letter as it always has', async () => {
  const { perform, ledger } = await scene([{ error: new ModelError('UNAVAILABLE', 'gone') }, { pieces: ['a\n'] }], code);
  const rest = { item: 'a.ts', revision: { round: 2, comment: 'Shorter' }, insteadOf: { engine: 'other', reason: 'down' } };
  await expect(perform(1, rest)).rejects.toMatchObject({ type: 'UNAVAILABLE' });
  await perform(2, rest);
  const of = { stage: 'CODE', item: 'a.ts' };
  const started = { type: 'ATTEMPT_STARTED', ...of, round: 2, engine: 'scripted', model: 'scripted-1', worker: 'worker-1', version: '0' };
  const used = {
    usage: { inputTokens: 0, outputTokens: 0, costMicros: 0, requests: 1, cachedRequests: 0 },
    promptSha256: '…',
    promptVersion: '1 revision-1',
    durationMs: 0,
  };
  const hint = 'The provider did not answer; it is tried again.';
  const artifact = { id: '…', stage: 'CODE', path: 'README.md', mediaType: 'text/markdown', bytes: 2, sha256: '…' };
  expect(written(await ledger())).toEqual([
    { type: 'ENGINE_REPLACED', ...of, from: 'other', to: 'scripted', model: 'scripted-1', reason: 'down' },
    { ...started, attempt: 1 },
    { type: 'ATTEMPT_FAILED', ...of, attempt: 1, error: { code: 'UNAVAILABLE', message: 'gone', hint, isRetryable: true }, ...used },
    { ...started, attempt: 2 },
    { type: 'ITEM_COMPLETED', ...of, attempt: 2, artifacts: [artifact], ...used },
  ]);
});

it('counts attempts by how they end; one that had nothing to do, or was held, is none', async () => {
  const counted = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await stageAttempts.get()).values
        .filter(({ labels }) => labels.stage === 'CODE')
        .map(({ labels, value }) => [labels.outcome, value]),
    );
  stageAttempts.reset();
  const { perform, append } = await scene(
    [{ error: new ModelError('UNAVAILABLE', 'gone') }, { error: new ModelError('CANCELLED', 'stopped') }, { pieces: ['a\n'] }],
    code,
  );
  const item = { item: 'README.md' };
  await expect(perform(1, item)).rejects.toThrow();
  await expect(perform(2, item)).rejects.toThrow();
  await perform(3, item);
  await perform(4, item);
  await append({ type: 'RUN_REPLACED', runId: 'the run before' });
  await append({ type: 'GENERATION_PAUSED', actor: { kind: 'user', id: 'u', name: 'Ana' } });
  await expect(perform(1, { item: 'b.ts' })).rejects.toMatchObject({ type: 'HELD' });
  expect(await counted()).toEqual({ failed: 1, cancelled: 1, complete: 1 });
});

describe('a stage that goes by turns', () => {
  const stages = pinStages();
  stages.splice(-1, 0, { ...stages[0]!, name: 'VERIFY', title: 'Verify', needs: ['CODE'], loop: { turns: 2 }, maxOutputTokens: 2_000 });
  let built: string[] = [];
  beforeEach(() => (built = []));
  /** Takes a text for right once it says so. */
  const verify: LoopStage<string> = {
    name: 'VERIFY',
    begin: async () => 'wrong',
    use: async (_, text) => {
      built.push(text);
      if (text === 'right') return { state: text };
      const prompt = { version: '1', system: 's', user: `Put right: ${text}` };
      const question = { task: { kind: 'plan', projectName: 'Mill', description: 'd' } as const, prompt };
      return { state: text, ask: { path: 'src/a.ts', why: 'The build failed', question } };
    },
    take: async (_, __, { text }) => text,
    end: async (_, text, { isOpen }) => ({ drafts: [{ path: 'src/a.ts', text }], warnings: isOpen ? ['The build fails'] : [] }),
  };
  const turning = (answers: ScriptedAnswer[]) => scene(answers, verify, NO_LIMITS, unitOfWork, stages);

  it('is one attempt with the cost of all its turns, and what it made in the end', async () => {
    const { perform, ledger, said } = await turning([
      { pieces: ['better'], inputTokens: 3, outputTokens: 2 },
      { pieces: ['right'], inputTokens: 4, outputTokens: 1 },
    ]);
    const result = await perform();
    expect(result).toMatchObject({ artifacts: [{ path: 'src/a.ts', preview: 'right' }], usage: { requests: 2, costMicros: 10 } });
    const events = await ledger();
    expect(typesOf(events)).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
    expect(events.at(-1)!.body).toMatchObject({ usage: { requests: 2, costMicros: 10 } });
    expect((await said()).map(({ message }) => message)).toEqual(
      expect.arrayContaining(['The build failed; turn 1 of at most 2', 'The build failed; turn 2 of at most 2']),
    );
  });

  it('goes through its turns again with a larger allowance, and buys nothing twice', async () => {
    const { perform, engine, ledger } = await turning([
      { pieces: ['better'], inputTokens: 2_000, outputTokens: 900 },
      { pieces: ['right'] },
    ]);
    await expect(perform(1, { allowanceMicros: 5_000 })).rejects.toMatchObject({
      type: 'ALLOWANCE_USED',
      details: [{ costMicros: 2_900, needs: { worstMicros: expect.any(Number) } }],
    });
    expect(built).toEqual(['wrong', 'better']);
    // The workflow asks anew with more, in another activity.
    const more = new MockActivityEnvironment({ attempt: 1, activityId: 'another' }, { logger: quiet, interceptors: [activityFrame()] });
    const result = await perform(1, { allowanceMicros: 50_000 }, 'worker-2', more);
    expect(engine.requests.map(({ prompt }) => prompt.user)).toEqual(['Put right: wrong', 'Put right: better']);
    expect(result).toMatchObject({ usage: { requests: 1, cachedRequests: 1 }, artifacts: [{ preview: 'right' }] });
    expect(typesOf(await ledger())).toEqual(['STAGE_STARTED', 'ATTEMPT_STARTED', 'ATTEMPT_FAILED', 'ATTEMPT_STARTED', 'STAGE_COMPLETED']);
  });

  it('ends after its turns with what is open, told', async () => {
    const { perform, ledger, engine } = await turning([{ pieces: ['one'] }, { pieces: ['two'] }, { pieces: ['right'] }]);
    await perform();
    expect(engine.requests).toHaveLength(2);
    expect((await ledger()).at(-1)!.body).toMatchObject({ type: 'STAGE_COMPLETED', warnings: ['The build fails'] });
  });

  it('is refused where its code is of another shape', async () => {
    const { perform } = await scene([], { ...readme, name: 'VERIFY' }, NO_LIMITS, unitOfWork, stages);
    await expect(perform()).rejects.toMatchObject({ type: 'INTERNAL', message: expect.stringContaining('does not go by turns') });
  });
});

describe('items that do not fit each other', () => {
  const ask = { task: { kind: 'plan', projectName: 'Mill', description: 'd' } as const, prompt: { version: '1', system: 's', user: 'u' } };
  /** Each text that says so does not fit; a text tells of itself that it breaks what it declares. */
  const fitting: StageImplementation = {
    name: 'CODE',
    perform: async (context) => {
      const path = context.input.item!;
      const advise = (text: unknown): string[] => (String(text).includes('broken') ? ['It is broken', 'It is very broken'] : []);
      const { text, warnings } = await context.ask(path, { ...ask, advise });
      return { drafts: [{ path, text }], warnings };
    },
    misfits: async (_, read) =>
      [...(await read())].flatMap(([item, text]) =>
        [
          { item, faults: [...(text.includes('broken') ? ['It is broken'] : []), ...(text.includes('alone') ? ['It stands alone'] : [])] },
        ].filter(({ faults }) => faults.length > 0),
      ),
  };
  const refit = { round: 1, faults: ['It stands alone'] };

  it('are named once, whoever asks, and made again with what was found; then the stage is closed', async () => {
    const { perform, complete, engine, ledger, artifacts, text } = await scene(
      [{ pieces: ['alone'] }, { pieces: ['beside others'] }],
      fitting,
    );
    await perform(1, { item: 'a.ts' });
    for (let i = 0; i < 2; i++) expect(await complete(1)).toMatchObject({ misfits: [{ item: 'a.ts', faults: refit.faults }] });
    for (let i = 0; i < 2; i++) await perform(1, { item: 'a.ts', refit });
    expect(engine.requests.map(({ prompt }) => prompt.user)).toEqual([
      'u',
      'u\n\nYour last answer was:\n\nalone\n\nIt did not fit:\n- It stands alone\nAnswer again, whole, with these put right and the rest as it was.',
    ]);
    expect((await complete(2)).misfits).toBeUndefined();
    expect(await text((await artifacts())[0]!.sha256)).toBe('beside others');
    expect(typesOf(await ledger())).toEqual([
      'ATTEMPT_STARTED',
      'ITEM_COMPLETED',
      'ITEMS_REOPENED',
      'ATTEMPT_STARTED',
      'ITEM_COMPLETED',
      'STAGE_COMPLETED',
    ]);
  });

  it('are left where their authors know all of it, where it was looked often enough, and where nobody looks', async () => {
    const broken = ['broken', 'broken', 'broken'].map((piece) => ({ pieces: [piece] }));
    const known = await scene(broken, fitting);
    await known.perform(1, { item: 'a.ts' });
    expect((await known.complete(1)).misfits).toBeUndefined();
    for (const round of [3, undefined]) {
      const { perform, complete } = await scene([{ pieces: ['alone'] }], fitting);
      await perform(1, { item: 'a.ts' });
      expect((await complete(round)).misfits).toBeUndefined();
    }
  });

  it('stay as they are where what comes breaks more than it mends', async () => {
    const worse = ['alone', 'broken', 'broken', 'broken'].map((piece) => ({ pieces: [piece] }));
    const { perform, artifacts, text, ledger } = await scene(worse, fitting);
    await perform(1, { item: 'a.ts' });
    await perform(1, { item: 'a.ts', refit });
    expect(await text((await artifacts())[0]!.sha256)).toBe('alone');
    expect((await ledger()).at(-1)!.body).not.toHaveProperty('warnings');
  });
});
