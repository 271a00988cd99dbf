import { spoil, type Answers } from './answers.testing.js';
import type { FaultCode } from './fault.js';

/** How answers are spoilt, what is found then, and in whose file. */
export type Spoilt = [what: string, spoilIt: (answers: Answers) => void, code: FaultCode, path: string];

const change =
  (path: string, part: string | RegExp, other: string): ((answers: Answers) => void) =>
  (answers) =>
    spoil(answers, path, part, other);

/** What one author may get wrong, how it is found, and who is asked again. */
export const SPOILT_FILES: Spoilt[] = [
  [
    'a default export for a named one',
    change('src/report.ts', 'export function monthlyReport', 'export default function monthlyReport'),
    'EXPORT',
    'src/report.ts',
  ],
  ['an export that is not there', change('src/items.ts', 'export function listKinds', 'function listKinds'), 'EXPORT', 'src/items.ts'],
  ['an export by another name', change('src/items.ts', 'openItems', 'waitingItems'), 'EXPORT', 'src/items.ts'],
  [
    'a promise for a value',
    change('src/accounts.ts', /export function signIn\((.*?)\): (.*?) \{\n/, 'export async function signIn($1): Promise<$2> {\n'),
    'EXPORT',
    'src/accounts.ts',
  ],
  [
    'a promise for nothing',
    change('src/items.ts', /export function claimItem\((.*?)\): void/, 'export async function claimItem($1): Promise<void>'),
    'EXPORT',
    'src/items.ts',
  ],
  [
    'parameters in another order',
    change(
      'src/items.ts',
      'claimItem(db: DatabaseSync, code: string, volunteerId: number',
      'claimItem(db: DatabaseSync, volunteerId: number, code: string',
    ),
    'EXPORT',
    'src/items.ts',
  ],
  [
    'parameters of one type in another order',
    change(
      'src/accounts.ts',
      'signIn(db: DatabaseSync, name: string, password: string',
      'signIn(db: DatabaseSync, password: string, name: string',
    ),
    'EXPORT',
    'src/accounts.ts',
  ],
  [
    'arguments in another order',
    change(
      'src/app.ts',
      'claimItem(db, context.params.code!, context.session.account.id',
      'claimItem(db, context.session.account.id, context.params.code!',
    ),
    'TYPE',
    'src/app.ts',
  ],
  [
    'positions for one object',
    change(
      'src/pages.ts',
      'signInPage({ error: message, name }: { error?: string; name?: string })',
      'signInPage(message?: string, name?: string)',
    ),
    'EXPORT',
    'src/pages.ts',
  ],
  [
    'a result of another shape',
    change('src/items.ts', /(\): )\{ code: string \} \{([\s\S]*?)return \{ code \};/, '$1string {$2return code;'),
    'EXPORT',
    'src/items.ts',
  ],
  [
    'a property by another name',
    change('src/items.ts', /visitorName: string; kind: string/, 'visitor: string; kind: string'),
    'EXPORT',
    'src/items.ts',
  ],
  [
    'a clock of another type',
    change('src/limiter.ts', /now: \(\) => number( = Date\.now)?/, 'now: () => Date'),
    'EXPORT',
    'src/limiter.ts',
  ],
  ['a helper of tests without a part', change('test/support.ts', /; location: string \| null \}/, ' }'), 'EXPORT', 'test/support.ts'],
  [
    'a promise that is not waited for',
    change('src/app.ts', "const { name = '', password = '' } = await readForm", "const { name = '', password = '' } = readForm"),
    'TYPE',
    'src/app.ts',
  ],
  [
    'a class that cannot be stripped',
    change('src/http.ts', /status: number;\n {2}constructor\(status: number/, 'constructor(public status: number'),
    'TYPE',
    'src/http.ts',
  ],
  [
    'an import of a file that nobody writes',
    change(
      'src/report.ts',
      "import type { DatabaseSync } from 'node:sqlite';",
      "import type { DatabaseSync } from 'node:sqlite';\nimport './rounding.ts';",
    ),
    'IMPORT',
    'src/report.ts',
  ],
  [
    'an import of what is not offered',
    change('test/web.test.ts', 'import { client, startApp }', 'import { browser, client, startApp }'),
    'IMPORT',
    'test/web.test.ts',
  ],
  [
    'a package that the project has not',
    change(
      'src/http.ts',
      "import type { IncomingMessage } from 'node:http';",
      "import type { IncomingMessage } from 'node:http';\nimport 'cookie-parser-next';",
    ),
    'PACKAGE',
    'src/http.ts',
  ],
  [
    'a module that Node has not',
    change('src/limiter.ts', 'export class', "import 'node:limits';\n\nexport class"),
    'PACKAGE',
    'src/limiter.ts',
  ],
  [
    'a package that can be none',
    change('package.json', '"scripts"', '"dependencies": { "Left Pad": "1.0.0" },\n  "scripts"'),
    'PACKAGE',
    'package.json',
  ],
  [
    'a package that nobody asked for',
    change('package.json', '"scripts"', '"dependencies": { "express": "^5.0.0" },\n  "scripts"'),
    'PACKAGE',
    'package.json',
  ],
  ['snake_case in a form', change('src/pages.ts', 'name="visitorName"', 'name="visitor_name"'), 'FIELD', 'src/pages.ts'],
  ['a field that is missing in a form', change('src/pages.ts', / name="weightKg"/, ''), 'FIELD', 'src/pages.ts'],
  ['snake_case where a form is read', change('src/app.ts', 'form.visitorName', 'form.visitor_name'), 'FIELD', 'src/app.ts'],
  ['snake_case where a test sends', change('test/web.test.ts', "kindId: '1'", "kind_id: '1'"), 'FIELD', 'test/web.test.ts'],
  ['another route', change('src/app.ts', "'/items/:code/claim'", "'/items/:code/take'"), 'ADDRESS_NOT_SERVED', 'src/app.ts'],
  ['another method', change('src/app.ts', "'POST', '/sign-out'", "'DELETE', '/sign-out'"), 'ADDRESS_NOT_SERVED', 'src/app.ts'],
  ['a form to another address', change('src/pages.ts', '/release"', '/put-back"'), 'ADDRESS_NOT_SERVED', 'src/pages.ts'],
  ['a link to nowhere', change('src/pages.ts', 'href="/bench"', 'href="/workbench"'), 'ADDRESS_NOT_SERVED', 'src/pages.ts'],
  [
    'two files for one address',
    change('src/limiter.ts', 'export class', "export const own = [['POST', '/sign-in']];\n\nexport class"),
    'ADDRESS_TWICE',
    'src/limiter.ts',
  ],
  ['another status of a redirect', change('src/app.ts', 'writeHead(303', 'writeHead(302'), 'STATUS', 'src/app.ts'],
  ['another status', change('src/app.ts', 'send(context, 401', 'send(context, 400'), 'STATUS', 'src/app.ts'],
  ['another status of an error', change('src/items.ts', 'DomainError(409', 'DomainError(400'), 'STATUS', 'src/items.ts'],
  [
    'a test that expects another status',
    change('test/web.test.ts', /claim`\)\)\.status, 409/, 'claim`)).status, 423'),
    'STATUS',
    'test/web.test.ts',
  ],
  ['a column that is missing', change('src/database.ts', '  weight_kg REAL NOT NULL,\n', ''), 'COLUMN_UNDECLARED', 'src/database.ts'],
  [
    'a column by another name',
    change('src/accounts.ts', 'INSERT INTO session (account_id, token_hash', 'INSERT INTO session (account_id, token'),
    'COLUMN_UNDECLARED',
    'src/accounts.ts',
  ],
  [
    'a column by another name where it is read',
    change('src/report.ts', 'item.weight_kg', 'item.weight'),
    'COLUMN_UNDECLARED',
    'src/report.ts',
  ],
  ['a table by another name', change('src/report.ts', 'FROM item JOIN', 'FROM items JOIN'), 'SQL_TABLE', 'src/report.ts'],
  [
    'two files for one table',
    change(
      'src/report.ts',
      'export function',
      "export const TABLES = 'CREATE TABLE IF NOT EXISTS kind (id INTEGER PRIMARY KEY)';\n\nexport function",
    ),
    'TABLE_TWICE',
    'src/report.ts',
  ],
  [
    'a variable that is not declared',
    change('src/main.ts', 'process.env.DATABASE', 'process.env.DB_FILE'),
    'ENVIRONMENT_UNDECLARED',
    'src/main.ts',
  ],
  [
    'a test that tests nothing',
    change(
      'test/report.test.ts',
      /(test\('refuses what is no month', \(\) => \{)[\s\S]*/,
      '$1\n  monthlyReport(openDatabase(":memory:"), "2026-05");\n});\n',
    ),
    'TEST_EMPTY',
    'test/report.test.ts',
  ],
  [
    'a test that holds whatever happens',
    change(
      'test/web.test.ts',
      /assert\.equal\(answer\.status, 303\);\n {2}assert\.equal\(answer\.location, '\/sign-in'\);/,
      'assert.ok(true);\n  void answer;',
    ),
    'TEST_EMPTY',
    'test/web.test.ts',
  ],
  [
    'a criterion without its test',
    change('test/accounts.test.ts', 'a removed volunteer is signed out and her items are free again', 'removal works'),
    'TEST_MISSING',
    'test/accounts.test.ts',
  ],
  [
    'half a file',
    ({ texts }) => void texts.set('src/accounts.ts', texts.get('src/accounts.ts')!.slice(0, 1_900)),
    'SYNTAX',
    'src/accounts.ts',
  ],
  ['half a document', ({ texts }) => void texts.set('package.json', '{ "name": "repair-cafe",'), 'SYNTAX', 'package.json'],
  [
    'prose for a file',
    ({ texts }) => void texts.set('src/style.ts', 'Here is the style sheet that you asked for:'),
    'SYNTAX',
    'src/style.ts',
  ],
];
