import { directoriesOf, type Blueprint } from '@millwright/domain';
import type { DomainModel } from '../domain-model.js';
import { childrenOf } from '../project/entity-files.js';
import { COMPONENTS, projectFiles } from '../project/project-files.js';

const DIRECTORIES: Record<string, string> = {
  '.github': 'What GitHub reads',
  '.github/workflows': 'Continuous integration',
  src: 'The application',
  'src/api': 'JSON routes and their description',
  'src/db': 'SQLite: opening, migrations, shared queries',
  'src/domain': 'Kinds of records and their fields',
  'src/http': 'Server, router, requests and answers',
  'src/pages': 'Server-rendered pages',
  'src/repositories': 'Queries, one file a table',
  'src/security': 'Accounts, sessions and passwords',
  'src/services': 'Rules, one file a kind of record',
  test: 'Tests of the running application',
};

/** The blueprint of the project that the templates write. */
export function blueprintOf(model: DomainModel): Blueprint {
  const files = projectFiles(model);
  const { entities } = model;
  const pages = model.kind !== 'api';
  return {
    project_name: model.projectName,
    description: model.summary,
    technologies: ['TypeScript', 'Node.js 24', 'SQLite', ...(pages ? ['HTML', 'CSS'] : []), 'OpenAPI', 'Docker'],
    entities: entities.map((entity) => ({
      name: entity.name,
      description: `${entity.plural} of ${model.projectName}`,
      fields: entity.fields.map(({ name, kind, required, values }) => ({ name, type: kind, required, values })),
      relations: [
        ...entity.fields
          .filter((field) => field.references)
          .map((field) => ({
            kind: 'belongs-to' as const,
            target: entities.find((e) => e.table === field.references)!.name,
            field: field.name,
          })),
        ...childrenOf(entity, entities).map((child) => ({ kind: 'has-many' as const, target: child.entity.name, field: child.field })),
      ],
    })),
    components: Object.entries(COMPONENTS).flatMap(([name, responsibility]) => {
      const own = files.filter((file) => file.component === name).map((file) => file.path);
      return own.length > 0 ? [{ name, kind: 'layer', responsibility, files: own }] : [];
    }),
    endpoints: [
      ...entities.flatMap((entity) => {
        const base = `/api/${entity.path}`;
        const one = entity.name.toLowerCase();
        return [
          { method: 'GET', path: base, purpose: `List and search ${entity.plural.toLowerCase()}`, entity: entity.name },
          { method: 'POST', path: base, purpose: entity.createLabel, entity: entity.name },
          { method: 'GET', path: `${base}/:id`, purpose: `Read a ${one}`, entity: entity.name },
          { method: 'PATCH', path: `${base}/:id`, purpose: `Change a ${one}`, entity: entity.name },
          { method: 'DELETE', path: `${base}/:id`, purpose: `Delete a ${one}`, entity: entity.name },
          ...entity.actions.map((action) => ({
            method: 'POST',
            path: `${base}/:id/${action.name}`,
            purpose: `${action.label}: makes a ${one} ${action.status}`,
            entity: entity.name,
          })),
          ...(pages
            ? [{ method: 'GET', path: `/${entity.path}`, purpose: `Page of ${entity.plural.toLowerCase()}`, entity: entity.name }]
            : []),
        ];
      }),
      { method: 'GET', path: '/openapi.json', purpose: 'Description of the API', entity: '' },
      { method: 'GET', path: '/healthz', purpose: 'Whether it runs', entity: '' },
    ],
    events: entities.flatMap((entity) =>
      entity.actions.map((action) => ({
        name: `${entity.file}.${action.status.replaceAll(' ', '-')}`,
        emitted_by: `src/services/${entity.file}-service.ts`,
        handled_by: [`src/repositories/${entity.file}-repository.ts`],
        payload: ['id', 'status'],
      })),
    ),
    directories: directoriesOf(files.map((file) => file.path))
      .filter((path) => path !== '.')
      .map((path) => ({ path, purpose: DIRECTORIES[path] ?? path })),
    files: files.map(({ render, ...file }) => ({ ...file, exports: file.path.endsWith('.ts') ? exportedNames(render()) : [] })),
    scripts: {
      start: 'Starts the application on port 8080',
      dev: 'Starts it and again after each change',
      test: 'Runs the tests',
      seed: 'Adds example data to an empty database',
    },
    environment: [
      { name: 'PORT', default: '8080', purpose: 'Port to listen on' },
      { name: 'HOST', default: '127.0.0.1', purpose: 'Address to listen on' },
      { name: 'DATABASE_PATH', default: 'data.sqlite', purpose: 'File of the database' },
      { name: 'NODE_ENV', default: '', purpose: '"production" starts without example data' },
    ],
  };
}

/** Names that a file of the templates exports: each stands at the beginning of a line, as the templates write it. */
function exportedNames(text: string): string[] {
  return [...text.matchAll(/^export (?:async )?(?:const|function|class|interface|type) (\w+)/gm)].map((match) => match[1]!);
}
