import { createHash } from 'node:crypto';
import { readPublicKeys, verifyProject } from '@millwright/platform';
import { BASE, TestClient, type TestEvent } from '../support/client.js';

const EDIT = 'mutation ($input: EditFileInput!) { editFile(input: $input) { generation { headCommit } } }';
const APPROVE = 'mutation ($input: ApproveStageInput!) { approveStage(input: $input) { generation { id } } }';
const RESOLVE = 'mutation ($input: ResolveConflictsInput!) { resolveConflicts(input: $input) { generation { status } } }';
const [ONE, TWO] = ['src/part-1/file-1.ts', 'src/part-2/file-2.ts'] as const;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

let ana: TestClient;
let project: string;
let latest: string;
beforeAll(async () => {
  ana = await TestClient.signUp('Ana');
  project = (await ana.project('Edited by hand and generated anew')).id;
});
afterAll(async () => await ana.close());

const files = async (generationId: string): Promise<Map<string, string>> => {
  const { repositoryFiles } = await ana.get<{ repositoryFiles: { path: string; text: string }[] }>(
    'query ($id: ID!) { repositoryFiles(generationId: $id) { path text } }',
    { id: generationId },
  );
  return new Map(repositoryFiles.map(({ path, text }) => [path, text]));
};
const edit = async (path: string, change: (text: string) => string): Promise<void> => {
  const before = (await files(latest)).get(path)!;
  await ana.get(EDIT, { input: { generationId: latest, path, text: change(before), baseSha256: sha256(before) } });
};
const start = async (input: Record<string, unknown> = {}): Promise<string> =>
  await ana.start(project, { engine: 'openai', model: 'sim-1', useCache: false, ...input });
const waits =
  (stage: string, round = 1) =>
  (event: TestEvent): boolean =>
    event.type === 'APPROVAL_REQUESTED' && event.stage === stage && event.data.round === round;
const approve = async (generationId: string, input: Record<string, unknown>): Promise<unknown> =>
  await ana.get(APPROVE, { input: { generationId, approved: true, ...input } });
/** What a repository says of itself holds, and names who wrote in it. */
const expectProved = async (generationId: string, edited: Record<string, string>): Promise<void> => {
  const all = await files(generationId);
  const keys = readPublicKeys(await (await fetch(`${BASE}/.well-known/millwright-keys.json`)).text());
  const hashes = new Map([...all].filter(([path]) => path !== 'provenance.json').map(([path, text]) => [path, sha256(text)]));
  const { faults, statement } = verifyProject({ files: hashes, provenance: all.get('provenance.json'), keys });
  expect(faults).toEqual([]);
  const { byproducts } = statement!.predicate.runDetails;
  expect(
    Object.fromEntries(byproducts.flatMap(({ name, annotations }) => (annotations.editedBy ? [[name, annotations.editedBy]] : []))),
  ).toEqual(edited);
};

it('puts an edit into the repository as a commit of its own, and proves it', async () => {
  latest = await start();
  await ana.events(latest);
  const before = (await files(latest)).get(ONE)!;
  await edit(ONE, (text) => `${text}// by hand\n`);
  expect((await files(latest)).get(ONE)).toBe(`${before}// by hand\n`);
  await expectProved(latest, { [ONE]: 'Ana' });
  const { project: found } = await ana.get<{ project: { repository: { headCommit: string; archiveUrl: string } } }>(
    'query ($id: ID!) { project(id: $id) { repository { headCommit archiveUrl } } }',
    { id: project },
  );
  expect(found.repository.headCommit).toMatch(/^[0-9a-f]{40}$/);
  const zip = Buffer.from(await (await fetch(found.repository.archiveUrl, { headers: ana.headers })).arrayBuffer());
  expect(zip.length).toBeGreaterThan(100);
});

it.each([
  [
    'a file that is not as it was when it was opened',
    { path: ONE, baseSha256: sha256('older') },
    'CONFLICT',
    /is not as it was when you opened it/,
  ],
  ['git’s own folder with a sign that nobody sees', { path: '.g\u200cit/config' }, 'BAD_INPUT', /invisible/],
  ['a file that is not there', { path: 'src/none.ts' }, 'BAD_INPUT', /is no file of the repository/],
  ['a document that stages read', { path: 'blueprint.json' }, 'BAD_INPUT', /fork the generation and edit it there/],
  ['marks of a conflict', { path: ONE, text: '<<<<<<< mine\n1\n=======\n2\n>>>>>>> yours\n' }, 'BAD_INPUT', /marks of a conflict/],
])('refuses %s', async (_name, input, code, message) => {
  const { errors } = await ana.ask(EDIT, { input: { generationId: latest, text: 'x', baseSha256: sha256(''), ...input } });
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect(errors![0]!.message).toMatch(message);
});

