import { rmSync } from 'node:fs';

export default async function teardown() {
  await globalThis.__millwrightStack?.stop();
  await globalThis.__millwrightGithub?.stop();
  await globalThis.__millwrightSimulation?.provider.stop();
  if (process.env.MILLWRIGHT_TEST_DATA) rmSync(process.env.MILLWRIGHT_TEST_DATA, { recursive: true, force: true });
}
