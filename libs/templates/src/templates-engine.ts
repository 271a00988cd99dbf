import {
  PATHS,
  type Blueprint,
  type Corrected,
  type Correction,
  type DevelopmentPlan,
  type TechnicalArchitecture,
  type Understanding,
} from '@millwright/domain';
import type { Design } from './design/design.types.js';
import { designOf } from './design/design-of.js';
import { architectureOf } from './documents/architecture.js';
import { asApproved } from './documents/as-approved.js';
import { designOfBlueprint, tablesOf } from './documents/blueprint-design.js';
import { blueprintOf } from './documents/blueprint.js';
import { applyCorrections } from './documents/corrections/apply-corrections.js';
import { viewOf } from './documents/corrections/design-view.js';
import { designFaults } from './documents/design-faults.js';
import { planOf } from './documents/plan.js';
import { readmeOf } from './documents/readme.js';
import { understandingDocument } from './documents/understanding.js';
import { seedRows } from './knowledge/seed-rows.js';
import { writeProject } from './writing/write-project.js';
import type { ProjectFile } from './writing/project-file.js';

// Readings of the last few descriptions: a generation asks for the same one about a hundred times.
const REMEMBERED = 20;
/** Files without which nothing starts. */
const NEEDED = new Set(['package.json', 'src/main.ts']);
const UNDERSTANDING = 'docs/understanding.md';
const UNDERSTANDING_DATA = 'docs/understanding.json';

interface Subject {
  projectName: string;
  description: string;
}
interface Read {
  design: Design;
  understanding: Understanding;
}

/** Reads descriptions into designs and writes projects of them. The same description gives the same bytes. */
export class Templates {
  private readonly readings = new Map<string, Read>();
  /** Projects of the last few designs: who corrects one asks for it again with every change. */
  private readonly written = new Map<string, ProjectFile[]>();
  /** Files of approved blueprints, of which a generation asks for one after the other. */
  private readonly approved = new Map<string, { design: Design; files: Map<string, ProjectFile> }>();

  /** @throws NothingUnderstood */
  plan(subject: Subject): DevelopmentPlan {
    const { design, understanding } = this.read(subject);
    return planOf(design, understanding);
  }

  architecture(subject: Subject, plan: DevelopmentPlan): TechnicalArchitecture {
    const design = following(this.read(subject).design, plan);
    return architectureOf(design, this.files(design, subject));
  }

  blueprint(subject: Subject, plan: DevelopmentPlan): Blueprint {
    const design = following(this.read(subject).design, plan);
    return blueprintOf(design, this.files(design, subject));
  }

  /** @throws TypeError where the blueprint has faults; see `blueprintFaults`. */
  readme(subject: Subject, blueprint: Blueprint): string {
    const { design } = this.ofBlueprint(subject, blueprint);
    return readmeOf(design, this.understand(subject, blueprint)).toWellFormed();
  }

  /** @returns undefined where the blueprint's templates have no such file. */
  file(subject: Subject, blueprint: Blueprint, path: string): string | undefined {
    return this.ofBlueprint(subject, blueprint).files.get(path)?.render();
  }

  /** What became of each phrase; of an approved blueprint: what was taken out of it is not built. */
  understand(subject: Subject, blueprint?: Blueprint): Understanding {
    const { design, understanding } = this.read(subject);
    if (!blueprint?.design || designFaults(blueprint).length > 0) return understanding;
    return asApproved(understanding, design, designOfBlueprint(blueprint));
  }

  /** What of a blueprint no template writes, one sentence each; of one that was looked at before, without a second look. */
  blueprintFaults(subject: Subject, blueprint: Blueprint): string[] {
    if (this.approved.has(keyOf(subject, blueprint))) return [];
    const faults = designFaults(blueprint);
    if (faults.length > 0) return faults;
    return this.partFaults(subject, blueprint);
  }

