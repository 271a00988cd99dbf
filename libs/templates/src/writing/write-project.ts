import type { FileRole } from '@millwright/domain';
import type { Design } from '../design/design.types.js';
import { contributionsOf } from '../kits/registry.js';
import { seedPeople, seedRows, type SeedTable } from '../knowledge/seed-rows.js';
import type { Contributions } from '../kits/kit.js';
import { asset, assetsIn, type Features } from './assets.js';
import { lower } from './code.js';
import { domainFile } from './files/domain-file.js';
import { homeFile } from './files/home-file.js';
import { layoutFile } from './files/layout-file.js';
import { pagesFile } from './files/pages-file.js';
import { routesFile } from './files/routes-file.js';
import { seedFile, seedRowsFile } from './files/seed-file.js';
import { serviceFile } from './files/service-file.js';
import * as shared from './files/shared-files.js';
import { testDrafts } from './files/test-files.js';
import { exportsOf, importNames, importsOf } from './import-names.js';
import { planOf, type Plan } from './plan.js';
import type { Component, Draft, ProjectFile } from './project-file.js';
import { styleFile } from './style/style-file.js';

/**
 * Every file of the project that a design describes, but README and docs; the same design gives the same bytes.
 *
 * @param seeds rows of the examples, by table; ids count from 1 in their order.
 * @throws Error for a design that refers to a record or field that it does not have.
 */
export function writeProject(design: Design, seeds: SeedTable[] = seedRows(design)): ProjectFile[] {
  const plan = planOf(design);
  const kits = contributionsOf(plan);
  const drafts = [
    ...fixedFiles(plan),
    ...recordFiles(plan, kits),
    ...sharedFiles(plan, kits, seeds),
    ...kits.files(),
    ...testDrafts(plan, kits),
  ];
  const exports = exportsOf(drafts.filter(({ path }) => !path.endsWith('.test.ts') && !path.startsWith('src/web/look/pictures/')));
  return drafts.map((draft) => {
    const text = importNames(draft, exports)
      .replace(/\n{3,}/g, '\n\n')
      .replace(/\n*$/, '\n');
    const { path, purpose, role, component, entities = [] } = draft;
    return { path, purpose, role, component, entities, dependsOn: importsOf(path, text), render: () => text };
  });
}

interface Fixed {
  path: string;
  purpose: string;
  role: FileRole;
  component: Component;
  needs?: keyof Features;
}

/** Files that are the same in every project that has a use for them. */
const FIXED: Fixed[] = [
  { path: 'src/shared/refusals.ts', purpose: 'What may not be done, with its status', role: 'library', component: 'Domain' },
  { path: 'src/shared/reader.ts', purpose: 'Reads an input field by field', role: 'library', component: 'Domain' },
  { path: 'src/shared/clock.ts', purpose: 'Days and months', role: 'library', component: 'Domain' },
  { path: 'src/shared/page.ts', purpose: 'Pages, search and order of lists', role: 'library', component: 'Domain' },
  { path: 'src/shared/context.ts', purpose: 'What routes work with', role: 'library', component: 'Web' },
  { path: 'src/storage/database.ts', purpose: 'Opens SQLite, runs the migrations, transactions', role: 'repository', component: 'Storage' },
  { path: 'src/storage/change-log.ts', purpose: 'Who changed what and when', role: 'repository', component: 'Storage' },
  {
    path: 'src/storage/uploads.ts',
    purpose: 'Pictures and files that were sent',
    role: 'repository',
    component: 'Storage',
    needs: 'uploads',
  },
  { path: 'src/web/multipart.ts', purpose: 'Reads forms with files', role: 'library', component: 'Web', needs: 'uploads' },
  { path: 'src/web/request.ts', purpose: 'Reads requests: body, cookies, sizes', role: 'library', component: 'Web' },
  { path: 'src/web/response.ts', purpose: 'Makes answers: pages, JSON, CSV', role: 'library', component: 'Web' },
  { path: 'src/web/router.ts', purpose: 'Finds the handler of an address', role: 'library', component: 'Web' },
  { path: 'src/web/server.ts', purpose: 'The HTTP server: who asks, which handler, what went wrong', role: 'middleware', component: 'Web' },
  { path: 'src/web/chosen.ts', purpose: 'What is done to several rows at once', role: 'library', component: 'Web', needs: 'pages' },
  { path: 'src/web/html.ts', purpose: 'Templates that escape what they are given', role: 'library', component: 'Web', needs: 'pages' },
  { path: 'src/people/viewer.ts', purpose: 'Who asks', role: 'security', component: 'People', needs: 'people' },
  { path: 'src/people/passwords.ts', purpose: 'Hashes and checks passwords', role: 'security', component: 'People', needs: 'people' },
  {
    path: 'src/people/sessions.ts',
    purpose: 'Sessions, of which only hashes are kept',
    role: 'security',
    component: 'People',
    needs: 'people',
  },
  { path: 'src/people/throttle.ts', purpose: 'Slows down who guesses passwords', role: 'security', component: 'People', needs: 'people' },
  {
    path: 'src/people/accounts.ts',
    purpose: 'Sign-up, sign-in, invitations, profiles',
    role: 'security',
    component: 'People',
    needs: 'people',
  },
  { path: 'src/people/routes.ts', purpose: 'Addresses of accounts', role: 'controller', component: 'People', needs: 'people' },
];

