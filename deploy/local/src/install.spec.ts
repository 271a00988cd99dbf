import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'millwright-install-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `npm start` in a checkout without packages, where npm says `words` and fails. @returns what a person reads, and how npm was called */
function startWhereNpmSays(words: string): { status: number | null; output: string; calls: string[] } {
  const root = mkdtempSync(join(folder, 'checkout-'));
  mkdirSync(join(root, 'deploy/local'), { recursive: true });
  cpSync(join(import.meta.dirname, '../run.mjs'), join(root, 'deploy/local/run.mjs'));
  writeFileSync(join(root, 'package-lock.json'), '{}');
  const npm = join(root, 'npm');
  writeFileSync(npm, `#!/bin/sh\necho "$@" >> "${root}/calls"\ncat >&2 <<'END'\n${words}\nEND\nexit 1\n`);
  chmodSync(npm, 0o755);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'deploy/local/run.mjs'), 'start'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${root}${delimiter}${process.env.PATH}` },
  });
  return { status, output: stdout + stderr, calls: readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') };
}

it.each([
  ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when they are in sync.', /npm install --package-lock-only/],
  ['npm error code ENOTFOUND\nnpm error network request to the registry failed', /npm ping/],
  ['npm error code ENOSPC\nnpm error nospc There appears to be insufficient space', /disk is full/],
  ['npm error code EACCES\nnpm error syscall mkdir', /may not write/],
  ['npm error code E401\nnpm error Incorrect or missing password.', /npm config get registry/],
])('installs in one way; where that fails it says why, and what helps: %j', (words, help) => {
  const { status, output, calls } = startWhereNpmSays(words);
  expect(status).toBe(1);
  expect(calls).toEqual([expect.stringMatching(/^ci /)]);
  expect(output).toContain(words);
  expect(output).toMatch(help);
});
