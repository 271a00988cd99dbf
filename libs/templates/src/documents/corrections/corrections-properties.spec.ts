import type { Correction } from '@millwright/domain';
import { designOf } from '../../design/design-of.js';
import type { Audience, Design } from '../../design/design.types.js';
import { WISHES } from '../../design/wishes.testing.js';
import { writeProject } from '../../writing/write-project.js';
import { designOfBlueprint } from '../blueprint-design.js';
import { blueprintOf } from '../blueprint.js';
import { designFaults } from '../design-faults.js';
import { applyCorrections } from './apply-corrections.js';
import { viewOf } from './design-view.js';
import { sequence } from '../../shared/sequence.testing.js';
import { randomCorrection } from './random-correction.testing.js';

const CASES = Number(process.env.MILLWRIGHT_CASES ?? 60);
const STEPS = 12;
/** Those that keep something. */
const TEXTS = Object.values(WISHES).filter((text) => designOf('Any', text).design.records.length > 0);

/** What of a design does not fit together, beyond what `designFaults` asks. */
function looseEnds({ roles, records, rules }: Design): string[] {
  const slugs = roles.map(({ slug }) => slug);
  const isLoose = (audience: Audience): boolean =>
    audience === 'signed-in'
      ? roles.length === 0
      : typeof audience === 'object' && ('roles' in audience ? audience.roles : audience.own).some((slug) => !slugs.includes(slug));
  const twice = (all: readonly string[]): string[] => all.filter((one, i) => all.indexOf(one) !== i);
  return [
    ...twice(
      records.flatMap(({ table, path, className, name }) => [
        ...new Set([`table ${table}`, `path ${path}`, `class ${className}`, `name ${name}`]),
      ]),
    ),
    ...rules.filter(({ by }) => isLoose(by)).map(({ name }) => `${name} is for nobody`),
    ...records.flatMap((record) => [
      ...twice(record.fields.map(({ name }) => name)),
      ...record.fields
        .filter(({ references }) => references && !records.some(({ table }) => table === references))
        .map(({ name }) => `${name} refers to nothing`),
      ...record.fields.filter(({ role }) => role && !slugs.includes(role)).map(({ name }) => `${name} is of nobody`),
      ...record.fields.filter(({ kind, values }) => kind === 'enum' && (values?.length ?? 0) < 2).map(({ name }) => `${name} is no choice`),
      ...(record.fields.some(({ name, required }) => name === record.title && required) ? [] : [`${record.name} has no title`]),
      ...(record.owner && !record.fields.some(({ name, kind }) => name === record.owner && kind === 'person')
        ? [`${record.name} has no owner`]
        : []),
      ...Object.entries(record.access).flatMap(([act, one]) =>
        isLoose(one) || (typeof one === 'object' && 'own' in one && !record.owner) ? [`${record.name}.${act} is for nobody`] : [],
      ),
    ]),
  ];
}

describe('designs after any corrections', () => {
  it.each(Array.from({ length: CASES }, (_, seed) => seed))('fit together and can be written (%i)', (seed) => {
    const next = sequence(seed);
    const { design: described } = designOf('Corrected', TEXTS[next(TEXTS.length)]!);
    const untouched = structuredClone(described);
    const said: Correction[] = [];
    let design = described;
    for (let i = 0; i < STEPS; i++) {
      const correction = randomCorrection(viewOf(design), next);
      const step = applyCorrections(design, [correction]);
      const where = JSON.stringify([...said, correction]);
      // One that cannot be followed changes nothing and says why; one that can says what.
      if (step.faults.length > 0) expect({ where, design: step.design }).toEqual({ where, design });
      else if (JSON.stringify(step.design) !== JSON.stringify(design))
        expect({ where, count: step.changes.length }).not.toEqual({ where, count: 0 });
      for (const { message, remedy, place } of step.faults) expect([message, remedy, place].every(Boolean)).toBe(true);
      for (const { text } of step.changes) expect(text).toMatch(/^[“"\p{Lu}].*\.$/u);
      said.push(correction);
      ({ design } = step);
      expect({ where, loose: looseEnds(design) }).toEqual({ where, loose: [] });
      expect({ where, faults: designFaults(blueprintOf(design, [])) }).toEqual({ where, faults: [] });
    }
    expect(described).toEqual(untouched);
    expect(designOfBlueprint(blueprintOf(design, []))).toEqual(design);
    const where = JSON.stringify(said);
    expect(() => writeProject(design)).not.toThrow();
    // All at once gives the same as one after the other.
    expect({ where, design: applyCorrections(described, said).design }).toEqual({ where, design });
  });
});
