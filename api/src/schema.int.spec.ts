import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, type IntrospectionQuery } from 'graphql';

const root = join(import.meta.dirname, '../..');

it('serves the schema that is committed; its diff is the review', async () => {
  const response = await fetch(`${process.env.MILLWRIGHT_TEST_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  });
  const { data } = (await response.json()) as { data: IntrospectionQuery };
  const served = `${printSchema(lexicographicSortSchema(buildClientSchema(data)))}\n`;
  expect(served).toBe(readFileSync(join(root, 'api/schema.graphql'), 'utf8'));
  expect(execFileSync('git', ['--version'], { encoding: 'utf8' })).toContain('git');
});
