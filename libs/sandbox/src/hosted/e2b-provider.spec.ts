import { describeSandboxProvider } from '../conformance.js';
import { LocalSandboxProvider } from '../local/local-provider.js';
import { SandboxUnavailable } from '../problems.js';
import { sandboxTests } from '../testing.js';
import { E2bProvider } from './e2b-provider.js';
import { E2bServer } from './e2b-server.testing.js';

const server = new E2bServer(new LocalSandboxProvider(), 'e2b_key');
const url = await server.listen();
const at = { apiUrl: url, sandboxUrl: url, portUrl: url };
const provider = new E2bProvider({ apiKey: 'e2b_key', ...at });

await describeSandboxProvider(provider);
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('a sandbox of E2B', () => {
  it('is asked for without a way to the internet, and with ports for its owner alone', async () => {
    const before = server.asked.length;
    const sandbox = await provider.create();
    await sandbox.stop();
    const made = server.asked.slice(before).find(({ path }) => path === 'POST /v2/sandboxes');
    expect(made?.body).toMatchObject({ allow_internet_access: false, network: { allowPublicTraffic: false } });
    const all = server.asked.filter(({ path }) => path === 'POST /v2/sandboxes');
    expect(all.filter(({ body }) => (body as { allow_internet_access?: boolean }).allow_internet_access !== false)).toEqual([]);
  });

  it('is told of its end at the service too, which is put off with it', async () => {
    const before = server.asked.length;
    const sandbox = await provider.create({ limits: { wallMs: 60_000 } });
    await sandbox.extend(120_000);
    await sandbox.stop();
    const asked = server.asked
      .slice(before)
      .map(({ path, body }) => [path.replace(sandbox.id, 'ID'), (body as { timeout?: number }).timeout]);
    expect(asked).toEqual([
      ['POST /v2/sandboxes', 65],
      ['POST /sandboxes/ID/timeout', 125],
      ['DELETE /sandboxes/ID', undefined],
    ]);
  });

  it('is lost where the service has it no more', async () => {
    const sandbox = await provider.create();
    await expect(sandbox.exec({ argv: ['sh', '-c', 'kill -9 -1; sleep 5'] })).rejects.toThrow('has ended (lost)');
    expect(await sandbox.ended).toBe('lost');
  });

  it('is none where packages are asked for, which cannot reach it', async () => {
    await expect(provider.create({ packages: { accept: (socket) => void socket.destroy() } })).rejects.toThrow(SandboxUnavailable);
  });
});

describe('E2B', () => {
  afterAll(() => server.close());

  it('is not used where it refuses the key, and nothing is left at it', async () => {
    await provider.close();
    const refused = new E2bProvider({ apiKey: 'e2b_other', ...at });
    expect(await refused.probe()).toMatchObject({ usable: false, cause: expect.stringContaining('Invalid API key') });
    await expect(refused.create()).rejects.toThrow(SandboxUnavailable);
    expect(server.left).toBe(0);
  });
});
