import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { LocalSandboxProvider } from '../local/local-provider.js';
import type { Sandbox } from '../port.js';
import { sandboxTests } from '../testing.js';
import { readAsked } from './names.js';
import { PackageProxy, type PackageProxyOptions } from './package-proxy.js';

describe('what is asked of a registry', () => {
  it.each([
    ['/left-pad', { kind: 'names', name: 'left-pad' }],
    ['/@scope%2fname', { kind: 'names', name: '@scope/name' }],
    ['/@scope/name', { kind: 'names', name: '@scope/name' }],
    ['/@scope/name/-/name-1.0.0+build.tgz', { kind: 'tarball', name: '@scope/name', file: 'name-1.0.0+build.tgz' }],
  ])('is read out of %s', (url, asked) => expect(readAsked(url)).toEqual(asked));

  it.each([
    '/',
    '//x',
    '/a/../b',
    '/..',
    '/%2e%2e/x',
    '/a%252fb',
    '/a?x=1',
    '/a#b',
    '/-/v1/search',
    '/-/npm/v1/security/audits',
    '/a/-/b.zip',
    '/a/-/../b.tgz',
    'http://elsewhere/a',
    '/a/-/b.tgz/c',
    '/@scope',
    '/a b',
    '/.npmrc',
    '/a\\b',
    '/@a/b/c',
    '/',
  ])('is nothing in %s', (url) => expect(readAsked(url)).toBeUndefined());
});

/** A tar archive of one package, as registries keep them. */
function pack(files: Record<string, string>): Buffer {
  const blocks = Object.entries(files).flatMap(([path, text]) => {
    const header = Buffer.alloc(512);
    header.write(`package/${path}`, 0);
    header.write('0000644', 100);
    for (const at of [108, 116]) header.write('0000000', at);
    header.write(text.length.toString(8).padStart(11, '0'), 124);
    header.write('00000000000', 136);
    header.write('        0', 148);
    header.write('ustar', 257);
    header.write('00', 263);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148);
    return [header, Buffer.from(text), Buffer.alloc((512 - (text.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const ARCHIVE = pack({
  'package.json': JSON.stringify({ name: 'tiny', version: '1.0.0', main: 'i.js', scripts: { postinstall: 'echo ran > /box/ran' } }),
  'i.js': 'module.exports = "installed";',
});

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('packages in a sandbox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-packages-'));
  const seen: string[] = [];
  let registry: Server;
  let url: URL;

  beforeAll(async () => {
    registry = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? '-'} ${request.headers['npm-command'] ?? '-'}`);
      if (request.url === '/base/tiny') {
        const dist = {
          tarball: 'http://elsewhere.invalid/tiny-1.0.0.tgz',
          integrity: `sha512-${createHash('sha512').update(ARCHIVE).digest('base64')}`,
        };
        const version = { name: 'tiny', version: '1.0.0', hasInstallScript: true, dist };
        response.end(JSON.stringify({ name: 'tiny', 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }));
      } else if (request.url === '/base/tiny/-/tiny-1.0.0.tgz') response.end(ARCHIVE);
      else if (request.url === '/base/moved') response.writeHead(302, { location: '/base/tiny' }).end();
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(registry.address() as { port: number }).port}/base/`);
  });

  afterAll(async () => {
    await provider.close();
    registry.closeAllConnections();
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const proxy = (options: Partial<PackageProxyOptions> = {}): PackageProxy =>
    new PackageProxy({ upstream: { url, authorization: 'Bearer host' }, cacheFolder: folder, ...options });
  const start = async (): Promise<Sandbox> => await provider.create({ packages: proxy() });
  const install = ['npm', 'install', 'tiny', '--no-progress', '--loglevel=http', '--fetch-retries=0'];

  it('are installed from the configured registry alone, without scripts, and once from its cache', async () => {
    for (const round of [1, 2]) {
      const sandbox = await start();
      const { exitCode, stderr } = await sandbox.exec({ argv: install });
      expect({ round, exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ round, exitCode: 0, stderr: '' });
      expect((await sandbox.exec({ argv: ['node', '-p', 'require("tiny")'] })).stdout).toBe('installed\n');
      await expect(sandbox.read('ran')).rejects.toThrow();
      await sandbox.stop();
    }
    expect(seen).toEqual(['GET /base/tiny Bearer host -', 'GET /base/tiny/-/tiny-1.0.0.tgz Bearer host -']);
  });

  it('are those that were resolved, byte for byte, where there is a lock', async () => {
    const path = 'tiny/-/tiny-1.0.0.tgz';
    const integrity = `sha512-${createHash('sha512').update(ARCHIVE).digest('base64')}`;
    const attempt = async (packages: PackageProxy): Promise<string> => {
      const sandbox = await provider.create({ packages });
      const { exitCode, stderr } = await sandbox.exec({ argv: install });
      await sandbox.stop();
      return exitCode === 0 ? 'installed' : stderr;
    };
    const first = proxy();
    expect(await attempt(first)).toBe('installed');
    expect(first.resolved).toEqual({ [path]: integrity });
    const again = proxy({ lock: first.resolved });
    expect(await attempt(again)).toBe('installed');
    expect(again.resolved).toEqual(first.resolved);
    expect(await attempt(proxy({ lock: { [path]: `sha512-${'A'.repeat(86)}==` } }))).toContain('502');
    // The only version that there is was not resolved: there is none to install.
    const other = proxy({ lock: { 'tiny/-/tiny-0.9.0.tgz': integrity } });
    expect(await attempt(other)).toMatch(/ETARGET|No matching version|No versions available/);
    expect(other.resolved).toEqual({});
  });

  it('are refused past the allowance', async () => {
    const short = proxy({ quotaBytes: 100 });
    const sandbox = await provider.create({ packages: short });
    const { exitCode, stderr } = await sandbox.exec({ argv: install });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('403');
    expect(short.resolved).toEqual({});
    await sandbox.stop();
  });

  it('are all that the proxy gives', async () => {
    const sandbox = await start();
    const ask = `const http = require('http'); const tries = JSON.parse(process.argv[1]); (async () => { for (const [method, path] of tries) await new Promise((next) => http.request({ host: '127.0.0.1', port: 4873, method, path }, (response) => { console.log(response.statusCode); response.resume(); response.on('end', next); }).end()); })();`;
    const tries = [
      ['GET', '/-/v1/search?text=x'],
      ['POST', '/tiny'],
      ['PUT', '/tiny'],
      ['GET', 'http://169.254.169.254/x'],
      ['GET', '/../secret'],
      ['GET', '/moved'],
      ['GET', '/absent'],
    ];
    const { stdout } = await sandbox.exec({ argv: ['node', '-e', ask, JSON.stringify(tries)] });
    expect(stdout.trim().split('\n')).toEqual(['403', '403', '403', '403', '403', '502', '404']);
    await sandbox.stop();
  });
});