  /** An edited blueprint without faults, with the files, endpoints and components of its entities and rules. */
  completed(subject: Subject, blueprint: Blueprint): Blueprint {
    const design = designOfBlueprint(blueprint);
    const whole = blueprintOf(design, this.files(design, subject));
    const { dropped } = this.differences(subject, blueprint, whole);
    return withoutFiles(whole, new Set(dropped));
  }

  /**
   * A blueprint without faults as a person corrects it, and what that changes. What was taken out of its files by hand
   * stays out.
   */
  corrected(subject: Subject, blueprint: Blueprint, corrections: readonly Correction[]): Corrected<Blueprint> {
    const before = designOfBlueprint(blueprint);
    const { design: said, changes, faults } = applyCorrections(before, corrections);
    // As it is read from the blueprint again: what is shown is what will be written.
    const design = designOfBlueprint(blueprintOf(said, []));
    const whole = blueprintOf(design, this.files(design, subject));
    const listed = new Set(blueprint.files.map(({ path }) => path));
    const dropped = new Set(this.files(before, subject).flatMap(({ path }) => (listed.has(path) ? [] : [path])));
    return { blueprint: withoutFiles(whole, dropped), design: viewOf(design), changes, faults };
  }

  /** What of the parts that follow from entities and rules somebody changed by hand, and is no file that can be left out. */
  private partFaults(subject: Subject, blueprint: Blueprint): string[] {
    const design = designOfBlueprint(blueprint);
    const whole = blueprintOf(design, this.files(design, subject));
    const { original, dropped } = this.differences(subject, blueprint, whole);
    const known = new Set([...whole.files, ...original.files].map(({ path }) => path));
    const endpoint = ({ method, path }: Blueprint['endpoints'][number]): string => `${method} ${path}`;
    const served = new Set([...whole.endpoints, ...original.endpoints].map(endpoint));
    const said = new Set(blueprint.endpoints.map(endpoint));
    const before = new Set(original.endpoints.map(endpoint));
    return [
      ...blueprint.files.flatMap(({ path }, i) => (known.has(path) ? [] : [`files.${i}.path: the templates have nothing for "${path}"`])),
      ...dropped.flatMap((path) => {
        const user = whole.files.find((file) => !dropped.includes(file.path) && file.depends_on.includes(path));
        if (user) return [`files: "${path}" cannot be left out, since "${user.path}" needs it`];
        return NEEDED.has(path) ? [`files: "${path}" cannot be left out`] : [];
      }),
      ...blueprint.endpoints.flatMap((one, i) =>
        served.has(endpoint(one)) ? [] : [`endpoints.${i}: the templates have nothing for "${endpoint(one)}"`],
      ),
      ...whole.endpoints.flatMap((one) =>
        before.has(endpoint(one)) && !said.has(endpoint(one))
          ? [`endpoints: "${endpoint(one)}" cannot be left out; who may use it stands in design.records`]
          : [],
      ),
      ...(sameKeys(blueprint.scripts, whole.scripts) ? [] : [`scripts: the templates have ${Object.keys(whole.scripts).join(', ')}`]),
      ...whole.environment.flatMap(({ name, default: value }, i) =>
        blueprint.environment[i]?.name === name &&
        blueprint.environment[i].default === value &&
        blueprint.environment.length === whole.environment.length
          ? []
          : [`environment.${i}.default: the templates have "${name}" with "${value}"`],
      ),
    ];
  }

  /** Files that an unedited blueprint of the description has, and that somebody took out. */
  private differences(subject: Subject, blueprint: Blueprint, whole: Blueprint): { original: Blueprint; dropped: string[] } {
    const { design } = this.read(subject);
    const original = blueprintOf(design, this.files(design, subject));
    const listed = new Set(blueprint.files.map(({ path }) => path));
    const before = new Set(original.files.map(({ path }) => path));
    return { original, dropped: whole.files.map(({ path }) => path).filter((path) => before.has(path) && !listed.has(path)) };
  }

