import { capital, snake } from '../../knowledge/words.js';
import type { Audience, DesignRecord, Field } from '../design.types.js';
import type { Plan } from '../plan.types.js';
import type { Said } from '../draft.js';

export const text = (name: string, label: string, required = false): Field => ({ name, label, kind: 'text', required, origin: 'assumed' });

/** What stands for a record that has no name of its own: a code that can be told on the telephone. */
export const titleCode = (): Field => ({
  name: 'reference',
  label: 'Reference',
  kind: 'text',
  required: true,
  isUnique: true,
  setTo: 'code',
  origin: 'assumed',
});

export const referenceTo = (of: DesignRecord): Field => ({
  name: `${of.table}_id`,
  label: of.name,
  kind: 'reference',
  required: true,
  references: of.table,
  origin: 'stated',
});

/** Slugs of whoever does something: those who are named, else everybody but the first. */
export function slugsOf(plan: Plan, by: readonly string[]): string[] {
  const named = [...new Set(by.flatMap((name) => plan.people.slugOf(name) ?? []))];
  if (named.length > 0) return named;
  const open = plan.people.roles.filter(({ joins }) => joins === 'open').map(({ slug }) => slug);
  if (open.length > 0) return open.slice(0, 2);
  const others = plan.people.roles.slice(1).map(({ slug }) => slug);
  return others.length > 0 ? others : plan.people.roles.slice(0, 1).map(({ slug }) => slug);
}

/** The field of whoever made a tie: set by the server. */
export function personField(plan: Plan, by: readonly string[]): Field {
  const slugs = slugsOf(plan, by);
  const named =
    slugs.length === 1 && !['user', 'visitor', 'person', 'administrator'].includes(slugs[0]!) ? slugs[0]!.replaceAll('-', ' ') : 'person';
  // Where things are called like those who have them, the fields may not be.
  const word = plan.records.some(({ table }) => table === snake(named)) ? 'person' : named;
  return {
    name: `${snake(word)}_id`,
    label: capital(word),
    kind: 'person',
    required: false,
    setTo: 'viewer',
    ...(slugs.length === 1 ? { role: slugs[0]! } : {}),
    origin: 'stated',
  };
}

/** Everybody makes their own and sees their own; the first role sees all. */
export function tieAccess(plan: Plan, by: readonly string[]): DesignRecord['access'] {
  const roles = slugsOf(plan, by);
  const own: Audience = { own: roles };
  return { read: own, create: { roles }, change: own, remove: own };
}

/** The record that a project is about: the first that is no tie. */
export function mainOf(plan: Plan, isThing = false): DesignRecord | undefined {
  const own = plan.records.filter(
    ({ table }) =>
      !isAsked(plan, table) &&
      !plan.rules.some(
        (rule) => 'record' in rule && rule.record === table && rule.kit !== 'lifecycle' && rule.kit !== 'report' && rule.kit !== 'view',
      ),
  );
  const things = own.some(({ table }) => table !== 'category') ? own.filter(({ table }) => table !== 'category') : own;
  return (isThing ? things.find(({ thing, owner }) => thing && !owner) : undefined) ?? things.find(({ owner }) => !owner) ?? things[0];
}

/** Questions and answers of a survey or form are parts of it. */
export const isAsked = ({ rules }: Plan, table: string): boolean =>
  rules.some((rule) => rule.kit === 'survey' && (rule.question === table || rule.response === table));

export const capacityOf = (of: DesignRecord): { capacity?: string } => {
  const field = of.fields.find(
    ({ name, kind }) =>
      kind === 'integer' &&
      /capacity|seats|places|participants|(maximum|limit)(?!_(score|marks?|points|amount|price|weight|grade))/.test(name),
  );
  return field ? { capacity: field.name } : {};
};

/** Until when somebody can come in: the deadline, else the day of what takes place once. */
export const closesOf = (of: DesignRecord): { closes?: string } => {
  const days = of.fields.filter(({ kind, isRuled, setTo }) => (kind === 'date' || kind === 'datetime') && !isRuled && !setTo);
  const field =
    days.find(({ name }) => /deadline|clos(es|ing)|apply_by|until$/.test(name)) ??
    (OCCASION.test(of.name)
      ? days.find(({ name }) => /^(date|day|starts?(_(at|on|date|time))?|date_and_time|takes_place_(at|on))$/.test(name))
      : undefined);
  return field ? { closes: field.name } : {};
};

/** What is bought of it is a place: seats of an event. */
export const OCCASION =
  /\b(event|concert|show|film|movie|match|performance|screening|exhibition|festival|workshop|tour|conference|play|game|trip|flight|train)$/i;

/** A tie that the text speaks of by its own name is still made by those whom it ties. */
export function adopt(tie: DesignRecord, access: DesignRecord['access'], person: Field): void {
  if (tie.owner) return;
  tie.owner = person.name;
  Object.assign(tie.access, access);
}

/** A wish that a rule fulfils already points to it. */
export function note(plan: Plan, kit: string, of: DesignRecord | undefined, said: Said): void {
  const rule = plan.rules.find((one) => one.kit === kit && (!of || ('of' in one && one.of === of.table)));
  if (rule) plan.draft.account.built(said.clause, { kind: 'rule', name: rule.name });
}

export function parentOf(plan: Plan, record: DesignRecord): DesignRecord | undefined {
  const reference = record.fields.find(({ kind }) => kind === 'reference');
  return plan.records.find(({ table }) => table === reference?.references);
}
