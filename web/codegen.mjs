// Types and documents of every *.graphql file beside the features, checked against the served schema.
// `node codegen.mjs` writes src/app/core/operations.ts; `node codegen.mjs --check` fails where that would change it.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { buildASTSchema, parse, print, stripIgnoredCharacters, validate } from 'graphql';
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const here = (path) => new URL(path, import.meta.url);
const target = here('src/app/core/operations.ts');
const schema = parse(readFileSync(here('../api/schema.graphql'), 'utf8'));
const documents = globSync('src/app/**/*.graphql', { cwd: here('.').pathname })
  .sort()
  .map((location) => ({ location, document: parse(readFileSync(here(location), 'utf8')) }));

const served = buildASTSchema(schema, { assumeValidSDL: true });
const faults = documents.flatMap(({ location, document }) => validate(served, document).map((error) => `${location}: ${error.message}`));
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
const scalars = { ID: 'string', DateTime: 'string', JSON: 'unknown' };
const types = await codegen({
  schema,
  schemaAst: served,
  documents,
  filename: 'operations.ts',
  config: { scalars, enumsAsTypes: true, skipTypename: true, onlyOperationTypes: true, immutableTypes: false, useTypeImports: true },
  plugins: [{ operations: {} }],
  pluginMap: { operations },
});
const fragments = new Map(
  documents.flatMap(({ document }) =>
    document.definitions.filter(({ kind }) => kind === 'FragmentDefinition').map((definition) => [definition.name.value, definition]),
  ),
);
/** The fragments that a definition spreads, and those that these spread. */
const spread = (definition, found = new Set()) => {
  for (const [, name] of print(definition).matchAll(/\.\.\.(\w+)/g))
    if (!found.has(name)) {
      found.add(name);
      spread(fragments.get(name), found);
    }
  return [...found].map((name) => print(fragments.get(name)));
};
const consts = documents.flatMap(({ document }) =>
  document.definitions
    .filter(({ kind }) => kind === 'OperationDefinition')
    .map((definition) => {
      const name = definition.name.value;
      const kind = definition.operation[0].toUpperCase() + definition.operation.slice(1);
      const text = JSON.stringify(stripIgnoredCharacters([print(definition), ...spread(definition)].join('\n')));
      return `export const ${name}Document = new Operation<${name}${kind}, ${name}${kind}Variables>('${name}', ${text});`;
    }),
);
const output = `// Written by codegen.mjs from the *.graphql files and api/schema.graphql; do not edit.\nimport { Operation } from './operation';\n\n${types.trim()}\n\n${consts.join('\n')}\n`;
if (!process.argv.includes('--check')) writeFileSync(target, output);
else if (readFileSync(target, 'utf8') !== output) {
  console.error('web/src/app/core/operations.ts does not match the *.graphql files and the schema: run `node codegen.mjs` in web.');
  process.exit(1);
}
