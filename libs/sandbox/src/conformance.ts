import { connect } from 'node:net';
import { request } from 'node:http';
import type { Sandbox, SandboxProvider } from './port.js';
import { BadPath, FileRefused, SandboxGone } from './problems.js';
import { sandboxTests } from './testing.js';

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

const SERVER = `require('node:http').createServer((request, response) => {
  let body = '';
  request.on('data', (bytes) => (body += bytes));
  request.on('end', () => response.end(request.method + ' ' + request.url + ' ' + body));
}).listen(8080, '127.0.0.1', () => console.log('listening'));`;

async function ask(socketPath: string, path: string, body: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const call = request({ socketPath, path, method: 'POST', headers: { connection: 'close' } }, async (response) => {
      let answer = '';
      for await (const bytes of response) answer += String(bytes);
      resolve(answer);
    });
    call.once('error', reject);
    call.end(body);
  });
}

/**
 * What every provider of sandboxes keeps to. Call it in a test file with a provider; where the system refuses
 * sandboxes it is skipped, and the reason is printed.
 */
export async function describeSandboxProvider(provider: SandboxProvider): Promise<void> {
  const { describeSandboxed } = await sandboxTests(provider);
  describeSandboxed(`the provider ${provider.name}`, () => {
    let sandbox: Sandbox;
    beforeAll(async () => {
      sandbox = await provider.create();
    });
    afterAll(async () => await provider.close());
    commands(() => sandbox);
    filesAndFolders(() => sandbox);
    portsAndEnds(provider);
    beginningsAndUse(provider);
  });
}

function commands(sandbox: () => Sandbox): void {
  it('says how well it is kept apart', async () => {
    expect(sandbox().isolation.boundary).toMatch(/^(kernel|machine)$/);
  });

  it('runs a command and tells its exit and both outputs', async () => {
    const result = await sandbox().exec({ argv: ['sh', '-c', 'echo out; echo err >&2; exit 3'] });
    expect(result).toMatchObject({ exitCode: 3, signal: null, endedBy: 'exit', stdout: 'out\n', stderr: 'err\n' });
  });

  it('streams output while the command runs', async () => {
    const seen: string[] = [];
    const control = new AbortController();
    const result = await sandbox().exec({
      argv: ['sh', '-c', 'echo first; sleep 60'],
      onOutput: ({ bytes }) => {
        seen.push(text(bytes));
        control.abort();
      },
      signal: control.signal,
    });
    expect(seen).toEqual(['first\n']);
    expect(result).toMatchObject({ exitCode: null, endedBy: 'abort' });
  });

  it('gives a command its input, its environment and its folder', async () => {
    await sandbox().write([{ path: 'below/x', bytes: Buffer.from('') }]);
    const argv = ['sh', '-c', 'cat; echo $GIVEN; pwd'];
    const { stdout } = await sandbox().exec({ argv, stdin: Buffer.from('in\n'), env: { GIVEN: 'given' }, cwd: 'below' });
    expect(stdout.split('\n').slice(0, 2)).toEqual(['in', 'given']);
    expect(stdout).toMatch(/\/below\n$/);
  });

  it('lets a program open its outputs by name', async () => {
    const { stdout } = await sandbox().exec({ argv: ['sh', '-c', 'echo a > /dev/stdout; echo b > /dev/stderr; echo c > /proc/self/fd/1'] });
    expect(stdout).toBe('a\nc\n');
  });

  it('runs commands side by side', async () => {
    const results = await Promise.all(['1', '2', '3', '4'].map((value) => sandbox().exec({ argv: ['echo', value] })));
    expect(results.map(({ stdout }) => stdout)).toEqual(['1\n', '2\n', '3\n', '4\n']);
  });

  it('says that an executable is not there', async () => {
    await expect(sandbox().exec({ argv: ['no-such-program'] })).rejects.toThrow(FileRefused);
  });
}

function filesAndFolders(sandbox: () => Sandbox): void {
  it('reads what was written, byte for byte, and keeps that it is executable', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_000 }, (_, index) => index % 251));
    await sandbox().write([
      { path: 'a/b/bytes', bytes },
      { path: 'run.sh', bytes: Buffer.from('#!/bin/sh\necho ran'), isExecutable: true },
    ]);
    expect(Buffer.compare(Buffer.from(await sandbox().read('a/b/bytes')), bytes)).toBe(0);
    expect((await sandbox().exec({ argv: ['./run.sh'] })).stdout).toBe('ran\n');
    await expect(sandbox().read('a/b/bytes', 1000)).rejects.toThrow(FileRefused);
    await expect(sandbox().read('absent')).rejects.toThrow(FileRefused);
    await expect(sandbox().read('../etc/passwd')).rejects.toThrow(BadPath);
  });

  it('lists a folder with links as links', async () => {
    await sandbox().exec({ argv: ['sh', '-c', 'mkdir -p listed/in; echo 12 > listed/in/file; ln -s in/file listed/link'] });
    const entries = await sandbox().list('listed');
    expect(entries.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'listed/in', kind: 'folder', bytes: 0 },
      { path: 'listed/in/file', kind: 'file', bytes: 3 },
      { path: 'listed/link', kind: 'link', bytes: 0 },
    ]);
  });

  it('takes a snapshot of plain files, and names what it left out', async () => {
    await sandbox().exec({
      argv: [
        'sh',
        '-c',
        'rm -rf ./*; mkdir -p src node_modules; echo 1 > src/a; echo 2 > node_modules/b; ln -s /etc/passwd link; chmod +x src/a',
      ],
    });
    const { files, refused } = await sandbox().snapshot();
    expect(files.map(({ path, bytes, isExecutable }) => [path, text(bytes), isExecutable])).toEqual([['src/a', '1\n', true]]);
    expect(refused).toEqual([{ path: 'link', reason: 'it is a link' }]);
  });
}

