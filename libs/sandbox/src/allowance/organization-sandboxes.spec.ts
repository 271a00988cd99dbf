import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalSandboxProvider } from '../local/local-provider.js';
import type { Sandbox } from '../port.js';
import { SandboxPool } from '../pool.js';
import { BadPath } from '../problems.js';
import { sandboxTests } from '../testing.js';
import { FolderLedger } from './folder-ledger.js';
import { ROOMY } from './ledger.conformance.js';
import { AllowanceReached } from './ledger.js';
import { OrganizationSandboxes } from './organization-sandboxes.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('sandboxes of an organization', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-ledger-'));
  const ledger = new FolderLedger(folder);
  const allowances = { two: { ...ROOMY, sandboxes: 2 }, short: { ...ROOMY, minutes: 1.5 / 60 }, other: ROOMY };
  const allowanceOf = async (id: string): Promise<typeof ROOMY> => allowances[id as keyof typeof allowances];
  const sandboxes = new OrganizationSandboxes({ provider, ledger, allowanceOf });
  afterAll(async () => {
    await provider.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are no more than it may have, and their time is counted', async () => {
    const [one, two] = [await sandboxes.create('two'), await sandboxes.create('two')];
    await expect(sandboxes.create('two')).rejects.toThrow(AllowanceReached);
    await one.exec({ argv: ['node', '-e', 'const s = process.cpuUsage(); while (process.cpuUsage(s).user < 200_000);'] });
    await one.stop();
    const { open, usedMs, cpuMs } = await ledger.read('two');
    expect(open.sandboxes).toBe(1);
    expect(usedMs).toBeGreaterThan(200);
    expect(cpuMs).toBeGreaterThan(100);
    const three = await sandboxes.create('two');
    await Promise.all([two.stop(), three.stop()]);
    expect(await ledger.read('two')).toMatchObject({ promisedMs: 0, open: { sandboxes: 0 } });
  });

  it('end when its time does, and are put off no further', async () => {
    const sandbox = await sandboxes.create('short');
    expect((await ledger.read('short')).promisedMs).toBe(1_500);
    await expect(sandbox.extend(60_000)).rejects.toThrow(AllowanceReached);
    expect(await sandbox.ended).toBe('wall-clock');
    await expect(sandboxes.create('short')).rejects.toMatchObject({ meter: 'minutes' });
  });

  it('count from when they are handed out, where they waited before', async () => {
    const pool = new SandboxPool({ provider, spec: { limits: { wallMs: 60_000 } } });
    await pool.fill();
    let inner: Sandbox | undefined;
    const create = async (): Promise<Sandbox> => (inner = await pool.take());
    const waited = new OrganizationSandboxes({ provider: { create }, ledger, allowanceOf });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const sandbox = await waited.create('other', { limits: { wallMs: 60_000 } });
    await pool.close();
    await sandbox.stop();
    const [whole, counted] = [await inner!.usage(), await sandbox.usage()];
    expect(whole.wallMs - counted.wallMs).toBeGreaterThanOrEqual(900);
    expect(whole.cpuMs! - counted.cpuMs!).toBeGreaterThan(0);
    expect((await ledger.read('other')).usedMs).toBe(counted.wallMs);
  });

  it('leave nothing counted where they could not be started', async () => {
    await expect(sandboxes.create('other', { files: [{ path: '../out', bytes: Buffer.from('') }] })).rejects.toThrow(BadPath);
    expect(await ledger.read('other')).toMatchObject({ promisedMs: 0, open: { sandboxes: 0 } });
  });
});
