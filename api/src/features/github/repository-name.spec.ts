import { faultOfRepositoryName } from './repository-name.js';

it.each(['.', '..', '...', '.'.repeat(100)])('refuses a name of dots alone: %s', (name) =>
  expect(faultOfRepositoryName(name)).toContain('is of dots alone'),
);

it.each(['', ' ', 'no spaces', 'a/b', '../x', 'ü', 'a'.repeat(101), 'x.git', 'x.GIT', '.git', 'x.wiki', 'a\n', 'a\u0000'])(
  'refuses %j',
  (name) => expect(faultOfRepositoryName(name)).toBeDefined(),
);

it.each(['mill', '.github', '-', '_', '...a', 'a.b', 'x.gitx', 'A'.repeat(100)])('takes %s', (name) =>
  expect(faultOfRepositoryName(name)).toBeUndefined(),
);
