import { pathFault, requireSafePath } from './safe-path.js';
import { countLines, mediaTypeOf } from './media-type.js';

describe('a path of a repository', () => {
  it.each(['src/a.ts', '.github/workflows/ci.yml', 'Dockerfile', 'docs/ünïcode name.md'])('may be %s', (path) =>
    expect(pathFault(path)).toBeUndefined(),
  );
  it.each([
    '',
    '/etc/passwd',
    '../a',
    'a/../b',
    'a//b',
    './a',
    '.git/config',
    'a/.GIT/hooks/x',
    'a\\b',
    'a\0b',
    'con',
    'src/aux.ts',
    'a./b',
    `${'x'.repeat(241)}`,
  ])('may not be %j', (path) => expect(pathFault(path)).toBeDefined());
  it('is named in the refusal', () => expect(() => requireSafePath('../up')).toThrow(/\.\.\/up: must be relative/));
});

it('counts lines as an editor does', () => {
  expect([countLines(''), countLines('a'), countLines('a\n'), countLines('a\nb'), countLines('\n\n')]).toEqual([0, 1, 1, 2, 2]);
});

it('knows media types by extension', () => {
  expect([mediaTypeOf('a/b.MD'), mediaTypeOf('x.json'), mediaTypeOf('Dockerfile')]).toEqual([
    'text/markdown',
    'application/json',
    'text/plain',
  ]);
});
