import { randomUUID } from 'node:crypto';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { TestClient, type TestEvent } from '../support/client.js';
import { callsOf } from '../support/provider.js';

const APPROVE = 'mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }';
let ana: TestClient;
let connection: Connection;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  connection = await Connection.connect({ address: process.env.MILLWRIGHT_TEST_TEMPORAL! });
});
afterAll(async () => {
  await ana.close();
  await connection.close();
});

const waits =
  (stage: string) =>
  (event: TestEvent): boolean =>
    event.type === 'APPROVAL_REQUESTED' && event.stage === stage;

const client = (): Client => new Client({ connection, namespace: 'millwright' });
/** As the Temporal UI does it; not even the decisions of people are handed to the new run. */
async function resetTo(
  id: string,
  choose: (events: NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>) => number,
): Promise<{ runId?: string | null }> {
  const handle = client().workflow.getHandle(`gen-${id}`);
  const { runId } = await handle.describe();
  const reset = await connection.workflowService.resetWorkflowExecution({
    namespace: 'millwright',
    workflowExecution: { workflowId: `gen-${id}`, runId },
    reason: 'tried out',
    workflowTaskFinishEventId: choose((await handle.fetchHistory()).events!) as never,
    requestId: randomUUID(),
    resetReapplyExcludeTypes: [1, 2],
  });
  expect(reset.runId).not.toBe(runId);
  return reset;
}

it('goes on after a reset in the Temporal UI without buying, making or deciding anything twice', async () => {
  const description = `Reset to its very beginning ${randomUUID()}`;
  const id = await ana.start((await ana.project(description)).id, {
    engine: 'openai',
    model: 'sim-1',
    useCache: false,
    budgetUsd: 0.01,
    atCeiling: 'ASK',
    approveAfter: ['DEV_PLAN', 'BLUEPRINT'],
  });
  await ana.events(id, undefined, (event) => event.type === 'BUDGET_AWAITED');
  await ana.get('mutation ($input: RaiseBudgetInput!) { raiseBudget(input: $input) { generation { id } } }', {
    input: { generationId: id, budgetUsd: 4 },
  });
  await ana.events(id, undefined, waits('DEV_PLAN'));
  await ana.get(APPROVE, { input: { generationId: id, stage: 'DEV_PLAN', approved: true } });
  await ana.events(id, undefined, waits('BLUEPRINT'));
  const before = (await callsOf(description)).length;
  // The first task that was complete: everything after it is done again.
  const reset = await resetTo(id, () => 4);
  const replaced = await ana.events(id, undefined, (event) => event.type === 'RUN_REPLACED');
  expect(replaced.at(-1)!.data).toEqual({ type: 'RUN_REPLACED', runId: reset.runId });
  // Whoever looks at the gate decides as before; the new run has to come there first.
  for (;;) {
    const { errors } = await ana.ask(APPROVE, { input: { generationId: id, stage: 'BLUEPRINT', approved: true } });
    if (!errors) break;
    expect(errors[0]!.message).toMatch(/does not wait for approval/);
  }
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  const count = (type: string, stage?: string): number =>
    events.filter((event) => event.type === type && (stage === undefined || event.stage === stage)).length;
  for (const stage of ['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT', 'CODE', 'REPOSITORY']) expect(count('STAGE_COMPLETED', stage)).toBe(1);
  expect([
    count('APPROVAL_REQUESTED'),
    count('STAGE_APPROVED'),
    count('BUDGET_AWAITED'),
    count('BUDGET_RAISED'),
    count('RUN_REPLACED'),
  ]).toEqual([2, 2, 1, 1, 1]);
  // What the replaced run had spent counts against the ceiling of the new one.
  const { generation } = await ana.get<{ generation: { usage: { costUsd: number } } }>(
    'query ($id: ID!) { generation(id: $id) { usage { costUsd } } }',
    { id },
  );
  const { costMicros } = (await client().workflow.getHandle(`gen-${id}`).result()) as { costMicros: number };
  expect(costMicros).toBe(Math.round(generation.usage.costUsd * 1e6));
  // The README and six files came after it; nothing that stood was asked for again.
  expect((await callsOf(description)).length - before).toBe(7);
});

it.each(['its very beginning', 'the stage that was paused'])('stays paused after a reset to %s', async (to) => {
  const id = await ana.start((await ana.project(`Reset to ${to}, written AT-A-CRAWL`)).id);
  await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_STARTED');
  await ana.get(`mutation { pauseGeneration(input: { generationId: "${id}" }, inFlight: ABORT) { generation { id } } }`);
  await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_FAILED');
  await resetTo(id, (events) => {
    if (to === 'its very beginning') return 4;
    const paused = events.findIndex((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    const scheduled = events.slice(0, paused).findLast((event) => event.activityTaskScheduledEventAttributes)!;
    return Number(scheduled.activityTaskScheduledEventAttributes!.workflowTaskCompletedEventId);
  });
  await ana.events(id, undefined, (event) => event.type === 'RUN_REPLACED');
  const status = async (): Promise<string> =>
    (await ana.get<{ generation: { status: string } }>('query ($id: ID!) { generation(id: $id) { status } }', { id })).generation.status;
  expect(await status()).toBe('PAUSED');
  // The new run has to hear of it first.
  for (;;) {
    const { errors } = await ana.ask(`mutation { resumeGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
    if (!errors) break;
    expect(errors[0]!.message).toMatch(/is not paused/);
    expect(await status()).toBe('PAUSED');
  }
  let isResumed = false;
  const events = await ana.events(id, undefined, ({ type }) => {
    isResumed ||= type === 'GENERATION_RESUMED';
    return isResumed && type === 'ATTEMPT_STARTED';
  });
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  const types = events.map((event) => event.type);
  // Nothing began before somebody let it go on.
  expect(types.slice(types.indexOf('RUN_REPLACED'), types.indexOf('GENERATION_RESUMED') + 1)).toEqual([
    'RUN_REPLACED',
    'GENERATION_RESUMED',
  ]);
});
