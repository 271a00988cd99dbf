import fc from 'fast-check';
import type { TechnicalArchitecture } from '../architecture/architecture.types.js';
import { FILE_ROLES, type Blueprint, type BlueprintFile } from '../blueprint/blueprint.types.js';
import type { DevelopmentPlan } from '../plan/plan.types.js';
import type { CommunicationSchema } from './communication-schema.types.js';
import { generateCommunicationSchema } from './generate-communication-schema.js';
import { communicationSchemaFaults } from './validate-communication-schema.js';

const plan = { project_name: 'Mill' } as DevelopmentPlan;
const architecture: TechnicalArchitecture = {
  overview: 'o',
  components: [],
  stack: [],
  data_stores: [],
  protocols: [],
  security: [],
  deployment: [],
};
const file = (path: string, depends_on: string[] = [], rest: Partial<BlueprintFile> = {}): BlueprintFile => ({
  path,
  purpose: 'p',
  role: 'library',
  component: 'Core',
  depends_on,
  entities: [],
  ...rest,
});
const blueprintOf = (files: BlueprintFile[], events: Blueprint['events'] = []): Blueprint => ({
  project_name: 'Mill',
  description: 'd',
  technologies: ['TypeScript'],
  entities: [],
  components: [],
  endpoints: [],
  events,
  directories: [],
  files,
  scripts: {},
  environment: [],
});
const generate = (files: BlueprintFile[], events: Blueprint['events'] = []): CommunicationSchema =>
  generateCommunicationSchema(plan, architecture, blueprintOf(files, events));
const scoreOf = (schema: CommunicationSchema, path: string): number => {
  const cut = path.lastIndexOf('/');
  return schema.directory_structure[cut === -1 ? '.' : path.slice(0, cut)]!.files[path.slice(cut + 1)]!.criticality;
};

/** Random graphs, with cycles, self-loops and unknown targets among them. */
const files = fc.integer({ min: 1, max: 40 }).chain((n) =>
  fc
    .array(
      fc.record({
        deps: fc.array(fc.nat(n + 3), { maxLength: 6 }),
        role: fc.constantFrom(...FILE_ROLES),
        directory: fc.nat(4),
        component: fc.nat(3),
        owns: fc.boolean(),
      }),
      { minLength: n, maxLength: n },
    )
    .map((list) => {
      const path = (i: number): string =>
        i < n ? `${['', 'src/', 'src/db/', 'web/', 'test/'][list[i]!.directory]}f${i}.ts` : `missing-${i}.ts`;
      return list.map((item, i) =>
        file(path(i), item.deps.map(path), { role: item.role, component: `C${item.component}`, entities: item.owns ? ['Thing'] : [] }),
      );
    }),
);

describe('the communication schema', () => {
  it('agrees with itself for any graph: matrix, priorities, directories, every file once', () => {
    fc.assert(
      fc.property(files, (list) => {
        expect(
          communicationSchemaFaults(
            generate(list),
            list.map((f) => f.path),
          ),
        ).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same criticality under any renaming of files', () => {
    fc.assert(
      fc.property(files, (list) => {
        const renamed = new Map(list.map((f, i) => [f.path, f.path.replace(/f\d+\.ts$/, `${String.fromCharCode(122 - (i % 26))}${i}.ts`)]));
        const other = list.map((f) => ({ ...f, path: renamed.get(f.path)!, depends_on: f.depends_on.map((d) => renamed.get(d) ?? d) }));
        const [a, b] = [generate(list), generate(other)];
        for (const f of list) expect(scoreOf(b, renamed.get(f.path)!)).toBe(scoreOf(a, f.path));
      }),
    );
  });

  it('puts every dependency before what depends on it, and reports cycles', () => {
    const schema = generate([file('a.ts', ['b.ts']), file('b.ts', ['c.ts']), file('c.ts', ['b.ts']), file('d.ts')]);
    const order = schema.dependency_priority.order.map((entry) => entry.path);
    expect(order.indexOf('b.ts')).toBeLessThan(order.indexOf('a.ts'));
    expect(schema.dependency_priority.cycles).toEqual([['b.ts', 'c.ts']]);
  });

  it('explains each score, and scores what others lean on, own data or guard access higher', () => {
    const schema = generate([
      file('main.ts', ['db.ts', 'auth.ts'], { role: 'entry' }),
      file('page.ts', ['db.ts'], { role: 'view' }),
      file('db.ts', [], { role: 'repository', entities: ['Patient'] }),
      file('auth.ts', [], { role: 'security' }),
      file('db.test.ts', ['db.ts'], { role: 'test' }),
      file('alone.ts'),
    ]);
    expect(schema.directory_structure['.']!.files['db.ts']!.why).toEqual([
      { reason: '2 files depend on it', points: 6 },
      { reason: 'it owns Patient data', points: 2 },
    ]);
    expect(scoreOf(schema, 'db.ts')).toBe(9);
    expect(scoreOf(schema, 'auth.ts')).toBeGreaterThan(scoreOf(schema, 'page.ts'));
    expect(scoreOf(schema, 'main.ts')).toBe(6);
    expect(scoreOf(schema, 'alone.ts')).toBe(1);
    expect(scoreOf(schema, 'db.test.ts')).toBeLessThanOrEqual(4);
  });

  it('finds a schema that was tampered with', () => {
    const schema = generate([file('a.ts', ['src/b.ts']), file('src/b.ts')]);
    schema.communication_matrix.rows[0]![0]!++;
    schema.dependency_priority.order.reverse();
    schema.directory_structure['src']!.receives_from = [];
    const faults = communicationSchemaFaults(schema, ['a.ts', 'src/b.ts', 'c.ts']).join('\n');
    for (const part of ['c.ts is missing', 'communication_matrix counts 2', 'comes after', 'does not list that it receives'])
      expect(faults).toContain(part);
  });

  it('carries events to the file that emits them', () => {
    const schema = generate([file('src/a.ts')], [{ name: 'a.done', emitted_by: 'src/a.ts', handled_by: [], payload: ['id'] }]);
    expect(schema.directory_structure['src']!.files['a.ts']!.triggers).toEqual(['a.done']);
    expect(schema.event_flows['a.done']).toEqual({ emitted_by: 'src/a.ts', handled_by: [], payload: ['id'] });
  });
});
