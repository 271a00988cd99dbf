import type { SandboxProvider } from './port.js';

/**
 * `describe` for tests that need a sandbox: where the system refuses sandboxes they are skipped, and the reason is
 * printed.
 */
export async function sandboxTests(provider: SandboxProvider): Promise<{ describeSandboxed: typeof describe | typeof describe.skip }> {
  const probe = await provider.probe();
  if (!probe.usable) process.stderr.write(`Skipped, since no sandbox can be started here: ${probe.cause}. ${probe.remedy}\n`);
  return { describeSandboxed: probe.usable ? describe : describe.skip };
}
