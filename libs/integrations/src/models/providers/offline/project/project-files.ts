import type { BlueprintFile, FileRole } from '@millwright/domain';
import type { DomainModel } from '../domain-model.js';
import { asset } from './assets.js';
import { domainFile, entityTestFile, migrationsFile, parentsOf, repositoryFile, seedFile, serviceFile } from './entity-files.js';
import {
  accountsTestFile,
  appFile,
  checkNodeFile,
  ciFile,
  configFile,
  dockerFile,
  hasPages,
  homeFile,
  layoutFile,
  mainFile,
  openApiTestFile,
  packageFile,
  pagesTestFile,
  signUpPath,
  stylesFile,
  supportFile,
  tsconfigFile,
} from './shared-files.js';

/** A file of the project: what the blueprint says of it, and its text. */
export interface ProjectFile extends BlueprintFile {
  render(): string;
}

export const COMPONENTS = {
  Web: 'Takes requests, finds the handler, answers; pages and JSON',
  Pages: 'Server-rendered pages that work without scripts',
  API: 'JSON routes and their OpenAPI document',
  Services: 'Rules: what may be stored and what may be done',
  Domain: 'Kinds of records, their fields and how these are read',
  Storage: 'SQLite: tables, migrations, queries',
  Accounts: 'Sign-up, sign-in, sessions and passwords',
  Operations: 'Build, delivery and settings',
  Tests: 'Tests of the running application',
} as const;
type Component = keyof typeof COMPONENTS;

