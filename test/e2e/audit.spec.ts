import { buildSchema } from 'graphql';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { OPEN_ENDPOINTS } from '../../api/src/security/auth-endpoints.js';
import { BASE, TestClient } from '../support/client.js';

interface Entry {
  type: string;
  body: Record<string, unknown>;
}
/** What changes an organization: it writes an entry of the type. `null`: another ledger tells of it, or it is a person's own. */
type Change = { type: string; act(): Promise<void>; says?: () => object } | null;

const root = join(import.meta.dirname, '../..');
const ENGINE_KEY = process.env.MILLWRIGHT_TEST_PROVIDER_KEY!;
const folder = mkdtempSync(join(tmpdir(), 'millwright-audit-'));
const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
let ana: TestClient;
let ben: TestClient;
let organizationId: string;
let project: string;
let generation: string;
let apiKey: { id: string; secret: string };
const secrets: string[] = [ENGINE_KEY, 'ghp_right'];

beforeAll(async () => {
  await database.connect();
  [ana, ben] = [await TestClient.signUp('Ana'), await TestClient.signUp('Ben')];
  organizationId = (await ana.get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }')).viewer.homeOrganizationId;
  project = (await ana.project('An audited mill', 'Mill')).id;
  generation = await ana.start(project);
  await ana.events(generation);
});
afterAll(async () => {
  await Promise.all([ana.close(), ben.close(), database.end()]);
  rmSync(folder, { recursive: true, force: true });
});

async function entries(of = organizationId): Promise<Entry[]> {
  const { rows } = await database.query<Entry>(
    `SELECT e.type, e.body FROM ledger_entry e JOIN stream s ON s.id = e.stream_id WHERE s.org_id = $1 AND s.kind = 'organization' ORDER BY e.seq`,
    [of],
  );
  return rows;
}
const change = (name: string, input: () => object, fields: string) => async (): Promise<void> => {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  await ana.get(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input: input() });
};
async function invite(): Promise<{ invitationId: string; secret: string }> {
  const { id, link } = await ana.auth<{ id: string; link: string }>('/organization/invite-member', {
    email: ben.email,
    role: 'viewer',
    organizationId,
  });
  const secret = new URL(link).hash.slice(1);
  secrets.push(secret);
  return { invitationId: id, secret };
}
async function memberId(client: TestClient): Promise<string> {
  const { organization } = await ana.get<{ organization: { members: { id: string; email: string }[] } }>(
    'query ($id: ID) { organization(id: $id) { members { id email } } }',
    { id: organizationId },
  );
  return organization.members.find(({ email }) => email === client.email)!.id;
}
const joinAgain = async (): Promise<void> => await ana.invite(ben, 'viewer', organizationId);

