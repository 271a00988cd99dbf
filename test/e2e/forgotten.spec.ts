import { pinStages } from '@millwright/domain';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import { readPublicKeys, readRecord, ledgerFaults } from '@millwright/platform';
import pg from 'pg';
import { BASE, TestClient } from '../support/client.js';
import { callsOf } from '../support/provider.js';
import { until } from '../support/until.js';

const NAMESPACE = 'millwright';
// The least that the server takes.
const MINIMUM_RETENTION_S = 3_600;
const STAGES: readonly string[] = pinStages().map((stage) => stage.name);
const UPSTREAM = { DEV_PLAN: 'plan', TECH_ARCHITECTURE: 'architecture', BLUEPRINT: 'blueprint', MAIN_README: 'readme', CODE: 'file' };
const description = 'Forgotten by Temporal, and not by anybody else';
const simulated = { engine: 'openai', model: 'sim-1', useCache: false };

const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let connection: Connection;
let client: Client;
let ana: TestClient;
let complete: string;
let failed: string;

/** Waits until the history is kept, then has Temporal forget the workflow. */
async function forget(generationId: string): Promise<void> {
  const workflowId = `gen-${generationId}`;
  const kept = 'SELECT 1 FROM workflow_history WHERE stream_id = $1 AND address IS NOT NULL';
  await until(async () => (await database.query(kept, [generationId])).rowCount! > 0);
  await connection.workflowService.deleteWorkflowExecution({ namespace: NAMESPACE, workflowExecution: { workflowId } });
  await until(async () => {
    const found = await client.workflow
      .getHandle(workflowId)
      .describe()
      .catch((error: unknown) => error);
    return found instanceof WorkflowNotFoundError;
  });
}

beforeAll(async () => {
  await database.connect();
  connection = await Connection.connect({ address: process.env.MILLWRIGHT_TEST_TEMPORAL! });
  client = new Client({ connection, namespace: NAMESPACE });
  await connection.workflowService.updateNamespace({
    namespace: NAMESPACE,
    config: { workflowExecutionRetentionTtl: { seconds: MINIMUM_RETENTION_S as never } },
  });
  ana = await TestClient.signUp('Ana');
  const { id: projectId } = await ana.project(description);
  complete = await ana.start(projectId, simulated);
  failed = await ana.start((await ana.project('Forgotten as well, having met [[refusal blueprint always]]')).id, simulated);
  await Promise.all([ana.events(complete), ana.events(failed)]);
  await Promise.all([forget(complete), forget(failed)]);
});
afterAll(async () => {
  await ana.close();
  await connection.close();
  await database.end();
});

describe('a generation whose workflow Temporal has forgotten', () => {
  it('is forked from each of its stages; nothing before that stage is bought again', async () => {
    const tasks = async (): Promise<(string | undefined)[]> => (await callsOf(description)).map((call) => call.task);
    const before = await tasks();
    const forks = await Promise.all(
      STAGES.map(async (fromStage) => {
        const { forkGeneration } = await ana.get<{ forkGeneration: { generation: { id: string } } }>(
          'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id } } }',
          { input: { generationId: complete, fromStage } },
        );
        return { fromStage, events: await ana.events(forkGeneration.generation.id) };
      }),
    );
    for (const { fromStage, events } of forks) {
      expect([fromStage, events.at(-1)!.type]).toEqual([fromStage, 'GENERATION_COMPLETED']);
      expect(events.filter((event) => event.type === 'STAGE_REUSED')).toHaveLength(STAGES.indexOf(fromStage));
    }
    // A stage is done anew by the forks from it and from those before it, and by no other.
    const bought = (await tasks()).slice(before.length);
    for (const [stage, task] of Object.entries(UPSTREAM)) {
      const times = before.filter((one) => one === task).length;
      expect([task, bought.filter((one) => one === task).length]).toEqual([task, times * (STAGES.indexOf(stage) + 1)]);
    }
  });

  it('is shown on its timeline, in its lineage and beside another one', async () => {
    const { generation, compareGenerations } = await ana.get<{
      generation: { stages: { status: string }[]; temporalUrl: string | null };
      compareGenerations: { stages: { stage: string }[] };
    }>(
      `query ($left: ID!, $right: ID!) { generation(id: $left) { stages { status } }
         compareGenerations(leftId: $left, rightId: $right) { stages { stage } } }`,
      { left: complete, right: failed },
    );
    expect(generation.stages.map(({ status }) => status)).toEqual(STAGES.map(() => 'COMPLETE'));
    expect(compareGenerations.stages.map(({ stage }) => stage)).toEqual(STAGES);
    expect((await ana.events(complete)).at(-1)!.type).toBe('GENERATION_COMPLETED');
  });

  it('fails again as it failed, from a record that holds the history of its workflow', async () => {
    const file = Buffer.from(await (await fetch(`${BASE}/records/${failed}`, { headers: ana.headers })).arrayBuffer());
    const { history } = await readRecord(file);
    expect((history as { events: unknown[] }).events.length).toBeGreaterThan(20);
    const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
      'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
      { input: { generationId: failed } },
    );
    const { id } = replayGeneration.generation;
    await ana.events(id);
    const { generation } = await ana.get<{ generation: { failure: { code: string }; replay: { verdict: string } } }>(
      'query ($id: ID!) { generation(id: $id) { failure { code } replay { verdict } } }',
      { id },
    );
    expect(generation).toMatchObject({ failure: { code: 'REFUSED' }, replay: { verdict: 'SAME' } });
  });

  it('proves itself by its ledger', async () => {
    const [ledger, keys] = await Promise.all(
      [`/ledgers/${complete}`, '/.well-known/millwright-keys.json'].map(async (path) =>
        (await fetch(`${BASE}${path}`, { headers: ana.headers })).text(),
      ),
    );
    expect(ledgerFaults(ledger!, readPublicKeys(keys!)).faults).toEqual([]);
  });
});
