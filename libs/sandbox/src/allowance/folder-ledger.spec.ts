import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildWorker } from '../local/child-worker.testing.js';
import { FolderLedger } from './folder-ledger.js';
import { describeSandboxLedger, ROOMY, SHARE } from './ledger.conformance.js';

const MINUTE = 60_000;
const folders: string[] = [];
function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'millwright-ledger-'));
  folders.push(made);
  return made;
}
afterAll(() => folders.forEach((path) => rmSync(path, { recursive: true, force: true })));

describeSandboxLedger('in a folder', () => {
  const shared = folder();
  return [new FolderLedger(shared), new FolderLedger(shared)];
});

describe('a ledger in a folder', () => {
  afterEach(() => ChildWorker.endAll());

  it('begins each month at nothing; what still runs counts in the month of its end', async () => {
    let now = Date.UTC(2026, 10, 30, 23, 50);
    const ledger = new FolderLedger(folder(), () => now);
    const entry = { organizationId: 'org', share: SHARE, askedMs: 20 * MINUTE, allowance: { ...ROOMY, minutes: 40 } };
    await ledger.open({ ...entry, sandboxId: '1' });
    await ledger.open({ ...entry, sandboxId: '2' });
    await ledger.close({ organizationId: 'org', sandboxId: '1', usage: { wallMs: 9 * MINUTE, cpuMs: 1, peakMemoryBytes: 1 } });
    expect(await ledger.read('org')).toMatchObject({ month: '2026-11', usedMs: 9 * MINUTE, promisedMs: 20 * MINUTE });
    now += 11 * MINUTE;
    expect(await ledger.read('org')).toMatchObject({ month: '2026-12', usedMs: 0, promisedMs: 20 * MINUTE });
    await ledger.close({ organizationId: 'org', sandboxId: '2', usage: { wallMs: 12 * MINUTE, cpuMs: 1, peakMemoryBytes: 1 } });
    expect(await ledger.read('org')).toMatchObject({ month: '2026-12', usedMs: 12 * MINUTE, promisedMs: 0, open: { sandboxes: 0 } });
  });

  it('counts out what a worker had that was killed, even while it wrote, for no more than was promised', async () => {
    const shared = folder();
    const source = `
      const { FolderLedger } = await import(${JSON.stringify(join(import.meta.dirname, 'folder-ledger.ts'))});
      const ledger = new FolderLedger(${JSON.stringify(shared)}, () => Date.now() - 3_600_000);
      const entry = ${JSON.stringify({ organizationId: 'org', share: SHARE, askedMs: MINUTE, allowance: { ...ROOMY, sandboxes: 3, minutes: 100 } })};
      await ledger.open({ ...entry, sandboxId: 'kept' });
      say('counted in');
      for (;;) {
        await ledger.open({ ...entry, sandboxId: 'passing' });
        await ledger.close({ ...entry, sandboxId: 'passing', usage: { wallMs: 0 } });
      }`;
    const child = new ChildWorker(source);
    await child.said();
    await child.kill();
    const ledger = new FolderLedger(shared);
    const { open, usedMs, promisedMs } = await ledger.read('org');
    expect({ open: open.sandboxes, promisedMs }).toEqual({ open: 0, promisedMs: 0 });
    // One is known to have run; the other may have.
    expect([MINUTE, 2 * MINUTE]).toContain(usedMs);
    await ledger.open({ organizationId: 'org', sandboxId: 'next', share: SHARE, askedMs: MINUTE, allowance: ROOMY });
    expect(readdirSync(join(shared, 'locks'))).toEqual([]);
  });
});
