import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, type IntrospectionQuery } from 'graphql';
import { ROOT } from './paths.ts';

/** Writes api/schema.graphql from a running server: `node deploy/local/src/print-schema.ts http://localhost:3000`. */
const response = await fetch(`${process.argv[2] ?? 'http://localhost:3000'}/graphql`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: getIntrospectionQuery() }),
});
const { data } = (await response.json()) as { data: IntrospectionQuery };
writeFileSync(join(ROOT, 'api/schema.graphql'), `${printSchema(lexicographicSortSchema(buildClientSchema(data)))}\n`);
