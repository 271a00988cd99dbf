import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { TestClient, type TestEvent } from '../support/client.js';

const GENERATION = `query ($id: ID!) { generation(id: $id) { status progress currentStage engine workflowId runId budgetUsd usage { inputTokens outputTokens costUsd requests }
  failure { stage attempts message hint } stats { files directories linesOfCode durationMs technologies } stages { name status attempts error }
  artifacts(first: 100) { totalCount edges { node { stage path sha256 bytes text } } } project { repository { cloneUrl archiveUrl headCommit defaultBranch } } } }`;
interface Shape {
  generation: {
    status: string;
    progress: number;
    failure: { stage: string; attempts: number; message: string; hint: string } | null;
    usage: { costUsd: number; requests: number };
    stats: { files: number; directories: number } | null;
    stages: { name: string; status: string; attempts: number }[];
    artifacts: { totalCount: number; edges: { node: { stage: string; path: string; text: string } }[] };
    project: { repository: { cloneUrl: string; archiveUrl: string; headCommit: string } | null };
  };
}

let ana: TestClient;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => await ana.close());

const typesOf = (events: TestEvent[]): string[] => events.map((event) => event.type);
const expectWhole = (events: TestEvent[], from = 1): void =>
  expect(events.map((event) => Number(event.cursor))).toEqual(events.map((_, i) => from + i));

