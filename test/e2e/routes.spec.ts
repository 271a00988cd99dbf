import { ApiProcess } from '../support/api-process.js';
import { CALLERS, Cast, everybody, from, type Caller, type Row } from '../support/cast.js';
import { BASE, TestClient } from '../support/client.js';

interface Asked {
  path: string;
  headers?: Record<string, string>;
  body?: string;
}
interface Route {
  ask(cast: Cast, made: Made): Asked;
  gets: Row<number>;
}
interface Made {
  slug: string;
  generation: string;
}

const READS = from('VIEWER', { ok: 200, anonymous: 401, stranger: 404, weaker: 403 });
const JSON_TYPE = { 'content-type': 'application/json' };
const at =
  (path: string, headers: Record<string, string> = {}): Route['ask'] =>
  () => ({ path, headers });
const publicly = (path: string): Route => ({ ask: at(path), gets: everybody(200) });
const repository = (cast: Cast, { slug }: Made): string => `/git/${cast.organizationSlug}/${slug}`;

/** What each kind of person gets at each address, about one organization's data. An address of the router without a row fails. */
const ROUTES: Record<string, Route> = {
  'GET /': publicly('/'),
  // Pages of the console hold nobody's data.
  'GET /*': { ask: at('/projects/1', { accept: 'text/html' }), gets: everybody(200) },
  'GET /healthz': publicly('/healthz'),
  'GET /readyz': publicly('/readyz'),
  // With a token of its own, too; see worker-watch.
  'GET /metrics': { ask: at('/metrics'), gets: { ...everybody(404), anonymous: 401, administrator: 200 } },
  'GET /.well-known/millwright-keys.json': publicly('/.well-known/millwright-keys.json'),
  ...Object.fromEntries(
    ['development-plan', 'technical-architecture', 'blueprint', 'communication-schema', 'directory-tree'].map((name) => [
      `GET /schemas/${name}.json`,
      publicly(`/schemas/${name}.json`),
    ]),
  ),
  // Each operation has its own row; see permissions.spec.
  'GET /graphql': { ask: at(`/graphql?query=${encodeURIComponent('{ viewer { id } }')}`), gets: everybody(200) },
  'POST /graphql': { ask: () => ({ path: '/graphql', headers: JSON_TYPE, body: '{"query":"{ viewer { id } }"}' }), gets: everybody(200) },
  // The local user of the data folder alone; see sign-in-link.spec.
  'POST /api/sign-in-link': { ask: at('/api/sign-in-link'), gets: everybody(404) },
  'GET /api/sign-in-link/:token': { ask: at(`/api/sign-in-link/${'x'.repeat(32)}`), gets: everybody(410) },
  // Each endpoint of the library has its own row; see auth-endpoints.spec.
  'GET /api/auth/*': { ask: at('/api/auth/organization/list-members'), gets: everybody(404) },
  'POST /api/auth/*': { ask: () => ({ path: '/api/auth/organization/update', headers: JSON_TYPE, body: '{}' }), gets: everybody(404) },
  'GET /git/:organization/:repository/info/refs': {
    ask: (cast, made) => ({ path: `${repository(cast, made)}.git/info/refs?service=git-upload-pack` }),
    gets: READS,
  },
  'POST /git/:organization/:repository/git-upload-pack': {
    ask: (cast, made) => ({
      path: `${repository(cast, made)}.git/git-upload-pack`,
      headers: { 'content-type': 'application/x-git-upload-pack-request', 'git-protocol': 'version=2' },
      body: '0014command=ls-refs\n0000',
    }),
    gets: READS,
  },
  'GET /git/:organization/:repository': { ask: (cast, made) => ({ path: `${repository(cast, made)}.zip` }), gets: READS },
  'GET /ledgers/:id': { ask: (_cast, { generation }) => ({ path: `/ledgers/${generation}` }), gets: READS },
  // Of a stream that is no verification there is none; see verification.spec.
  'GET /evidence/:id/:commit/:file': {
    ask: (_cast, { generation }) => ({ path: `/evidence/${generation}/${'0'.repeat(40)}/test.dsse.json` }),
    gets: { ...everybody(404), anonymous: 401 },
  },
  'GET /organizations/:id/ledger': {
    ask: ({ organizationId }) => ({ path: `/organizations/${organizationId}/ledger` }),
    gets: from('ADMIN', { ok: 200, anonymous: 401, stranger: 404, weaker: 403 }),
  },
  'GET /records/:id': { ask: (_cast, { generation }) => ({ path: `/records/${generation}` }), gets: READS },
  'POST /records': {
    ask: ({ organizationId }) => ({
      path: `/records?organization=${organizationId}`,
      headers: { 'content-type': 'application/gzip' },
      body: 'no record',
    }),
    gets: from('EDITOR', { ok: 400, anonymous: 401, stranger: 404, weaker: 403 }),
  },
  'OPTIONS /codec/decode': { ask: at('/codec/decode'), gets: everybody(204) },
  'OPTIONS /codec/encode': { ask: at('/codec/encode'), gets: everybody(204) },
  // What belongs to others stays encrypted; see records.spec.
  'POST /codec/decode': {
    ask: () => ({ path: '/codec/decode', headers: JSON_TYPE, body: '{"payloads":[]}' }),
    gets: { ...everybody(200), anonymous: 401 },
  },
  'POST /codec/encode': {
    ask: ({ organizationId }) => ({ path: `/codec/encode?organization=${organizationId}`, headers: JSON_TYPE, body: '{"payloads":[]}' }),
    gets: from('EDITOR', { ok: 200, anonymous: 401, stranger: 404, weaker: 403 }),
  },
};

