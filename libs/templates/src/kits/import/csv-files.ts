import type { Draft } from '../../writing/project-file.js';

/** The reader of CSV, which all imports of a project share, and its tests. */
export function csvFiles(): Draft[] {
  return [
    { path: 'src/shared/csv-reader.ts', purpose: 'Reads comma-separated values', role: 'library', component: 'Domain', code: READER },
    { path: 'test/csv-reader.test.ts', purpose: 'How comma-separated values are read', role: 'test', component: 'Tests', code: TESTS },
  ];
}

const READER = `/** A row of a file and the line that it begins on, counted from 1. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/**
 * Reads comma-separated values (RFC 4180), also with semicolons or tabs, as the first line has most of; blank lines are left out.
 *
 * @throws Refusal 422 for a quote that is not closed.
 */
export function readCsv(text: string): CsvRow[] {
  const source = text.replace(/^\\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let [line, start, cell, isQuoted] = [1, 1, '', false];
  let cells: string[] = [];
  const endCell = () => {
    cells.push(unprotected(cell));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: start, cells });
    cells = [];
    start = line;
  };
  for (let i = 0; i < source.length; i++) {
    const one = source[i]!;
    if (one === '\\n') line++;
    if (isQuoted) {
      if (one !== '"') cell += one;
      else if (source[i + 1] === '"') cell += source[i++]!;
      else isQuoted = false;
    } else if (one === '"' && cell === '') isQuoted = true;
    else if (one === separator) endCell();
    else if (one === '\\n') endRow();
    else if (one !== '\\r') cell += one;
  }
  if (isQuoted) throw invalid({ rows: \`A quote that is opened in line \${start} is not closed\` });
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

function separatorOf(text: string): string {
  const head = text.slice(0, (text.indexOf('\\n') + text.length + 1) % (text.length + 1));
  const many = (separator: string) => head.split(separator).length;
  return [',', ';', '\\t'].reduce((best, one) => (many(one) > many(best) ? one : best));
}

/** Spreadsheets are kept from running a text as a formula by a mark before it: our own files have it. */
function unprotected(cell: string): string {
  return /^'[=+\\-@\\t\\r]/.test(cell) ? cell.slice(1) : cell;
}
`;

const TESTS = `import assert from 'node:assert/strict';
import { test } from 'node:test';

const cellsOf = (text: string) => readCsv(text).map(({ cells }) => cells);

test('given quotes, breaks and blank lines, cells are read as they were meant, with their lines', () => {
  assert.deepEqual(readCsv('a,b\\r\\n"x, ""y""","two\\nlines"\\n\\n,c\\n'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x, "y"', 'two\\nlines'] },
    { line: 5, cells: ['', 'c'] },
  ]);
  assert.deepEqual(cellsOf('a,b'), [['a', 'b']]);
  assert.deepEqual(cellsOf('a,b\\n1,'), [['a', 'b'], ['1', '']]);
  assert.deepEqual(cellsOf(''), []);
});

test('given semicolons or tabs, or a mark of the byte order, they are understood', () => {
  assert.deepEqual(cellsOf('a;b\\n1,5;2'), [['a', 'b'], ['1,5', '2']]);
  assert.deepEqual(cellsOf('a\\tb\\n1\\t2'), [['a', 'b'], ['1', '2']]);
  assert.deepEqual(cellsOf('\\uFEFFa,b\\n1,2'), [['a', 'b'], ['1', '2']]);
  assert.deepEqual(cellsOf('a\\n5" pipe'), [['a'], ['5" pipe']]);
});

test('given a quote that is not closed, that is said', () => {
  assert.throws(() => readCsv('a,b\\n"x,y\\n'), refusedWith(422, 'rows'));
});

test('given any table that we wrote ourselves, it is read as it was', () => {
  let state = 9;
  const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  const cell = () => Array.from({ length: random(6) }, () => 'ab 1,;"\\n=+-@'[random(13)]!).join('');
  for (let i = 0; i < 200; i++) {
    const rows = Array.from({ length: 1 + random(5) }, () => [cell(), cell(), \`x\${cell()}\`]);
    assert.deepEqual(cellsOf(String(csv('any', ['a', 'b', 'c'], rows).body)), [['a', 'b', 'c'], ...rows]);
  }
});
`;