/** In this order: what one leaves behind, the next finds. A mutation of the schema without a row fails. */
const MUTATIONS: Record<string, Change> = {
  setEngineKey: {
    type: 'ENGINE_KEY_SET',
    act: change('setEngineKey', () => ({ engine: 'openai', key: ENGINE_KEY }), 'engine { id }'),
    says: () => ({ engine: 'openai', endsWith: ENGINE_KEY.slice(-4) }),
  },
  removeEngineKey: { type: 'ENGINE_KEY_REMOVED', act: change('removeEngineKey', () => ({ engine: 'openai' }), 'engine { id }') },
  setEngineSettings: {
    type: 'ENGINE_SETTINGS_CHANGED',
    act: change('setEngineSettings', () => ({ defaultEngine: 'openai', fallbacks: [] }), 'settings { defaultEngine }'),
    says: () => ({ defaultEngine: 'openai', fallbacks: [] }),
  },
  setRecordPolicy: { type: 'RECORD_DAYS_CHANGED', act: change('setRecordPolicy', () => ({ days: 7 }), '__typename'), says: () => ({ days: 7 }) },
  setApproval: {
    type: 'GATES_CHANGED',
    act: change('setApproval', () => ({ projectId: project, approveAfter: ['BLUEPRINT'], approveCriticality: 8 }), 'project { id }'),
    says: () => ({ projectId: project, project: 'Mill', stages: ['BLUEPRINT'], criticality: 8 }),
  },
  connectGithub: {
    type: 'GITHUB_CONNECTED',
    act: change('connectGithub', () => ({ token: 'ghp_right' }), 'connection { login }'),
    says: () => ({ login: 'ana' }),
  },
  disconnectGithub: { type: 'GITHUB_DISCONNECTED', act: change('disconnectGithub', () => ({}), 'connection { login }') },
  createApiKey: {
    type: 'API_KEY_CREATED',
    act: async () => {
      const { createApiKey } = await ana.get<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
        'mutation { createApiKey(input: { name: "ci", role: VIEWER, expiresInDays: 3 }) { secret apiKey { id } } }',
      );
      apiKey = { id: createApiKey.apiKey.id, secret: createApiKey.secret };
      secrets.push(apiKey.secret);
    },
    says: () => ({ name: 'ci', role: 'viewer', startsWith: apiKey.secret.slice(0, 6), expiresAt: expect.any(String) }),
  },
  revokeApiKey: { type: 'API_KEY_REVOKED', act: change('revokeApiKey', () => ({ id: apiKey.id }), 'id'), says: () => ({ name: 'ci' }) },
  editFile: {
    type: 'FILE_EDITED',
    act: async () => {
      const { generation: found } = await ana.get<{ generation: { artifacts: { edges: { node: { path: string; text: string } }[] } } }>(
        'query ($id: ID!) { generation(id: $id) { artifacts(first: 100) { edges { node { path text } } } } }',
        { id: generation },
      );
      const { node } = found.artifacts.edges.find(({ node: { path } }) => path.startsWith('src/'))!;
      const baseSha256 = createHash('sha256').update(node.text).digest('hex');
      await change('editFile', () => ({ generationId: generation, path: node.path, baseSha256, text: `${node.text}// By hand\n` }), 'generation { id }')();
    },
    says: () => ({ projectId: project, generationId: generation, path: expect.stringMatching(/^src\//), sha256: expect.any(String) }),
  },
  archiveProject: {
    type: 'PROJECT_ARCHIVED',
    act: change('archiveProject', () => ({ projectId: project, isArchived: true }), 'project { id }'),
    says: () => ({ projectId: project, project: 'Mill' }),
  },
  deleteProject: {
    type: 'PROJECT_DELETED',
    act: change('deleteProject', () => ({ projectId: project, name: 'Mill' }), 'project { id }'),
    says: () => ({ projectId: project, project: 'Mill', dueAt: expect.any(String) }),
  },
  restoreProject: {
    type: 'PROJECT_RESTORED',
    act: change('restoreProject', () => ({ projectId: project }), 'project { id }'),
    says: () => ({ projectId: project, project: 'Mill' }),
  },
  // The server's, not an organization's.
  addAdministrator: null,
  removeAdministrator: null,
  claimServer: null,
  // What is made from a description says so itself, and each generation has a ledger.
  createProject: null,
  updateProject: null,
  reviseProject: null,
  startGeneration: null,
  nameGeneration: null,
  cancelGeneration: null,
  pauseGeneration: null,
  resumeGeneration: null,
  approveStage: null,
  raiseBudget: null,
  forkGeneration: null,
  retryGeneration: null,
  retryFailures: null,
  replayGeneration: null,
  resolveConflicts: null,
  exportToGithub: null,
  verifyGeneration: null,
};

/** Likewise, of the endpoints of the identity library that are about organizations. */
const ENDPOINTS: Record<string, Change> = {
  '/organization/invite-member': {
    type: 'MEMBER_INVITED',
    act: async () => void (await invite()),
    says: () => ({ email: ben.email, role: 'viewer' }),
  },
  '/organization/cancel-invitation': {
    type: 'INVITATION_CANCELLED',
    act: async () => {
      const { rows } = await database.query<{ id: string }>(
        `SELECT id FROM auth.invitation WHERE "organizationId" = $1 AND status = 'pending'`,
        [organizationId],
      );
      await ana.auth('/organization/cancel-invitation', { invitationId: rows[0]!.id });
    },
    says: () => ({ email: ben.email }),
  },
  '/organization/reject-invitation': {
    type: 'INVITATION_DECLINED',
    act: async () => await ben.auth('/organization/reject-invitation', await invite()),
    says: () => ({ email: ben.email, actor: { kind: 'user', name: 'Ben' } }),
  },
  '/organization/accept-invitation': { type: 'MEMBER_JOINED', act: joinAgain, says: () => ({ role: 'viewer', actor: { kind: 'user', name: 'Ben' } }) },
  '/organization/update-member-role': {
    type: 'MEMBER_ROLE_CHANGED',
    act: async () => await ana.auth('/organization/update-member-role', { memberId: await memberId(ben), role: 'editor', organizationId }),
    says: () => ({ member: { name: 'Ben' }, from: 'viewer', to: 'editor', actor: { kind: 'user', name: 'Ana' } }),
  },
  '/organization/remove-member': {
    type: 'MEMBER_REMOVED',
    act: async () => await ana.auth('/organization/remove-member', { memberIdOrEmail: await memberId(ben), organizationId }),
    says: () => ({ member: { name: 'Ben' }, actor: { kind: 'user', name: 'Ana' } }),
  },
  '/organization/leave': {
    type: 'MEMBER_REMOVED',
    act: async () => {
      await joinAgain();
      await ben.auth('/organization/leave', { organizationId });
    },
    says: () => ({ member: { name: 'Ben' }, actor: { kind: 'user', name: 'Ben' } }),
  },
  // Of an organization of its own; see below.
  '/organization/create': null,
  '/organization/delete': null,
  // Which of them a session is about.
  '/organization/set-active': null,
};
const rows = (all: Record<string, Change>): [string, NonNullable<Change>][] => Object.entries(all).filter((row): row is [string, NonNullable<Change>] => row[1] !== null);

it('has a row for every mutation, and for every endpoint about organizations', () => {
  const schema = buildSchema(readFileSync(join(root, 'api/schema.graphql'), 'utf8'), { assumeValidSDL: true });
  expect(Object.keys(MUTATIONS).sort()).toEqual(Object.keys(schema.getMutationType()!.getFields()).sort());
  const open = OPEN_ENDPOINTS.map(([, path]) => path).filter((path) => path.startsWith('/organization/'));
  expect(Object.keys(ENDPOINTS).sort()).toEqual(open.sort());
});

it.each([...rows(MUTATIONS), ...rows(ENDPOINTS)])('%s writes one entry, with who did it and no secret', async (_name, { type, act, says }) => {
  const before = await entries();
  await act();
  const added = (await entries()).slice(before.length);
  expect(added.filter((entry) => entry.type === type)).toHaveLength(1);
  expect(added.at(-1)).toMatchObject({ type, body: { type, actor: { kind: 'user', name: 'Ana' }, ...says?.() } });
  for (const secret of secrets) expect(JSON.stringify(await entries())).not.toContain(secret);
});

it('tells of nothing that did not happen', async () => {
  const before = await entries();
  await change('removeEngineKey', () => ({ engine: 'openai' }), 'engine { id }')();
  await change('disconnectGithub', () => ({}), 'connection { login }')();
  expect((await ana.ask('mutation { revokeApiKey(input: { id: "nothing" }) { id } }')).errors).toHaveLength(1);
  expect((await ana.ask('mutation { setRecordPolicy(input: { days: -1 }) { __typename } }')).errors).toHaveLength(1);
  expect(await entries()).toEqual(before);
});

it('begins with an organization and outlives it', async () => {
  const { id } = await ana.auth<{ id: string }>('/organization/create', { name: 'Short-lived' });
  await ana.auth('/organization/delete', { organizationId: id });
  const all = await entries(id);
  expect(all.map(({ type }) => type)).toEqual(['ORGANIZATION_CREATED', 'ORGANIZATION_DELETED']);
  for (const { body } of all) expect(body).toMatchObject({ actor: { kind: 'user', name: 'Ana' }, name: 'Short-lived' });
  expect((await fetch(`${BASE}/organizations/${id}/ledger`, { headers: ana.headers })).status).toBe(404);
});

interface Page {
  organizationEvents: { edges: { cursor: string; node: { type: string; message: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

it('is read a page at a time, newest first, and refuses what is no cursor', async () => {
  const ask = 'query ($first: Int, $after: String) { organizationEvents(first: $first, after: $after) { edges { cursor node { type message } } pageInfo { hasNextPage endCursor } } }';
  const seen: string[] = [];
  for (let after: string | null = null; ; ) {
    const { organizationEvents: page }: Page = await ana.get<Page>(ask, { first: 4, after });
    seen.push(...page.edges.map(({ node }) => node.type));
    if (!page.pageInfo.hasNextPage) break;
    expect(page.edges).toHaveLength(4);
    after = page.pageInfo.endCursor;
  }
  expect(seen).toEqual((await entries()).map(({ type }) => type).reverse());
  const refused = await ana.ask(ask, { first: 4, after: 'x' });
  expect(refused.errors![0]!.extensions).toMatchObject({ code: 'BAD_INPUT', fields: [{ path: 'after' }] });
});

it('is followed from any entry on', async () => {
  const before = await entries();
  const following = ana.subscribe<{ organizationEvents: { cursor: string; message: string } }>(
    'subscription ($after: String) { organizationEvents(after: $after) { cursor message } }',
    { after: String(before.length - 1) },
  );
  const next = async () => (await following.next()).value!.data!.organizationEvents;
  expect((await next()).cursor).toBe(String(before.length));
  await change('setRecordPolicy', () => ({ days: 9 }), '__typename')();
  expect(await next()).toEqual({ cursor: String(before.length + 1), message: 'Ana has records kept for 9 days' });
  await following.return?.();
});

it('is a file that can be checked with nothing but the public key, where any change is noticed', async () => {
  const answer = await fetch(`${BASE}/organizations/${organizationId}/ledger`, { headers: ana.headers });
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="audit-log-${organizationId}.jsonl"`);
  const text = await answer.text();
  const [file, keys] = [join(folder, 'audit.jsonl'), join(folder, 'keys.json')];
  writeFileSync(keys, await (await fetch(`${BASE}/.well-known/millwright-keys.json`)).text());
  const verify = (content: string) => {
    writeFileSync(file, content);
    return spawnSync(process.execPath, ['deploy/local/run.mjs', 'verify', '--ledger', file, '--key', keys], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD },
    });
  };
  const whole = verify(text);
  expect(whole.stderr).not.toContain('✗');
  expect(whole.stdout).toMatch(new RegExp(`${(await entries()).length} ledger entries are as they were written, to the signed end: organization `));
  expect(whole.status).toBe(0);
  const lines = text.split('\n');
  const without = (n: number): string => lines.filter((_, i) => i !== n).join('\n');
  for (const [changed, fault] of [
    [text.replace('"name":"Ben"', '"name":"Bea"'), /is not what was written/],
    [without(3), /is missing/],
    [without(lines.length - 3), /last 1 entries are missing/],
  ] as const) {
    const found = verify(changed);
    expect([found.status, found.stderr]).toEqual([1, expect.stringMatching(fault)]);
  }
});
