import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitsOf, type StoredTree } from './commits-of.js';
import { LocalRepositories } from './local-repositories.js';
import { writeTree } from './write-tree.js';

const folder = mkdtempSync(join(tmpdir(), 'millwright-trees-'));
const repositories = new LocalRepositories(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tree = (files: Record<string, string>, message?: string): StoredTree => ({
  files: Object.entries(files).map(([path, sha256]) => ({ path, sha256 })),
  ...(message ? { message } : {}),
});
const of = { organizationId: 'org', projectId: 'p' };
const bytes = async (hash: string): Promise<Buffer> => Buffer.from(hash);
const anew = async (trees: readonly StoredTree[]): Promise<string> =>
  await new LocalRepositories(join(folder, 'anew')).write('org', 'p', await commitsOf(trees, bytes));
const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`src/${i}.ts`, `text ${i}`]));

it('reads what a tree changes and nothing of what was before, and makes the commits of a whole new repository', async () => {
  const trees = [
    tree({ ...many, folder: 'a file' }),
    tree({ ...many, 'src/3.ts': 'by hand', folder: 'a file' }, 'Edit src/3.ts\n\nBy Ann\n'),
    tree({ ...many, 'src/3.ts': 'by hand', 'folder/now.ts': 'one' }),
    // Nothing new: no commit, and no number.
    tree({ ...many, 'src/3.ts': 'by hand', 'folder/now.ts': 'one' }),
    tree({ ...many, 'ä (group) [id].ts': 'two' }),
  ];
  let last: { headCommit: string; files: StoredTree['files'] } | undefined;
  const read: string[][] = [];
  for (const [i, one] of trees.entries()) {
    const now: string[] = [];
    const headCommit = await writeTree(repositories, {
      ...of,
      last,
      tree: one,
      history: async () => (i === 0 ? [] : Promise.reject(new Error('The history was asked for'))),
      read: async (hash) => (now.push(hash), await bytes(hash)),
    });
    read.push(now);
    expect(headCommit).toBe(await anew(trees.slice(0, i + 1)));
    last = { headCommit, files: one.files };
  }
  expect(read.slice(1)).toEqual([['by hand'], ['one'], [], ['text 3', 'two']]);
  execFileSync('git', ['fsck', '--strict', '--full'], { cwd: repositories.pathOf('org', 'p') });
});

it('goes on from the commit that was recorded, past one that was not, and makes all again where it is not here', async () => {
  const [first, second, third] = [tree({ a: '1' }), tree({ a: '2' }), tree({ a: '3' })];
  const write = async (projectId: string, next: StoredTree, headCommit: string, history = [first]): Promise<string> =>
    await writeTree(repositories, {
      ...of,
      projectId,
      last: { headCommit, files: first.files },
      tree: next,
      history: async () => history,
      read: bytes,
    });
  const base = await repositories.write('org', 'q', await commitsOf([first], bytes));
  const lost = await write('q', second, base);
  const head = await write('q', third, base);
  expect(head).not.toBe(lost);
  expect(head).toBe(await anew([first, third]));
  expect(await write('elsewhere', third, base)).toBe(head);
  expect(await write('q', first, base)).toBe(base);
  expect(await repositories.head('org', 'q')).toBe(base);
});
