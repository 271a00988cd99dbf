import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import { ApiProcess } from '../support/api-process.js';
import { TestClient } from '../support/client.js';
import { sendHostile } from '../support/hostile.js';

const COUNT = 10_000;
/** What the process may hold more than before, with everything collected; and what it may have taken from the machine. */
const MOST_HELD_MB = 40;
const MOST_RESIDENT_MB = 250;

let api: ApiProcess;
let ana: TestClient;
beforeAll(async () => {
  api = await ApiProcess.start();
  ana = await TestClient.signUp('Ana', api.base);
});
afterAll(async () => {
  await ana.close();
  await api.stop();
});

/** What comes back for bytes sent over a connection of their own. */
async function answerTo(bytes: string): Promise<string> {
  return await new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(api.base).port) }, () => socket.end(bytes));
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer.split('\r\n', 1)[0]!));
  });
}

it.each(['//', 'http://', '//[', '*', '///', '/%'])('refuses the target %s of a socket, and goes on', async (target) => {
  const headers =
    'Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  for (const method of ['GET', 'OPTIONS']) expect(await answerTo(`${method} ${target} HTTP/1.1\r\n${headers}\r\n\r\n`)).toMatch(/ 40[03] /);
  expect(api.hasEnded).toBe(false);
});

/** The first line of what comes back while only the head of a request was sent. */
async function answerToHead(head: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(api.base).port) }, () => socket.write(head));
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').split('\r\n', 1)[0]!);
    });
    socket.once('error', reject);
  });
}

it.each([
  ['POST', '/records', 'application/gzip'],
  ['POST', '/codec/decode', 'application/json'],
  ['POST', '/git/a/b.git/git-upload-pack', 'application/x-git-upload-pack-request'],
])('refuses a stranger’s %s %s before a byte of the body has come', async (method, path, type) => {
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: 15000000\r\n\r\n`;
  expect(await answerToHead(head)).toBe('HTTP/1.1 401 Unauthorized');
});

it('takes a record that grows without growing itself, and says what is wrong with it', async () => {
  const send = async (file: Buffer): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${api.base}/records`, {
      method: 'POST',
      headers: { ...ana.headers, 'content-type': 'application/gzip' },
      body: new Uint8Array(file),
    });
    return { status: answer.status, text: await answer.text() };
  };
  const many = gzipSync(Buffer.alloc(90_000_000, '{},').fill('[', 0, 1));
  await send(gzipSync('[]'));
  const before = await api.residentMb();
  expect(await send(many)).toEqual({ status: 400, text: expect.stringContaining('unpacks to more values than a record has') as string });
  expect(await send(gzipSync(Buffer.alloc(1_000_000, '[')))).toEqual({
    status: 400,
    text: expect.stringContaining('unpacks to more depth') as string,
  });
  expect(await send(gzipSync(Buffer.alloc(300_000_000, ' ')))).toEqual({
    status: 400,
    text: expect.stringContaining('unpacks to more bytes') as string,
  });
  expect((await api.residentMb()) - before).toBeLessThan(2 * MOST_RESIDENT_MB);
  const large = await fetch(`${api.base}/records`, {
    method: 'POST',
    headers: { ...ana.headers, 'content-type': 'application/gzip', 'content-length': '70000000' },
    body: new Uint8Array(70_000_000),
  }).catch(() => undefined);
  // Whoever goes on sending may not hear why.
  expect([413, undefined]).toContain(large?.status);
  expect(readdirSync(join((JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as { DATA_DIR: string }).DATA_DIR, 'uploads'))).toEqual([]);
});

it('keeps few sockets of strangers open, and none for long', async () => {
  const url = `${api.base.replace('http', 'ws')}/graphql`;
  const sockets = Array.from({ length: 40 }, () => new WebSocket(url, 'graphql-transport-ws'));
  const ends = await Promise.all(
    sockets.map(
      async (socket) =>
        await new Promise<number>((resolve) => {
          socket.on('open', () => socket.send('{"type":"connection_init"}'));
          socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode!));
          socket.on('error', () => undefined);
          socket.on('close', (code) => resolve(code));
        }),
    ),
  );
  expect(ends.filter((code) => code === 429)).toHaveLength(10);
  expect(ends.filter((code) => code === 4401)).toHaveLength(30);
}, 60_000);

it('outlives ten thousand malformed requests and frames, and whoever is signed in does not notice', async () => {
  const { pid } = api.child;
  const id = await ana.start((await ana.project('To be cloned')).id);
  await ana.events(id);
  const { generation } = await ana.get<{ generation: { project: { repository: { cloneUrl: string } } } }>(
    `{ generation(id: "${id}") { project { repository { cloneUrl } } } }`,
  );
  const repository = /\/git\/(.+)\.git/.exec(generation.project.repository.cloneUrl)![1]!;
  const activity = ana.subscribe<{ activityChanged: { running: number } }>('subscription { activityChanged { running } }', {});
  expect((await activity.next()).value?.data?.activityChanged.running).toBe(0);

  const doors = { repository, authorization: ana.headers.authorization! };
  // What is loaded, compiled and kept at first is no growth.
  await sendHostile(api.base, { count: 300, atOnce: 50, seed: 1, doors });
  const before = { held: await api.memoryMb(), resident: await api.residentMb() };
  const sent = await sendHostile(api.base, { count: COUNT, atOnce: 50, seed: 2, doors });
  const after = { held: await api.memoryMb(), resident: await api.residentMb() };

  expect(Object.values(sent).reduce((sum, n) => sum + n)).toBeGreaterThanOrEqual(COUNT);
  expect([api.child.pid, api.hasEnded]).toEqual([pid, false]);
  expect(after.held - before.held).toBeLessThan(MOST_HELD_MB);
  expect(after.resident - before.resident).toBeLessThan(MOST_RESIDENT_MB);
  // The socket that was open before is open, and tells what is new.
  const project = await ana.project('Made afterwards, SLOWLY');
  await ana.start(project.id);
  expect((await activity.next()).value?.data?.activityChanged.running).toBe(1);
  expect((await ana.get<{ viewer: { name: string } }>('{ viewer { name } }')).viewer.name).toBe('Ana');
}, 300_000);
