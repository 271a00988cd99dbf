import type { Correction } from '@millwright/domain';
import type { DesignRecord, Field, KitName, Rule } from '../../design/design.types.js';
import { shape } from '../../design/records.js';
import { addBooking } from '../../design/rules/bookings.js';
import { addComment, addMark, addReview } from '../../design/rules/opinions.js';
import { Draft, type Said } from '../../design/draft.js';
import { emptyClause } from '../../reading/clause-parts.js';
import type { Plan } from '../../design/plan.types.js';
import { pascal } from '../../knowledge/words.js';
import { slugOf } from '../../kits/view/view.kit.js';
import { a, listed, sentenceOf } from '../say.js';
import { Refused, type Bench } from './bench.js';
import { choicesAt, takenNames } from './choices.js';
import { free, labelAt } from './naming.js';

type Of<K extends Correction['do']> = Extract<Correction, { do: K }>;

/** The design as builders of rules know it, without a description. */
function planOf(bench: Bench): Plan {
  const { design } = bench;
  const named = (name: string): DesignRecord | undefined => design.records.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return {
    // Builders look into the text, and note what they built of it; here there is none.
    draft: new Draft({ text: '', language: 'en', sentences: [] }),
    people: { roles: design.roles, isStranger: () => false, slugOf: () => undefined, audienceOf: () => 'everyone' },
    records: design.records,
    rules: design.rules,
    pages: design.pages,
    find: (name) => (name ? named(name) : undefined),
    ensure: (name, make) => {
      const known = named(name);
      if (known) return known;
      const made = shape({ name, ...make() });
      design.records.push(made);
      bench.say(`${made.plural} are kept.`);
      return made;
    },
    field: (record, field): Field => {
      const known = record.fields.find((one) => one.name === field.name);
      if (known) return known;
      record.fields.push(field);
      bench.say(`${record.name} gets the field “${field.label}”.`);
      return field;
    },
    add: (rule) => void design.rules.push({ ...rule, name: free(rule.name, takenNames(bench), '') }),
    hasRule: (kit, record) => design.rules.some((rule) => rule.kit === kit && (!record || ('record' in rule && rule.record === record))),
  };
}

const CLAUSE = emptyClause([], 0);
const NOTHING_SAID: Said = {
  clause: CLAUSE,
  sentence: { from: 0, to: 0, text: '', tokens: [], topic: 'build', layout: 'prose', clauses: [CLAUSE] },
};

/** A rule that ties people to a record, by the builder that makes it of a description too. @throws Refused */
function tied(bench: Bench, table: string, kit: KitName, build: (plan: Plan, record: DesignRecord, said: Said) => void): void {
  const { design } = bench;
  const record = bench.record(table);
  const place = `add-rule/${kit}/record`;
  if (design.roles.length === 0)
    throw new Refused(place, 'Nobody has an account, so nobody could be told from others', 'Add a role first.');
  if (design.rules.some((rule) => rule.kit === kit && 'of' in rule && rule.of === table))
    throw new Refused(place, `${record.plural} have this rule already`, 'Choose another record.');
  const before = design.rules.length;
  build(planOf(bench), record, NOTHING_SAID);
  const made = design.rules[before] as Rule | undefined;
  if (!made) throw new Refused(place, `It does not go with ${record.plural.toLowerCase()}`, 'Choose another record.');
  bench.say(`${sentenceOf(design, made)}.`);
}

export const addBookingRule = (bench: Bench, { record }: Of<'add-booking'>): void =>
  tied(bench, record, 'booking', (plan, of, said) => addBooking(plan, of, undefined, said, []));
export const addReviewRule = (bench: Bench, { record }: Of<'add-review'>): void =>
  tied(bench, record, 'review', (plan, of, said) => addReview(plan, of, [], said));
export const addCommentRule = (bench: Bench, { record }: Of<'add-comments'>): void =>
  tied(bench, record, 'comment', (plan, of, said) => addComment(plan, of, [], said));
export const addFavouriteRule = (bench: Bench, { record }: Of<'add-favourites'>): void =>
  tied(bench, record, 'favourite', (plan, of, said) => addMark(plan, of, 'favourite', [], said));

/** States one after the other, each reached by a step from the one before. */
export function addLifecycle(bench: Bench, { record: table, states: typed }: Of<'add-lifecycle'>): void {
  const { design } = bench;
  const record = bench.record(table);
  if (design.rules.some((rule) => rule.kit === 'lifecycle' && rule.record === table))
    throw new Refused('add-rule/lifecycle/record', `${record.plural} have states already`, 'Add a choice or a step to those.');
  const states = choicesAt('add-rule/lifecycle/states', typed);
  const name = free(
    'status',
    record.fields.map((one) => one.name),
  );
  record.fields.push({
    name,
    label: name === 'status' ? 'Status' : `Status ${name.split('_')[1]}`,
    kind: 'enum',
    required: true,
    values: states,
    isRuled: true,
    origin: 'stated',
  });
  const taken = takenNames(bench);
  design.rules.push({
    kit: 'lifecycle',
    name: free(`${record.variable}Lifecycle`, taken, ''),
    by: record.access.change,
    record: table,
    field: name,
    initial: states[0]!,
    steps: states.slice(1).map((to, i) => ({
      name: free(`mark${record.className}${pascal(to)}`, taken, ''),
      label: `Mark as ${to}`,
      from: [states[i]!],
      to,
      by: record.access.change,
    })),
  });
  bench.say(
    `${a(record.name).charAt(0).toUpperCase()}${a(record.name.toLowerCase()).slice(1)} begins as ${states[0]!} and becomes ${listed(states.slice(1))}, step by step.`,
  );
}

/** A list with a name, of those whose field has one of some values. */
export function addView(bench: Bench, correction: Of<'add-view'>): void {
  const { design } = bench;
  const { record, field } = bench.field(correction.record, correction.field);
  const title = labelAt('add-rule/view/title', correction.title);
  if (design.rules.some((rule) => rule.kit === 'view' && rule.record === record.table && slugOf(rule.title) === slugOf(title)))
    throw new Refused('add-rule/view/title', `There is a list “${title}” already`, 'Choose another title.');
  if (field.kind !== 'enum' && field.kind !== 'boolean')
    throw new Refused(
      'add-rule/view/field',
      `“${field.label}” has no choices to ask for`,
      'Choose a field that is a choice, or yes or no.',
    );
  const known = field.kind === 'boolean' ? ['true', 'false'] : (field.values ?? []);
  const values = correction.is.filter((value) => known.includes(value));
  if (values.length === 0) throw new Refused('add-rule/view/is', 'It asks for no value', `Choose from ${known.join(', ')}.`);
  design.rules.push({
    kit: 'view',
    name: free(`list${pascal(title)}`, takenNames(bench), ''),
    by: record.access.read,
    title,
    record: record.table,
    where: [{ field: field.name, is: values }],
  });
  const said = field.kind === 'boolean' ? (values[0] === 'true' ? 'yes' : 'no') : listed(values, 'or');
  bench.say(`The list “${title}” shows the ${record.plural.toLowerCase()} whose “${field.label.toLowerCase()}” is ${said}.`);
}
