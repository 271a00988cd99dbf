import { asOwner } from '@millwright/persistence';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { TestClient } from '../support/client.js';

const ROOT = join(import.meta.dirname, '../..');
const env = JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv;

/** `npm run admin`, as it is run on the machine of the server. */
async function admin(...args: string[]): Promise<{ code: number | null; said: string }> {
  return await new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'deploy/local/src/main.ts', 'admin', ...args],
      { cwd: ROOT, env: { ...env, ADMIN_EMAILS: '' } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

beforeAll(
  async () =>
    await asOwner(process.env.MILLWRIGHT_TEST_DATABASE!, async (db) => void (await db.query('DELETE FROM auth.server_administrator'))),
);

it('makes administrators of a server, lists them, and takes it back', async () => {
  const ana = await TestClient.signUp('Ana');
  const isAdministrator = async (): Promise<boolean> =>
    // A credential that was looked up a moment ago is remembered; another one of hers is not.
    (
      await new TestClient({ ...ana.headers, cookie: `n=${Math.random()}` }).get<{ viewer: { isAdministrator: boolean } }>(
        '{ viewer { isAdministrator } }',
      )
    ).viewer.isAdministrator;
  expect(await admin()).toEqual({ code: 0, said: 'Nobody, by name.\n' });
  expect((await admin('--setup-link')).said).toMatch(/^http:\/\/localhost:\d+\/setup#[\w-]{43}\n$/);
  const granted = await admin(ana.email.toUpperCase());
  expect([granted.code, granted.said]).toEqual([0, expect.stringContaining('nobody has confirmed: make sure that it is theirs') as string]);
  expect(await isAdministrator()).toBe(true);
  expect((await admin()).said).toMatch(new RegExp(`^Ana <${ana.email}>, since \\d{4}-\\d\\d-\\d\\d, by the command line\n$`));
  expect(await admin('--setup-link')).toMatchObject({
    code: 1,
    said: expect.stringContaining('This server has an administrator') as string,
  });
  expect((await admin('--remove', ana.email)).code).toBe(0);
  expect(await isAdministrator()).toBe(false);
});

it.each([
  [['nobody@example.com'], 'Nobody has signed up as nobody@example.com.'],
  [['--remove', 'nobody@example.com'], 'nobody@example.com is no administrator by name.'],
  [['--remove'], 'Usage: npm run admin'],
  [['--everybody'], 'Usage: npm run admin'],
  [['a@example.com', 'b@example.com'], 'Usage: npm run admin'],
])('says of %j what is wrong with it', async (args, words) => {
  expect(await admin(...args)).toEqual({ code: 1, said: expect.stringContaining(words) as string });
});
