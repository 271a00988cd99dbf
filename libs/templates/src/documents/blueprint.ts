import { directoriesOf, type Blueprint } from '@millwright/domain';
import type { Design } from '../design/design.types.js';
import { COMPONENTS, type ProjectFile } from '../writing/project-file.js';
import { blueprintDesignOf, entitiesOf } from './blueprint-design.js';

const DIRECTORIES: Readonly<Record<string, string>> = {
  '.github': 'What GitHub reads',
  '.github/workflows': 'Continuous integration',
  docs: 'What was understood of the description',
  src: 'The application',
  'src/domain': 'Rules: what is valid, what follows from what',
  'src/services': 'What may be stored and done, by whom; the SQL',
  'src/pages': 'Server-rendered pages',
  'src/routes': 'Addresses of pages and of the JSON API',
  'src/people': 'Accounts, sessions, invitations',
  'src/storage': 'SQLite: opening, migrations, the log of changes',
  'src/shared': 'Small things that several parts use',
  'src/web': 'Server, router, requests and answers',
  'src/web/look': 'Parts of pages, the style sheet, the script of the browser',
  test: 'Tests of the functions and of the running application',
};

/** The blueprint of the project that the templates write of a design. */
export function blueprintOf(design: Design, files: readonly ProjectFile[]): Blueprint {
  const pages = design.shape !== 'api';
  return {
    project_name: design.name,
    description: design.purpose,
    technologies: ['TypeScript', 'Node.js 24', 'SQLite', ...(pages ? ['HTML', 'CSS'] : []), 'OpenAPI', 'Docker'],
    entities: entitiesOf(design),
    components: Object.entries(COMPONENTS).flatMap(([name, responsibility]) => {
      const own = files.filter((file) => file.component === name).map((file) => file.path);
      return own.length > 0 ? [{ name, kind: 'layer', responsibility, files: own }] : [];
    }),
    endpoints: endpointsOf(design),
    events: design.rules.flatMap((rule) => {
      if (rule.kit !== 'lifecycle') return [];
      const record = design.records.find(({ table }) => table === rule.record)!;
      return rule.steps.map(({ name }) => ({
        name: `${record.file}.${name}`,
        emitted_by: `src/services/${record.path}.ts`,
        handled_by: [],
        payload: ['id', rule.field],
      }));
    }),
    directories: directoriesOf(files.map((file) => file.path))
      .filter((path) => path !== '.')
      .map((path) => ({ path, purpose: DIRECTORIES[path] ?? path.split('/').at(-1)! })),
    files: files.map(({ path, purpose, role, component, dependsOn, entities, render }) => ({
      path,
      purpose,
      role,
      component,
      depends_on: dependsOn,
      entities: entities.filter((name) => design.records.some((record) => record.name === name)),
      exports: path.endsWith('.ts') ? exportedNames(render()) : [],
    })),
    scripts: {
      start: 'Starts the application on port 8080',
      dev: 'Starts it and again after each change',
      test: 'Runs the tests',
    },
    environment: [
      { name: 'PORT', default: '8080', purpose: 'Port to listen on' },
      { name: 'HOST', default: '127.0.0.1', purpose: 'Address to listen on' },
      { name: 'DATABASE_PATH', default: 'data.sqlite', purpose: 'File of the database' },
      { name: 'NODE_ENV', default: '', purpose: '"production" starts without example data and sets secure cookies' },
    ],
    design: blueprintDesignOf(design) as unknown as Record<string, unknown>,
  };
}

function endpointsOf(design: Design): Blueprint['endpoints'] {
  const all = design.records.flatMap((record) => {
    const base = `/api/${record.path}`;
    const one = record.name.toLowerCase();
    const states = design.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table);
    return [
      { method: 'GET', path: base, purpose: `List and search ${record.plural.toLowerCase()}`, entity: record.name },
      { method: 'POST', path: base, purpose: record.createLabel, entity: record.name },
      { method: 'GET', path: `${base}/:id`, purpose: `Read one ${one}`, entity: record.name },
      { method: 'PATCH', path: `${base}/:id`, purpose: `Change one ${one}`, entity: record.name },
      { method: 'DELETE', path: `${base}/:id`, purpose: `Remove one ${one}`, entity: record.name },
      ...(states?.kit === 'lifecycle'
        ? states.steps.map(({ name, label, to }) => ({
            method: 'POST',
            path: `${base}/:id/${name}`,
            purpose: `${label}: to ${to}`,
            entity: record.name,
          }))
        : []),
      ...(design.shape === 'api'
        ? []
        : [{ method: 'GET', path: `/${record.path}`, purpose: `Page of ${record.plural.toLowerCase()}`, entity: record.name }]),
    ];
  });
  return [
    ...all,
    { method: 'GET', path: '/openapi.json', purpose: 'Description of the API', entity: '' },
    { method: 'GET', path: '/health', purpose: 'Whether it runs', entity: '' },
  ];
}

/** Names that a file of the templates exports: each stands at the beginning of a line, as the templates write it. */
function exportedNames(text: string): string[] {
  const declared = [...text.matchAll(/^export (?:async )?(?:const|let|function|class|interface|type|enum) (\w+)/gm)].map(
    (match) => match[1]!,
  );
  const passedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap((match) =>
    match[1]!
      .split(',')
      .map((name) =>
        name
          .trim()
          .replace(/^type /, '')
          .split(' as ')
          .at(-1)!
          .trim(),
      )
      .filter(Boolean),
  );
  return [...new Set([...declared, ...passedOn])];
}
