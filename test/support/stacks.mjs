import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@millwright/platform';
import { freePort } from '../../deploy/local/src/ports.ts';
import { FakeGitHub } from '@millwright/testing';
import { startSimulation } from '../../deploy/local/src/simulate.ts';
import { startStack } from '../../deploy/local/src/stack.ts';

/**
 * PostgreSQL, Temporal and our own processes, with a simulated provider and a GitHub of their own; on free ports, in a
 * folder of their own.
 *
 * @param more variables beside those of every such stack.
 * @returns what tests need to know of them, and what ends them.
 */
export async function startTestStack(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-stack-'));
  const port = await freePort();
  const journal = join(folder, 'calls.log');
  // At its own pace: what is not about pace is over quickly.
  const simulation = await startSimulation(folder, { firstTokenMs: 20, tokensPerSecond: 4_000, retryAfterS: 1, dripMs: 100 });
  const github = new FakeGitHub();
  github.token = 'ghp_right';
  const githubUrl = await github.start();
  const config = readConfig({
    GITHUB_API_URL: githubUrl,
    ...simulation.env,
    // Files that tests of it leave alone come sooner.
    VERIFY: 'off',
    ENGINE_IDLE_TIMEOUT_MS: '1500',
    PORT: String(port),
    DATA_DIR: folder,
    LOG_LEVEL: 'info',
    RATE_LIMIT_PER_MINUTE: '100000',
    SIGN_IN_LIMIT_PER_MINUTE: '10000',
    METRICS_TOKEN: 'a-token-of-monitoring',
    SWEEP_SECONDS: '1',
    STAGE_RETRY_MS: '50',
    STAGE_ATTEMPTS: '4',
    PACED_ENGINE: JSON.stringify({
      firstTextMs: 30,
      tokensPerSecond: 2_000,
      files: 6,
      journal,
      microsPerMTok: 1_000_000,
      // Projects are told apart by a word in their description; see `faults` in the paced engine.
      faults: [
        { when: 'FAIL-ONCE', stage: 'TECH_ARCHITECTURE', attempts: 1, kind: 'unavailable' },
        { when: 'RATE-LIMITED', stage: 'DEV_PLAN', attempts: 1, kind: 'rate-limited', retryAfterMs: 400 },
        { when: 'HELD-BACK', stage: 'DEV_PLAN', kind: 'rate-limited', retryAfterMs: 300_000 },
        { when: 'FAIL-ALWAYS', stage: 'BLUEPRINT', kind: 'unavailable' },
        { when: 'BAD-KEY', stage: 'DEV_PLAN', kind: 'bad-key' },
        { when: 'FILE-FAILS', stage: 'CODE', item: 'src/part-2/file-2.ts', attempts: 1, kind: 'cut' },
      ],
      slow: [
        { when: 'AT-A-CRAWL', factor: 800 },
        { when: 'SLOWLY', factor: 120 },
      ],
    }),
    ...more,
  });
  const stack = await startStack(config, { isDurable: false, withTemporalUi: false });
  return {
    env: {
      MILLWRIGHT_TEST_URL: config.PUBLIC_URL,
      MILLWRIGHT_TEST_DATA: folder,
      MILLWRIGHT_TEST_BUILD: stack.build,
      MILLWRIGHT_TEST_JOURNAL: journal,
      MILLWRIGHT_TEST_GITHUB: githubUrl,
      MILLWRIGHT_TEST_PROVIDER: simulation.provider.url,
      MILLWRIGHT_TEST_PROVIDER_KEY: simulation.key,
      MILLWRIGHT_TEST_DATABASE: stack.env.DATABASE_URL,
      MILLWRIGHT_TEST_TEMPORAL: stack.env.TEMPORAL_ADDRESS,
      // For tests that need a process of their own beside the others. What is built is not built again.
      MILLWRIGHT_TEST_ENV: JSON.stringify({ ...stack.env, MILLWRIGHT_BUILD: stack.build }),
    },
    stop: async () => {
      await stack.stop();
      await github.stop();
      await simulation.provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
