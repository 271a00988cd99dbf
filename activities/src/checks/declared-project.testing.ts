import type { Blueprint, BlueprintEndpoint, BlueprintTable } from '@millwright/domain';
import { ask } from '../offline-answers.testing.js';
import { HOLE } from './addresses.js';
import { readScript } from './reading/read-script.js';
import { routesOf } from './reading/routes.js';
import { isSql, tableUses } from './reading/sql.js';
import { declarationsOf } from './types/declare.js';

/** A working project of the built-in engine, whose blueprint says what follows from its files. */
export async function declaredProject(description: string): Promise<{ blueprint: Blueprint; texts: Map<string, string> }> {
  const about = { projectName: 'Mill', description };
  const plan = JSON.parse(await ask({ kind: 'plan', ...about })) as never;
  const blueprint = JSON.parse(await ask({ kind: 'blueprint', ...about, plan, architecture: {} as never })) as Blueprint;
  const texts = new Map<string, string>();
  for (const file of blueprint.files) texts.set(file.path, await ask({ kind: 'file', ...about, blueprint, file }));
  const declarations = declarationsOf(texts);
  const scripts = blueprint.files
    .filter(({ path, role }) => path.endsWith('.ts') && role !== 'test')
    .map((file) => readScript(file, texts.get(file.path)!));
  const endpoints = scripts.flatMap((script) =>
    routesOf(script).flatMap(({ method, path }): BlueprintEndpoint[] =>
      method !== undefined && path.startsWith('/')
        ? [{ method, path: path.replaceAll(HOLE, ':id'), purpose: 'As it is served', entity: '', served_by: script.path }]
        : [],
    ),
  );
  const tables = scripts.flatMap(({ path, texts: written, source }) =>
    written
      .flatMap(({ text }) => (isSql(text) ? tableUses(text) : []))
      .flatMap(({ table, columns, creates }): BlueprintTable[] => {
        const added = [...source.text.matchAll(new RegExp(`ALTER TABLE ${table} ADD COLUMN (\\w+)`, 'g'))].map((match) => match[1]!);
        return creates
          ? [
              {
                name: table,
                entity: '',
                owner: path,
                columns: [...columns, ...added].map((name) => ({ name, type: 'TEXT', required: false })),
              },
            ]
          : [];
      }),
  );
  const files = blueprint.files.map((file) => ({
    ...file,
    ...(declarations.has(file.path) ? { declarations: declarations.get(file.path)! } : {}),
  }));
  return {
    blueprint: {
      ...blueprint,
      files,
      endpoints: [...new Map(endpoints.map((one) => [`${one.method} ${one.path}`, one])).values()],
      tables,
      packages: [],
    },
    texts,
  };
}
