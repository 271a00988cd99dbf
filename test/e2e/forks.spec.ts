import { pinStages } from '@millwright/domain';
import { TestClient, type TestEvent } from '../support/client.js';
import { callsOf } from '../support/provider.js';

const FORK =
  'mutation ($input: ForkGenerationInput!) { forkGeneration(input: $input) { generation { id forkedAt parentKind parent { id } } } }';
const ARTIFACTS = `query ($id: ID!) { generation(id: $id) { stages { name status } usage { requests costUsd }
  artifacts(first: 100) { edges { node { stage path sha256 } } } } }`;
const STAGES: readonly string[] = pinStages().map((stage) => stage.name);
interface Made {
  generation: {
    stages: { name: string; status: string }[];
    usage: { requests: number };
    artifacts: { edges: { node: { stage: string; path: string; sha256: string } }[] };
  };
}

let ana: TestClient;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => await ana.close());

const fork = async (input: Record<string, unknown>): Promise<{ id: string; parent: { id: string } }> =>
  (await ana.get<{ forkGeneration: { generation: { id: string; parent: { id: string } } } }>(FORK, { input })).forkGeneration.generation;
const typed = (events: TestEvent[], type: string): TestEvent[] => events.filter((event) => event.type === type);

describe('a fork', () => {
  const description = 'Forked from each of its stages';
  let source: string;
  let made: Made['generation'];
  beforeAll(async () => {
    const project = await ana.project(description);
    source = await ana.start(project.id, { engine: 'openai', model: 'sim-1', useCache: false });
    await ana.events(source);
    made = (await ana.get<Made>(ARTIFACTS, { id: source })).generation;
  });

  it.each(STAGES.map((stage, at) => ({ stage, at })))(
    'from $stage reuses what stands before it by hash, and buys none of it',
    async ({ stage, at }) => {
      const { length: mark } = await callsOf(description);
      const { id, parent } = await fork({ generationId: source, fromStage: stage });
      expect(parent.id).toBe(source);
      const events = await ana.events(id);
      expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
      expect(typed(events, 'STAGE_REUSED').map((event) => event.stage)).toEqual(STAGES.slice(0, at));
      const tasks: unknown[] = (await callsOf(description)).slice(mark).map((call) => call.task);
      const upstream = { DEV_PLAN: 'plan', TECH_ARCHITECTURE: 'architecture', BLUEPRINT: 'blueprint', MAIN_README: 'readme', CODE: 'file' };
      for (const [name, task] of Object.entries(upstream)) expect(tasks.includes(task)).toBe(STAGES.indexOf(name) >= at);
      const forked = (await ana.get<Made>(ARTIFACTS, { id })).generation;
      expect(forked.stages.map((one) => one.status)).toEqual(STAGES.map((_, i) => (i < at ? 'REUSED' : 'COMPLETE')));
      const before = ({ node }: Made['generation']['artifacts']['edges'][number]): boolean => STAGES.indexOf(node.stage) < at;
      expect(forked.artifacts.edges.filter(before)).toEqual(made.artifacts.edges.filter(before));
    },
  );

  it('takes edits of what stands before it, and the stages after it read them', async () => {
    const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
      'query ($id: ID!) { generation(id: $id) { artifact(stage: BLUEPRINT, path: "blueprint.json") { text } } }',
      { id: source },
    );
    const blueprint = JSON.parse(generation.artifact.text) as {
      files: { path: string; depends_on: string[] }[];
      components: { files: string[] }[];
    };
    const leaf = blueprint.files.find(({ path }) => !blueprint.files.some((file) => file.depends_on.includes(path)))!;
    const edited = JSON.stringify({
      ...blueprint,
      files: blueprint.files.filter((file) => file !== leaf),
      components: blueprint.components.map((one) => ({ ...one, files: one.files.filter((path) => path !== leaf.path) })),
    });
    const { id } = await fork({ generationId: source, fromStage: 'MAIN_README', edits: [{ path: 'blueprint.json', text: edited }] });
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(typed(events, 'STAGE_REUSED').find((event) => event.stage === 'BLUEPRINT')!.message).toBe(
      'Blueprint reused as it was, 1 file edited',
    );
    const paths = (await ana.get<Made>(ARTIFACTS, { id })).generation.artifacts.edges.map(({ node }) => node.path);
    expect(paths).not.toContain(leaf.path);
    expect(paths).toContain(blueprint.files.find((file) => file !== leaf)!.path);
  });

  it('goes on with another engine', async () => {
    const { id } = await fork({ generationId: source, fromStage: 'CODE', engine: 'paced' });
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(new Set(typed(events, 'ATTEMPT_STARTED').flatMap((event) => (event.stage === 'CODE' ? [event.data.engine] : [])))).toEqual(
      new Set(['paced']),
    );
  });

  it('is the same one for the same idempotency key', async () => {
    const input = { generationId: source, fromStage: 'REPOSITORY', idempotencyKey: `fork-${source}` };
    expect((await fork(input)).id).toBe((await fork(input)).id);
  });

  it('refuses a stage before which something is not complete, and says which', async () => {
    const id = await ana.start((await ana.project('FAIL-ALWAYS at the blueprint')).id);
    await ana.events(id);
    const { errors } = await ana.ask(FORK, { input: { generationId: id, fromStage: 'CODE' } });
    expect(errors![0]).toMatchObject({
      message: 'Blueprint of that generation is not complete',
      extensions: { code: 'PRECONDITION_FAILED' },
    });
  });
});

