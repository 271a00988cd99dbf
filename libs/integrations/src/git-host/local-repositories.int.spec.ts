import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRepositories } from './local-repositories.js';
import type { CommitRequest } from './port.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-repositories-'));
const repositories = new LocalRepositories(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commit = (message: string, files: Record<string, string>): CommitRequest => ({
  message,
  files: Object.entries(files).map(([path, text]) => ({ path, content: Buffer.from(text), isExecutable: path.endsWith('.sh') })),
});
const git = (project: string, ...args: string[]): string =>
  execFileSync('git', args, { cwd: repositories.pathOf('org', project), encoding: 'utf8' });

it('makes the same commit of the same files, wherever and whenever, in whatever order they come', async () => {
  const files = { 'src/b.ts': 'b', 'README.md': '# Hello', 'a.ts': 'a' };
  const head = await repositories.write('org', 'one', [commit('Generate', files)]);
  const again = await repositories.write('org', 'two', [commit('Generate', Object.fromEntries(Object.entries(files).reverse()))]);
  expect(again).toBe(head);
  expect(await repositories.head('org', 'one')).toBe(head);
  expect(await repositories.write('org', 'three', [commit('Generate', { ...files, 'a.ts': 'A' })])).not.toBe(head);
});

it('holds a repository that git finds nothing wrong with, with every commit whole', async () => {
  await repositories.write('org', 'whole', [
    commit('First', { 'a.txt': '1', 'gone.txt': 'x' }),
    commit('Second', { 'a.txt': '2', 'run.sh': '#!/bin/sh' }),
  ]);
  git('whole', 'fsck', '--strict', '--full');
  expect(git('whole', 'log', '--format=%s', 'main').trim().split('\n')).toEqual(['Second', 'First']);
  expect(git('whole', 'ls-tree', '-r', '--format=%(objectmode) %(path)', 'main').trim().split('\n')).toEqual([
    '100644 a.txt',
    '100755 run.sh',
  ]);
  expect(git('whole', 'show', 'main:a.txt')).toBe('2');
});

it('takes names with spaces, brackets and letters of all kinds as they are', async () => {
  const files = { [`${'粉'.repeat(84)}.md`]: '4', "it's a name.txt": '1', 'weiß/мельница/粉.md': '2', '(group)/[id].ts': '3' };
  await repositories.write('org', 'names', [commit('Names', files)]);
  git('names', '-c', 'core.protectNTFS=true', '-c', 'core.protectHFS=true', 'fsck', '--strict', '--full');
  execFileSync('git', ['clone', '--quiet', repositories.pathOf('org', 'names'), join(folder, 'names')]);
  expect(execFileSync('git', ['status', '--porcelain'], { cwd: join(folder, 'names'), encoding: 'utf8' })).toBe('');
  expect(
    git('names', '-c', 'core.quotePath=false', 'ls-tree', '-r', '-z', '--name-only', 'main').split('\0').filter(Boolean).sort(),
  ).toEqual(Object.keys(files).sort());
});

it('is cloned like any other', async () => {
  await repositories.write('org', 'cloned', [commit('Generate', { 'src/main.ts': 'export {};\n' })]);
  const target = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', repositories.pathOf('org', 'cloned'), target]);
  expect(readFileSync(join(target, 'src/main.ts'), 'utf8')).toBe('export {};\n');
});

it('is replaced whole when it is written again, and leaves nothing lying about', async () => {
  await repositories.write('org', 'replaced', [commit('First', { a: '1' })]);
  await repositories.write('org', 'replaced', [commit('First', { a: '1' }), commit('Second', { a: '2' })]);
  expect(git('replaced', 'rev-list', '--count', 'main').trim()).toBe('2');
  expect(readdirSync(join(folder, 'org')).filter((name) => name.startsWith('replaced'))).toEqual(['replaced.git']);
});

it('refuses paths into git’s own folder or out of the tree, and leaves the old repository in place', async () => {
  const head = await repositories.write('org', 'kept', [commit('First', { a: '1' })]);
  for (const path of ['.git/config', 'a/.GIT/hooks/x', '../x', '/x', 'a//b', 'git~1/config', '.g\u200cit/config', '.gitmodules'])
    await expect(repositories.write('org', 'kept', [commit('Second', { [path]: 'x' })])).rejects.toThrow();
  expect(await repositories.head('org', 'kept')).toBe(head);
  expect(readdirSync(join(folder, 'org')).filter((name) => name.startsWith('kept'))).toEqual(['kept.git']);
});

it('takes in its new commit no two files that are one on macOS and Windows, and leaves earlier commits as they are', async () => {
  const both = { 'README.md': '1', 'readme.md': '2' };
  await expect(repositories.write('org', 'alike', [commit('Both', both)])).rejects.toThrow(/readme\.md: differs from another by case/);
  await repositories.write('org', 'alike', [commit('Both', both), commit('One', { 'README.md': '1' })]);
  expect(git('alike', 'ls-tree', '-r', '--name-only', 'main').trim()).toBe('README.md');
});

it('refuses an address that would lead out of its folder', async () => {
  expect(() => repositories.pathOf('..', 'x')).toThrow(RangeError);
  await expect(repositories.write('org', '../../x', [commit('x', { a: '1' })])).rejects.toThrow(RangeError);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it('says things of commits beside them, which are fetched, replaced and kept when more is committed', async () => {
  const ref = 'refs/notes/seen';
  const first = await repositories.write('org', 'noted', [commit('First', { 'a.txt': '1' })]);
  const add = async (of: string, text: string): Promise<void> => await repositories.addNote('org', 'noted', { ref, commit: of, text });
  await add(first, 'nobody\n');
  await add(first, 'somebody\n');
  const second = await repositories.append('org', 'noted', first, {
    message: 'Second',
    files: [{ path: 'a.txt', content: Buffer.from('2') }],
    removed: [],
  });
  await add(second, 'both\n');
  const told = async (of: string): Promise<string | undefined> => await repositories.note('org', 'noted', { ref, commit: of });
  expect([await told(first), await told(second), await told('0'.repeat(40))]).toEqual(['somebody\n', 'both\n', undefined]);
  expect(await repositories.head('org', 'noted')).toBe(second);
  git('noted', 'fsck', '--strict', '--full');
  const clone = join(folder, 'noted');
  execFileSync('git', ['clone', '--quiet', repositories.pathOf('org', 'noted'), clone]);
  execFileSync('git', ['-C', clone, 'fetch', '--quiet', 'origin', `+${ref}:${ref}`]);
  expect(execFileSync('git', ['-C', clone, 'notes', `--ref=${ref}`, 'show', second], { encoding: 'utf8' })).toBe('both\n');
});

it('knows a commit by its tree and its archive, too', async () => {
  const head = await repositories.write('org', 'digests', [commit('First', { 'a.txt': '1' })]);
  const { tree, archiveSha256 } = await repositories.digestsOf('org', 'digests', head);
  expect(tree).toBe(git('digests', 'rev-parse', `${head}^{tree}`).trim());
  const archive = execFileSync('git', ['archive', '--format=tar', head], { cwd: repositories.pathOf('org', 'digests') });
  expect(archiveSha256).toBe(createHash('sha256').update(archive).digest('hex'));
});