describe('a generation', () => {
  it('goes through every stage, and leaves artifacts, a repository and a whole ledger', async () => {
    const project = await ana.project('A mill that is described here');
    const id = await ana.start(project.id);
    const events = await ana.events(id);
    expectWhole(events);
    expect(events.at(-1)).toMatchObject({ type: 'GENERATION_COMPLETED', generation: { status: 'COMPLETE', progress: 100 } });
    const progress = events.map((event) => event.generation.progress);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    const { generation } = await ana.get<Shape>(GENERATION, { id });
    expect(generation.stages.map((stage) => stage.status)).toEqual(generation.stages.map(() => 'COMPLETE'));
    expect(generation.usage.requests).toBe(4 + 6);
    expect(generation.stats).toMatchObject({ files: generation.artifacts.totalCount });
    const paths = generation.artifacts.edges.map(({ node }) => node.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(
      expect.arrayContaining([
        'docs/development-plan.md',
        'blueprint.json',
        'README.md',
        'communication-schema.json',
        'directory-tree.json',
        'src/part-1/README.md',
        'src/part-1/file-1.ts',
      ]),
    );
    expect(generation.project.repository?.headCommit).toMatch(/^[0-9a-f]{40}$/);
  });

  it('makes a repository that git clones, the same for the same artifacts but for what it says of its own making', async () => {
    const { createApiKey } = await ana.get<{ createApiKey: { secret: string } }>(
      'mutation { createApiKey(input: { name: "git", role: VIEWER }) { secret } }',
    );
    const folder = mkdtempSync(join(tmpdir(), 'millwright-clone-'));
    const trees: string[] = [];
    for (const n of [1, 2]) {
      const project = await ana.project('The very same description', 'Twin');
      const id = await ana.start(project.id);
      await ana.events(id);
      const { generation } = await ana.get<Shape>(GENERATION, { id });
      const url = new URL(generation.project.repository!.cloneUrl);
      expect((await fetch(`${url.href}/info/refs?service=git-upload-pack`)).status).toBe(401);
      url.username = 'x';
      url.password = createApiKey.secret;
      const clone = join(folder, String(n));
      execFileSync('git', ['clone', '--quiet', url.href, clone]);
      const git = (...args: string[]): string => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8' }).trim();
      expect(git('rev-parse', 'HEAD')).toBe(generation.project.repository!.headCommit);
      trees.push(git('ls-tree', '-r', 'HEAD').replace(/.*\tprovenance\.json\n/, ''));
      for (const { node } of generation.artifacts.edges) expect(readFileSync(join(clone, node.path), 'utf8')).toBe(node.text);
      const zip = await fetch(generation.project.repository!.archiveUrl, { headers: ana.headers });
      expect(
        Buffer.from(await zip.arrayBuffer())
          .subarray(0, 2)
          .toString(),
      ).toBe('PK');
    }
    // Only blueprint, plan and README name the project; both are called the same.
    expect(trees[0]).toBe(trees[1]);
    rmSync(folder, { recursive: true });
  });

  it('gives the same generation for the same idempotency key, and another without', async () => {
    const project = await ana.project('Started twice by a nervous client');
    const ids = await Promise.all(
      [1, 2, 3].map(() => ana.start(project.id, { idempotencyKey: `k-${project.id}` }).catch(() => 'conflict')),
    );
    const again = await ana.start(project.id, { idempotencyKey: `k-${project.id}` });
    expect(new Set([...ids.filter((id) => id !== 'conflict'), again]).size).toBe(1);
    expect(await ana.start(project.id)).not.toBe(again);
  });

  it('tries again what time can heal, and records every attempt with its error', async () => {
    const id = await ana.start((await ana.project('A FAIL-ONCE and FILE-FAILS description')).id);
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    const failures = events.filter((event) => event.type === 'ATTEMPT_FAILED');
    expect(failures.map((event) => [event.stage, event.data.attempt, event.data.error?.code])).toEqual([
      ['TECH_ARCHITECTURE', 1, 'UNAVAILABLE'],
      ['CODE', 1, 'CUT'],
    ]);
    expect(
      events.some((event) => event.type === 'ATTEMPT_STARTED' && event.stage === 'TECH_ARCHITECTURE' && event.data.attempt === 2),
    ).toBe(true);
  });

  it('waits as long as a provider asks', async () => {
    const id = await ana.start((await ana.project('A RATE-LIMITED description')).id);
    const events = await ana.events(id);
    const [failed, second] = [
      events.find((event) => event.type === 'ATTEMPT_FAILED')!,
      events.find((event) => event.type === 'ATTEMPT_STARTED' && event.data.attempt === 2)!,
    ];
    expect(failed.data.error).toMatchObject({ code: 'RATE_LIMITED', nextRetryDelayMs: 400 });
    expect(Date.parse(second.at) - Date.parse(failed.at)).toBeGreaterThanOrEqual(380);
  });

  it('fails after the last attempt, saying where, why and what to do', async () => {
    const id = await ana.start((await ana.project('A FAIL-ALWAYS description')).id);
    const events = await ana.events(id);
    expect(events.at(-1)).toMatchObject({
      type: 'GENERATION_FAILED',
      stage: 'BLUEPRINT',
      generation: { status: 'FAILED', currentStage: 'BLUEPRINT' },
    });
    const { generation } = await ana.get<Shape>(GENERATION, { id });
    expect(generation.failure).toMatchObject({
      stage: 'BLUEPRINT',
      attempts: 4,
      hint: expect.stringContaining('It was tried 4 times. Start again when the engine answers'),
    });
    expect(generation.artifacts.edges.map(({ node }) => node.stage)).toEqual([
      'DEV_PLAN',
      'DEV_PLAN',
      'TECH_ARCHITECTURE',
      'TECH_ARCHITECTURE',
    ]);
    expect(generation.project.repository).toBeNull();
    // Someone who has Temporal alone finds it among the failed ones, with the reason.
    const connection = await Connection.connect({ address: process.env.MILLWRIGHT_TEST_TEMPORAL! });
    const handle = new Client({ connection, namespace: 'millwright' }).workflow.getHandle(`gen-${id}`);
    await expect(handle.result()).rejects.toMatchObject({ cause: { message: expect.stringMatching(/^Blueprint: /), type: 'UNAVAILABLE' } });
    expect((await handle.describe()).status.name).toBe('FAILED');
    await connection.close();
  });

  it('does not try again what time cannot heal', async () => {
    const events = await ana.events(await ana.start((await ana.project('A BAD-KEY description')).id));
    expect(typesOf(events).filter((type) => type === 'ATTEMPT_STARTED')).toHaveLength(1);
    expect(events.at(-1)!.type).toBe('GENERATION_FAILED');
  });

  it('stops before a call that could take it past its ceiling', async () => {
    // A token costs one micro-dollar here; no call of a stage fits into a tenth of a cent.
    const id = await ana.start((await ana.project('A poor description')).id, { budgetUsd: 0.001 });
    await ana.events(id);
    const { generation } = await ana.get<Shape>(GENERATION, { id });
    expect(generation).toMatchObject({
      status: 'FAILED',
      usage: { costUsd: 0, requests: 0 },
      failure: { stage: 'DEV_PLAN', hint: expect.stringContaining('ceiling') },
    });
  });

  it('is paused, holds new work back, and goes on', async () => {
    const id = await ana.start((await ana.project('Written SLOWLY')).id);
    await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_STARTED');
    const control = (what: string): Promise<{ errors?: { message: string; extensions: { code: string } }[] }> =>
      ana.ask(`mutation { ${what}Generation(input: { generationId: "${id}" }) { generation { status } } }`);
    expect((await control('pause')).errors).toBeUndefined();
    expect((await control('pause')).errors?.[0]).toMatchObject({
      message: 'The generation is paused already',
      extensions: { code: 'PRECONDITION_FAILED' },
    });
    const beforeResume = await ana.events(id, undefined, (event) => event.type === 'STAGE_COMPLETED');
    expect(beforeResume.at(-1)!.stage).toBe('DEV_PLAN');
    expect(beforeResume.at(-1)!.generation.status).toBe('PAUSED');
    expect((await control('resume')).errors).toBeUndefined();
    const next = await ana.events(id, beforeResume.at(-1)!.cursor, (event) => event.type === 'STAGE_STARTED');
    expect(typesOf(next)[0]).toBe('GENERATION_RESUMED');
    expect((await control('resume')).errors?.[0]?.message).toBe('The generation is not paused');
    await control('cancel');
  });

  it('is cancelled while a call runs: the call ends, nothing follows, and it says who did it', async () => {
    const id = await ana.start((await ana.project('Written SLOWLY and then stopped')).id);
    await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_STARTED');
    await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}", reason: "wrong words" }) { generation { id } } }`);
    const events = await ana.events(id);
    expectWhole(events);
    expect(events.at(-1)).toMatchObject({ type: 'GENERATION_CANCELLED', generation: { status: 'CANCELLED' } });
    expect(events.find((event) => event.type === 'GENERATION_CANCEL_REQUESTED')!.data).toMatchObject({
      reason: 'wrong words',
      actor: { kind: 'user', name: 'Ana' },
    });
    expect(
      (await ana.ask(`mutation { pauseGeneration(input: { generationId: "${id}" }) { generation { id } } }`)).errors?.[0]?.extensions.code,
    ).toBe('PRECONDITION_FAILED');
  });

  it('is followed from any event on, with nothing missed or repeated', async () => {
    const id = await ana.start((await ana.project('Followed by several')).id);
    const first = await ana.events(id, undefined, (event) => Number(event.cursor) >= 7);
    const rest = await ana.events(id, first.at(-1)!.cursor);
    expectWhole([...first, ...rest]);
    const { generationEvents } = await ana.get<{ generationEvents: { edges: { node: TestEvent }[]; pageInfo: { hasNextPage: boolean } } }>(
      'query ($id: ID!, $after: String) { generationEvents(generationId: $id, first: 100, after: $after) { pageInfo { hasNextPage } edges { node { cursor type generation { status progress } } } } }',
      { id, after: '10' },
    );
    expect(generationEvents.edges.map(({ node }) => node.generation)).toEqual(
      [...first, ...rest].slice(10, 110).map(({ generation: { status, progress } }) => ({ status, progress })),
    );
    expect(await ana.events(id, rest.at(-1)!.cursor)).toEqual([]);
  });

  it('streams the text while it is written, and a late subscriber gets the text so far', async () => {
    const id = await ana.start((await ana.project('Written SLOWLY to be watched')).id);
    const read = async (least: number): Promise<string> => {
      let text = '';
      for await (const { data } of ana.subscribe<{ stageOutput: { stage: string; path: string; offset: number; text: string } }>(
        'subscription ($id: ID!) { stageOutput(generationId: $id) { stage path offset text } }',
        { id },
      )) {
        if (data?.stageOutput.stage !== 'DEV_PLAN') continue;
        expect(data.stageOutput.offset).toBe(text.length);
        text += data.stageOutput.text;
        if (text.length >= least) break;
      }
      return text;
    };
    const early = await read(40);
    const late = await read(early.length + 20);
    expect(late.startsWith(early)).toBe(true);
    expect(late.startsWith('{"project_name"')).toBe(true);
    await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  });
});

