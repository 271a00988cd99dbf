import { LocalSandboxProvider, PackageProxy } from '@millwright/sandbox';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxTests } from '../../../libs/sandbox/src/testing.js';
import { changed, projectOf, verified } from './projects.testing.js';
import { registryOf, type PackageRegistry } from './registry.testing.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

afterAll(async () => await provider.close());

describeSandboxed('a project of Fastify, with packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-registry-'));
  let registry: PackageRegistry;
  beforeAll(async () => {
    registry = await registryOf('fastify', process.cwd());
  });
  afterAll(() => {
    registry.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const app = `const app = require('fastify')();
app.get('/health', async () => ({ status: 'ok' }));
app.post('/things', async (request, reply) => reply.code(201).send(request.body));
module.exports = app;
if (require.main === module) app.listen({ port: Number(process.env.PORT ?? 3000) });
`;
  const test = `require('node:test')('answers', async () => {
  const { statusCode } = await require('./app.js').inject('/health');
  if (statusCode !== 200) throw new Error(String(statusCode));
});
`;
  const manifest = { name: 'x', dependencies: { fastify: '*' }, scripts: { start: 'node app.js', test: 'node --test' } };
  const project = projectOf({ 'package.json': JSON.stringify(manifest), 'app.js': app, 'app.test.js': test }, [
    { method: 'GET', path: '/health' },
    { method: 'POST', path: '/things', body: 'json' },
  ]);
  const proxy = (): PackageProxy => new PackageProxy({ upstream: { url: registry.url }, cacheFolder: folder });

  it('is installed through the package proxy, tested, started and asked', async () => {
    const { report, checks, outputs } = await verified(provider, project, { packages: proxy() });
    expect(outputs.get('INSTALL')).toContain('added');
    expect(report.checks.filter(({ status }) => status !== 'PASSED')).toEqual([]);
    expect(checks).toEqual(['INSTALL PASSED', 'TEST PASSED', 'START PASSED', 'PROBE PASSED']);
    expect(report.checks[1]).toMatchObject({ tests: { passed: 1, failed: 0, skipped: 0 } });
  });

  it('is installed again, where a test spoilt the sandbox', async () => {
    const broken = changed(project, 'app.test.js', () => `require('node:child_process').execSync('kill -9 -1');`);
    const { checks } = await verified(provider, broken, { packages: proxy() });
    expect(checks).toEqual(['INSTALL PASSED', 'TEST FAILED', 'START PASSED', 'PROBE PASSED']);
  });

  it('with a package that the registry does not have is not installed, and nothing else is tried', async () => {
    const broken = changed(project, 'package.json', (text) => text.replace('"fastify"', '"fastifyy"'));
    const { report, checks } = await verified(provider, broken, { packages: proxy() });
    expect(checks).toEqual(['INSTALL FAILED', 'TEST SKIPPED', 'START SKIPPED', 'PROBE SKIPPED']);
    expect(report.checks[1]!.reason).toBe('INSTALL failed');
  });

  it('is skipped where there is no registry', async () => {
    const { report } = await verified(provider, project);
    expect(report).toMatchObject({ status: 'SKIPPED', reason: expect.stringContaining('no package registry') });
  });
});

describeSandboxed('a project of another kind', () => {
  it('of pages alone is served, each of them', async () => {
    const { report, outputs } = await verified(
      provider,
      projectOf({ 'index.html': '<a href="about.html">', 'about.html': '', 'a b.html': '' }),
    );
    expect(report).toMatchObject({ status: 'PASSED', checks: [{ name: 'START' }, { name: 'PROBE', status: 'PASSED' }] });
    expect(outputs.get('PROBE')).toMatch(/GET \/about.html 200.*\n.*GET \/a%20b.html 200/);
  });

  it('of Python, without packages, is tested, started and asked', async () => {
    const main = `import http.server, os
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == '/health' else 400 if '%' in self.path else 404)
        self.end_headers()
if __name__ == '__main__':
    http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()
`;
    const test = `import unittest, main
class T(unittest.TestCase):
    def test_it(self):
        self.assertTrue(main.Handler)
`;
    const { report, checks } = await verified(
      provider,
      projectOf({ 'main.py': main, 'test_main.py': test }, [{ method: 'GET', path: '/health' }]),
    );
    // Where the host has no Python, none is in its sandboxes.
    if (report.versions['python3'] === undefined)
      expect(report).toMatchObject({ status: 'SKIPPED', reason: 'python3 is not in the sandbox' });
    else {
      expect(checks).toEqual(['TEST PASSED', 'START PASSED', 'PROBE PASSED']);
      expect(report.checks[0]!.tests).toEqual({ passed: 1, failed: 0, skipped: 0 });
    }
  });

  it('of Flask or FastAPI is skipped, and says what is missing', async () => {
    const flask = projectOf({ 'requirements.txt': 'flask\npytest\n', 'app.py': 'import flask', 'test_app.py': 'import pytest' });
    const { report, checks } = await verified(provider, flask);
    expect([report.status, checks]).toEqual(['SKIPPED', ['INSTALL SKIPPED', 'TEST SKIPPED', 'START SKIPPED', 'PROBE SKIPPED']]);
    expect(report.reason).toMatch(/Python Package Index|python3 is not/);
  });

  // Without tests: for them Go compiles half of its library first.
  it('of Go, without modules of others, is built', async () => {
    const files = { 'go.mod': 'module x\n\ngo 1.20\n', 'two.go': 'package two\n\nfunc Two() int { return 2 }\n' };
    const { report, checks } = await verified(provider, projectOf(files));
    if (report.versions['go'] === undefined) expect(report).toMatchObject({ status: 'SKIPPED', reason: 'go is not in the sandbox' });
    else expect(checks).toEqual(['BUILD PASSED']);
  });
});
