import type { Blueprint } from './blueprint.types.js';
import { blueprintFaults } from './check-blueprint.js';

const good: Blueprint = {
  project_name: 'P',
  description: 'd',
  technologies: ['TypeScript'],
  entities: [{ name: 'Tool', description: 'd', fields: [{ name: 'state', type: 'enum', required: true, values: ['new'] }], relations: [] }],
  components: [{ name: 'C', kind: 'k', responsibility: 'r', files: ['a.ts'] }],
  endpoints: [],
  events: [],
  directories: [],
  files: [{ path: 'a.ts', purpose: 'p', role: 'entry', component: 'C', depends_on: [], entities: [] }],
  scripts: {},
  environment: [],
};

it('finds nothing wrong with a blueprint whose parts agree', () => expect(blueprintFaults(good)).toEqual([]));

it('names each place where parts contradict each other', () => {
  const file = good.files[0]!;
  const faults = blueprintFaults({
    ...good,
    entities: [
      {
        ...good.entities[0]!,
        fields: [{ name: 'state', type: 'enum', required: true, values: [] }],
        relations: [{ kind: 'belongs-to', target: 'Shed', field: 'shed_id' }],
      },
    ],
    components: [{ ...good.components[0]!, files: ['gone.ts'] }],
    endpoints: [{ method: 'GET', path: '/x', purpose: 'p', entity: 'Nobody' }],
    files: [
      file,
      file,
      { ...file, path: 'A.ts' },
      { ...file, path: '../up.ts' },
      { ...file, path: 'a.ts/b.ts', depends_on: ['nowhere.ts'] },
    ],
  }).join('\n');
  for (const part of [
    'stands twice',
    'differs from another by case',
    '"../up.ts" must be relative',
    'is a file and the directory',
    'nowhere.ts',
    'enum without values',
    '"Shed"',
    'gone.ts',
    '"Nobody"',
  ])
    expect(faults).toContain(part);
});

it('takes no export that the language could not declare', () => {
  const [file] = good.files;
  const faultsOf = (path: string, ...exports: string[]): string[] =>
    blueprintFaults({ ...good, components: [{ ...good.components[0]!, files: [path] }], files: [{ ...file!, path, exports }] });
  for (const name of ['class', 'await', 'package', 'a-b', '1st']) expect(faultsOf('a.ts', name).join()).toContain(`exports has "${name}"`);
  expect(faultsOf('a.ts', 'default', 'deleteTool', 'größe')).toEqual([]);
  expect(faultsOf('a.py', 'delete')).toEqual([]);
});
