import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from './node-flags.ts';

const ROOT = join(import.meta.dirname, '../../..');
// They build what they need; the others are handed built code.
const BUILD_THEMSELVES = ['start', 'dev', 'build', 'test', 'generate', 'bench', 'chaos', 'replay', 'typecheck'];

it('loads the commands that build where nothing is built yet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millwright-fresh-'));
  const sources = join(folder, 'deploy/local/src');
  cpSync(import.meta.dirname, sources, { recursive: true });
  // What the launcher takes as source.
  cpSync(join(ROOT, 'libs/sandbox/src/local'), join(folder, 'libs/sandbox/src/local'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  // Packages are there, and none of ours.
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    if (name !== '@millwright') symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  const load = BUILD_THEMSELVES.map((name) => `await import('./${name}.ts');`).join(' ');
  const { status, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', load], {
    cwd: sources,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  expect([status, stderr]).toEqual([0, '']);
});

it('is started by npm with the flags of every other process', () => {
  const entry = readFileSync(join(ROOT, 'deploy/local/run.mjs'), 'utf8');
  expect(NODE_FLAGS.filter((flag) => !entry.includes(`'${flag}'`))).toEqual([]);
});

it('starts no process of Node without them', () => {
  const starters = readdirSync(import.meta.dirname).filter((name) => {
    const source = name.endsWith('.spec.ts') ? '' : readFileSync(join(import.meta.dirname, name), 'utf8');
    if (name === 'node-flags.ts') return false;
    return (/\bfork\(|process\.execPath/.test(source) && !source.includes('NODE_FLAGS')) || source.includes("'--disable-warning");
  });
  expect(starters).toEqual([]);
});
