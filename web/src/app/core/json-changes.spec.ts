import { jsonChanges } from './json-changes';

const files = (...names: string[]) => names.map((path) => ({ path, purpose: `does ${path}` }));

it('names members of lists by what they are called, wherever they stand', async () => {
  const left = { name: 'mill', files: files('a.ts', 'b.ts', 'c.ts') };
  const right = { name: 'mill', files: [...files('c.ts'), { path: 'b.ts', purpose: 'does more' }, ...files('d.ts')] };
  const changes = await jsonChanges(JSON.stringify(left), JSON.stringify(right));
  expect(changes).toContainEqual({ path: 'files[b.ts].purpose', before: 'does b.ts', after: 'does more' });
  expect(changes).toContainEqual({ path: 'files[d.ts]', before: '', after: JSON.stringify(files('d.ts')[0], null, 1) });
  expect(changes!.some(({ path, after }) => path === 'files[a.ts]' && after === '')).toBe(true);
});

it('finds nothing where only the writing differs, and says so where one is no JSON', async () => {
  expect(await jsonChanges('{"a": 1, "b": [2]}', '{"b":[2],"a":1}')).toEqual([]);
  expect(await jsonChanges('{"a": 1}', '# no')).toBeUndefined();
});

it('does not compare what would hold up the page: lists are compared each member with each', async () => {
  const long = (step: number): string => JSON.stringify(Array.from({ length: 40_000 }, (_, i) => ({ id: i * step })));
  expect(await jsonChanges(long(1), long(3))).toBeUndefined();
});
