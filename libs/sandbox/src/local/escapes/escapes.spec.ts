import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sandboxTests } from '../../testing.js';
import { LocalSandboxProvider } from '../local-provider.js';
import type { LocalSandbox } from '../local-sandbox.js';
import { CALL_ESCAPES } from './calls.js';
import type { Escape, Targets } from './escape.js';
import { SHARE_ESCAPES } from './shares.js';
import { SIGHT_ESCAPES } from './sights.js';
import { WAY_OUT_ESCAPES } from './ways-out.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

const ESCAPES: Escape[] = [...CALL_ESCAPES, ...SIGHT_ESCAPES, ...SHARE_ESCAPES, ...WAY_OUT_ESCAPES];

describeSandboxed('what runs inside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-escapes-'));
  const secret = randomBytes(8).toString('hex');
  const targets: Targets = {
    ...{ filePath: join(folder, 'file'), socketPath: join(folder, 'socket'), abstractName: `millwright-${secret}` },
    ...{ port: 0, secret },
  };
  const servers: Server[] = [];
  const rows: string[] = [];
  const used: LocalSandbox[] = [];

  const listen = async (at: object): Promise<Server> => {
    const server = createServer((socket) => socket.destroy());
    servers.push(server);
    return await new Promise((resolve) => server.listen(at, () => resolve(server)));
  };

  beforeAll(async () => {
    process.env.MILLWRIGHT_SECRET = secret;
    chmodSync(folder, 0o755);
    writeFileSync(targets.filePath, secret, { mode: 0o644 });
    await listen({ path: targets.socketPath });
    chmodSync(targets.socketPath, 0o777);
    await listen({ path: `\0${targets.abstractName}` });
    targets.port = ((await listen({ port: 0, host: '127.0.0.1' })).address() as { port: number }).port;
  });

  afterAll(async () => {
    delete process.env.MILLWRIGHT_SECRET;
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true });
    await provider.close();
    process.stdout.write(`${rows.map((row, index) => `${String(index + 1).padStart(3)}  ${row}`).join('\n')}\n`);
  });

  it.each(ESCAPES.map((escape) => [escape.name, escape] as const))('does not get: %s', async (name, escape) => {
    const sandbox = await provider.create({ limits: escape.limits });
    used.push(sandbox);
    const found = await escape.attempt(sandbox, targets);
    await sandbox.stop();
    const left = sandbox.processes().length;
    rows.push(`${(found === '' ? 'held' : 'OUT').padEnd(5)} ${String(left).padStart(2)} left  ${name}`);
    expect({ found, left }).toEqual({ found: '', left: 0 });
  });

  it('leaves nothing alive two seconds later', async () => {
    await pause(2_000);
    expect(used.length).toBeGreaterThanOrEqual(40);
    expect(used.flatMap((sandbox) => sandbox.processes())).toEqual([]);
  });
});