it('keeps edits where the same is generated again, and says so', async () => {
  const id = await start();
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  latest = id;
  expect((await files(id)).get(ONE)).toMatch(/\/\/ by hand\n$/);
  const completed = events.find((event) => event.type === 'STAGE_COMPLETED' && event.stage === 'REPOSITORY')!;
  expect(completed.message).toMatch(/edits by hand kept in 1 file/);
  await expectProved(id, { [ONE]: 'Ana' });
});

it('puts edits and new text together, and asks where both changed the same', async () => {
  await edit(TWO, (text) => `// mine at the top\n${text}`);
  const id = await start({ approveAfter: ['CODE'] });
  await ana.events(id, undefined, waits('CODE'));
  await approve(id, { stage: 'CODE', approved: false, comment: 'theirs at the top', paths: [ONE, TWO] });
  await ana.events(id, undefined, waits('CODE', 2));
  await approve(id, { stage: 'CODE', round: 2 });
  const asked = await ana.events(id, undefined, (event) => event.type === 'CONFLICTS_FOUND');
  expect(asked.at(-1)).toMatchObject({
    generation: { status: 'AWAITING_INPUT' },
    message: '1 file changed by hand and generated anew: somebody has to decide',
  });
  const { editConflicts } = await ana.get<{ editConflicts: { path: string; merged: string; ours: string; theirs: string }[] }>(
    'query ($id: ID!) { editConflicts(generationId: $id) { path base ours theirs merged } }',
    { id },
  );
  expect(editConflicts).toMatchObject([
    { path: TWO, ours: expect.stringMatching(/^\/\/ mine/), theirs: expect.stringMatching(/^\/\/ theirs/) },
  ]);
  const resolve = (list: object[]) => ana.ask(RESOLVE, { input: { generationId: id, files: list } });
  expect((await resolve([{ path: TWO, text: editConflicts[0]!.merged }])).errors![0]!.message).toMatch(/still holds the marks/);
  expect((await resolve([])).errors![0]!.message).toMatch(/A decision on src\/part-2\/file-2\.ts is missing/);
  expect((await resolve([{ path: ONE, text: '' }])).errors![0]!.message).toMatch(/does not wait for a decision/);
  const decided = `// mine at the top\n${editConflicts[0]!.theirs}`;
  expect((await resolve([{ path: TWO, text: decided }])).errors).toBeUndefined();
  const events = await ana.events(id);
  expect(events.at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect(events.find((event) => event.type === 'CONFLICTS_RESOLVED')!.message).toBe('1 conflict resolved by Ana');
  latest = id;
  const all = await files(id);
  expect(all.get(ONE)).toMatch(/^\/\/ theirs at the top\n[\s\S]*\/\/ by hand\n$/);
  expect(all.get(TWO)).toBe(decided);
  await expectProved(id, { [ONE]: 'Ana', [TWO]: 'Ana' });
});

it('keeps what a person wrote before a gate through the generations that follow', async () => {
  const id = await start({ approveAfter: ['MAIN_README'] });
  await ana.events(id, undefined, waits('MAIN_README'));
  const { generation } = await ana.get<{ generation: { artifact: { text: string } } }>(
    'query ($id: ID!) { generation(id: $id) { artifact(stage: MAIN_README, path: "README.md") { text } } }',
    { id },
  );
  await approve(id, { stage: 'MAIN_README', edits: [{ path: 'README.md', text: `${generation.artifact.text}\nSaid before the gate.\n` }] });
  // The same files as before meet the same edits; whatever the person decided stays decided.
  const events = await ana.events(id, undefined, (event) => event.type === 'CONFLICTS_FOUND' || event.type === 'GENERATION_COMPLETED');
  if (events.at(-1)!.type === 'CONFLICTS_FOUND') {
    const mine = (await files(latest)).get(TWO)!;
    await ana.get(RESOLVE, { input: { generationId: id, files: [{ path: TWO, text: mine }] } });
    await ana.events(id);
  }
  const after = await start();
  const last = await ana.events(after);
  expect(last.at(-1)!.type).toBe('GENERATION_COMPLETED');
  expect((await files(after)).get('README.md')).toMatch(/Said before the gate\.\n$/);
  expect((await files(after)).get(ONE)).toMatch(/\/\/ by hand\n$/);
});
