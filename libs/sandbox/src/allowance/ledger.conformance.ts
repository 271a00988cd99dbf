import { AllowanceReached, type SandboxAllowance, type SandboxLedger, type SandboxShare } from './ledger.js';

const GIB = 1024 ** 3;
const MINUTE = 60_000;
export const SHARE: SandboxShare = { cpus: 1, memoryBytes: GIB, diskBytes: GIB };
export const ROOMY: SandboxAllowance = { sandboxes: 100, cpus: 100, memoryBytes: 100 * GIB, diskBytes: 100 * GIB, minutes: 1_000 };

const usage = (wallMs: number, cpuMs?: number): { wallMs: number; cpuMs: number | undefined; peakMemoryBytes: undefined } => ({
  ...{ wallMs, cpuMs, peakMemoryBytes: undefined },
});

/** What every ledger of sandboxes keeps to. @param make a new one, and two views of it as two workers have them. */
export function describeSandboxLedger(name: string, make: () => [SandboxLedger, SandboxLedger]): void {
  describe(`the ledger ${name}`, () => {
    let ledger: SandboxLedger;
    let other: SandboxLedger;
    beforeEach(() => ([ledger, other] = make()));

    const open = async (id: string, askedMs: number, allowance = ROOMY, organizationId = 'org', at = ledger): Promise<number> =>
      await at.open({ organizationId, sandboxId: id, share: SHARE, askedMs, allowance });

    it.each([
      ['sandboxes', 2],
      ['cpus', 2.5],
      ['memoryBytes', 2 * GIB],
      ['diskBytes', 2.9 * GIB],
    ] as const)('lets no organization pass its %s, by whichever worker, and others are free', async (meter, limit) => {
      const allowance = { ...ROOMY, [meter]: limit };
      await open('1', MINUTE, allowance);
      await open('2', MINUTE, allowance, 'org', other);
      const third = open('3', MINUTE, allowance);
      await expect(third).rejects.toThrow(AllowanceReached);
      await expect(third).rejects.toMatchObject({ meter, limit });
      await open('1', MINUTE, allowance, 'another');
      await other.close({ organizationId: 'org', sandboxId: '1', usage: usage(1) });
      expect(await open('3', MINUTE, allowance)).toBe(MINUTE);
      expect((await ledger.read('org')).open).toEqual({ sandboxes: 2, cpus: 2, memoryBytes: 2 * GIB, diskBytes: 2 * GIB });
    });

    it('counts in no more than it may, however many ask at once', async () => {
      const allowance = { ...ROOMY, sandboxes: 5 };
      const asked = Array.from({ length: 24 }, (_, index) => open(String(index), MINUTE, allowance, 'org', index % 2 ? ledger : other));
      const settled = await Promise.allSettled(asked);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
      expect((await other.read('org')).open.sandboxes).toBe(5);
    });

    it('promises time before it is used, and takes back what was not', async () => {
      const allowance = { ...ROOMY, minutes: 10 };
      expect(await open('1', 6 * MINUTE, allowance)).toBe(6 * MINUTE);
      expect(await open('2', 6 * MINUTE, allowance)).toBe(4 * MINUTE);
      await expect(open('3', MINUTE, allowance)).rejects.toMatchObject({ meter: 'minutes', limit: 10 });
      await ledger.close({ organizationId: 'org', sandboxId: '1', usage: usage(2 * MINUTE, 500) });
      await ledger.close({ organizationId: 'org', sandboxId: '1', usage: usage(2 * MINUTE, 500) });
      expect(await other.read('org')).toMatchObject({ usedMs: 2 * MINUTE, cpuMs: 500, promisedMs: 4 * MINUTE, open: { sandboxes: 1 } });
      expect(await open('4', 6 * MINUTE, allowance)).toBe(4 * MINUTE);
    });

    it('promises a running sandbox more, as long as there is any', async () => {
      const allowance = { ...ROOMY, minutes: 10 };
      const entry = { organizationId: 'org', sandboxId: '1', allowance };
      await open('1', 4 * MINUTE, allowance);
      expect(await ledger.extend({ ...entry, askedMs: 7 * MINUTE })).toBe(7 * MINUTE);
      expect(await other.extend({ ...entry, askedMs: 70 * MINUTE })).toBe(10 * MINUTE);
      await expect(ledger.extend({ ...entry, askedMs: 11 * MINUTE })).rejects.toThrow(AllowanceReached);
      expect(await ledger.extend({ ...entry, askedMs: 3 * MINUTE })).toBe(3 * MINUTE);
      expect((await ledger.read('org')).promisedMs).toBe(3 * MINUTE);
    });

    it('knows nothing of an organization that used nothing', async () => {
      expect(await ledger.read('nobody')).toMatchObject({ usedMs: 0, cpuMs: 0, promisedMs: 0, open: { sandboxes: 0, cpus: 0 } });
    });
  });
}
