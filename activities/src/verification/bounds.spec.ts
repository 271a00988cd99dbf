import { LocalSandboxProvider, SandboxUnavailable, type Sandbox } from '@millwright/sandbox';
import { sandboxTests } from '../../../libs/sandbox/src/testing.js';
import { projectOf, verified } from './projects.testing.js';
import type { VerifyFilesRequest } from './verify-files.types.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

afterAll(async () => await provider.close());

const SERVER = `require('node:http').createServer((request, response) => response.end('here')).listen(process.env.PORT);`;
const QUICK = { buildMs: 2_000, testMs: 3_000, startMs: 3_000, requestMs: 1_000, outputBytes: 1024 ** 2 };

/** A project of Node with scripts and files. */
const nodeProject = (scripts: Record<string, string>, files: Record<string, string> = {}) =>
  projectOf({ 'package.json': JSON.stringify({ name: 'x', scripts }), 'server.js': SERVER, ...files });

async function look(scripts: Record<string, string>, files: Record<string, string> = {}, more: Partial<VerifyFilesRequest> = {}) {
  const seen = await verified(provider, nodeProject(scripts, files), { bounds: QUICK, ...more });
  return { ...seen, reasons: Object.fromEntries(seen.report.checks.map(({ name, reason }) => [name, reason])) };
}

