import type { Blueprint } from '@millwright/domain';
import { foldersOf, pagesOf, readBlueprint, writeBlueprint } from './read-blueprint';

const file = (path: string): Blueprint['files'][number] => ({
  path,
  purpose: 'p',
  role: 'library',
  component: 'Core',
  depends_on: [],
  entities: [],
});
const BLUEPRINT: Blueprint = {
  project_name: 'Mill',
  description: 'A mill',
  technologies: ['TypeScript'],
  entities: [],
  components: [],
  endpoints: [],
  events: [],
  directories: [],
  files: [file('src/b/x.ts'), file('package.json'), file('src/a/y.ts'), file('src/b/z.ts')],
  scripts: {},
  environment: [],
};

it('reads pages from a design, and none where there is no design or nonsense in it', () => {
  const design = {
    pages: [{ title: 'About', path: '/about', sections: [] }, null, { title: 1 }],
    records: [{ plural: 'Tools', path: '/tools' }],
  };
  expect(pagesOf({ ...BLUEPRINT, design })).toEqual([
    { title: 'About', path: '/about' },
    { title: 'Tools', path: '/tools' },
  ]);
  expect([pagesOf(BLUEPRINT), pagesOf({ ...BLUEPRINT, design: { pages: 'x' } })]).toEqual([[], []]);
});

it('puts files together by their folders', () => {
  expect(foldersOf(BLUEPRINT).map(({ folder, files }) => [folder, files.length])).toEqual([
    ['', 1],
    ['src/a', 1],
    ['src/b', 2],
  ]);
});

it('reads no blueprint out of what is none', () => {
  expect(readBlueprint(writeBlueprint(BLUEPRINT))).toEqual(BLUEPRINT);
  for (const text of [undefined, 'x', '[]', 'null', '{"files":[]}']) expect(readBlueprint(text)).toBeUndefined();
});
