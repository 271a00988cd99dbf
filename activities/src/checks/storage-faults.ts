import type { Blueprint } from '@millwright/domain';
import type { Fault } from './fault.js';
import { isTestFile, type RuleInput, type Script } from './reading/read-script.js';
import { isSql, tableUses } from './reading/sql.js';

/** SQL of a file that uses tables and columns otherwise than they are declared, or creates those of another file. */
export function storageFaults({ blueprint, script }: RuleInput): Fault[] {
  const { tables } = blueprint;
  if (!tables) return [];
  const statements = script.texts.flatMap(({ text, line }) => (isSql(text) ? tableUses(text).map((use) => ({ ...use, line })) : []));
  const faults = statements.flatMap(({ table, columns, creates, line }): Fault[] => {
    const at = (code: Fault['code'], message: string): Fault => ({ code, path: script.path, line, message });
    const declared = tables.find(({ name }) => name.toLowerCase() === table.toLowerCase());
    // Tests may make what they like, and what is not created here may come from elsewhere.
    if (!declared)
      return isTestFile(script) || tables.length === 0 ? [] : [at('SQL_TABLE', `It uses the table "${table}", which is not declared`)];
    if (creates && declared.owner !== script.path && !isTestFile(script))
      return [at('TABLE_TWICE', `It creates the table "${table}", which ${declared.owner} is to create`)];
    const known = new Set(declared.columns.map(({ name }) => name.toLowerCase()));
    return columns
      .filter((name) => !creates && !known.has(name.toLowerCase()) && !/^rowid$|^oid$/i.test(name))
      .map((name) =>
        at(
          'COLUMN_UNDECLARED',
          `It uses the column "${name}" of "${table}", which has ${declared.columns.map((column) => column.name).join(', ')}`,
        ),
      );
  });
  return [
    ...unique(faults),
    ...missing(
      blueprint,
      script,
      statements.filter(({ creates }) => creates),
    ),
  ];
}

const unique = (faults: Fault[]): Fault[] => faults.filter(({ message }, i) => faults.findIndex((one) => one.message === message) === i);

/** What its owner does not create of a table. */
function missing({ tables = [] }: Blueprint, script: Script, created: { table: string; columns: string[] }[]): Fault[] {
  // Written in a way that is not read here.
  if (created.length === 0) return [];
  return tables
    .filter(({ owner }) => owner === script.path)
    .flatMap((table): Fault[] => {
      const own = created.find((one) => one.table.toLowerCase() === table.name.toLowerCase());
      if (!own) return [{ code: 'SQL_TABLE', path: script.path, message: `It does not create the table "${table.name}"` }];
      const names = new Set([...own.columns.map((name) => name.toLowerCase()), ...added(script, table.name)]);
      return table.columns
        .filter(({ name }) => !names.has(name.toLowerCase()))
        .map(({ name }): Fault => ({
          code: 'COLUMN_UNDECLARED',
          path: script.path,
          message: `The table "${table.name}" that it creates lacks the column "${name}"`,
        }));
    });
}

/** Columns that are added to a table later on. */
const added = ({ source }: Script, table: string): string[] =>
  [...source.text.matchAll(new RegExp(`ALTER\\s+TABLE\\s+["\`]?${table}["\`]?\\s+ADD\\s+(?:COLUMN\\s+)?["\`]?(\\w+)`, 'gi'))].map((match) =>
    match[1]!.toLowerCase(),
  );
