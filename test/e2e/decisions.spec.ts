import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { TestClient, type TestEvent } from '../support/client.js';

let ana: TestClient;
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
beforeAll(async () => {
  await database.connect();
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => {
  await ana.close();
  await database.end();
});

const APPROVE = 'mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { status } } }';
const REVIEW = `query ($id: ID!, $stage: StageName!) { stageReview(generationId: $id, stage: $stage) { stage round reason cannotSendBack
  files { artifact { path text sha256 } base { text from } cannotEdit schema } } }`;
interface Review {
  stageReview: {
    round: number;
    reason: string | null;
    cannotSendBack: string | null;
    files: {
      artifact: { path: string; text: string };
      base: { text: string; from: string } | null;
      cannotEdit: string | null;
      schema: unknown;
    }[];
  } | null;
}
const waits = (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED';
const text = async (id: string, stage: string, path: string): Promise<string> => {
  const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
    'query ($id: ID!, $stage: StageName!, $path: String!) { generation(id: $id) { artifact(stage: $stage, path: $path) { text } } }',
    { id, stage, path },
  );
  return generation.artifact.text;
};
const gated = async (stages: string[], input: Record<string, unknown> = {}, description = 'Looked at before it goes on'): Promise<string> =>
  await ana.start((await ana.project(description)).id, { approveAfter: stages, ...input });
const cancel = async (id: string): Promise<unknown> =>
  await ana.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);

