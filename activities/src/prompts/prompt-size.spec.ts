import { generateCommunicationSchema, type Blueprint, type DevelopmentPlan } from '@millwright/domain';
import { anArchitecture, aPlan } from '@millwright/testing';
import { repairCafe } from '../checks/answers.testing.js';
import { declaredProject } from '../checks/declared-project.testing.js';
import type { FileMaterial } from './agreed.js';
import { filePrompt } from './prompts.js';

const described = { projectName: 'Mill', description: 'People bring things, and others mend them. '.repeat(20) };

/** So many files of a blueprint, each with all that it depends on, and what they serve and keep. */
function part(blueprint: Blueprint, count: number): Blueprint {
  const byPath = new Map(blueprint.files.map((file) => [file.path, file]));
  const kept = new Set<string>();
  const take = (path: string): void => {
    const file = byPath.get(path);
    if (!file || kept.has(path)) return;
    file.depends_on.forEach(take);
    kept.add(path);
  };
  for (const { path } of blueprint.files) if (kept.size < count) take(path);
  const isKept = (path: string | undefined): boolean => path !== undefined && kept.has(path);
  return {
    ...blueprint,
    files: blueprint.files.filter(({ path }) => kept.has(path)),
    endpoints: blueprint.endpoints.filter(({ served_by }) => isKept(served_by)),
    ...(blueprint.tables ? { tables: blueprint.tables.filter(({ owner }) => kept.has(owner)) } : {}),
    ...(blueprint.pages ? { pages: blueprint.pages.filter(({ drawn_by }) => kept.has(drawn_by)) } : {}),
    ...(blueprint.criteria ? { criteria: blueprint.criteria.filter(({ shown_by }) => kept.has(shown_by.file)) } : {}),
  };
}

/** Characters of a file's question on average; `shared` of them stand first and are the same in each. */
function sizes(plan: DevelopmentPlan, blueprint: Blueprint): { all: number; shared: number } {
  const architecture = anArchitecture({ security: ['All SQL has parameters'] });
  const material: FileMaterial = { plan, architecture, blueprint, schema: generateCommunicationSchema(plan, architecture, blueprint) };
  const prompts = blueprint.files.map((file) => filePrompt(described, material, file));
  const all = prompts.reduce((sum, { system, context = '', user }) => sum + system.length + context.length + user.length, 0);
  const [{ system, context = '' }] = prompts as [(typeof prompts)[0]];
  return { all: Math.round(all / prompts.length), shared: system.length + context.length };
}

/** As blueprints were before they declared anything. */
function undeclared({ pages: _p, tables: _t, criteria: _c, packages: _k, ...blueprint }: Blueprint): Blueprint {
  return {
    ...blueprint,
    files: blueprint.files.map(({ declarations: _, ...file }) => file),
    endpoints: blueprint.endpoints.map(({ method, path, purpose, entity }) => ({ method, path, purpose, entity })),
  };
}

let large: Promise<{ blueprint: Blueprint }> | undefined;

it.each([15, 40, 120])('asks for a file of %i with half of what it took to show everybody everything, or less', async (count) => {
  const cafe = repairCafe();
  const { plan, blueprint } =
    count < 20
      ? { plan: cafe.plan, blueprint: part(cafe.blueprint, count) }
      : { plan: aPlan(), blueprint: part((await (large ??= declaredProject(LARGE))).blueprint, count) };
  const [before, after] = [sizes(plan, undeclared(blueprint)), sizes(plan, blueprint)];
  if (process.env.SHOW_SIZES) console.log(blueprint.files.length, JSON.stringify({ before, after }));
  expect(blueprint.files.length).toBeGreaterThanOrEqual(count);
  expect(after.all).toBeLessThanOrEqual(before.all / 2);
});

const LARGE = `A clinic that keeps records. ${[
  'patients',
  'doctors',
  'nurses',
  'rooms',
  'suppliers',
  'medicines',
  'invoices',
  'appointments',
]
  .map((name) => `Staff add ${name}; every ${name.slice(0, -1)} has a name and a price.`)
  .join(' ')}`;
