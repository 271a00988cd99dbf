import { Wire } from '@millwright/testing';
import { ApiProcess } from '../support/api-process.js';
import { BASE, TestClient } from '../support/client.js';

const WHO = '{ viewer { name memberships { role organizationId } } }';
interface Who {
  viewer: { name: string; memberships: { role: string; organizationId: string }[] } | null;
}

/** Asks until the answer is the one wanted: what another connection changed is heard a moment later. */
async function eventually(ask: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 2_000;
  while (!(await ask())) if (Date.now() > deadline) throw new Error('It did not become so within two seconds');
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
