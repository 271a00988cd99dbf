import { LocalSandboxProvider } from './local/local-provider.js';
import { benchSandbox } from './bench.js';
import { SandboxPool } from './pool.js';
import type { Sandbox, SandboxProvider } from './port.js';
import { sandboxTests } from './testing.js';

const provider = new LocalSandboxProvider();
const { describeSandboxed } = await sandboxTests(provider);

describeSandboxed('a pool of sandboxes', () => {
  afterAll(async () => await provider.close());

  it('hands each one out once, and none that has ended', async () => {
    const pool = new SandboxPool({ provider, spec: {}, size: 2 });
    await pool.fill();
    const taken = [await pool.take(), await pool.take(), await pool.take()];
    expect(new Set(taken.map(({ id }) => id)).size).toBe(3);
    await pool.fill();
    const next = await pool.take();
    await pool.close();
    expect((await next.exec({ argv: ['echo', 'mine'] })).stdout).toBe('mine\n');
    await Promise.all([...taken, next].map((sandbox) => sandbox.stop()));
  });

  it('replaces one that has ended', async () => {
    const created: Sandbox[] = [];
    const recording: SandboxProvider = {
      ...{ name: provider.name, probe: () => provider.probe(), close: () => provider.close() },
      create: async (spec) => {
        const sandbox = await provider.create(spec);
        created.push(sandbox);
        return sandbox;
      },
    };
    const pool = new SandboxPool({ provider: recording, spec: { limits: { wallMs: 3_000 } }, freshMs: 60_000 });
    await pool.fill();
    await created[0]!.stop();
    const taken = await pool.take();
    await taken.extend(60_000);
    expect(taken).not.toBe(created[0]);
    expect((await taken.exec({ argv: ['echo', 'new'] })).stdout).toBe('new\n');
    await pool.close();
    await taken.stop();
  });

  it('measures starts and stops', async () => {
    const { cold, warm, stop, runs } = await benchSandbox(provider, 2);
    expect(runs).toBe(2);
    for (const { p50, p95 } of [cold, warm, stop]) expect(p50 > 0 && p95 >= p50).toBe(true);
  });
});
