import { Wire } from '@millwright/testing';
import pg from 'pg';
import WebSocket from 'ws';
import { ApiProcess } from '../support/api-process.js';
import { BASE, TestClient } from '../support/client.js';
import { until } from '../support/until.js';

const WHO = '{ viewer { name memberships { role organizationId } } }';
interface Who {
  viewer: { name: string; memberships: { role: string; organizationId: string }[] } | null;
}

/** Below the 10 s after which an API asks anew whether it was told or not. */
const TOLD_MS = 9_000;

/** Asks until the answer is the one wanted: what another connection changed is heard a moment later. */
async function eventually(ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + TOLD_MS;
  await until(async () => {
    if (Date.now() > deadline) throw new Error('It did not become so by being told');
    return await ask();
  });
}

it('gives a new user an organization of their own, and tells strangers nothing', async () => {
  const ana = await TestClient.signUp('Ana');
  expect((await ana.get<Who>(WHO)).viewer).toMatchObject({ name: 'Ana', memberships: [{ role: 'OWNER' }] });
  expect((await TestClient.anonymous().get<Who>(WHO)).viewer).toBeNull();
  expect((await new TestClient({ authorization: 'Bearer made-up.token' }).get<Who>(WHO)).viewer).toBeNull();
  expect((await new TestClient({ 'x-api-key': 'mw_madeup' }).get<Who>(WHO)).viewer).toBeNull();
});

it('refuses a short password, a wrong one, and an address that is taken', async () => {
  const ana = await TestClient.signUp('Ana');
  const send = async (path: string, body: object): Promise<number> =>
    (
      await fetch(`${BASE}/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: BASE },
        body: JSON.stringify(body),
      })
    ).status;
  expect(await send('/sign-up/email', { name: 'B', email: 'b@example.com', password: 'short' })).toBe(400);
  expect(await send('/sign-up/email', { name: 'B', email: ana.email, password: 'correct horse battery' })).toBe(422);
  expect(await send('/sign-in/email', { email: ana.email, password: 'wrong horse battery' })).toBe(401);
  expect(await send('/sign-in/email', { email: ana.email, password: 'correct horse battery' })).toBe(200);
});

it('forgets a key the moment it is revoked, and a session when it is signed out', async () => {
  const ana = await TestClient.signUp('Ana');
  const { createApiKey } = await ana.get<{ createApiKey: { secret: string; apiKey: { id: string; start: string } } }>(
    'mutation { createApiKey(input: { name: "ci", role: VIEWER, expiresInDays: 3 }) { secret apiKey { id start } } }',
  );
  const machine = new TestClient({ 'x-api-key': createApiKey.secret });
  expect((await machine.get<Who>(WHO)).viewer?.memberships[0]?.role).toBe('VIEWER');
  expect(
    (await machine.ask('mutation { createProject(input: { name: "n", description: "long enough to be one" }) { project { id } } }'))
      .errors?.[0]?.extensions.code,
  ).toBe('FORBIDDEN');
  expect((await machine.ask('mutation { createApiKey(input: { name: "another" }) { secret } }')).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
  expect(JSON.stringify(await ana.get('{ apiKeys { id name start } }'))).not.toContain(createApiKey.secret);
  await ana.get(`mutation { revokeApiKey(input: { id: "${createApiKey.apiKey.id}" }) { id } }`);
  await eventually(async () => (await machine.get<Who>(WHO)).viewer === null);
  await ana.auth('/sign-out', {});
  await eventually(async () => (await ana.get<Who>(WHO)).viewer === null);
});

it('takes a new role up at once, and an invitation only from whom it was sent to', async () => {
  const [owner, guest, other] = [await TestClient.signUp('Owner'), await TestClient.signUp('Guest'), await TestClient.signUp('Other')];
  const organizationId = (await owner.get<Who>(WHO)).viewer!.memberships[0]!.organizationId;
  const invitation = await owner.auth<{ id: string; link: string }>('/organization/invite-member', {
    email: guest.email,
    role: 'viewer',
    organizationId,
  });
  const answer = { invitationId: invitation.id, secret: new URL(invitation.link).hash.slice(1) };
  await expect(other.auth('/organization/accept-invitation', answer)).rejects.toThrow();
  await guest.auth('/organization/accept-invitation', answer);
  const roleOf = async (): Promise<string | undefined> =>
    (await guest.get<Who>(WHO)).viewer?.memberships.find((m) => m.organizationId === organizationId)?.role;
  await eventually(async () => (await roleOf()) === 'VIEWER');
  const { organization } = await owner.get<{ organization: { members: { id: string; email: string }[] } }>(
    `{ organization(id: "${organizationId}") { members { id email } } }`,
  );
  const memberId = organization.members.find((member) => member.email === guest.email)!.id;
  await expect(guest.auth('/organization/update-member-role', { memberId, role: 'owner', organizationId })).rejects.toThrow();
  await owner.auth('/organization/update-member-role', { memberId, role: 'editor', organizationId });
  await eventually(async () => (await roleOf()) === 'EDITOR');
  await owner.auth('/organization/remove-member', { memberIdOrEmail: memberId, organizationId });
  await eventually(async () => (await roleOf()) === undefined);
});

it('names both addresses to whoever opened the console at another one, in the form and at the socket', async () => {
  const elsewhere = { origin: 'http://192.0.2.7:3000', cookie: 'a=b' };
  const form = await fetch(`${BASE}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...elsewhere },
    body: JSON.stringify({ name: 'B', email: 'b@example.com', password: 'correct horse battery' }),
  });
  const answers = [await form.text(), await refusedSocket(elsewhere)];
  expect(form.status).toBe(403);
  for (const answer of answers) expect(answer).toMatch(new RegExp(`192\\.0\\.2\\.7:3000.*${BASE}.*PUBLIC_URL=http://192\\.0\\.2\\.7:3000`));
});