function portsAndEnds(provider: SandboxProvider): void {
  it('answers on a socket of the host for a port inside, and no longer once it is stopped', async () => {
    const sandbox = await provider.create();
    const control = new AbortController();
    const listening = Promise.withResolvers<void>();
    const server = sandbox.exec({ argv: ['node', '-e', SERVER], signal: control.signal, onOutput: () => listening.resolve() });
    await Promise.race([listening.promise, server]);
    const { socketPath } = await sandbox.openPort(8080);
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(socketPath, `/${index}`, 'x'.repeat(index))));
    expect(answers).toEqual(Array.from({ length: 12 }, (_, index) => `POST /${index} ${'x'.repeat(index)}`));
    control.abort();
    expect(await server).toMatchObject({ endedBy: 'abort' });
    await sandbox.stop();
    const caller = connect(socketPath);
    await expect(new Promise((_, reject) => caller.once('error', reject))).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  });

  it('ends by its wall clock, which can be put off', async () => {
    const [short, long] = await Promise.all([{ wallMs: 1_000 }, { wallMs: 1_000 }].map((limits) => provider.create({ limits })));
    await long!.extend(60_000);
    expect(await short!.ended).toBe('wall-clock');
    expect((await long!.exec({ argv: ['echo', 'here'] })).stdout).toBe('here\n');
    await long!.stop();
    expect(await long!.ended).toBe('stopped');
  });

  it('tells whoever waits that it was stopped', async () => {
    const sandbox = await provider.create();
    const waiting = sandbox.exec({ argv: ['sleep', '60'] });
    waiting.catch(() => undefined);
    await sandbox.stop();
    await expect(waiting).rejects.toThrow(SandboxGone);
    await expect(sandbox.exec({ argv: ['true'] })).rejects.toThrow(SandboxGone);
    await expect(sandbox.openPort(80)).rejects.toThrow(SandboxGone);
    await expect(sandbox.extend(1)).rejects.toThrow(SandboxGone);
  });

  it('keeps files of one sandbox from another', async () => {
    const [one, other] = await Promise.all([provider.create(), provider.create()]);
    await one.write([{ path: 'mine', bytes: Buffer.from('mine') }]);
    await expect(other.read('mine')).rejects.toThrow(FileRefused);
  });
}

function beginningsAndUse(provider: SandboxProvider): void {
  it('begins with the files of a snapshot, in place of one that is lost', async () => {
    const lost = await provider.create();
    await lost.write([
      { path: 'src/a', bytes: Buffer.from('kept') },
      { path: 'run.sh', bytes: Buffer.from('#!/bin/sh\ncat src/a'), isExecutable: true },
    ]);
    const { files } = await lost.snapshot();
    await lost.stop();
    const next = await provider.create({ files });
    expect((await next.exec({ argv: ['./run.sh'] })).stdout).toBe('kept');
    await next.stop();
    await expect(provider.create({ files: [{ path: '../out', bytes: Buffer.from('') }] })).rejects.toThrow(BadPath);
  });

  it('ends when nobody asks anything of it, and not while a command runs', async () => {
    const sandbox = await provider.create({ idleMs: 700 });
    const { stdout } = await sandbox.exec({ argv: ['sh', '-c', 'sleep 2; echo here'] });
    expect(stdout).toBe('here\n');
    expect(await sandbox.ended).toBe('idle');
    await expect(sandbox.exec({ argv: ['true'] })).rejects.toThrow(SandboxGone);
  });

  it('says what it has used, also after its end', async () => {
    const sandbox = await provider.create();
    const burn = `const start = process.cpuUsage(); while (process.cpuUsage(start).user < 600_000); Buffer.alloc(64 * 1048576, 1)`;
    await sandbox.exec({ argv: ['node', '-e', burn] });
    await sandbox.stop();
    const { wallMs, cpuMs, peakMemoryBytes } = await sandbox.usage();
    expect(wallMs).toBeGreaterThan(600);
    // Where a provider tells none, it says so: nobody takes it for nothing.
    expect(cpuMs ?? 600).toBeGreaterThanOrEqual(500);
    expect(peakMemoryBytes ?? 2 ** 26).toBeGreaterThanOrEqual(2 ** 26);
    expect((await sandbox.usage()).wallMs).toBe(wallMs);
  });
}
