import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const LAST_RESORT = pathToFileURL(join(import.meta.dirname, '../dist/last-resort.js')).href;
/** Serves; a request may throw in a listener, in a promise that nobody waits for, or find Node broken. */
const SERVER = `
  import { createServer } from 'node:http';
  import { onBehalfOf, serveOn } from '${LAST_RESORT}';
  const quiet = { error() {}, fatal() {} };
  serveOn(quiet, () => process.exit(70));
  const server = createServer((request, response) => onBehalfOf(() => response.writeHead(500).end('refused'), () => {
    if (request.url === '/listener') setTimeout(() => { throw new Error('in a listener'); }, 1);
    else if (request.url === '/promise') void (async () => { await null; throw new Error('in a promise'); })();
    else if (request.url === '/broken') setTimeout(() => { throw Object.assign(new Error('x'), { code: 'ERR_INTERNAL_ASSERTION' }); }, 1);
    else setTimeout(() => response.end('served'), 50);
  })).listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

it('refuses the request in which something throws that nobody catches, and serves the others on', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', SERVER], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [port] = (await once(child, 'message')) as [number];
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return `${response.status} ${await response.text()}`;
  };
  expect(await Promise.all(['/a', '/listener', '/b', '/promise', '/c'].map(ask))).toEqual([
    '200 served',
    '500 refused',
    '200 served',
    '500 refused',
    '200 served',
  ]);
  expect(child.exitCode).toBe(null);
  const ended = once(child, 'exit');
  await ask('/broken').catch(() => undefined);
  expect((await ended)[0]).toBe(70);
});