function fixedFiles(plan: Plan): Draft[] {
  const draft = ({ path, purpose, role, component }: Fixed): Draft => ({
    path,
    purpose,
    role,
    component,
    code: asset(path, plan),
    isWhole: true,
  });
  const fixed = FIXED.filter(({ needs }) => !needs || plan[needs]).map(draft);
  if (plan.people && plan.pages)
    fixed.push(draft({ path: 'src/people/pages.ts', purpose: 'Pages of accounts', role: 'view', component: 'People' }));
  if (plan.records.some(({ fields }) => fields.some(({ setTo }) => setTo === 'code')))
    fixed.push(
      draft({ path: 'src/shared/codes.ts', purpose: 'Codes that can be told on the telephone', role: 'library', component: 'Domain' }),
    );
  if (!plan.pages) return fixed;
  const look = assetsIn('src/web/look/')
    .filter((path) => path !== 'src/web/look/index.ts')
    .map((path) =>
      draft({
        path,
        purpose: path.endsWith('.css')
          ? 'Part of the style sheet'
          : `Parts of pages: ${path
              .split('/')
              .at(-1)!
              .replace(/\.\w+$/, '')}`,
        role: path.endsWith('.ts') ? 'view' : 'asset',
        component: 'Look',
      }),
    );
  const style: Draft = {
    path: 'src/web/look/style.ts',
    purpose: 'How everything looks: colours, fonts, measures',
    role: 'asset',
    component: 'Look',
    code: styleFile(plan.design.style),
    isWhole: true,
  };
  return [...fixed, ...look, style];
}

/** Each record's rules, operations, pages and addresses. */
function recordFiles(plan: Plan, kits: Contributions): Draft[] {
  return plan.records.flatMap((record) => {
    const entities = [record.name];
    const many = lower(record.plural);
    const files: Draft[] = [
      {
        path: `src/domain/${record.file}.ts`,
        purpose: `${record.name}: what it is, what is valid, who may do what`,
        role: 'model',
        component: 'Domain',
        entities,
        code: domainFile(plan, record, kits),
      },
      {
        path: `src/services/${record.path}.ts`,
        purpose: `${record.plural}: finding, making, changing them; the SQL`,
        role: 'service',
        component: 'Services',
        entities,
        code: serviceFile(plan, record, kits),
      },
    ];
    if (kits.isEmbedded(record)) return files;
    if (plan.pages)
      files.push({
        path: `src/pages/${record.path}.ts`,
        purpose: `Pages of ${many}: list, one of them, form`,
        role: 'view',
        component: 'Pages',
        entities,
        code: pagesFile(plan, record, kits),
      });
    files.push({
      path: `src/routes/${record.path}.ts`,
      purpose: `Addresses of ${many}`,
      role: 'controller',
      component: 'Routes',
      entities,
      code: routesFile(plan, record, kits),
    });
    return files;
  });
}

