import pg from 'pg';
import { BASE, TestClient } from '../support/client.js';

const database = new pg.Pool({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE, max: 2 });
afterAll(async () => await database.end());

interface Said {
  status: number;
  body: Record<string, unknown> | null;
}
async function send(method: 'GET' | 'POST', path: string, body: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const response = await fetch(`${BASE}/api/auth${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: BASE, ...headers },
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : null };
}
const organizationOf = async (client: TestClient): Promise<{ organizationId: string; organizationSlug: string }> =>
  (
    await client.get<{ viewer: { memberships: { organizationId: string; organizationSlug: string }[] } }>(
      '{ viewer { memberships { organizationId organizationSlug } } }',
    )
  ).viewer.memberships[0]!;

it('makes nobody administrator for being the first', async () => {
  const { rows } = await database.query<{ id: string }>(`SELECT id FROM auth."user" LIMIT 1`);
  const first = await TestClient.signUp('Eve');
  if (rows.length === 0) expect(await first.get('{ viewer { isAdministrator } }')).toEqual({ viewer: { isAdministrator: false } });
  expect((await first.ask('{ outbox { id } }')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
});

it('lets nobody read invitations, nor accept one without the secret of its link', async () => {
  const [owner, guest] = [await TestClient.signUp('Owner'), await TestClient.signUp('Guest')];
  const { organizationId } = await organizationOf(owner);
  const invited = (await send('POST', '/organization/invite-member', { email: guest.email, role: 'admin', organizationId }, owner.headers))
    .body as { id: string; link?: string };
  const read = await send('GET', `/organization/list-invitations?organizationId=${organizationId}`, null, owner.headers);
  const accepted = await send('POST', '/organization/accept-invitation', { invitationId: invited.id }, guest.headers);
  const guessed = await send(
    'POST',
    '/organization/accept-invitation',
    { invitationId: invited.id, secret: 'x'.repeat(43) },
    guest.headers,
  );
  expect({ read: read.status, accepted: accepted.status, guessed: guessed.status }).toEqual({ read: 404, accepted: 403, guessed: 403 });
  const secret = new URL(invited.link!).hash.slice(1);
  const { rows } = await database.query(`SELECT * FROM auth.invitation_secret WHERE invitation_id = $1`, [invited.id]);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  const stranger = await TestClient.signUp('Stranger');
  expect((await send('POST', '/organization/accept-invitation', { invitationId: invited.id, secret }, stranger.headers)).status).toBe(403);
  expect((await send('POST', '/organization/accept-invitation', { invitationId: invited.id, secret }, guest.headers)).status).toBe(200);
});

it('makes slugs itself, and refuses names that are none', async () => {
  const ana = await TestClient.signUp('Ana');
  const made = await send('POST', '/organization/create', { name: 'Tools', slug: 'x;curl evil|sh #', metadata: { a: 1 } }, ana.headers);
  const changed = await send(
    'POST',
    '/organization/update',
    { organizationId: (await organizationOf(ana)).organizationId, data: { slug: 'x;curl evil|sh #' } },
    ana.headers,
  );
  expect({ slug: made.body?.slug, metadata: made.body?.metadata ?? null, changed: changed.status }).toEqual({
    slug: expect.stringMatching(/^tools-[0-9a-f]{8}$/),
    metadata: null,
    changed: 404,
  });
  for (const name of ['a\u202eb', 'line\nline', 'x'.repeat(200), '  ', 'nul\u0000'])
    expect([name, (await send('POST', '/organization/create', { name, slug: 'y' }, ana.headers)).status]).toEqual([name, 400]);
  expect((await send('POST', '/update-user', { name: 'a\u202eb' }, ana.headers)).status).toBe(400);
  const key = await ana.ask('mutation { createApiKey(input: { name: "a\\u202eb" }) { secret } }');
  expect(key.errors?.[0]?.extensions.code).toBe('BAD_INPUT');
});

it('refuses the passwords that everybody tries', async () => {
  const email = `common-${Date.now()}@example.com`;
  for (const password of ['password123', '1234567890', 'Qwertyuiop1', email]) {
    const said = await send('POST', '/sign-up/email', { name: 'C', email, password });
    expect([password, said.status]).toEqual([password, 400]);
  }
});

it('takes thirty sign-ups at once while look-ups go on', async () => {
  const ana = await TestClient.signUp('Ana');
  const statuses = Promise.all(
    Array.from({ length: 30 }, async (_, index) => {
      const email = `crowd-${process.pid}-${Date.now()}-${index}@example.com`;
      return (await send('POST', '/sign-up/email', { name: 'Crowd', email, password: 'correct horse battery' })).status;
    }),
  );
  const looked = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      // Each another credential to the memory of viewers, so that each is looked up.
      const client = new TestClient({ ...ana.headers, cookie: `n=${index}` });
      return (await client.get<{ viewer: { name: string } | null }>('{ viewer { name } }')).viewer?.name;
    }),
  );
  expect({ statuses: [...new Set(await statuses)], looked: [...new Set(looked)] }).toEqual({ statuses: [200], looked: ['Ana'] });
});

it('keeps no session as it is sent', async () => {
  const ana = await TestClient.signUp('Ana');
  const token = decodeURIComponent(ana.headers.authorization!.slice('Bearer '.length)).split('.')[0];
  const { rowCount } = await database.query(`SELECT 1 FROM auth.session WHERE token = $1`, [token]);
  const { rows } = await database.query<{ token: string }>(
    `SELECT s.token FROM auth.session s JOIN auth."user" u ON u.id = s."userId" WHERE u.email = $1`,
    [ana.email],
  );
  const asStored = new TestClient({ authorization: `Bearer ${rows[0]!.token}` });
  expect({ plain: rowCount, asStored: (await asStored.get<{ viewer: unknown }>('{ viewer { id } }')).viewer }).toEqual({
    plain: 0,
    asStored: null,
  });
});

it('ends sessions and older links with a new password, and says how many keys live', async () => {
  const ana = await TestClient.signUp('Ana');
  await ana.get('mutation { createApiKey(input: { name: "ci" }) { secret } }');
  const mails = async (): Promise<string[]> =>
    (await database.query<{ text: string }>(`SELECT text FROM mail WHERE recipient = $1 ORDER BY created_at`, [ana.email])).rows.map(
      (row) => row.text,
    );
  const token = (text: string): string => /reset-password[#/]([\w-]+)/.exec(text)?.[1] ?? 'gone';
  for (const count of [1, 2]) {
    await send('POST', '/request-password-reset', { email: ana.email, redirectTo: '/reset-password' });
    while ((await mails()).length < count) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const [older, newer] = (await mails()).map(token);
  const newPassword = 'another horse battery';
  const { rows } = await database.query(`SELECT 1 FROM auth.verification WHERE identifier LIKE '%' || $1`, [newer]);
  const first = await send('POST', '/reset-password', { token: older === 'gone' ? 'x' : older, newPassword });
  const second = await send('POST', '/reset-password', { token: newer, newPassword });
  const viewer = (await new TestClient({ ...ana.headers, cookie: 'n=1' }).get<{ viewer: unknown }>('{ viewer { id } }')).viewer;
  expect({ plain: rows.length, older: first.status, newer: second.status, apiKeys: second.body?.apiKeys, viewer }).toEqual({
    plain: 0,
    older: 400,
    newer: 200,
    apiKeys: 1,
    viewer: null,
  });
  expect((await mails()).join()).not.toMatch(/https?:\/\//);
});

it('slows guesses for one account wherever they come from, and not its owner where she was before', async () => {
  const ana = await TestClient.signUp('Ana');
  const guess = async (address: string, password: string): Promise<number> =>
    (await send('POST', '/sign-in/email', { email: ana.email, password }, { 'x-forwarded-for': address })).status;
  expect(await guess('198.51.100.1', 'correct horse battery')).toBe(200);
  const statuses: number[] = [];
  for (let n = 0; n < 40; n++) statuses.push(await guess(`203.0.113.${n}`, `wrong horse ${n}`));
  expect(statuses.filter((status) => status === 401).length).toBeLessThan(15);
  expect(statuses.at(-1)).toBe(429);
  expect(await guess('198.51.100.1', 'correct horse battery')).toBe(200);
});

it('slows guesses of the password of whoever is signed in, wherever they come from', async () => {
  const ana = await TestClient.signUp('Ana');
  const change = async (address: string, currentPassword: string): Promise<number> => {
    const headers = { ...ana.headers, 'x-forwarded-for': address };
    return (await send('POST', '/change-password', { currentPassword, newPassword: 'another horse battery' }, headers)).status;
  };
  const statuses: number[] = [];
  for (let n = 0; n < 20; n++) statuses.push(await change(`203.0.114.${n}`, `wrong horse ${n}`));
  expect(statuses.filter((status) => status === 400).length).toBeLessThan(15);
  expect(statuses.at(-1)).toBe(429);
});
