import pg from 'pg';
import { TestClient } from '../support/client.js';

/** One whose rights end, by session and by key, and who follows all that can be followed of a slow generation. */
interface Reader {
  owner: TestClient;
  organizationId: string;
  memberId: string;
  keyId: string;
  generationId: string;
  projectId: string;
  session: TestClient;
  key: TestClient;
}

const clients: TestClient[] = [];
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
beforeAll(() => database.connect());
afterAll(async () => {
  for (const client of clients) await client.close();
  await database.end();
});

async function reader(role = 'editor'): Promise<Reader> {
  const [owner, session] = [await TestClient.signUp('Owner'), await TestClient.signUp('Reader')];
  const { viewer } = await owner.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }');
  const organizationId = viewer.homeOrganizationId;
  await owner.invite(session, role, organizationId);
  const { organization } = await owner.get<{ organization: { members: { id: string; email: string }[] } }>(
    '{ organization { members { id email } } }',
  );
  const memberId = organization.members.find(({ email }) => email === session.email)!.id;
  const { createApiKey } = await session.get<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
    'mutation ($o: ID!) { createApiKey(input: { name: "k", organizationId: $o, role: EDITOR }) { secret apiKey { id } } }',
    { o: organizationId },
  );
  const key = new TestClient({ 'x-api-key': createApiKey.secret });
  const projectId = (await owner.project('Followed, AT-A-CRAWL')).id;
  const generationId = await owner.start(projectId);
  clients.push(owner, session, key);
  return { owner, organizationId, memberId, keyId: createApiKey.apiKey.id, generationId, projectId, session, key };
}

const FOLLOWED = (r: Reader): [string, Record<string, unknown>][] => [
  ['subscription ($id: ID!) { generationEvents(generationId: $id) { type } }', { id: r.generationId }],
  ['subscription ($id: ID!) { stageOutput(generationId: $id) { text } }', { id: r.generationId }],
  ['subscription ($id: ID!) { activityChanged(organizationId: $id) { running } }', { id: r.organizationId }],
];

/** Opens everything, and gives the code that each ends with; settles when all have ended. */
async function follow(client: TestClient, r: Reader): Promise<{ ended: Promise<string[]> }> {
  const ends = FOLLOWED(r).map(async ([query, variables], i) => {
    const opened = client.subscribe(query, variables);
    const code = async (): Promise<string> => {
      let last = 'ended without a word';
      for await (const { errors } of opened) last = errors?.[0]?.extensions?.code ?? last;
      return last;
    };
    // The one that speaks at once shows that they are open.
    if (i === 0) expect((await opened.next()).value?.errors).toBeUndefined();
    return { code: code() };
  });
  const all = await Promise.all(ends);
  return { ended: Promise.all(all.map(({ code }) => code)) };
}

const WAYS: [string, (r: Reader) => Promise<unknown>, { session: string | null; key: string | null }][] = [
  [
    'is removed from the organization',
    (r) => r.owner.auth('/organization/remove-member', { memberIdOrEmail: r.memberId, organizationId: r.organizationId }),
    // Her keys for it end with her membership.
    { session: 'NOT_FOUND', key: 'UNAUTHENTICATED' },
  ],
  [
    'revokes the key',
    (r) => r.session.get(`mutation { revokeApiKey(input: { id: "${r.keyId}" }) { id } }`),
    { session: null, key: 'UNAUTHENTICATED' },
  ],
  ['signs out elsewhere', (r) => r.session.auth('/sign-out', {}), { session: 'UNAUTHENTICATED', key: null }],
  [
    'has a session that runs out',
    (r) =>
      database.query(`UPDATE auth.session SET "expiresAt" = now() WHERE "userId" = (SELECT id FROM auth."user" WHERE email = $1)`, [
        r.session.email,
      ]),
    { session: 'UNAUTHENTICATED', key: null },
  ],
  [
    'loses the organization',
    async (r) => {
      await r.owner.get(`mutation { cancelGeneration(input: { generationId: "${r.generationId}" }) { generation { id } } }`);
      for await (const _ of r.owner.subscribe('subscription ($id: ID!) { generationEvents(generationId: $id) { type } }', {
        id: r.generationId,
      }));
      await r.owner.auth('/organization/delete', { organizationId: r.organizationId });
    },
    // Its keys go with it, a moment after its members: either may be seen first.
    { session: 'NOT_FOUND', key: null },
  ],
];

it.each(WAYS)('ends what is followed by somebody who %s, with the code of a query', async (_name, lose, expected) => {
  const r = await reader();
  const open = { session: await follow(r.session, r), key: await follow(r.key, r) };
  await lose(r);
  for (const by of ['session', 'key'] as const) {
    const code = expected[by];
    if (!code) continue;
    const codes = await open[by].ended;
    // What ended with its generation had ended by itself.
    expect(codes.at(-1)).toBe(code);
    if (lose !== WAYS.at(-1)![1]) expect(codes).toEqual([code, code, code]);
    const asked = await r[by].ask(`{ generation(id: "${r.generationId}") { id } }`);
    expect(asked.errors?.[0]?.extensions.code).toBe(code);
    const again = await r[by].subscribe(...FOLLOWED(r)[0]!).next();
    expect(again.value?.errors?.[0]?.extensions?.code).toBe(code);
  }
  await r.owner.ask(`mutation { cancelGeneration(input: { generationId: "${r.generationId}" }) { generation { id } } }`);
});

it('gives nobody back the keys of an earlier membership, who is invited again', async () => {
  const r = await reader();
  await r.owner.auth('/organization/remove-member', { memberIdOrEmail: r.memberId, organizationId: r.organizationId });
  await r.owner.invite(r.session, 'editor', r.organizationId);
  const asked = async (client: TestClient) => (await client.ask(`{ generation(id: "${r.generationId}") { id } }`)).errors?.[0]?.extensions.code;
  expect(await asked(r.session)).toBeUndefined();
  expect(await asked(r.key)).toBe('UNAUTHENTICATED');
  await r.owner.ask(`mutation { cancelGeneration(input: { generationId: "${r.generationId}" }) { generation { id } } }`);
});

describe('what somebody started who may not run it any more', () => {
  const paused = (client: TestClient, id: string) => client.events(id, undefined, ({ type }) => type === 'GENERATION_PAUSED');
  it.each([
    [
      'is removed',
      (r: Reader) => r.owner.auth('/organization/remove-member', { memberIdOrEmail: r.memberId, organizationId: r.organizationId }),
    ],
    ['leaves', (r: Reader) => r.session.auth('/organization/leave', { organizationId: r.organizationId })],
    [
      'is made a viewer',
      (r: Reader) =>
        r.owner.auth('/organization/update-member-role', { memberId: r.memberId, role: 'viewer', organizationId: r.organizationId }),
    ],
  ])('waits for somebody who may, where she %s', async (_way, lose) => {
    const r = await reader();
    const hers = await r.key.start(r.projectId);
    await r.owner.events(hers, undefined, ({ type }) => type === 'STAGE_STARTED');
    await lose(r);
    const last = (await paused(r.owner, hers)).at(-1)!;
    expect(JSON.stringify(last)).toContain('started it');
    // That of somebody else goes on.
    const { generation } = await r.owner.get<{ generation: { status: string } }>(`{ generation(id: "${r.generationId}") { status } }`);
    expect(generation.status).toBe('RUNNING');
    await r.owner.get(`mutation { resumeGeneration(input: { generationId: "${hers}" }) { generation { id } } }`);
    for (const id of [hers, r.generationId])
      await r.owner.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  });
});
