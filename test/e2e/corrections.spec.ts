import { TestClient, type TestEvent } from '../support/client.js';

const DESCRIPTION =
  'A tool library where members borrow tools. Every tool has a name and a daily price. Each tool belongs to a shelf. Each shelf has a name and a room.';
const PREVIEW = `query ($id: ID!, $corrections: [JSON!]!, $blueprint: String) {
  previewCorrection(generationId: $id, corrections: $corrections, blueprint: $blueprint) {
    design text changes { correction text } faults { correction place message remedy } } }`;
interface Preview {
  previewCorrection: {
    design: { records: { key: string }[] };
    text: string;
    changes: { correction: number; text: string }[];
    faults: { correction: number; place: string }[];
  };
}
let ana: TestClient;
let project: string;
let first: string;

beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  project = (await ana.project(DESCRIPTION, 'Tool library')).id;
  first = await ana.start(project, { engine: 'offline' });
  await ana.events(first);
});
afterAll(() => ana.close());

const preview = async (corrections: unknown[], blueprint: string | null = null): Promise<Preview['previewCorrection']> =>
  (await ana.get<Preview>(PREVIEW, { id: first, corrections, blueprint })).previewCorrection;
const refusal = async (client: TestClient, id: string, corrections: unknown[], blueprint: string | null = null) => {
  const { errors } = (await client.ask(PREVIEW, { id, corrections, blueprint })) as {
    errors?: { extensions: { code: string; fields?: { path: string }[] } }[];
  };
  return { code: errors?.[0]?.extensions.code, paths: errors?.[0]?.extensions.fields?.map(({ path }) => path) };
};

it('shows how people read a blueprint, and what corrections change, without writing anything', async () => {
  const before = await preview([]);
  expect(before.design.records.map(({ key }) => key)).toEqual(expect.arrayContaining(['tool', 'shelf']));
  expect([before.changes, before.faults]).toEqual([[], []]);
  const after = await preview([
    { do: 'drop-record', record: 'shelf' },
    { do: 'set-look', component: 'red' },
  ]);
  expect(after.changes[0]).toEqual({
    correction: 0,
    text: 'Shelves are taken out, with their pages, their part of the API and their examples.',
  });
  expect(after.faults).toMatchObject([{ correction: 1, place: 'look/component' }]);
  expect(after.text).not.toContain('src/domain/shelf.ts');
  expect(await preview([])).toEqual(before);
});

it('goes on from a blueprint that was edited as text', async () => {
  const { text } = await preview([{ do: 'drop-record', record: 'shelf' }]);
  const { design, faults } = await preview([{ do: 'add-record', name: 'Supplier' }], text);
  expect(faults).toEqual([]);
  expect(design.records.map(({ key }) => key)).toEqual(expect.arrayContaining(['supplier', 'tool']));
  expect(design.records.map(({ key }) => key)).not.toContain('shelf');
});

it('refuses what is no correction and no blueprint, and what is somebody else’s', async () => {
  expect(await refusal(ana, first, [{ do: 'explode' }, { do: 'drop-record' }, 5, { do: 'drop-record', record: 'tool', more: 1 }])).toEqual({
    code: 'BAD_INPUT',
    paths: ['corrections.0.do', 'corrections.1', 'corrections.2.do', 'corrections.3'],
  });
  expect((await refusal(ana, first, [], '{ "not": "one" }')).paths?.every((path) => path === 'blueprint')).toBe(true);
  expect((await refusal(ana, first, [], '{')).paths).toEqual(['blueprint']);
  // Audiences are data of the engine: one that it does not know is a fault at its place.
  expect((await preview([{ do: 'set-access', record: 'tool', act: 'read', to: { roles: 5 } }])).faults).toMatchObject([
    { place: 'records/tool/access/read' },
  ]);
  const stranger = await TestClient.signUp('Stranger');
  expect((await refusal(stranger, first, [])).code).toBe('NOT_FOUND');
  await stranger.close();
  const other = await ana.start(project, { engine: 'openai', model: 'sim-1', useCache: false });
  expect((await refusal(ana, other, [])).code).toBe('PRECONDITION_FAILED');
  await ana.events(other);
});

it('is taken as an edit at the gate, and nothing of it is completed otherwise', async () => {
  const id = await ana.start(project, { engine: 'offline', approveAfter: ['BLUEPRINT'] });
  await ana.events(id, undefined, (event: TestEvent): boolean => event.type === 'APPROVAL_REQUESTED');
  const { previewCorrection } = await ana.get<Preview>(PREVIEW, {
    id,
    corrections: [{ do: 'rename-record', record: 'tool', name: 'Device' }],
    blueprint: null,
  });
  await ana.get('mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }', {
    input: { generationId: id, stage: 'BLUEPRINT', approved: true, edits: [{ path: 'blueprint.json', text: previewCorrection.text }] },
  });
  await ana.events(id);
  const { generation, repositoryFiles } = await ana.get<{
    generation: { artifact: { text: string } };
    repositoryFiles: { path: string }[];
  }>(
    'query ($id: ID!) { generation(id: $id) { artifact(stage: BLUEPRINT, path: "blueprint.json") { text } } repositoryFiles(generationId: $id) { path } }',
    { id },
  );
  expect(generation.artifact.text).toBe(previewCorrection.text);
  expect(repositoryFiles.map(({ path }) => path)).toContain('src/domain/device.ts');
});
