import { STAGE_DOCUMENTS, PATHS, directoryReadmes, requireSafeTree, type Blueprint } from '@millwright/domain';
import { ModelError, OfflineEngine, schemaFaults, type ModelTask } from '@millwright/integrations';
import fc from 'fast-check';
import { codeFaults } from './code-faults.js';

const engine = new OfflineEngine();
const document = STAGE_DOCUMENTS.find(({ path }) => path === PATHS.blueprint)!;
/** Most files are the same in every project: each text is looked at once. */
const seen = new Set<string>();

async function ask(task: ModelTask): Promise<string> {
  let text = '';
  const request = {
    stage: 'CODE',
    model: 'templates-1',
    task,
    prompt: { version: '1', system: '', user: '' },
    maxOutputTokens: 1,
    callId: 'c',
    attempt: 1,
  } as const;
  for await (const event of engine.answer(request, new AbortController().signal)) if (event.type === 'text') text += event.text;
  return text;
}

/** Writes a whole project. @returns everything that is wrong with it. */
async function faultsOf(projectName: string, description: string): Promise<string[]> {
  const about = { projectName, description };
  const none = {} as never;
  let blueprint: Blueprint;
  try {
    blueprint = JSON.parse(
      await ask({ kind: 'blueprint', ...about, plan: JSON.parse(await ask({ kind: 'plan', ...about })) as never, architecture: none }),
    ) as Blueprint;
  } catch (error) {
    if (error instanceof ModelError && error.code === 'UNSUPPORTED_INPUT') return [];
    throw error;
  }
  const faults = [...schemaFaults(document.schema, blueprint), ...document.check!(blueprint)];
  requireSafeTree([
    ...Object.values(PATHS),
    ...directoryReadmes(blueprint.files.map(({ path }) => path)).values(),
    ...blueprint.files.map(({ path }) => path),
  ]);
  for (const [what, names] of namesOf(blueprint))
    for (const name of names.filter((one, i) => names.indexOf(one) !== i)) faults.push(`${what} "${name}" is there twice`);
  for (const file of blueprint.files) {
    const text = await ask({ kind: 'file', ...about, blueprint, file });
    if (text !== Buffer.from(text).toString()) faults.push(`${file.path} holds half a character`);
    if (file.path.endsWith('.json')) JSON.parse(text);
    else if (!seen.has(text)) faults.push(...codeFaults(file, text, blueprint).map((fault) => `${file.path}: ${fault}`));
    seen.add(text);
    if (file.path === 'src/storage/migrations.ts')
      for (const [, sql] of text.matchAll(/CREATE TABLE "?(\w+)"?/g)) if (sql!.startsWith('sqlite_')) faults.push(`table ${sql}`);
    if (file.path === 'src/storage/migrations.ts')
      faults.push(
        ...twice(
          'migration',
          [...text.matchAll(/^ {4}name: '([^']+)'/gm)].map((match) => match[1]!),
        ),
      );
  }
  return faults;
}

const twice = (what: string, names: readonly string[]): string[] =>
  names.filter((one, i) => names.indexOf(one) !== i).map((name) => `${what} "${name}" is there twice`);

/** What has to be one of its kind, and is none of the sign-in's own. */
function namesOf({ entities, endpoints, files }: Blueprint): [string, string[]][] {
  const signIn = files.some(({ path }) => path === 'src/people/routes.ts');
  return [
    ['class', files.filter(({ role }) => role === 'service' || role === 'repository').flatMap(({ exports }) => exports ?? [])],
    [
      'address',
      [
        ...endpoints.map(({ method, path }) => `${method} ${path}`),
        ...(signIn ? ['GET /sign-in', 'GET /sign-up', 'POST /api/session'] : []),
      ],
    ],
    ...entities.map(({ name, fields }): [string, string[]] => [
      `field of ${name}`,
      ['id', 'created_at', 'updated_at', ...fields.map((field) => field.name)],
    ]),
  ];
}

