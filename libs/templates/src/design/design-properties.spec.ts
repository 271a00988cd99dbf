import { blueprintOf } from '../documents/blueprint.js';
import { designFaults } from '../documents/design-faults.js';
import { understandingDocument } from '../documents/understanding.js';
import { writeProject } from '../writing/write-project.js';
import { sequence } from '../shared/sequence.testing.js';
import type { Audience, Design, DesignRecord } from './design.types.js';
import { designOf } from './design-of.js';
import { WISHES } from './wishes.testing.js';

const CASES = 150;
/** Sentences of all wishes, to be mixed: what one says of a word another contradicts. */
const SENTENCES = Object.values(WISHES).flatMap((text) => text.split(/(?<=\.) /));

const mixed = (seed: number): string => {
  const next = sequence(seed);
  return Array.from({ length: 3 + next(6) }, () => SENTENCES[next(SENTENCES.length)]!).join(next(2) === 0 ? ' ' : '\n');
};
const repeated = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);

/** Whatever a pointer of a phrase points to; undefined where nothing is there. */
const at = (root: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], root);

/** What of a design does not fit together, beyond what `designFaults` asks. */
function looseEnds({ roles, records, rules, pages }: Design): string[] {
  const slugs = new Set(roles.map(({ slug }) => slug));
  const unknown = (audience: Audience): boolean =>
    audience === 'signed-in'
      ? roles.length === 0
      : typeof audience === 'object' && ('roles' in audience ? audience.roles : audience.own).some((slug) => !slugs.has(slug));
  const ofRecord = (record: DesignRecord): string[] => [
    ...repeated(record.fields.map(({ name }) => name)).map((name) => `${record.name}.${name} twice`),
    ...record.fields
      .filter(({ kind, references }) => kind === 'reference' && !records.some(({ table }) => table === references))
      .map(({ name }) => `${record.name}.${name} refers to nothing`),
    ...record.fields.filter(({ role }) => role !== undefined && !slugs.has(role)).map(({ name }) => `${record.name}.${name} is of nobody`),
    ...record.fields
      .filter(({ kind, values }) => kind === 'enum' && (values?.length ?? 0) < 2)
      .map(({ name }) => `${record.name}.${name} is no choice`),
    ...record.fields
      .filter(({ kind }) => kind === 'person' && roles.length === 0)
      .map(({ name }) => `${record.name}.${name} without accounts`),
    ...Object.values(record.access)
      .filter(unknown)
      .map(() => `${record.name} is for somebody who is not there`),
    ...(Object.values(record.access).some((one) => typeof one === 'object' && 'own' in one) && !record.owner
      ? [`${record.name} has no owner`]
      : []),
    ...(record.fields.some(({ name, required }) => name === record.title && required) ? [] : [`${record.name} has no title`]),
    ...(record.owner && !record.fields.some(({ name, kind }) => name === record.owner && kind === 'person')
      ? [`${record.name}: owner`]
      : []),
  ];
  return [
    ...repeated(records.map(({ name }) => name)),
    ...repeated(records.map(({ table }) => table)),
    ...repeated(records.map(({ path }) => path)),
    ...repeated(records.map(({ className }) => className)),
    ...repeated(rules.map(({ name }) => name)),
    ...repeated(roles.map(({ slug }) => slug)),
    ...repeated(pages.map(({ path }) => path)),
    ...(roles.length > 0 && roles.filter(({ joins }) => joins === 'first').length !== 1 ? ['not one first role'] : []),
    ...rules.filter(({ by }) => unknown(by)).map(({ name }) => `${name} is for somebody who is not there`),
    ...records.flatMap(ofRecord),
  ];
}

describe('designs of any mixture of wishes', () => {
  it.each(Array.from({ length: CASES }, (_, seed) => seed))('fit together (%i)', (seed) => {
    const text = mixed(seed);
    const { design, understanding } = designOf('Mixture', text);
    const blueprint = blueprintOf(design, []);
    expect(designFaults(blueprint)).toEqual([]);
    expect(looseEnds(design)).toEqual([]);
    expect(understanding.phrases.map((phrase) => phrase.text).join('')).toBe(text);
    for (const { outcome, reason, evidence } of understanding.phrases) {
      expect(outcome === 'BUILT' ? evidence.length > 0 : reason).toBeTruthy();
      if (outcome === 'NOT_BUILT') expect(evidence).toEqual([]);
      for (const { kind, target } of evidence)
        if (kind !== 'TEST' && target.startsWith('/') && target !== '/technologies')
          expect({ target, found: at(blueprint, target) !== undefined }).toEqual({ target, found: true });
    }
    expect(understandingDocument(design, understanding)).toContain('# What was understood');
  });

  it.each(Object.entries(WISHES))('show each phrase that is built by a test of the project: %s', (_name, text) => {
    const { design, understanding } = designOf('Wish', text);
    const tests = new Set(
      writeProject(design)
        .filter((file) => file.path.endsWith('.test.ts') && file.render().includes('\ntest('))
        .map(({ path }) => path),
    );
    const unproven = understanding.phrases.filter(
      ({ outcome, evidence }) => outcome === 'BUILT' && !evidence.some(({ kind, target }) => kind === 'TEST' && tests.has(target)),
    );
    expect(unproven.map((phrase) => phrase.text)).toEqual([]);
  });

  it('are the same for the same words', () => {
    expect(designOf('Twice', mixed(7))).toEqual(designOf('Twice', mixed(7)));
  });
});
