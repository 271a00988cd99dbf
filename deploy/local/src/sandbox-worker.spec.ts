import { EventEmitter } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '@millwright/platform';
import { sandboxEnv, sandboxReady } from './sandbox-worker.js';

it('gives a sandbox worker no key of anybody, and the database as nobody who owns it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-env-'));
  const url = 'postgres://owner:of-all@127.0.0.1:5432/millwright';
  const env = {
    DATA_DIR: folder,
    DATABASE_URL: url,
    OPENAI_API_KEY: 'k1',
    MILLWRIGHT_API_KEY: 'k2',
    GITHUB_TOKEN: 'k3',
    GITHUB_CLIENT_SECRET: 'k4',
    VAULT_TOKEN: 'k5',
    SMTP_URL: 'smtp://u:k6@mail',
    TEMPORAL_API_KEY: 'needed',
    PATH: '/bin',
  };
  const given = await sandboxEnv(readConfig(env), env);
  rmSync(folder, { recursive: true });
  expect(JSON.stringify(given)).not.toMatch(/k[1-6]|of-all/);
  expect(given).toMatchObject({ TEMPORAL_API_KEY: 'needed', PATH: '/bin', DATA_DIR: folder });
  expect(new URL(given.DATABASE_URL!).username).toBe('millwright_app');
});

it('counts it as ready where it can start no sandbox, and says why', async () => {
  const child = new EventEmitter() as ChildProcess;
  const said: string[] = [];
  const ready = sandboxReady(child, (line) => void said.push(line));
  child.emit('message', { noSandbox: { cause: 'the kernel allows none', remedy: 'Allow them.' } });
  child.emit('message', 'ready');
  await ready;
  expect(said.join()).toContain('No sandbox can be started: the kernel allows none. Allow them. What is generated is delivered untried');
});