describe('a gate', () => {
  it('holds the generation until a person says yes, and tells those who may', async () => {
    const id = await gated(['BLUEPRINT']);
    const before = await ana.events(id, undefined, waits);
    expect(before.at(-1)).toMatchObject({ stage: 'BLUEPRINT', data: { round: 1 }, generation: { status: 'AWAITING_INPUT' } });
    expect(before.some((event) => event.stage === 'CODE')).toBe(false);
    const { rows } = await database.query(`SELECT subject FROM mail WHERE recipient = $1 AND text LIKE '%' || $2 || '%'`, [ana.email, id]);
    expect(rows).toEqual([{ subject: 'A project: Blueprint waits for approval' }]);
    const { stageReview } = await ana.get<Review>(REVIEW, { id, stage: 'BLUEPRINT' });
    expect(stageReview).toMatchObject({
      round: 1,
      reason: null,
      files: [{ artifact: { path: 'blueprint.json' }, base: null, cannotEdit: null }],
    });
    expect(stageReview!.files[0]!.schema).toMatchObject({ type: 'object' });
    await ana.get(APPROVE, { input: { generationId: id, stage: 'BLUEPRINT', approved: true, comment: 'as it should be' } });
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    const types = events.map((event) => `${event.type} ${event.stage ?? ''}`);
    expect(types.indexOf('STAGE_APPROVED BLUEPRINT')).toBeLessThan(types.indexOf('STAGE_STARTED CODE'));
    expect(events.find((event) => event.type === 'STAGE_APPROVED')!.data).toMatchObject({
      actor: { kind: 'user', name: 'Ana' },
      comment: 'as it should be',
    });
    expect((await ana.get<Review>(REVIEW, { id, stage: 'BLUEPRINT' })).stageReview).toBeNull();
  });

  it('takes an answer that comes in the very moment in which it is asked for', async () => {
    const id = await gated(['DEV_PLAN', 'TECH_ARCHITECTURE', 'BLUEPRINT', 'MAIN_README', 'COMMUNICATION_SCHEMA', 'DIRECTORY_TREE', 'CODE']);
    const answers: Promise<unknown>[] = [];
    await ana.events(id, undefined, (event) => {
      if (waits(event)) answers.push(ana.get(APPROVE, { input: { generationId: id, stage: event.stage, approved: true } }));
      return event.type === 'GENERATION_COMPLETED';
    });
    expect(await Promise.allSettled(answers)).toEqual(answers.map(() => expect.objectContaining({ status: 'fulfilled' })));
    expect(answers).toHaveLength(7);
  });

  it('takes an edit of the blueprint into the code, and refuses one that could not get there, by its place', async () => {
    const id = await gated(
      ['BLUEPRINT'],
      { engine: 'offline' },
      'A tool library where members borrow tools; every tool has a name and a price.',
    );
    await ana.events(id, undefined, waits);
    const path = 'blueprint.json';
    const blueprint = JSON.parse(await text(id, 'BLUEPRINT', path)) as {
      entities: { name: string; fields: object[] }[];
      files: { path: string }[];
    };
    const decide = (edited: object) =>
      ana.ask(APPROVE, {
        input: { generationId: id, stage: 'BLUEPRINT', approved: true, edits: [{ path, text: JSON.stringify(edited) }] },
      });
    const [file] = blueprint.files;
    for (const [name, fault] of [
      ['src/mail.ts', /files\.\d+\.path: the templates have nothing for "src\/mail\.ts"/],
      ['git~1/config', /"git~1\/config" must be relative/],
      ['readme.md', /"readme\.md"/],
      [`docs/${'粉'.repeat(90)}.md`, /more than 255 bytes/],
    ] as const) {
      const refused = await decide({ ...blueprint, files: [...blueprint.files, { ...file!, path: name }] });
      expect(refused.errors![0]!.extensions).toMatchObject({
        code: 'BAD_INPUT',
        fields: expect.arrayContaining([expect.objectContaining({ path: 'input.edits.0.text' })]),
      });
      expect(refused.errors![0]!.message).toMatch(fault);
    }
    blueprint.entities.find(({ name }) => name === 'Tool')!.fields.push({ name: 'shelf', type: 'text', required: false, values: [] });
    expect((await decide(blueprint)).errors).toBeUndefined();
    expect((await ana.events(id)).at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(await text(id, 'CODE', 'src/domain/tool.ts')).toContain('shelf');
    expect(await text(id, 'CODE', 'src/storage/migrations.ts')).toContain('shelf');
  });

  it('puts a person’s edits in place before the next stage reads them, and what is rendered from them too', async () => {
    const id = await gated(['DEV_PLAN', 'MAIN_README']);
    await ana.events(id, undefined, waits);
    const plan = JSON.parse(await text(id, 'DEV_PLAN', 'docs/development-plan.json')) as { summary: string };
    const edited = JSON.stringify({ ...plan, summary: 'Summed up by a person.' });
    const decide = (edits: object[]) => ana.ask(APPROVE, { input: { generationId: id, stage: 'DEV_PLAN', approved: true, edits } });
    const path = 'docs/development-plan.json';
    expect((await decide([{ path: 'docs/development-plan.md', text: 'x' }])).errors![0]!.message).toMatch(
      /written from docs\/development-plan\.json/,
    );
    expect((await decide([{ path, text: '{"summary": 1}' }])).errors![0]!.extensions.fields).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: 'input.edits.0.text' })]),
    );
    expect((await decide([{ path, text: '{' }])).errors![0]!.message).toMatch(/is not JSON/);
    expect((await decide([{ path: 'elsewhere.json', text: '{}' }])).errors![0]!.message).toMatch(/is none of what may be edited/);
    expect((await decide([{ path, text: edited }])).errors).toBeUndefined();
    expect(await text(id, 'DEV_PLAN', 'docs/development-plan.md')).toContain('Summed up by a person.');
    await ana.events(id, undefined, (event) => waits(event) && event.stage === 'MAIN_README');
    await ana.get(APPROVE, {
      input: { generationId: id, stage: 'MAIN_README', approved: true, edits: [{ path: 'README.md', text: '# By hand\n' }] },
    });
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(await text(id, 'MAIN_README', 'README.md')).toBe('# By hand\n');
    const approval = events.find((event) => event.type === 'STAGE_APPROVED' && event.stage === 'DEV_PLAN')!;
    expect((approval.data.edits as { artifact: { path: string } }[]).map(({ artifact }) => artifact.path)).toEqual([
      'docs/development-plan.json',
      'docs/development-plan.md',
    ]);
  });

  it('sends a stage back with a comment that the next attempt is asked with, and no more than the files that are named', async () => {
    const id = await gated(['MAIN_README', 'CODE'], { engine: 'openai', model: 'sim-1', useCache: false });
    const stageWaits =
      (stage: string, round = 1) =>
      (event: TestEvent) =>
        waits(event) && event.stage === stage && event.data.round === round;
    await ana.events(id, undefined, stageWaits('MAIN_README'));
    const first = await text(id, 'MAIN_README', 'README.md');
    const back = { generationId: id, approved: false, comment: 'Say that it is OPEN AT NIGHT' };
    await ana.get(APPROVE, { input: { ...back, stage: 'MAIN_README' } });
    const second = await ana.events(id, undefined, stageWaits('MAIN_README', 2));
    const rounds = second
      .filter((event) => event.type === 'ATTEMPT_STARTED' && event.stage === 'MAIN_README')
      .map((event) => event.data.round);
    expect(rounds).toEqual([undefined, 2]);
    const { stageReview } = await ana.get<Review>(REVIEW, { id, stage: 'MAIN_README' });
    expect(stageReview).toMatchObject({ round: 2, files: [{ base: { text: first, from: 'the round before' } }] });
    expect(stageReview!.files[0]!.artifact.text).toContain('OPEN AT NIGHT');
    // Somebody who still looks at the first round decides on nothing.
    const late = await ana.ask(APPROVE, { input: { generationId: id, stage: 'MAIN_README', approved: true, round: 1 } });
    expect(late.errors![0]).toMatchObject({
      message: expect.stringMatching(/made anew since you looked/),
      extensions: { code: 'PRECONDITION_FAILED' },
    });
    await ana.get(APPROVE, { input: { generationId: id, stage: 'MAIN_README', approved: true, round: 2 } });
    await ana.events(id, undefined, stageWaits('CODE'));
    const files = (await ana.get<Review>(REVIEW, { id, stage: 'CODE' })).stageReview!.files.map(({ artifact }) => artifact.path);
    const [again] = files;
    await ana.get(APPROVE, { input: { ...back, stage: 'CODE', paths: [again] } });
    const third = await ana.events(id, undefined, stageWaits('CODE', 2));
    const rewritten = third.filter((event) => event.type === 'ATTEMPT_STARTED' && event.stage === 'CODE' && event.data.round === 2);
    expect(rewritten.map((event) => event.data.item)).toEqual([again]);
    await ana.get(APPROVE, { input: { generationId: id, stage: 'CODE', approved: true } });
    expect((await ana.events(id)).at(-1)!.type).toBe('GENERATION_COMPLETED');
  });

  it.each([
    ['a no without a word', { approved: false }, /input.comment: must not be empty/],
    ['a no with edits', { approved: false, comment: 'c', edits: [{ path: 'x', text: 'y' }] }, /go with a yes/],
    ['a comment that nobody would read', { approved: false, comment: 'c' }, /does not read comments/],
    ['a stage that does not wait', { stage: 'CODE', approved: true }, /does not wait for approval/],
  ])('refuses %s', async (_name, input, message) => {
    const id = await gated(['DEV_PLAN']);
    await ana.events(id, undefined, waits);
    const { errors } = await ana.ask(APPROVE, { input: { generationId: id, stage: 'DEV_PLAN', ...input } });
    expect(JSON.stringify(errors)).toMatch(message);
    await cancel(id);
    expect((await ana.events(id)).at(-1)!.type).toBe('GENERATION_CANCELLED');
  });

  it('is asked for by a project’s rule where critical files are new, and not where they are as they were', async () => {
    const project = await ana.project('Critical files are looked at');
    await ana.get('mutation ($input: SetApprovalInput!) { setApproval(input: $input) { project { approveCriticality } } }', {
      input: { projectId: project.id, approveAfter: [], approveCriticality: 2 },
    });
    const first = await ana.start(project.id);
    const asked = await ana.events(first, undefined, waits);
    expect(asked.at(-1)).toMatchObject({ stage: 'CODE', message: expect.stringMatching(/criticality 2 or more changes in src\//) });
    await ana.get(APPROVE, { input: { generationId: first, stage: 'CODE', approved: true } });
    await ana.events(first);
    const events = await ana.events(await ana.start(project.id));
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(events.some(waits)).toBe(false);
  });
});

describe('a ceiling', () => {
  const RAISE = 'mutation ($input: RaiseBudgetInput!) { raiseBudget(input: $input) { generation { budgetUsd } } }';

  it('holds a generation that is to ask, and lets it go on from there once somebody raises it', async () => {
    const id = await ana.start((await ana.project('With less than it takes')).id, {
      engine: 'openai',
      model: 'sim-1',
      budgetUsd: 0.01,
      atCeiling: 'ASK',
      useCache: false,
    });
    const before = await ana.events(id, undefined, (event) => event.type === 'BUDGET_AWAITED');
    expect(before.at(-1)).toMatchObject({ generation: { status: 'AWAITING_INPUT' }, data: { ceilingMicros: 10_000 } });
    const low = await ana.ask(RAISE, { input: { generationId: id, budgetUsd: 0.01 } });
    expect(low.errors![0]).toMatchObject({
      extensions: { code: 'PRECONDITION_FAILED' },
      message: expect.stringMatching(/\$0\.01 already/),
    });
    const { raiseBudget } = await ana.get<{ raiseBudget: { generation: { budgetUsd: number } } }>(RAISE, {
      input: { generationId: id, budgetUsd: 5, reason: 'worth it' },
    });
    expect(raiseBudget.generation.budgetUsd).toBe(5);
    const events = await ana.events(id);
    expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
    expect(events.filter((event) => event.type === 'BUDGET_AWAITED')).toHaveLength(1);
    expect(events.find((event) => event.type === 'BUDGET_RAISED')!.data).toMatchObject({ reason: 'worth it', actor: { name: 'Ana' } });
  });

  it('cannot be raised where there is none', async () => {
    const id = await gated(['DEV_PLAN']);
    await ana.events(id, undefined, waits);
    const { errors } = await ana.ask(RAISE, { input: { generationId: id, budgetUsd: 5 } });
    expect(errors![0]!.message).toMatch(/has no ceiling/);
    await cancel(id);
  });
});

it('stops work in flight where a pause says so, and makes it again once the generation goes on', async () => {
  const id = await ana.start((await ana.project(`Written SLOWLY and stopped ${randomUUID()}`)).id);
  await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_STARTED');
  await ana.get(`mutation { pauseGeneration(input: { generationId: "${id}" }, inFlight: ABORT) { generation { id } } }`);
  const stopped = await ana.events(id, undefined, (event) => event.type === 'ATTEMPT_FAILED');
  expect(stopped.at(-1)).toMatchObject({ data: { error: { code: 'CANCELLED' } }, generation: { status: 'PAUSED' } });
  await ana.get(`mutation { resumeGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  const events = await ana.events(id, stopped.at(-1)!.cursor, (event) => event.type === 'STAGE_COMPLETED');
  expect(events.at(-1)).toMatchObject({ stage: 'DEV_PLAN' });
  await cancel(id);
});