describe('a retry', () => {
  const RETRY = 'mutation ($id: ID!) { retryGeneration(input: { generationId: $id }) { generation { id forkedAt parent { id } } } }';

  it('goes on where the generation stopped, with the files that were written', async () => {
    const id = await ana.start((await ana.project('Whose last file is refused [[status-400 file 1]]')).id, {
      engine: 'openai',
      model: 'sim-1',
      useCache: false,
    });
    const failed = await ana.events(id);
    expect(failed.at(-1)!.type).toBe('GENERATION_FAILED');
    const written = typed(failed, 'ITEM_COMPLETED').map((event) => event.data.item);
    const { retryGeneration } = await ana.get<{ retryGeneration: { generation: { id: string; forkedAt: string } } }>(RETRY, { id });
    expect(retryGeneration.generation.forkedAt).toBe('CODE');
    const events = await ana.events(retryGeneration.generation.id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    const begun = typed(events, 'ATTEMPT_STARTED').flatMap((event) => (event.stage === 'CODE' ? [event.data.item] : []));
    for (const path of written) expect(begun).not.toContain(path);
    const reused = typed(events, 'ITEMS_REUSED').flatMap((event) => (event.data.artifacts as { path: string }[]).map(({ path }) => path));
    expect([...reused].sort()).toEqual([...written].sort());
  });

  it('begins with what a person had said, where that was not done when the generation ended', async () => {
    const id = await ana.start((await ana.project('Sent back, and then cancelled')).id, {
      engine: 'openai',
      model: 'sim-1',
      useCache: false,
      approveAfter: ['CODE'],
    });
    const waits = (round: number) => (event: TestEvent) => event.type === 'APPROVAL_REQUESTED' && event.data.round === round;
    await ana.events(id, undefined, waits(1));
    const path = 'src/part-1/file-1.ts';
    await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
      input: { generationId: id, stage: 'CODE', approved: false, comment: 'Open at night', paths: [path] },
    });
    await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
    const done = typed(await ana.events(id), 'ITEM_COMPLETED').filter((event) => event.data.item === path).length;
    const { retryGeneration } = await ana.get<{ retryGeneration: { generation: { id: string } } }>(RETRY, { id });
    const again = retryGeneration.generation.id;
    const events = await ana.events(again, undefined, waits(2));
    expect(typed(events, 'STAGE_SENT_BACK').map((event) => event.message)).toEqual(['Code sent back by Ana: Open at night']);
    const made = typed(events, 'ITEM_COMPLETED').map((event) => [event.data.item, String(event.data.promptVersion).includes('revision')]);
    // Where it was quicker than the cancellation, it was done, and is not bought again.
    expect(made).toEqual(done === 2 ? [] : [[path, true]]);
    await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
      input: { generationId: again, stage: 'CODE', approved: true, round: 2 },
    });
    expect((await ana.events(again)).at(-1)!.type).toBe('GENERATION_COMPLETED');
    const { generation } = await ana.get<Made>(ARTIFACTS, { id: again });
    expect(generation.artifacts.edges.filter(({ node }) => node.stage === 'CODE')).toHaveLength(6);
    const { replayGeneration } = await ana.get<{ replayGeneration: { generation: { id: string } } }>(
      'mutation ($input: ReplayGenerationInput!) { replayGeneration(input: $input) { generation { id } } }',
      { input: { generationId: again } },
    );
    await ana.events(replayGeneration.generation.id);
    const { generation: replayed } = await ana.get<{ generation: { replay: { verdict: string } } }>(
      'query ($id: ID!) { generation(id: $id) { replay { verdict } } }',
      { id: replayGeneration.generation.id },
    );
    expect(replayed.replay.verdict).toBe('SAME');
  });

  it('is refused for what is complete or still runs', async () => {
    const id = await ana.start((await ana.project('Complete as it is')).id);
    await ana.events(id);
    expect((await ana.ask(RETRY, { id })).errors![0]!.message).toBe('The generation is complete');
  });

  it('tries all failures of one cause again at once, each of them once', async () => {
    const bo = await TestClient.signUp('Bo');
    const project = await bo.project('Whose provider was down: FAIL-ALWAYS');
    const ids = await Promise.all([1, 2, 3].map(() => bo.start(project.id)));
    for (const id of ids) await bo.events(id);
    const causes = async () =>
      (await bo.get<{ failures: { code: string; engine: string; count: number }[] }>('{ failures { code engine count } }')).failures;
    expect(await causes()).toEqual([{ code: 'UNAVAILABLE', engine: 'paced', count: 3 }]);
    const RETRY_ALL = 'mutation { retryFailures(input: { code: "UNAVAILABLE" }) { left generations { id forkedAt parent { id } } } }';
    const { retryFailures } = await bo.get<{ retryFailures: { left: number; generations: { id: string; parent: { id: string } }[] } }>(
      RETRY_ALL,
    );
    expect(retryFailures.generations.map(({ parent }) => parent.id).sort()).toEqual([...ids].sort());
    const again = await bo.get<typeof retryFailures & { retryFailures: typeof retryFailures }>(RETRY_ALL);
    const parents = again.retryFailures.generations.map(({ parent }) => parent.id);
    for (const id of ids) expect(parents).not.toContain(id);
    await bo.close();
  });
});
