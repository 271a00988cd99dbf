import { fastify, type FastifyInstance } from 'fastify';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { registerConsole } from './console.routes.js';

const TEXT = 'export const mill = "wright";\n'.repeat(100);
let folder: string;
let app: FastifyInstance;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millwright-console-'));
  for (const name of ['index.html', 'main-AbCd1234.js']) {
    await writeFile(join(folder, name), TEXT);
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(TEXT));
    await writeFile(join(folder, `${name}.gz`), gzipSync(TEXT));
  }
  await writeFile(join(folder, 'small-AbCd1234.js'), 'export {};');
  app = fastify();
  await registerConsole(app, folder);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async (url: string, accepted: string) =>
  await app.inject({ url, headers: { accept: 'text/html', ...(accepted ? { 'accept-encoding': accepted } : {}) } });

it.each([
  ['/main-AbCd1234.js', 'gzip, deflate, br, zstd', 'br', 'application/javascript; charset=utf-8'],
  ['/main-AbCd1234.js', 'gzip', 'gzip', 'application/javascript; charset=utf-8'],
  ['/main-AbCd1234.js', '', undefined, 'application/javascript; charset=utf-8'],
  ['/small-AbCd1234.js', 'br', undefined, 'application/javascript; charset=utf-8'],
  ['/projects', 'br', 'br', 'text/html; charset=utf-8'],
])('answers %s for "%s" as %s', async (url, accepted, encoding, type) => {
  const { statusCode, headers } = await get(url, accepted);
  expect({ statusCode, encoding: headers['content-encoding'], type: headers['content-type'], vary: headers.vary }).toEqual({
    statusCode: 200,
    encoding,
    type,
    vary: 'accept-encoding',
  });
  expect(headers['cache-control']).toBe(/AbCd/.test(url) ? 'public, max-age=31536000, immutable' : 'no-cache');
});