const UGLY = [
  '\n',
  '\r\n',
  '\u2028',
  '\u2029',
  '\0',
  "'",
  '"',
  '`',
  '\\',
  '${process.exit(1)}',
  '$(id)',
  '*/',
  '/*',
  '//',
  '</script>',
  '<!--',
  '\ud83c',
  '\udf55',
  '\u202e',
  '\u200b',
  '🍕',
  '%s',
  '--',
  ';',
  '#',
  '{{',
  '}}',
  '\u0007',
  'é',
  'İ',
  'ß',
];
const NOUNS =
  'account session user class function default import export package interface database router page layout server seed config style migration entity repository service table index order group value key column row constructor prototype object string number map set error promise event action status state check-in check member loan tool lens canvas bus series status news sheep person people child staff sqlite table, account holder, order item, session key, user account, schema migration, open api, support, crud, account, accounts, api, test, healthz, thanks, await, enum, static, this, null, true, undefined, console, process, global, request, response, date, time, name, id'.split(
    /[ ,]+/,
  );
const VERBS =
  'book open close approve borrow return assign list get create update delete act cancel file order review check enroll manage track publish edit'.split(
    ' ',
  );
const FIELDS =
  'name title number type balance price date status weight id created_at constructor key order group limit value index member_id account email'.split(
    ' ',
  );
const noun = fc.constantFrom(...NOUNS);
const plural = noun.map((word) => `${word}s`);
const person = fc.constantFrom('members', 'clients', 'users', 'admins', 'customers', 'owners', 'students');
const sentence = fc.oneof(
  fc.tuple(person, fc.constantFrom(...VERBS), plural).map(([who, verb, what]) => `${who} ${verb} ${what}.`),
  fc
    .tuple(noun, fc.array(fc.constantFrom(...FIELDS), { minLength: 1, maxLength: 5 }))
    .map(([what, fields]) => `Each ${what} has a ${fields.join(', a ')}.`),
  fc
    .tuple(noun, fc.constantFrom(...FIELDS), fc.array(fc.oneof(noun, fc.constantFrom(...UGLY, 'kg', 'lb')), { minLength: 1, maxLength: 4 }))
    .map(([what, field, values]) => `A ${what} has a ${field} (${values.join(', ')}).`),
  fc.tuple(noun, noun).map(([child, parent]) => `${child}s belong to ${parent}s.`),
  fc.tuple(noun, noun).map(([child, parent]) => `A ${parent} contains ${child}s.`),
  fc.constantFrom(...UGLY),
  fc.string({ maxLength: 20, unit: 'binary' }),
);
const description = fc
  .tuple(
    fc.constantFrom('A bank where', 'A landing page.', 'An API without pages:', 'An app where', ''),
    fc.array(sentence, { minLength: 1, maxLength: 6 }),
  )
  .map(([start, sentences]) => `${start} ${sentences.join(' ')}`);
const name = fc.oneof(
  fc.array(fc.oneof(fc.constantFrom(...UGLY), noun), { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ')),
  fc.string({ minLength: 1, maxLength: 60, unit: 'binary' }),
);

describe('what the offline engine writes', () => {
  it('is fit to be read as code, names nothing twice and has safe paths, for 150 random and hostile descriptions and names', async () => {
    await fc.assert(
      fc.asyncProperty(name, description, async (projectName, text) => {
        expect(await faultsOf(projectName, text)).toEqual([]);
      }),
      { numRuns: 150, seed: 13, endOnFailure: true },
    );
  });

  it.each([
    ['a line break', 'Mill\nof the north'],
    ['a quotation', `It's a "mill"`],
    ['a backslash at the end', 'Mill\\'],
    ['a template', '${process.exit(1)} `x`'],
    ['the end of a comment', '*/ alert(1) /*'],
    ['a separator of lines', 'Mill\u2028of\u2029the north'],
    ['the end of a script', '</script><!--'],
    ['an emoji, and half of one', '🍕 \ud83c'],
  ])('takes a name with %s', async (_what, projectName) => {
    expect(await faultsOf(projectName, 'A tool library where members borrow tools; each tool has a name and a price.')).toEqual([]);
    expect(await faultsOf(projectName, 'A landing page for a bakery. Open from seven to six.')).toEqual([]);
    expect(await faultsOf(projectName, 'A REST API without pages for invoices. Invoices have a number.')).toEqual([]);
  });
});