  /** What of an edited document no template follows, one sentence each. */
  editFaults(subject: Subject, path: string, value: unknown): string[] {
    if (path === PATHS.blueprint) return this.blueprintFaults(subject, value as Blueprint);
    if (path !== PATHS.planJson) return [];
    const plan = value as DevelopmentPlan;
    const own = this.plan(subject);
    const names = own.features.map(({ name }) => name);
    return [
      ...plan.features.flatMap(({ name }, i) =>
        names.includes(name) ? [] : [`features.${i}.name: the templates know no feature "${name}"; they know ${names.join(', ')}`],
      ),
      ...(plan.users.map(({ name }) => name).join('\n') === own.users.map(({ name }) => name).join('\n')
        ? []
        : [`users: the templates take those of the description, ${own.users.map(({ name }) => name).join(', ')}`]),
    ];
  }

  private read(subject: Subject): Read {
    const key = `${subject.projectName}\n${subject.description}`;
    let read = this.readings.get(key);
    if (!read) {
      read = designOf(subject.projectName, subject.description);
      remember(this.readings, key, read);
    }
    return read;
  }

  private ofBlueprint(subject: Subject, blueprint: Blueprint): { design: Design; files: Map<string, ProjectFile> } {
    const key = keyOf(subject, blueprint);
    let known = this.approved.get(key);
    if (!known) {
      const design = designOfBlueprint(blueprint);
      const listed = new Set(blueprint.files.map(({ path }) => path));
      const files = this.files(design, subject, blueprint).filter(({ path }) => listed.has(path));
      known = { design, files: new Map(files.map((file) => [file.path, file])) };
      remember(this.approved, key, known);
    }
    return known;
  }

  private project(design: Design): ProjectFile[] {
    const key = JSON.stringify(design);
    let files = this.written.get(key);
    if (!files) {
      files = writeProject(design, seedRows(design));
      remember(this.written, key, files);
    }
    return files;
  }

  private files(design: Design, subject: Subject, blueprint?: Blueprint): ProjectFile[] {
    const document = (path: string, purpose: string, render: () => string): ProjectFile => ({
      path,
      purpose,
      role: 'docs',
      component: 'Operations',
      dependsOn: [],
      entities: [],
      render,
    });
    const understood = (): Understanding => this.understand(subject, blueprint);
    return [
      ...this.project(design),
      document(UNDERSTANDING, 'What became of each phrase of the description', () =>
        understandingDocument(design, understood()).toWellFormed(),
      ),
      document(UNDERSTANDING_DATA, 'The same as data', () => `${JSON.stringify(understood(), null, 2)}\n`),
    ];
  }
}

function withoutFiles(whole: Blueprint, dropped: ReadonlySet<string>): Blueprint {
  const files = whole.files.filter(({ path }) => !dropped.has(path));
  const components = whole.components
    .map((component) => ({ ...component, files: component.files.filter((path) => !dropped.has(path)) }))
    .filter((component) => component.files.length > 0);
  return { ...whole, files, components };
}

const sameKeys = (one: object, other: object): boolean => Object.keys(one).sort().join() === Object.keys(other).sort().join();
const keyOf = ({ projectName, description }: Subject, blueprint: Blueprint): string =>
  JSON.stringify([projectName, description, blueprint]);

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
}

/** The design that an approved plan leaves: what it has no feature for is left out. */
function following(design: Design, plan: DevelopmentPlan): Design {
  const names = new Set(plan.features.map(({ name }) => name));
  const kept = design.records.filter(({ plural }) => names.has(plural));
  if (kept.length === design.records.length && plan.summary === design.purpose) return design;
  const tables = new Set(kept.map(({ table }) => table));
  const records = kept.map((record) => ({
    ...record,
    fields: record.fields.filter(({ references }) => !references || tables.has(references)),
  }));
  return {
    ...design,
    purpose: plan.summary,
    records,
    rules: design.rules.filter((rule) => tablesOf(rule).every((table) => tables.has(table))),
  };
}
