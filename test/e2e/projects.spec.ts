import { TestClient } from '../support/client.js';

const UPDATE = 'mutation ($input: UpdateProjectInput!) { updateProject(input: $input) { project { id name slug description } } }';
let ana: TestClient;
beforeAll(async () => {
  await TestClient.signUp('First');
  ana = await TestClient.signUp('Ana');
});
afterAll(async () => await ana.close());

const DESCRIPTION = 'A shop for books of every kind';

it('gives every project an address of its own, whatever script its name is in', async () => {
  const names = ['हिन्दी किताब', 'แอปสำหรับร้าน', '🍕🍕', 'किताब shop', 'Łódź'];
  const slugs: string[] = [];
  for (const name of names) slugs.push((await ana.project(DESCRIPTION, name)).slug);
  expect(slugs).toEqual(['project', 'project-2', 'project-3', 'shop', 'lodz']);
});

it('changes name, address and description of a project until it is started, and not after', async () => {
  const other = await ana.project(DESCRIPTION, 'Second');
  const { id } = await ana.project(DESCRIPTION, 'First');
  const update = async (input: Record<string, unknown>, client = ana) => await client.ask(UPDATE, { input: { projectId: id, ...input } });
  expect(await update({ name: 'Second', description: 'A club for players of chess' })).toMatchObject({
    data: { updateProject: { project: { id, name: 'Second', slug: `${other.slug}-2`, description: 'A club for players of chess' } } },
  });
  // Its own address is free for itself, and what is absent stays.
  expect(await update({ name: 'Second' })).toMatchObject({
    data: { updateProject: { project: { slug: `${other.slug}-2`, description: 'A club for players of chess' } } },
  });
  expect((await update({ description: 'short' })).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  const stranger = await TestClient.signUp('Stranger');
  expect((await update({ name: 'Taken' }, stranger)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  await stranger.close();
  await ana.start(id, { engine: 'offline' });
  expect((await update({ name: 'Third' })).errors?.[0]).toMatchObject({
    message: 'The project has been started already',
    extensions: { code: 'PRECONDITION_FAILED' },
  });
  expect(await ana.get('query ($id: ID!) { project(id: $id) { name } }', { id })).toEqual({ project: { name: 'Second' } });
});
