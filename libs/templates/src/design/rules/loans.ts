import { tableOf } from '../../shared/table-of.js';
import type { DesignRecord, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { adopt, note, parentOf, personField, referenceTo, tieAccess, titleCode } from './parts.js';

const IS_LOAN = /\b(loan|borrowing|lending)$/;

export function addLoan(plan: Plan, target: DesignRecord, by: string[], said: Said): void {
  const isLoan = IS_LOAN.test(target.name.toLowerCase());
  const of = isLoan ? (parentOf(plan, target) ?? plan.records.find((one) => one !== target && !one.owner)) : target;
  if (
    !of ||
    of === (isLoan ? target : undefined) ||
    plan.people.roles.length === 0 ||
    plan.rules.some((rule) => (rule.kit === 'loan' || rule.kit === 'booking') && rule.of === of.table)
  )
    return note(plan, of && plan.rules.some((rule) => rule.kit === 'booking' && rule.of === of.table) ? 'booking' : 'loan', of, said);
  const person = personField(plan, by);
  const access = tieAccess(plan, by);
  const date = (name: string, label: string, more: Partial<Field> = {}): Field => ({
    name,
    label,
    kind: 'date',
    required: false,
    origin: 'assumed',
    ...more,
  });
  const tie = isLoan
    ? target
    : plan.ensure('loan', () => ({
        fields: [titleCode(), referenceTo(of), { ...person }],
        title: 'reference',
        owner: person.name,
        access,
        view: 'table',
        createLabel: `Borrow ${of.name.toLowerCase()}`,
      }));
  adopt(tie, access, person);
  const resource = plan.field(tie, referenceTo(of));
  resource.required = true;
  plan.field(tie, { ...person });
  tie.owner ??= person.name;
  // Of a loan that the text names, the days that are usual are the rule's: nobody types them.
  const ruled = (field: Field): Field => Object.assign(plan.field(tie, field), field);
  const lent = ruled(date('lent_on', 'Lent on', { setTo: 'today' }));
  const due = ruled(date('due_on', 'Due on', { isRuled: true }));
  const returned = ruled(date('returned_on', 'Returned on', { isRuled: true }));
  if (tie.fields.some(({ name, origin, setTo }) => name === tie.title && origin === 'assumed' && !setTo)) {
    tie.fields = tie.fields.filter(({ name }) => name !== tie.title && name !== 'reference');
    tie.fields.unshift(titleCode());
    tie.title = 'reference';
  }
  const copies = of.fields.find(({ name, kind }) => kind === 'integer' && /copies|quantity|stock|available/.test(name));
  plan.add(
    {
      kit: 'loan',
      name: `borrow${of.className}`,
      by: access.create,
      record: tie.table,
      of: of.table,
      resource: resource.name,
      person: person.name,
      lentOn: lent.name,
      dueOn: due.name,
      returnedOn: returned.name,
      days: daysOf(said),
      ...(copies ? { copies: copies.name } : {}),
    },
    said,
  );
}

const WORDS = tableOf<number>({ a: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, ten: 10 });

/** "for two weeks", "for 10 days". */
function daysOf({ sentence }: Said): number {
  const found =
    /\b(?:for|within|after|up to)\s+(?:up to\s+)?(\d{1,3}|a|one|two|three|four|five|six|seven|ten)\s+(day|week|month)s?\b/i.exec(
      sentence.text,
    );
  if (!found) return 14;
  const count = Number(found[1]) || WORDS[found[1]!.toLowerCase()] || 1;
  return count * { day: 1, week: 7, month: 30 }[found[2]!.toLowerCase() as 'day']!;
}