it('gives projects of the same name addresses of their own, even when they are made in the same instant', async () => {
  const projects = await Promise.all(Array.from({ length: 8 }, () => ana.project('Made at once with seven others', 'Twins & more')));
  expect(new Set(projects.map((project) => project.slug)).size).toBe(8);
});

describe('bad input', () => {
  it('names the field and the remedy, all faults at once', async () => {
    const answer = await ana.ask('mutation { createProject(input: { name: "  ", description: "short" }) { project { id } } }');
    expect(answer.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_INPUT',
      fields: [
        { path: 'input.name', message: 'must not be empty' },
        { path: 'input.description', message: 'must have at least 10 characters; it has 5' },
      ],
    });
    const long = await ana.ask('mutation ($d: String!) { createProject(input: { name: "n", description: $d }) { project { id } } }', {
      d: 'x'.repeat(20_001),
    });
    expect(long.errors?.[0]?.extensions.fields?.[0]?.message).toBe('must have at most 20,000 characters; it has 20,001');
  });

  it.each([
    ['an engine that is not there', { engine: 'oracle' }, 'BAD_INPUT', /input.engine.*must be one of: paced, openai, .*offline/],
    ['a model that is not there', { model: 'gpt-9' }, 'BAD_INPUT', /must be one of: paced-1/],
    ['a ceiling below zero', { budgetUsd: -1 }, 'BAD_INPUT', /0 to 1,000,000/],
  ])('refuses %s', async (_name, input, code, message) => {
    const project = await ana.project('Refused at the start');
    const answer = await ana.ask('mutation ($input: StartGenerationInput!) { startGeneration(input: $input) { generation { id } } }', {
      input: { projectId: project.id, engine: 'paced', ...input },
    });
    expect(answer.errors?.[0]?.extensions.code).toBe(code);
    expect(JSON.stringify(answer.errors)).toMatch(message);
  });

  it.each([
    [
      'too deep',
      `{ projects { edges { node { latestGeneration { project { latestGeneration { project { latestGeneration { project { latestGeneration { project { latestGeneration { id } } } } } } } } } } } } }`,
      /depth/,
    ],
    ['too many aliases', `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`, /aliases/],
    [
      'too costly',
      `{ projects(first: 100) { edges { node { generations(first: 100) { edges { node { artifacts(first: 100) { edges { node { text } } } } } } } } } }`,
      /cost/,
    ],
    ['too long', `{ ${'viewer { id } '.repeat(2_000)} }`, /token/i],
    ['not GraphQL', '{ viewer { ', /Syntax/],
  ])('refuses a query that is %s, over HTTP and WebSocket alike', async (_name, query, message) => {
    const answer = await ana.ask(query);
    expect(answer.errors?.[0]).toMatchObject({ message: expect.stringMatching(message), extensions: { code: 'BAD_INPUT' } });
    const overSocket = ana.subscribe(query, {});
    await expect(overSocket.next()).rejects.toEqual(
      expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(message) })]),
    );
  });
});
