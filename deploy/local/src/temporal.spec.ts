import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uiArgs } from './temporal.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-temporal-ui-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function temporal(help: string): string {
  const file = join(folder, `temporal-${help.length}`);
  writeFileSync(file, `#!/bin/sh\necho "${help}"\n`);
  chmodSync(file, 0o755);
  return file;
}

it('passes a flag only to a version that knows it', async () => {
  const common = ['--ui-ip', '127.0.0.1', '--ui-port', '8233', '--ui-public-path', '/temporal'];
  expect(await uiArgs(temporal('--ui-port int --ui-disable-news-fetch Disable it'), '127.0.0.1:8233')).toEqual([
    ...common,
    '--ui-disable-news-fetch',
  ]);
  expect(await uiArgs(temporal('--ui-port int'), '127.0.0.1:8233')).toEqual(common);
});