/** What a socket is told that is not opened. */
async function refusedSocket(headers: Record<string, string>): Promise<string> {
  const socket = new WebSocket(`${BASE.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  return await new Promise((resolve, reject) => {
    socket.on('open', () => reject(new Error('It was opened')));
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (data: Buffer) => (body += data.toString('utf8')));
      response.on('end', () => resolve(body));
    });
  });
}

it('refuses a text that no database keeps, and names the field', async () => {
  const ana = await TestClient.signUp('Ana');
  const make = async (name: string): Promise<unknown> =>
    (
      await ana.ask('mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }', {
        input: { name, description: 'A tool library.' },
      })
    ).errors?.[0]?.extensions;
  for (const name of ['a\0b', 'half \ud83c'])
    expect(await make(name)).toMatchObject({ code: 'BAD_INPUT', fields: [expect.objectContaining({ path: 'input.name' })] });
  const cancel = ana.subscribe(
    'mutation { cancelGeneration(input: { generationId: "x", reason: "stop\\u0000now" }) { generation { id } } }',
    {},
  );
  await expect(cancel.next()).rejects.toEqual([
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'BAD_INPUT', fields: [expect.objectContaining({ path: 'input.reason' })] }),
    }),
  ]);
  await expect(ana.auth('/update-user', { name: 'An\0a' })).rejects.toThrow('BAD_INPUT');
  expect((await fetch(`${BASE}/git/a/b%00.zip`, { headers: ana.headers })).status).toBe(400);
  await ana.close();
});

it('takes one role for each member, and reads several as the weakest wherever they are read', async () => {
  const [owner, guest] = [await TestClient.signUp('Owner'), await TestClient.signUp('Guest')];
  const organizationId = (await owner.get<Who>(WHO)).viewer!.memberships[0]!.organizationId;
  const invite = async (role: unknown, by = owner, email = guest.email): Promise<{ id: string; link: string }> =>
    await by.auth<{ id: string; link: string }>('/organization/invite-member', { email, role, organizationId });
  for (const role of [['viewer', 'admin'], ['admin', 'viewer'], 'viewer,admin', ['viewer,admin'], [], 'king'])
    await expect(invite(role)).rejects.toThrow('A member has one role');
  const { id: invitationId, link } = await invite(['editor']);
  await guest.auth('/organization/accept-invitation', { invitationId, secret: new URL(link).hash.slice(1) });
  const database = new pg.Client({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE });
  await database.connect();
  const { rows } = await database.query<{ id: string }>(
    `SELECT m.id FROM auth.member m JOIN auth."user" u ON u.id = m."userId" WHERE u.email = $1 AND m."organizationId" = $2`,
    [guest.email, organizationId],
  );
  for (const role of [['viewer', 'admin'], ['admin', 'viewer'], 'owner,viewer'])
    await expect(owner.auth('/organization/update-member-role', { memberId: rows[0]!.id, role, organizationId })).rejects.toThrow(
      'A member has one role',
    );
  for (const list of ['viewer,admin', 'admin, viewer']) {
    await database.query('UPDATE auth.member SET role = $2 WHERE id = $1', [rows[0]!.id, list]);
    await eventually(
      async () => (await guest.get<Who>(WHO)).viewer?.memberships.find((m) => m.organizationId === organizationId)?.role === 'VIEWER',
    );
    await expect(invite('viewer', guest, 'somebody@example.com')).rejects.toThrow();
  }
  await database.end();
});

it('deletes no organization whose generations are open, and leaves nothing of a deleted one that could act', async () => {
  const [owner, guest] = [await TestClient.signUp('Owner'), await TestClient.signUp('Guest')];
  const organizationId = (await owner.get<Who>(WHO)).viewer!.memberships[0]!.organizationId;
  const { id: invitationId, link } = await owner.auth<{ id: string; link: string }>('/organization/invite-member', {
    email: guest.email,
    role: 'editor',
    organizationId,
  });
  const { createApiKey } = await owner.get<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(input: { name: "k" }) { secret } }',
  );
  const machine = new TestClient({ 'x-api-key': createApiKey.secret });
  const id = await owner.start((await owner.project('Deleted, AT-A-CRAWL')).id);
  const remove = async (): Promise<unknown> => await owner.auth('/organization/delete', { organizationId });
  await expect(remove()).rejects.toThrow(/1 generation of this organization is open.*Cancel/);
  await owner.get(`mutation { cancelGeneration(input: { generationId: "${id}" }) { generation { id } } }`);
  await owner.events(id);
  await remove();
  await eventually(async () => (await machine.ask('{ projects { totalCount } }')).errors?.[0]?.extensions.code === 'UNAUTHENTICATED');
  await expect(guest.auth('/organization/accept-invitation', { invitationId, secret: new URL(link).hash.slice(1) })).rejects.toThrow();
  const { memberships } = (await owner.get<Who>(WHO)).viewer!;
  expect(memberships).toEqual([{ role: 'OWNER', organizationId: expect.not.stringMatching(organizationId) }]);
  await owner.project('A new beginning');
  await expect(owner.auth('/delete-user', {})).rejects.toThrow();
  await owner.close();
});

it('gives fifty requests at once with one key the same generation', async () => {
  const ana = await TestClient.signUp('Ana');
  const { id: projectId } = await ana.project('Asked for fifty times');
  const started = await Promise.all(Array.from({ length: 50 }, () => ana.start(projectId, { idempotencyKey: 'once' })));
  expect(new Set(started).size).toBe(1);
});

it('tells with each event what is known by then, not what was known when one began to follow', async () => {
  const ana = await TestClient.signUp('Ana');
  const id = await ana.start((await ana.project('Followed from the start')).id);
  const events = ana.subscribe<{ generationEvents: { type: string; generation: { headCommit: string | null } } }>(
    'subscription ($id: ID!) { generationEvents(generationId: $id) { type generation { headCommit } } }',
    { id },
  );
  let last: string | null | undefined;
  for await (const { data } of events) last = data?.generationEvents.generation.headCommit;
  expect(last).toMatch(/^[0-9a-f]{40}/);
  await ana.close();
});

it('says that the database does not answer, and not that somebody is not signed in', async () => {
  const ana = await TestClient.signUp('Ana');
  const { createApiKey } = await ana.get<{ createApiKey: { secret: string } }>(
    'mutation { createApiKey(input: { name: "ci", role: VIEWER }) { secret } }',
  );
  const url = new URL((JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as { DATABASE_URL: string }).DATABASE_URL);
  const wire = new Wire({ host: url.hostname, port: Number(url.port) });
  url.port = String(await wire.open());
  const api = await ApiProcess.start({ DATABASE_URL: url.href });
  const clients = [
    new TestClient(ana.headers, ana.email, api.base),
    new TestClient({ 'x-api-key': createApiKey.secret }, '', api.base),
    new TestClient({ authorization: 'Bearer made-up.token' }, '', api.base),
  ];
  wire.cut();
  const codes = async (): Promise<(string | undefined)[]> =>
    await Promise.all(clients.map(async (client) => (await client.ask('{ projects { totalCount } }')).errors?.[0]?.extensions.code));
  expect(await codes()).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
  wire.mend();
  // Connections that were being made when it was mended may fail yet.
  let after = await codes();
  while (after.includes('UNAVAILABLE')) after = await codes();
  expect(after).toEqual([undefined, undefined, 'UNAUTHENTICATED']);
  await api.stop();
  await wire.close();
});
