import { groupFiles } from './group-files';

const STAGES = [
  { name: 'DEV_PLAN', title: 'Development plan' },
  { name: 'CODE', title: 'Code' },
] as const;
const code = (path: string) => ({ stage: 'CODE', path });

it('puts files under their stages, and those of a stage with many under their folders', () => {
  const many = Array.from({ length: 12 }, (_, n) => code(`src/${n % 2 ? 'pages' : 'services'}/file-${n}.ts`));
  const groups = groupFiles(STAGES, [code('package.json'), ...many, { stage: 'DEV_PLAN', path: 'docs/plan.md' }]);
  expect(groups.map(({ title, items }) => [title, items.length])).toEqual([
    ['Development plan', 1],
    ['Code', 1],
    ['Code: src/pages', 6],
    ['Code: src/services', 6],
  ]);
});

it('leaves the few files of a stage together, and names no stage without files', () => {
  expect(groupFiles(STAGES, [code('a.ts'), code('src/b.ts')])).toEqual([{ title: 'Code', items: [code('a.ts'), code('src/b.ts')] }]);
});