/** Every file of the project that a model describes, in an order in which they could be written. */
export function projectFiles(model: DomainModel): ProjectFile[] {
  const files: ProjectFile[] = [];
  const { entities } = model;
  const pages = hasPages(model);
  const signIn = model.actors.length > 0;
  const names = entities.map((entity) => entity.name);
  const add = (
    path: string,
    purpose: string,
    role: FileRole,
    component: Component,
    depends_on: string[],
    render: () => string,
    owned: string[] = [],
  ): void => {
    files.push({ path, purpose, role, component, depends_on, entities: owned, render });
  };
  const fixed = (path: string, purpose: string, role: FileRole, component: Component, depends_on: string[] = []): void =>
    add(path, purpose, role, component, depends_on, () => asset(path, { hasPages: pages }));

  add('package.json', 'Name, scripts and the Node version; there are no dependencies', 'config', 'Operations', [], () =>
    packageFile(model),
  );
  add('tsconfig.json', 'For editors and type checks; Node runs the sources as they are', 'config', 'Operations', [], tsconfigFile);
  add('check-node.cjs', 'Stops an older Node before anything else, and says what is needed', 'script', 'Operations', [], checkNodeFile);
  add('.gitignore', 'What git leaves out', 'config', 'Operations', [], () => 'node_modules/\n*.sqlite\n*.sqlite-*\n');
  add('.dockerignore', 'What the image leaves out', 'config', 'Operations', [], () => 'node_modules\n.git\n*.sqlite*\ntest\ndocs\n');
  add('Dockerfile', 'Image of the application', 'config', 'Operations', ['package.json', 'src/main.ts'], dockerFile);
  add('.github/workflows/ci.yml', 'Runs the tests on every push', 'config', 'Operations', ['package.json'], ciFile);

  fixed('src/domain/fields.ts', 'Kinds of fields, and how each is read and checked', 'model', 'Domain');
  fixed('src/domain/entity.ts', 'What a kind of record consists of', 'model', 'Domain', ['src/domain/fields.ts']);
  for (const entity of entities)
    add(
      `src/domain/${entity.file}.ts`,
      `${entity.name}: fields and actions`,
      'model',
      'Domain',
      ['src/domain/entity.ts'],
      () => domainFile(entity),
      [entity.name],
    );

  add('src/db/migrations.ts', 'Tables, each made once', 'migration', 'Storage', [], () => migrationsFile(model), names);
  fixed('src/db/database.ts', 'Opens SQLite and runs the migrations', 'repository', 'Storage', ['src/db/migrations.ts']);
  fixed('src/db/repository.ts', 'Queries that every table shares', 'repository', 'Storage', ['src/db/database.ts', 'src/domain/fields.ts']);
  for (const entity of entities)
    add(
      `src/repositories/${entity.file}-repository.ts`,
      `Rows of ${entity.plural.toLowerCase()}`,
      'repository',
      'Storage',
      ['src/db/repository.ts', 'src/db/database.ts', `src/domain/${entity.file}.ts`],
      () => repositoryFile(entity),
      [entity.name],
    );

  fixed('src/http/errors.ts', 'Refusals that a client can act on', 'library', 'Web');
  fixed('src/http/request.ts', 'Reads requests: body, cookies, sizes', 'library', 'Web', ['src/http/errors.ts']);
  fixed('src/http/response.ts', 'Makes answers', 'library', 'Web', pages ? ['src/pages/html.ts'] : []);
  fixed('src/http/router.ts', 'Finds the handler of an address', 'library', 'Web', ['src/http/request.ts', 'src/http/response.ts']);
  fixed('src/http/server.ts', 'The HTTP server: who asks, which handler, what went wrong', 'middleware', 'Web', [
    'src/http/errors.ts',
    'src/http/request.ts',
    'src/http/response.ts',
    'src/http/router.ts',
    ...(pages ? ['src/pages/layout.ts'] : []),
  ]);

  fixed('src/services/crud-service.ts', 'Rules that all records share', 'service', 'Services', [
    'src/db/repository.ts',
    'src/domain/entity.ts',
    'src/domain/fields.ts',
    'src/http/errors.ts',
  ]);
  for (const entity of entities)
    add(
      `src/services/${entity.file}-service.ts`,
      `Rules of ${entity.plural.toLowerCase()}${entity.actions.length > 0 ? `: ${entity.actions.map((action) => action.name).join(', ')}` : ''}`,
      'service',
      'Services',
      [
        'src/services/crud-service.ts',
        `src/domain/${entity.file}.ts`,
        ...[entity, ...parentsOf(entity, entities).filter((parent) => parent !== entity)].map(
          (e) => `src/repositories/${e.file}-repository.ts`,
        ),
      ],
      () => serviceFile(entity, entities),
      [entity.name],
    );

  fixed('src/api/crud-routes.ts', 'JSON routes of a kind of record', 'controller', 'API', [
    'src/http/request.ts',
    'src/http/response.ts',
    'src/http/router.ts',
    'src/services/crud-service.ts',
  ]);
  fixed('src/api/openapi.ts', 'The OpenAPI document', 'controller', 'API', ['src/domain/entity.ts', 'src/domain/fields.ts']);
  if (pages) {
    fixed('src/pages/html.ts', 'Templates that escape what they are given', 'library', 'Pages');
    add('src/pages/styles.ts', 'The style sheet', 'asset', 'Pages', [], () => stylesFile(model));
    add('src/pages/layout.ts', 'The frame of every page', 'view', 'Pages', ['src/http/request.ts', 'src/pages/html.ts'], () =>
      layoutFile(model),
    );
    fixed('src/pages/forms.ts', 'Forms with the right inputs', 'view', 'Pages', ['src/domain/fields.ts', 'src/pages/html.ts']);
    add('src/pages/home.ts', 'The start page', 'view', 'Pages', ['src/http/request.ts', 'src/pages/html.ts', 'src/pages/layout.ts'], () =>
      homeFile(model),
    );
    fixed('src/pages/crud-pages.ts', 'Lists, records and forms of a kind of record', 'view', 'Pages', [
      'src/db/repository.ts',
      'src/domain/fields.ts',
      'src/http/errors.ts',
      'src/http/request.ts',
      'src/http/response.ts',
      'src/http/router.ts',
      'src/pages/forms.ts',
      'src/pages/html.ts',
      'src/pages/layout.ts',
      'src/services/crud-service.ts',
    ]);
  }
  if (signIn) {
    fixed('src/security/passwords.ts', 'Hashes and checks passwords', 'security', 'Accounts');
    fixed('src/security/accounts.ts', 'Accounts and sessions', 'security', 'Accounts', [
      'src/db/database.ts',
      'src/http/errors.ts',
      'src/http/request.ts',
      'src/security/passwords.ts',
    ]);
    const routes = 'src/security/account-routes.ts';
    add(
      routes,
      'Sign-up, sign-in, sign-out',
      'controller',
      'Accounts',
      [
        'src/http/response.ts',
        'src/http/router.ts',
        'src/security/accounts.ts',
        ...(pages ? ['src/http/errors.ts', 'src/http/request.ts', 'src/pages/html.ts', 'src/pages/layout.ts'] : []),
      ],
      () => asset(routes, { hasPages: pages }).replace("'/api/accounts'", `'${signUpPath(model)}'`),
    );
  }

  add('src/config.ts', 'Settings from the environment', 'config', 'Operations', [], configFile);
  add(
    'src/app.ts',
    'Puts everything together',
    'entry',
    'Web',
    [
      'src/api/crud-routes.ts',
      'src/api/openapi.ts',
      'src/db/database.ts',
      'src/http/response.ts',
      'src/http/router.ts',
      'src/http/server.ts',
      ...(pages ? ['src/pages/crud-pages.ts', 'src/pages/home.ts', 'src/pages/styles.ts'] : []),
      ...(signIn ? ['src/security/account-routes.ts', 'src/security/accounts.ts'] : []),
      ...entities.flatMap((e) => [
        `src/domain/${e.file}.ts`,
        `src/repositories/${e.file}-repository.ts`,
        `src/services/${e.file}-service.ts`,
      ]),
    ],
    () => appFile(model),
  );
  add('src/seed.ts', 'Example data', 'script', 'Storage', ['src/app.ts', 'src/config.ts', 'src/db/database.ts'], () => seedFile(model));
  add('src/main.ts', 'Starts the server', 'entry', 'Web', ['src/app.ts', 'src/config.ts', 'src/db/database.ts', 'src/seed.ts'], () =>
    mainFile(model),
  );

  add('test/support.ts', 'A server of its own for each test', 'test', 'Tests', ['src/app.ts', 'src/db/database.ts', 'src/seed.ts'], () =>
    supportFile(model),
  );
  for (const entity of entities)
    add(`test/${entity.file}.test.ts`, `The life of a ${entity.name.toLowerCase()}`, 'test', 'Tests', ['test/support.ts'], () =>
      entityTestFile(model, entity),
    );
  if (pages) add('test/pages.test.ts', 'Every page', 'test', 'Tests', ['test/support.ts'], () => pagesTestFile(model));
  add('test/openapi.test.ts', 'The OpenAPI document', 'test', 'Tests', ['test/support.ts'], () => openApiTestFile(model));
  if (signIn)
    add('test/accounts.test.ts', 'Sign-up, sign-in, and strangers', 'test', 'Tests', ['test/support.ts'], () => accountsTestFile(model));
  return model.without ? files.filter(({ path }) => !model.without!.has(path)) : files;
}
