import { HOLE } from '../addresses.js';

/** What a statement does with one table. */
export interface TableUse {
  table: string;
  /** Columns that it names for certain. */
  columns: string[];
  creates: boolean;
}

const NAME = '["`[]?(\\w+)["`\\]]?';
const STARTS = /^\s*(?:--[^\n]*\n\s*)*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|WITH|ALTER)\b/i;
// Functions whose arguments stand behind FROM.
const TAKES_FROM = /\b(?:EXTRACT|SUBSTRING|TRIM|OVERLAY|POSITION)\s*\([^()]*\)/gi;
const NO_COLUMN = /^(?:PRIMARY|FOREIGN|UNIQUE|CHECK|CONSTRAINT|EXCLUDE|INDEX|KEY)\b/i;

/** Whether a text is a statement, or a part of one that names where it reads. */
export const isSql = (text: string): boolean => STARTS.test(text) && /\b(?:FROM|INTO|UPDATE|TABLE|VIEW|INDEX|SELECT)\b/.test(text);

/** Tables that a text in SQL uses, with the columns that it names beyond doubt. */
export function tableUses(text: string): TableUse[] {
  const sql = text
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll(/--[^\n]*/g, '')
    .replaceAll(TAKES_FROM, '1');
  const local = new Set(
    [...sql.matchAll(/(?:\bWITH(?:\s+RECURSIVE)?|,)\s*(\w+)\s*(?:\([^)]*\))?\s+AS\s*(?:NOT\s+MATERIALIZED\s*|MATERIALIZED\s*)?\(/gi)].map(
      (match) => match[1]!.toLowerCase(),
    ),
  );
  const uses = [...created(sql), ...inserted(sql), ...updated(sql), ...read(sql)];
  return uses.filter(
    ({ table }) =>
      !local.has(table.toLowerCase()) && !/^(?:sqlite_|pragma_|pg_|information_schema|json_|generate_|unnest|select)/i.test(table),
  );
}

function created(sql: string): TableUse[] {
  return [...sql.matchAll(new RegExp(`\\bCREATE\\s+(?:TEMP(?:ORARY)?\\s+)?TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?${NAME}\\s*\\(`, 'gi'))].map(
    (match) => {
      const columns = parts(sql, match.index + match[0].length)
        .map((part) => part.trim())
        .filter((part) => part && !NO_COLUMN.test(part) && !part.includes(HOLE))
        .map((part) => /^["`[]?(\w+)/.exec(part)?.[1])
        .filter((name) => name !== undefined);
      return { table: match[1]!, columns, creates: true };
    },
  );
}

/** What stands between a bracket and its end, cut at the commas of its own. */
function parts(sql: string, from: number): string[] {
  const found: string[] = [];
  let depth = 1;
  let start = from;
  for (let i = from; i < sql.length; i++) {
    const char = sql[i];
    if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return [...found, sql.slice(start, i)];
    else if (char === ',' && depth === 1) {
      found.push(sql.slice(start, i));
      start = i + 1;
    }
  }
  return found;
}

function inserted(sql: string): TableUse[] {
  return [...sql.matchAll(new RegExp(`\\b(?:INSERT|REPLACE)\\s+(?:OR\\s+\\w+\\s+)?INTO\\s+${NAME}\\s*(?:\\(([^)]*)\\))?`, 'gi'))].map(
    (match) => ({
      table: match[1]!,
      columns: (match[2] ?? '')
        .split(',')
        .map((name) => name.trim().replaceAll(/["`[\]]/g, ''))
        .filter((name) => /^\w+$/.test(name)),
      creates: false,
    }),
  );
}

function updated(sql: string): TableUse[] {
  return [
    ...sql.matchAll(
      new RegExp(`\\bUPDATE\\s+(?:OR\\s+\\w+\\s+)?${NAME}\\s+SET\\s+([\\s\\S]*?)(?:\\bWHERE\\b|\\bFROM\\b|\\bRETURNING\\b|$)`, 'gi'),
    ),
  ].map((match) => ({
    table: match[1]!,
    columns: parts(`${match[2]!})`, 0)
      .map((part) => /^\s*["`[]?(\w+)["`\]]?\s*=/.exec(part)?.[1])
      .filter((name) => name !== undefined),
    creates: false,
  }));
}

// What may stand behind the name of a table and is no second name of it.
const NO_SECOND =
  'ON|WHERE|JOIN|LEFT|RIGHT|INNER|OUTER|CROSS|FULL|GROUP|ORDER|LIMIT|OFFSET|USING|SET|UNION|HAVING|NATURAL|RETURNING|INDEXED|WINDOW|VALUES|FOR|EXCEPT|INTERSECT|FETCH|LATERAL';

/** Tables that are read, with the columns that are named behind them or behind their second names. */
function read(sql: string): TableUse[] {
  const uses = new Map<string, TableUse>();
  const second = new Map<string, string>();
  const from = new RegExp(
    `(?<!\\bDISTINCT\\s)\\b(?:FROM|JOIN)\\s+${NAME}(?![\\w.]|\\s*\\()(?:\\s+(?:AS\\s+)?(?!(?:${NO_SECOND})\\b)(\\w+))?`,
    'gi',
  );
  for (const [, table = '', other] of sql.matchAll(from)) {
    uses.set(table.toLowerCase(), { table, columns: [], creates: false });
    second.set(table.toLowerCase(), table.toLowerCase());
    if (other) second.set(other.toLowerCase(), table.toLowerCase());
  }
  for (const [, name = '', column = ''] of sql.matchAll(/\b(\w+)\.(\w+)\b/g)) {
    const use = uses.get(second.get(name.toLowerCase()) ?? '');
    if (use) use.columns.push(column);
  }
  return [...uses.values()];
}
