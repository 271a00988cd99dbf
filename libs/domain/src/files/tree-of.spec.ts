import { STAGE_NAMES, type StageName } from '../generation/stage.types.js';
import { STAGES } from '../generation/stages.js';
import { treeOf } from './tree-of.js';

interface Made {
  stage: StageName;
  path: string;
  sha256: string;
}

/** What the repository stage has written from the beginning: rows by stage and path, the last counts, its own over them. */
function asWritten(rows: readonly Made[]): Map<string, string> {
  const sorted = [...rows].sort((a, b) => (`${a.stage}|${a.path}` < `${b.stage}|${b.path}` ? -1 : 1));
  const made = sorted.filter(({ stage }) => stage !== 'REPOSITORY');
  const own = sorted.filter(({ stage }) => stage === 'REPOSITORY');
  return new Map([...made, ...own].map(({ path, sha256 }) => [path, sha256]));
}

it('takes of a path that several stages wrote the one that the repository holds, in whatever order it is given them', () => {
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 500; round++) {
    const rows = new Map<string, Made>();
    for (let i = random(30); i >= 0; i--) {
      const made = { stage: STAGE_NAMES[random(STAGE_NAMES.length)]!, path: `f${random(8)}`, sha256: `${round}-${i}` };
      rows.set(`${made.stage} ${made.path}`, made);
    }
    const shuffled = [...rows.values()].map((row) => ({ row, at: random(1_000) })).sort((a, b) => a.at - b.at);
    const tree = treeOf(shuffled.map(({ row }) => row));
    expect(new Map(tree.map(({ path, sha256 }) => [path, sha256]))).toEqual(asWritten([...rows.values()]));
    expect(tree.map(({ path }) => path)).toEqual([...new Set(tree.map(({ path }) => path))].sort());
  }
});

it('leaves out what a person took out', () => {
  const rows = [
    { stage: 'CODE' as const, path: 'a' },
    { stage: 'CODE' as const, path: 'b' },
  ];
  expect(treeOf(rows, ['a', 'c'])).toEqual([rows[1]]);
});

it('is never asked between two stages of the same precedence', () => {
  expect(new Set(STAGES.map(({ precedence }) => precedence)).size).toBe(STAGES.length);
});
