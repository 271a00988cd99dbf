import { worthReading } from './worth-reading';

it.each([
  ['a stage’s own document', ['src/README.md', 'directory-tree.json'], 'directory-tree.json'],
  ['a document as it is set for people', ['docs/development-plan.json', 'docs/development-plan.md'], 'docs/development-plan.md'],
  ['what is written for people', ['public/icon.png', 'src/a.ts', 'notes/plan.md'], 'notes/plan.md'],
  ['code before the settings of tools', ['package.json', '.gitignore', 'tsconfig.json', 'src/a.ts'], 'src/a.ts'],
  ['what can be read', ['assets/font.woff2', 'package-lock.json', 'tsconfig.json'], 'tsconfig.json'],
  ['a picture only where there is nothing else', ['public/icon.png'], 'public/icon.png'],
])('opens on %s', (_, paths, wanted) => expect(worthReading(paths)).toBe(wanted));

it('opens on nothing where nothing was made', () => expect(worthReading([])).toBeUndefined());