let cast: Cast;
let made: Made;
let routes: string[];

beforeAll(async () => {
  const api = await ApiProcess.start();
  routes = await api.routes();
  await api.stop();
  cast = await Cast.gather();
  const owner = cast.as('OWNER');
  const { id, slug } = await owner.project('Something small to be fetched');
  const generation = await owner.start(id);
  await owner.events(generation);
  made = { slug, generation };
}, 60_000);
afterAll(async () => await cast.close());

it('has a row for every address of the router, and for no other', () => {
  const known = new Set(Object.keys(ROUTES));
  // Answered beside each GET by the router itself, with the same handler.
  const all = routes.filter((route) => !known.has(route.replace(/^HEAD /, 'GET ')) || known.has(route));
  expect([...new Set(all)].sort()).toEqual([...known].sort());
});

async function send(caller: Caller, method: string, { path, headers, body }: Asked): Promise<{ status: number; text: string }> {
  const response = await fetch(`${BASE}${path}`, {
    method,
    headers: { origin: BASE, ...headers, ...cast.as(caller).headers },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

it.each(Object.entries(ROUTES))('gives each kind of person what the row of %s says', async (name, { ask, gets }) => {
  const method = name.split(' ')[0]!;
  const got: Partial<Row<number>> = {};
  const missing = { slug: 'nothing', generation: '00000000-0000-4000-8000-000000000000' };
  for (const caller of CALLERS) {
    const answer = await send(caller, method, ask(cast, made));
    Object.assign(got, { [caller]: answer.status });
    if (method === 'GET') expect([answer.status, 405]).toContain((await send(caller, 'HEAD', ask(cast, made))).status);
    if (answer.status === 404) expect(answer).toEqual(await send(caller, method, ask(cast.elsewhere('n'.repeat(32), 'nowhere'), missing)));
  }
  expect(got).toEqual(gets);
});

describe('GraphQL by each of its transports', () => {
  const ASKED = 'query ($id: ID!) { project(id: $id) { id } }';
  const code = (answer: { errors?: readonly { extensions?: { code?: string } }[] }): string => answer.errors?.[0]?.extensions?.code ?? 'OK';
  const TRANSPORTS: Record<string, (client: TestClient, variables: { id: string }) => Promise<string>> = {
    POST: async (client, variables) => code(await client.ask(ASKED, variables)),
    GET: async ({ headers }, variables) => {
      const query = new URLSearchParams({ query: ASKED, variables: JSON.stringify(variables) });
      return code((await (await fetch(`${BASE}/graphql?${query.toString()}`, { headers })).json()) as Parameters<typeof code>[0]);
    },
    socket: async (client, variables) =>
      code(((await client.subscribe(ASKED, variables).next()).value ?? {}) as Parameters<typeof code>[0]),
  };
  it.each(Object.keys(TRANSPORTS))('refuses the same by %s', async (name) => {
    const { id } = await cast.as('OWNER').project('Something that is asked for');
    const got = await Promise.all(CALLERS.map(async (caller) => [caller, await TRANSPORTS[name]!(cast.as(caller), { id })]));
    expect(Object.fromEntries(got)).toEqual(from('VIEWER', { ok: 'OK', anonymous: 'UNAUTHENTICATED', stranger: 'NOT_FOUND', weaker: '' }));
  });
});
