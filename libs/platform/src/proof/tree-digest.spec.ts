import { createHash } from 'node:crypto';
import { treeDigest } from './tree-digest.js';
import { uuidFrom } from './uuid-from.js';

it('is that of what sha256sum prints, whatever the order', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const expected = createHash('sha256').update(`${a}  README.md\n${b}  src/b.ts\n`).digest('hex');
  expect(
    treeDigest([
      ['src/b.ts', b],
      ['README.md', a],
    ]),
  ).toBe(expected);
  expect(
    treeDigest(
      new Map([
        ['README.md', a],
        ['src/b.ts', b],
      ]),
    ),
  ).toBe(expected);
});

it('gives an id that follows from a name', () => {
  expect(uuidFrom('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidFrom('a')).toBe(uuidFrom('a'));
  expect(uuidFrom('a')).not.toBe(uuidFrom('b'));
});
