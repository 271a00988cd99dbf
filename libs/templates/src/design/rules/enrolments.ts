import { tableOf } from '../../shared/table-of.js';
import { camel, capital } from '../../knowledge/words.js';
import type { DesignRecord } from '../design.types.js';
import type { Act, Said } from '../draft.js';
import { JOINED } from '../joined.js';
import { BOOKS_A_PLACE } from '../place-words.js';
import type { Plan } from '../plan.types.js';
import { adopt, capacityOf, closesOf, note, OCCASION, personField, referenceTo, tieAccess, titleCode } from './parts.js';

const TIE_NAMES = tableOf<string>({
  enrol: 'enrolment',
  enroll: 'enrolment',
  register: 'registration',
  'sign up': 'registration',
  join: 'membership',
  apply: 'application',
  attend: 'attendance',
  participate: 'participation',
  subscribe: 'subscription',
  rsvp: 'registration',
  'take part': 'participation',
  [BOOKS_A_PLACE]: 'booking',
});

/** A chat that one joins without words in it would be a name. */
const isJoined = (name: string): boolean => JOINED.test(name) && !/\bchat\b/i.test(name);

/** What somebody else keeps can be applied for: loans, resources, licences. */
const isOffered = ({ name, owner }: DesignRecord): boolean => !owner && !/\b(account|coupon|chat|message)\b/i.test(name);

/** Whether words are written in it. */
const isRoom = ({ rules }: Plan, { table }: DesignRecord): boolean => rules.some((rule) => rule.kit === 'comment' && rule.of === table);

/** Nobody joins what they made themselves, such as a registration; in an activity of one, others take part. */
export function isOwnOf(plan: Plan, { name, owner, access }: DesignRecord, by: readonly string[]): boolean {
  if (isJoined(name) && !(typeof access.read === 'object' && 'own' in access.read)) return false;
  if (owner === undefined || typeof access.create === 'string') return owner !== undefined;
  const makers = 'roles' in access.create ? access.create.roles : access.create.own;
  return by.some((name) => makers.includes(plan.people.slugOf(name) ?? ''));
}

/** What the ticket that is bought lets in to. */
export const ticketed = (plan: Plan, act: Act): DesignRecord | undefined =>
  act.complements.map(({ name }) => plan.find(name)).find((one) => one && OCCASION.test(one.name)) ??
  plan.records.find(({ name }) => OCCASION.test(name));

/** A ticket is a place at something, bought once for each person, while there are places. */
export function addTickets(plan: Plan, ticket: DesignRecord, act: Act): void {
  const of = ticketed(plan, act)!;
  if (plan.people.roles.length === 0 || plan.rules.some((rule) => rule.kit === 'enrolment' && rule.of === of.table))
    return note(plan, 'enrolment', of, act.said);
  const person = personField(plan, act.by);
  // What is usual of tickets at large, such as a price of their own, stands with what they are for.
  ticket.fields = ticket.fields.filter(({ origin, kind }) => origin === 'stated' && kind !== 'person');
  if (!ticket.fields.some(({ name }) => name === ticket.title)) {
    ticket.fields.unshift(titleCode());
    ticket.title = 'reference';
  }
  const resource = plan.field(ticket, referenceTo(of));
  resource.required = true;
  plan.field(ticket, { ...person });
  ticket.owner = person.name;
  Object.assign(ticket.access, tieAccess(plan, act.by));
  ticket.createLabel = `${capital(act.verb)} ticket`;
  plan.add(
    {
      kit: 'enrolment',
      name: `${camel(act.verb)}Ticket`,
      by: ticket.access.create,
      record: ticket.table,
      of: of.table,
      resource: resource.name,
      person: person.name,
      verb: act.verb,
      ...capacityOf(of),
      ...closesOf(of),
    },
    act.said,
  );
}

export function addEnrolment(
  plan: Plan,
  target: DesignRecord,
  act?: Act,
  said: Said = act!.said,
  by: string[] = act?.by ?? [],
  wished = '',
): void {
  if (plan.people.roles.length === 0 || plan.rules.some((rule) => rule.kit === 'enrolment' && rule.of === target.table))
    return note(plan, 'enrolment', target, said);
  const verb = act?.verb ?? (/\bparticipat/i.test(wished) ? 'participate' : 'register');
  if (!isJoined(target.name) && !isRoom(plan, target) && !(act?.verb === 'apply' && isOffered(target))) return;
  const person = personField(plan, by);
  const access = tieAccess(plan, by);
  const name = TIE_NAMES[verb] ?? 'registration';
  const tie = plan.ensure(name, () => ({
    fields: [
      titleCode(),
      referenceTo(target),
      { ...person },
      { name: 'joined_at', label: 'On', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'reference',
    owner: person.name,
    access,
    view: 'table',
    createLabel: `${capital(verb)}`,
  }));
  adopt(tie, access, person);
  const resource = plan.field(tie, referenceTo(target));
  resource.required = true;
  plan.field(tie, { ...person });
  tie.owner ??= person.name;
  plan.add(
    {
      kit: 'enrolment',
      name: `${verb === BOOKS_A_PLACE ? 'bookPlaceIn' : camel(verb)}${/^(enrol|enroll|participate|take part)$/.test(verb) ? 'In' : /^(register|sign up|apply)$/.test(verb) ? 'For' : ''}${target.className}`,
      by: access.create,
      record: tie.table,
      of: target.table,
      resource: resource.name,
      person: person.name,
      verb,
      ...capacityOf(target),
      ...closesOf(target),
    },
    said,
  );
}
