import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { ApiProcess } from '../support/api-process.js';
import { TestClient } from '../support/client.js';

const mails: { to: string; text: string }[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, { envelope }, done) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    stream.on('end', () => {
      // Long lines are broken with "=" at their ends, and "=" itself is written "=3D".
      mails.push({ to: envelope.rcptTo[0]!.address, text: text.replace(/=\r\n/g, '').replaceAll('=3D', '=') });
      done();
    });
  },
});
let api: ApiProcess;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api = await ApiProcess.start({
    SMTP_URL: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    GITHUB_CLIENT_ID: 'github-id',
    GITHUB_CLIENT_SECRET: 'github-secret',
  });
});
afterAll(async () => {
  await api.stop();
  await new Promise<void>((resolve) => server.close(resolve));
});

const post = async (path: string, body: unknown): Promise<Response> =>
  await fetch(`${api.base}/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.base },
    body: JSON.stringify(body),
    redirect: 'manual',
  });

it('offers what is configured and nothing else', async () => {
  const { data } = await new TestClient({}, '', api.base).ask('{ signInOptions { github google confirmsEmail } }');
  expect(data).toEqual({ signInOptions: { github: true, google: false, confirmsEmail: true } });
});

it('sends people to GitHub with this server’s own id, and back to it alone', async () => {
  const { url } = (await (await post('/sign-in/social', { provider: 'github', callbackURL: '/projects' })).json()) as { url: string };
  const address = new URL(url);
  expect(`${address.origin}${address.pathname}`).toBe('https://github.com/login/oauth/authorize');
  expect(address.searchParams.get('client_id')).toBe('github-id');
  expect(address.searchParams.get('redirect_uri')).toBe(`${api.base}/api/auth/callback/github`);
  expect(url).not.toContain('github-secret');
  expect((await post('/sign-in/social', { provider: 'github', callbackURL: 'https://evil.example.com' })).status).toBe(403);
});

it('refuses a provider that is not configured', async () => {
  expect((await post('/sign-in/social', { provider: 'google', callbackURL: '/projects' })).ok).toBe(false);
});

it('lets somebody in once the address is confirmed by the mail that was sent to it', async () => {
  const credentials = { email: `post-${Date.now()}@example.com`, password: 'correct horse battery' };
  const signUp = await post('/sign-up/email', { ...credentials, name: 'Post' });
  expect(signUp.ok).toBe(true);
  expect(signUp.headers.get('set-auth-token')).toBeNull();
  expect((await post('/sign-in/email', credentials)).status).toBe(403);
  while (mails.every((mail) => mail.to !== credentials.email)) await new Promise((resolve) => setTimeout(resolve, 20));
  const link = /http:\/\/localhost:\d+\/api\/auth\/verify-email\?\S+/.exec(mails.find((mail) => mail.to === credentials.email)!.text)![0];
  expect(new URL(link).origin).toBe(api.base);
  await fetch(link, { redirect: 'manual' });
  const signIn = await post('/sign-in/email', credentials);
  expect(signIn.ok).toBe(true);
  const person = new TestClient({ authorization: `Bearer ${signIn.headers.get('set-auth-token')}` }, credentials.email, api.base);
  const { viewer } = await person.get<{ viewer: { memberships: { role: string }[] } }>('{ viewer { memberships { role } } }');
  expect(viewer.memberships).toEqual([{ role: 'OWNER' }]);
});