function sharedFiles(plan: Plan, kits: Contributions, seeds: SeedTable[]): Draft[] {
  const all = plan.records.map(({ name }) => name);
  const files: Draft[] = [
    {
      path: 'package.json',
      purpose: 'Name, scripts and the Node version; there are no dependencies',
      role: 'config',
      component: 'Operations',
      code: shared.packageFile(plan),
    },
    {
      path: 'tsconfig.json',
      purpose: 'For editors and the check of types; Node runs the sources as they are',
      role: 'config',
      component: 'Operations',
      code: shared.tsconfigFile(),
    },
    {
      path: 'check-node.cjs',
      purpose: 'Stops an older Node and says what is needed',
      role: 'script',
      component: 'Operations',
      code: shared.checkNodeFile(),
    },
    {
      path: '.gitignore',
      purpose: 'What git leaves out',
      role: 'config',
      component: 'Operations',
      code: 'node_modules/\n*.sqlite\n*.sqlite-*\n',
    },
    {
      path: '.dockerignore',
      purpose: 'What the image leaves out',
      role: 'config',
      component: 'Operations',
      code: 'node_modules\n.git\n*.sqlite*\ntest\ndocs\n',
    },
    { path: 'Dockerfile', purpose: 'Image of the application', role: 'config', component: 'Operations', code: shared.dockerFile() },
    {
      path: '.github/workflows/ci.yml',
      purpose: 'Checks types, runs the tests, builds the image',
      role: 'config',
      component: 'Operations',
      code: shared.ciFile(plan),
    },
    { path: 'LICENSE', purpose: 'MIT', role: 'docs', component: 'Operations', code: shared.licenceFile(plan) },
    { path: 'src/config.ts', purpose: 'Settings from the environment', role: 'config', component: 'Operations', code: shared.configFile() },
    { path: 'src/main.ts', purpose: 'Starts the server', role: 'entry', component: 'Web', code: shared.mainFile(plan) },
    { path: 'src/app.ts', purpose: 'Puts everything together', role: 'entry', component: 'Web', code: shared.appFile(plan, kits) },
    {
      path: 'src/seed.ts',
      purpose: 'Puts examples into an empty database',
      role: 'script',
      component: 'Storage',
      entities: all,
      code: seedFile(plan, kits, seedPeople(plan.design)),
    },
    {
      path: 'src/seed-rows.ts',
      purpose: 'The examples',
      role: 'asset',
      component: 'Storage',
      entities: all,
      code: seedRowsFile(plan, seeds, seedPeople(plan.design)),
    },
    {
      path: 'src/storage/migrations.ts',
      purpose: 'Tables, each made once',
      role: 'migration',
      component: 'Storage',
      entities: all,
      code: shared.migrationsFile(plan, kits),
    },
    {
      path: 'src/web/openapi.ts',
      purpose: 'The description of the API',
      role: 'controller',
      component: 'Web',
      code: shared.openApiFile(plan, kits),
    },
  ];
  if (plan.people)
    files.push(
      { path: 'src/people/roles.ts', purpose: 'Who may sign in', role: 'security', component: 'People', code: shared.rolesFile(plan) },
      {
        path: 'src/people/profile.ts',
        purpose: 'What is kept of a person, by role',
        role: 'model',
        component: 'People',
        code: shared.profileFile(plan),
      },
    );
  if (plan.pages)
    files.push(
      { path: 'src/pages/layout.ts', purpose: 'The frame of every page', role: 'view', component: 'Pages', code: layoutFile(plan, kits) },
      {
        path: 'src/pages/home.ts',
        purpose: 'Home for visitors, dashboard for who is signed in',
        role: 'view',
        component: 'Pages',
        code: homeFile(plan, kits),
      },
    );
  return files;
}