describeSandboxed('a project that keeps to no bounds', () => {
  it('builds without an end: the rest is not tried', async () => {
    const { report, checks, reasons } = await look({ build: 'node -e "for (;;);"', test: 'node --test' });
    expect(checks).toEqual(['BUILD FAILED', 'TEST SKIPPED', 'START SKIPPED', 'PROBE SKIPPED']);
    expect(reasons).toMatchObject({ BUILD: 'It did not end within 2 s', TEST: 'BUILD failed', START: 'BUILD failed' });
    expect(report.checks[0]).toMatchObject({ exitCode: null });
  });

  it('has a test that never ends: it is started all the same', async () => {
    const test = `require('node:test')('waits', () => new Promise((resolve) => setTimeout(resolve, 1e9)));`;
    const { checks, reasons } = await look({ test: 'node --test' }, { 'x.test.js': test });
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    expect(reasons['TEST']).toBe('It did not end within 3 s');
  });

  it('prints a gigabyte: its end is kept, and the rest is left out', async () => {
    const flood = `const line = 'x'.repeat(1023) + '\\n'; const more = () => process.stdout.write(line.repeat(64), more); more();`;
    const { checks, reasons, outputs, told } = await look({ test: 'node flood.js' }, { 'flood.js': flood });
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    expect(reasons['TEST']).toBe('It printed more than 1 MiB, and was ended');
    expect(outputs.get('TEST')!.length).toBeLessThanOrEqual(64 * 1024);
    expect(told.get('TEST')!.length).toBeLessThan(2 * 1024 ** 2);
  });

  it('multiplies: what is left of it is gone before it is started', async () => {
    const { checks, reasons } = await look({ test: 'sh bomb.sh' }, { 'bomb.sh': 'bomb() { bomb | bomb & }; bomb; wait; sleep 60' });
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    expect(reasons['TEST']).toMatch(/exit code|within 3 s|processes/);
  });

  it('takes all memory', async () => {
    const greed = `const held = []; for (;;) held.push(Buffer.alloc(32 * 1048576, 1));`;
    const { checks, reasons } = await look(
      { test: 'node greed.js' },
      { 'greed.js': greed },
      { limits: { memoryBytes: 320 * 1024 ** 2, diskBytes: 32 * 1024 ** 2, temporaryBytes: 32 * 1024 ** 2 }, bounds: { testMs: 60_000 } },
    );
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    expect(reasons['TEST']).toMatch(/memory than the 320 MiB|signal SIGKILL|exit code 137/);
  });

  it('ends the sandbox from inside', async () => {
    const { checks, reasons } = await look({ test: 'kill -9 -1' });
    expect(checks).toEqual(['TEST FAILED', 'START PASSED', 'PROBE PASSED']);
    expect(reasons['TEST']).toBe('It ended the sandbox that it ran in, or the sandbox was lost');
  });

  it('leaves a server of its tests behind: the project answers, and nothing else', async () => {
    const left = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(SERVER.replace('here', 'left'))}], { env: { ...process.env, PORT: '8080' }, detached: true, stdio: 'ignore' }).unref(); setTimeout(() => process.exit(0), 500);`;
    const { checks, reasons } = await look({ test: 'node left.js', start: 'node -e "process.exit(4)"' }, { 'left.js': left });
    expect(checks).toEqual(['TEST PASSED', 'START FAILED', 'PROBE SKIPPED']);
    expect(reasons['START']).toMatch(/^It ended with exit code 4 before it answered/);
  });
});

describeSandboxed('what is started', () => {
  it('and crashes says its exit code and its error', async () => {
    const { checks, reasons, report } = await look({ start: `node -e "throw new RangeError('too much')"` });
    expect(checks).toEqual(['START FAILED', 'PROBE SKIPPED']);
    expect(reasons['START']).toBe('It ended with exit code 1 before it answered: RangeError: too much');
    expect(report.reason).toBe('START: It ended with exit code 1 before it answered: RangeError: too much');
  });

  it('and only takes connections answers nothing', async () => {
    const { checks, reasons } = await look({}, { 'server.js': `require('node:net').createServer(() => {}).listen(process.env.PORT)` });
    expect(checks).toEqual(['START FAILED', 'PROBE SKIPPED']);
    expect(reasons['START']).toBe('It takes connections on port 8080, and answers no request within 3 s');
  });

  it('and listens nowhere answers nothing', async () => {
    const { reasons } = await look({ start: 'sleep 60' });
    expect(reasons['START']).toMatch(/^It answers on no port within 3 s/);
  });

  it('on a port of its own choice is found there', async () => {
    const { checks, outputs } = await look(
      {},
      { 'server.js': SERVER.replace('process.env.PORT', '5173') },
      { bounds: { startMs: 20_000 } },
    );
    expect(checks).toEqual(['START PASSED', 'PROBE PASSED']);
    expect(outputs.get('START')).toContain('it answers on port 5173');
  });

  it('and falls over wrong input is found out', async () => {
    const server = `require('node:http').createServer((request, response) => { decodeURIComponent(request.url); response.end(); }).listen(process.env.PORT);`;
    const { checks, reasons, outputs } = await look({}, { 'server.js': server });
    expect(checks).toEqual(['START PASSED', 'PROBE FAILED']);
    expect(reasons['PROBE']).toMatch(/^GET \/%zz \(a broken escape\) ends without an answer/);
    expect(outputs.get('PROBE')).toContain('URIError');
  });

  it('and ends well by itself has nothing to be asked', async () => {
    const { checks, report } = await look({ start: 'echo done' });
    expect(checks).toEqual(['START PASSED', 'PROBE SKIPPED']);
    expect(report.status).toBe('PASSED');
  });
});

describeSandboxed('a command', () => {
  it('that tests nothing is no test that passed', async () => {
    const { checks, reasons } = await look({ test: "node --test 'none/*.js'", start: 'true' });
    expect(checks[0]).toBe('TEST FAILED');
    expect(reasons['TEST']).toBe('The command ended well, but no test was run');
  });

  it('that ends well although tests fail is not believed', async () => {
    const test = `require('node:test')('fails', () => { throw new Error('no'); });`;
    const { reasons } = await look({ test: 'node --test || true', start: 'true' }, { 'x.test.js': test });
    expect(reasons['TEST']).toBe('1 of 1 tests fails, although the command ended well');
  });

  it('runs what the project puts before and after it, and of it no secret is told', async () => {
    const { outputs, told } = await look({ prebuild: 'echo before', build: 'echo API_KEY=sk-live-9f8A7b6C5d4E3f2G1h0J9k8L' });
    for (const texts of [outputs, told]) {
      expect(texts.get('BUILD')).toContain('before');
      expect(texts.get('BUILD')).toContain('[masked: ');
      expect(texts.get('BUILD')).not.toContain('9f8A7b6C');
    }
  });

  it('that is cut short leaves nothing behind', async () => {
    const control = new AbortController();
    const opened: Sandbox[] = [];
    const running = verified(provider, nodeProject({ build: 'echo begun; sleep 60' }), {
      signal: control.signal,
      open: async (spec) => {
        const sandbox = await provider.create(spec);
        opened.push(sandbox);
        return sandbox;
      },
      on: {
        began: async () => undefined,
        checkBegan: async () => undefined,
        output: async (_name, text) => void (text.includes('begun\n') && control.abort(new Error('enough'))),
        checkEnded: async () => undefined,
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(await Promise.all(opened.map(({ ended }) => ended))).toEqual(['stopped']);
  });
});

it('is skipped with cause and remedy where no sandbox can be started', async () => {
  const { report, calls } = await verified(provider, nodeProject({ build: 'true' }), {
    open: () => Promise.reject(new SandboxUnavailable('the kernel refuses namespaces', 'Allow them.')),
  });
  expect(report).toMatchObject({
    status: 'SKIPPED',
    reason: 'No sandbox can be started: the kernel refuses namespaces. Allow them.',
    checks: [],
  });
  expect(calls).toEqual([]);
});
