import { fileLines } from './file-lines';

const items = ['README.md', 'src/main.ts', 'src/db/open.ts', 'a.txt'].map((path) => ({ path }));
const shown = (search = '', folded: string[] = []): string[] =>
  fileLines(items, search, new Set(folded)).map((line) => `${'  '.repeat(line.depth)}${line.name}${line.item ? '' : '/'}`);

it('puts folders before files, each by name', () => {
  expect(shown()).toEqual(['src/', '  db/', '    open.ts', '  main.ts', 'README.md', 'a.txt']);
});

it('hides what stands in a folded folder, and the folders in it', () => {
  expect(shown('', ['src'])).toEqual(['src/', 'README.md', 'a.txt']);
  expect(shown('', ['src/db'])).toEqual(['src/', '  db/', '  main.ts', 'README.md', 'a.txt']);
});

it('shows what is searched for wherever it is, folded or not', () => {
  expect(shown('OPEN', ['src'])).toEqual(['src/', '  db/', '    open.ts']);
});
