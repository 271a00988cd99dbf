import pg from 'pg';
import { OPEN_ENDPOINTS } from '../../api/src/security/auth-endpoints.js';
import { CALLERS, Cast, everybody, from, type Caller, type Row } from '../support/cast.js';
import { BASE, TestClient } from '../support/client.js';

const database = new pg.Pool({ connectionString: process.env.MILLWRIGHT_TEST_DATABASE, max: 2 });
let cast: Cast;
/** A member who is spoken of, and one who asks nothing. */
let subject: { userId: string; client: TestClient };
beforeAll(async () => {
  cast = await Cast.gather();
  const client = await TestClient.signUp('Subject');
  subject = { client, userId: (await client.get<{ viewer: { id: string } }>('{ viewer { id } }')).viewer.id };
  // What is open keeps the organization from being deleted by whoever may.
  const { id } = await cast.as('OWNER').project('Open as long as it runs, AT-A-CRAWL');
  await cast.as('OWNER').start(id);
});
afterAll(async () => {
  await cast.close();
  await database.end();
});

/** What is there before each call, as the one before may have taken it away. */
interface There {
  organizationId: string;
  memberId: string;
  invitationId: string;
}
const MISSING: There = { organizationId: 'n'.repeat(32), memberId: 'n'.repeat(32), invitationId: 'n'.repeat(32) };
async function restore(): Promise<There> {
  const { organizationId } = cast;
  const memberId = `member-${organizationId}`;
  await database.query(
    `INSERT INTO auth.member (id, "organizationId", "userId", role, "createdAt") VALUES ($1, $2, $3, 'viewer', now()) ON CONFLICT (id) DO UPDATE SET role = 'viewer'`,
    [memberId, organizationId, subject.userId],
  );
  await database.query(`DELETE FROM auth.invitation WHERE "organizationId" = $1`, [organizationId]);
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO auth.invitation (id, "organizationId", email, role, status, "expiresAt", "createdAt", "inviterId")
     VALUES ($1, $2, 'guest@example.com', 'viewer', 'pending', now() + interval '1 day', now(), $3) RETURNING id`,
    [`invitation-${Math.random()}`, organizationId, subject.userId],
  );
  return { organizationId, memberId, invitationId: rows[0]!.id };
}

interface Endpoint {
  body(there: There, caller: Caller): object;
  gets: Row<number>;
}
const nothing = (): object => ({});
const MANAGES = from('ADMIN', { ok: 200, anonymous: 401, stranger: 404, weaker: 403 });
const OF_MEMBERS = from('VIEWER', { ok: 200, anonymous: 401, stranger: 404, weaker: 403 });
const SIGNED_IN = { ...everybody(200), anonymous: 401 };
let count = 0;
/** The same for whoever asks, since it asks for a proof of its own. */
const byProof = (status: number, body: Endpoint['body'] = nothing): Endpoint => ({ body, gets: everybody(status) });

/** What each kind of person gets from each endpoint of the identity library, about one organization. */
const EXPECTED: Record<string, Endpoint> = {
  'POST /sign-up/email': byProof(400),
  'POST /sign-in/email': byProof(401, () => ({ email: `nobody-${++count}@example.com`, password: 'not the right one' })),
  'POST /sign-in/social': byProof(404, () => ({ provider: 'github' })),
  'GET /callback/:provider': byProof(302),
  'POST /link-social': { body: () => ({ provider: 'github' }), gets: { ...everybody(404), anonymous: 401 } },
  'GET /verify-email': byProof(400),
  'POST /request-password-reset': byProof(200, () => ({ email: `nobody-${++count}@example.com` })),
  'POST /reset-password': byProof(400, () => ({ token: 'guessed', newPassword: 'another horse battery' })),
  'POST /change-password': {
    body: () => ({ currentPassword: 'not the right one', newPassword: 'another horse battery' }),
    gets: { ...everybody(400), anonymous: 401 },
  },
  'POST /update-user': { body: () => ({ name: 'Somebody' }), gets: SIGNED_IN },
  'GET /error': byProof(200),
  'POST /organization/create': { body: () => ({ name: 'Another', slug: 'x' }), gets: SIGNED_IN },
  'POST /organization/set-active': { body: ({ organizationId }) => ({ organizationId }), gets: OF_MEMBERS },
  'POST /organization/invite-member': {
    body: ({ organizationId }) => ({ organizationId, email: `guest-${++count}@example.com`, role: 'viewer' }),
    gets: MANAGES,
  },
  'POST /organization/cancel-invitation': { body: ({ invitationId }) => ({ invitationId }), gets: MANAGES },
  // By the secret of the link alone.
  'POST /organization/accept-invitation': { body: ({ invitationId }) => ({ invitationId, secret: 'guessed' }), gets: everybody(403) },
  'POST /organization/reject-invitation': { body: ({ invitationId }) => ({ invitationId, secret: 'guessed' }), gets: everybody(403) },
  'POST /organization/remove-member': {
    body: ({ organizationId, memberId }) => ({ organizationId, memberIdOrEmail: memberId }),
    gets: MANAGES,
  },
  'POST /organization/update-member-role': {
    body: ({ organizationId, memberId }) => ({ organizationId, memberId, role: 'member' }),
    gets: MANAGES,
  },
  // Whoever may is told what is open: 409.
  'POST /organization/delete': {
    body: ({ organizationId }) => ({ organizationId }),
    gets: from('OWNER', { ok: 409, anonymous: 401, stranger: 404, weaker: 403 }),
  },
  // The only owner stays.
  'POST /organization/leave': { body: ({ organizationId }) => ({ organizationId }), gets: { ...OF_MEMBERS, OWNER: 400 } },
  'POST /sign-out': byProof(200),
};

it('has a row for every endpoint that is open, and for no other', () => {
  expect(OPEN_ENDPOINTS.map(([method, path]) => `${method} ${path}`).sort()).toEqual(Object.keys(EXPECTED).sort());
});

async function send(caller: Caller, endpoint: string, body: object): Promise<{ status: number; text: string }> {
  const [method, path] = endpoint.replace(/:\w+/, 'github').split(' ') as [string, string];
  const response = await fetch(`${BASE}/api/auth${path}`, {
    method,
    // Each from an address of their own: how often one may ask is no matter of these rows.
    headers: {
      'content-type': 'application/json',
      origin: BASE,
      'x-forwarded-for': `10.1.${++count >> 8}.${count & 255}`,
      ...cast.as(caller).headers,
    },
    ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

it('tells whoever has an organization of their own nothing of what another one has', async () => {
  const there = await restore();
  const { viewer } = await cast.as('stranger').get<{ viewer: { homeOrganizationId: string } }>('{ viewer { homeOrganizationId } }');
  const { rows } = await database.query<{ id: string }>(`SELECT id FROM auth.member WHERE "organizationId" = $1 AND role = 'owner'`, [
    there.organizationId,
  ]);
  const organizationId = viewer.homeOrganizationId;
  for (const memberId of [there.memberId, rows[0]!.id]) {
    for (const [name, body] of [
      ['POST /organization/remove-member', (id: string) => ({ organizationId, memberIdOrEmail: id })],
      ['POST /organization/update-member-role', (id: string) => ({ organizationId, memberId: id, role: 'viewer' })],
    ] as const)
      expect(await send('stranger', name, body(memberId))).toEqual(await send('stranger', name, body(MISSING.memberId)));
  }
});

it.each(Object.entries(EXPECTED))('gives each kind of person what the row of %s says', async (name, { body, gets }) => {
  const got: Partial<Record<Caller, number>> = {};
  for (const caller of CALLERS) {
    const answer = await send(caller, name, body(await restore(), caller));
    got[caller] = answer.status;
    // Nobody learns from a refusal that something is there.
    if (gets[caller] === 404) expect([caller, answer]).toEqual([caller, await send(caller, name, body(MISSING, caller))]);
  }
  expect(got).toEqual(gets);
});
