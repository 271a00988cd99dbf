import pg from 'pg';
import { TestClient } from '../support/client.js';

interface Started {
  id: string;
  startedBy: { id: string; name: string } | null;
}
const LIST = '{ generations(first: 50) { edges { node { id startedBy { id name } } } } }';
const ONE = 'query ($id: ID!) { generation(id: $id) { id startedBy { id name } } }';

const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let ana: TestClient;
let ben: TestClient;
let stranger: TestClient;
let project: string;
const started: Record<'ana' | 'ben', string> = { ana: '', ben: '' };

const listed = async (): Promise<Map<string, Started['startedBy']>> => {
  const { generations } = await ana.get<{ generations: { edges: { node: Started }[] } }>(LIST);
  return new Map(generations.edges.map(({ node }) => [node.id, node.startedBy]));
};

beforeAll(async () => {
  await database.connect();
  [ana, ben, stranger] = (await Promise.all(['Ana', 'Ben', 'Stranger'].map((name) => TestClient.signUp(name)))) as [
    TestClient,
    TestClient,
    TestClient,
  ];
  const { viewer } = await ana.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }');
  await ana.invite(ben, 'editor', viewer.homeOrganizationId);
  await ben.auth('/organization/set-active', { organizationId: viewer.homeOrganizationId });
  project = (await ana.project('A mill that two people run')).id;
  started.ana = await ana.start(project);
  started.ben = await ben.start(project);
});
afterAll(async () => {
  await Promise.all([ana.close(), ben.close(), stranger.close(), database.end()]);
});

it('says who started each generation', async () => {
  const all = await listed();
  expect([all.get(started.ana)?.name, all.get(started.ben)?.name]).toEqual(['Ana', 'Ben']);
});

it('tells it to nobody else', async () => {
  const answer = await stranger.ask(ONE, { id: started.ana });
  expect([answer.data, answer.errors![0]!.extensions.code]).toEqual([{ generation: null }, 'NOT_FOUND']);
});

it('says nothing of whose account is gone', async () => {
  await ben
    .get('mutation ($input: CancelGenerationInput!) { cancelGeneration(input: $input) { generation { id } } }', {
      input: { generationId: started.ben },
    })
    .catch(() => undefined);
  await ana.events(started.ben);
  await database.query('DELETE FROM auth."user" WHERE email = $1', [ben.email]);
  const all = await listed();
  expect([all.get(started.ana)?.name, all.get(started.ben)]).toEqual(['Ana', null]);
});
