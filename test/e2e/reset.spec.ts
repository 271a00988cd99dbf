import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
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
  const client = new Client({ connection, namespace: 'millwright' });
  const workflowExecution = { workflowId: `gen-${id}` };
  const { runId } = await client.workflow.getHandle(`gen-${id}`).describe();
  const reset = await client.workflowService.resetWorkflowExecution({
    namespace: 'millwright',
    workflowExecution: { ...workflowExecution, runId },
    reason: 'tried out',
    // The first task that was complete: everything after it is done again.
    workflowTaskFinishEventId: 4 as never,
    requestId: randomUUID(),
    // Not even the decisions are handed to the new run.
    resetReapplyExcludeTypes: [1, 2],
  });
  expect(reset.runId).not.toBe(runId);
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
  const { costMicros } = (await client.workflow.getHandle(`gen-${id}`).result()) as { costMicros: number };
  expect(costMicros).toBe(Math.round(generation.usage.costUsd * 1e6));
  // The README and six files came after it; nothing that stood was asked for again.
  expect((await callsOf(description)).length - before).toBe(7);
});
