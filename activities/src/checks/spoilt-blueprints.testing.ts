import type { BlueprintFile } from '@millwright/domain';
import type { Answers } from './answers.testing.js';
import type { Spoilt } from './spoilt-files.testing.js';

const fileOf = ({ blueprint }: Answers, path: string): BlueprintFile => blueprint.files.find((file) => file.path === path)!;

/** What a blueprint may get wrong, before a file is asked for. */
export const SPOILT_BLUEPRINTS: Spoilt[] = [
  [
    'a form that leads nowhere',
    ({ blueprint }) => void (blueprint.endpoints = blueprint.endpoints.filter(({ method, path }) => `${method} ${path}` !== 'GET /items')),
    'ADDRESS_NOT_SERVED',
    'src/pages.ts',
  ],
  ['a link that leads nowhere', ({ blueprint }) => void blueprint.pages![0]!.links.push('/help'), 'ADDRESS_NOT_SERVED', 'src/pages.ts'],
  [
    'a request that leads nowhere',
    ({ blueprint }) => void blueprint.pages![0]!.requests.push({ method: 'POST', path: '/kinds' }),
    'ADDRESS_NOT_SERVED',
    'src/pages.ts',
  ],
  [
    'a redirect that leads nowhere',
    ({ blueprint }) =>
      void (blueprint.endpoints.find(({ path }) => path === '/sign-in')!.answers![0] = {
        status: 303,
        kind: 'redirect',
        shape: '/desk',
        when: '',
      }),
    'ADDRESS_NOT_SERVED',
    'src/app.ts',
  ],
  [
    'two endpoints at one address',
    ({ blueprint }) =>
      void blueprint.endpoints.push({ ...blueprint.endpoints.find(({ path }) => path === '/items/:code')!, path: '/items/:id' }),
    'ADDRESS_TWICE',
    'src/app.ts',
  ],
  ['a field by another name', ({ blueprint }) => void (blueprint.pages![0]!.forms[1]!.fields[0] = 'item_code'), 'FIELD', 'src/pages.ts'],
  ['a form without a field', ({ blueprint }) => void blueprint.pages![0]!.forms[0]!.fields.shift(), 'FIELD', 'src/pages.ts'],
  [
    'a type that is declared nowhere',
    (answers) =>
      void (fileOf(answers, 'src/pages.ts').declarations = fileOf(answers, 'src/pages.ts').declarations!.replace(
        /import type \{ Item.*\n/,
        '',
      )),
    'DECLARATION',
    'src/pages.ts',
  ],
  [
    'an import that is declared nowhere',
    (answers) =>
      void (fileOf(answers, 'src/pages.ts').declarations = fileOf(answers, 'src/pages.ts').declarations!.replace(
        'Item, Kind',
        'Item, Category as Kind',
      )),
    'IMPORT',
    'src/pages.ts',
  ],
  [
    'an export without a declaration',
    (answers) => void fileOf(answers, 'src/items.ts').exports!.push('closeItem'),
    'DECLARATION',
    'src/items.ts',
  ],
  [
    'a package that is not listed',
    (answers) =>
      void (fileOf(answers, 'src/app.ts').declarations +=
        "export function attach(app: import('express').Express): void;\nimport 'express';\n"),
    'PACKAGE',
    'src/app.ts',
  ],
  [
    'a package that can be none',
    ({ blueprint }) => void blueprint.packages!.push({ name: 'Express JS', version: '5', development: false }),
    'PACKAGE',
    'package.json',
  ],
  [
    'a table with two owners',
    ({ blueprint }) => void blueprint.tables!.push({ ...blueprint.tables![0]!, owner: 'src/items.ts' }),
    'TABLE_TWICE',
    'src/items.ts',
  ],
  ['a table of a file that is not there', ({ blueprint }) => void (blueprint.tables![0]!.owner = 'src/schema.ts'), 'PATH', 'src/schema.ts'],
  ['a criterion that nothing shows', ({ blueprint }) => void blueprint.criteria!.pop(), 'CRITERION_MISSING', ''],
  [
    'a criterion that no test shows',
    ({ blueprint }) => void (blueprint.criteria![0]!.shown_by.file = 'src/items.ts'),
    'TEST_MISSING',
    'src/items.ts',
  ],
];
