import type { ProbeResult, SandboxProvider } from './port.js';
import { SandboxUnavailable } from './problems.js';

type Describe = (name: string, body: () => void) => void;

/**
 * `describe` for tests that need a sandbox. Where the probe says that the system lets none be made, the block tests
 * in their place that nothing is run and that cause and remedy are told.
 */
export async function sandboxTests(provider: SandboxProvider): Promise<{ describeSandboxed: Describe }> {
  const probe = await provider.probe();
  return { describeSandboxed: probe.usable ? (name, body) => void describe(name, body) : (name) => refused(name, provider, probe) };
}

function refused(name: string, provider: SandboxProvider, probe: Extract<ProbeResult, { usable: false }>): void {
  describe(`${name}, where no sandbox can be started (${probe.cause})`, () => {
    it('is refused, with cause and remedy', async () => {
      const refusal: unknown = await provider.create().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(SandboxUnavailable);
      expect(refusal).toMatchObject({ why: probe.cause, remedy: probe.remedy });
      expect([probe.cause, probe.remedy].every((text) => text.trim().length > 10)).toBe(true);
    });
  });
}
