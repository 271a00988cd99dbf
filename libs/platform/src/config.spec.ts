import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidConfiguration, describeConfig, readConfig } from './config.js';
import { derivedSecret, serverSecret } from './secret.js';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({}, '/srv/mill')).toMatchObject({ PORT: 3000, DATA_DIR: '/srv/mill/.data', PUBLIC_URL: 'http://localhost:3000' });
  });

  it('names every wrong variable at once', () => {
    const read = (): unknown => readConfig({ PORT: 'http', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud', STAGE_WINDOW: '' });
    expect(read).toThrow(InvalidConfiguration);
    expect(read).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*LOG_LEVEL/);
  });

  it.each([
    ['none', {}, undefined, undefined],
    ['one of their own', { TEMPORAL_UI_URL: 'https://temporal.example' }, 'https://temporal.example', undefined],
    ['one that we show', { TEMPORAL_UI_UPSTREAM: 'http://127.0.0.1:1' }, 'http://localhost:3000/temporal', 'http://127.0.0.1:1'],
    [
      'one that we show, as the launcher tells it',
      { TEMPORAL_UI_UPSTREAM: 'http://127.0.0.1:1', TEMPORAL_UI_URL: 'http://localhost:3000/temporal' },
      'http://localhost:3000/temporal',
      'http://127.0.0.1:1',
    ],
    [
      'one of their own beside ours',
      { TEMPORAL_UI_UPSTREAM: 'http://127.0.0.1:1', TEMPORAL_UI_URL: 'https://temporal.example' },
      'https://temporal.example',
      undefined,
    ],
  ])('leads to a Temporal UI, where there is %s', (_what, env, url, upstream) =>
    expect(readConfig(env)).toMatchObject({ TEMPORAL_UI_URL: url, TEMPORAL_UI_UPSTREAM: upstream }),
  );

  it('is described whole in .env.example, which is written from it', () => {
    expect(readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8')).toBe(describeConfig());
  });
});

it('makes the secret once, for its owner alone, and derives others that differ', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-'));
  const secret = serverSecret({ DATA_DIR: folder });
  expect(serverSecret({ DATA_DIR: folder })).toBe(secret);
  expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
  expect(derivedSecret(secret, 'a')).not.toBe(derivedSecret(secret, 'b'));
});
