import type { DesignRecord, Field } from '../design.types.js';
import type { Act, Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { capacityOf, note, parentOf, personField, referenceTo, text, tieAccess, titleCode } from './parts.js';

/** Records that are a booking themselves, with what is booked beside them. */
export const IS_BOOKING = /\b(booking|reservation|appointment|rental|visit|consultation|session|viewing|meeting|lesson)$/;

const SHARING = new Set(['overlap', 'collide', 'clash', 'coincide', 'double-book', 'double book']);
const CHOOSING = new Set(['pick', 'choose', 'select', 'take', 'get']);

/** "Two bookings of the same cabin must never overlap": a cabin is booked, by whoever picks one. */
export function addUnshared(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences)
    for (const clause of sentence.clauses) {
      if (!clause.verb || !clause.isNegative || !SHARING.has(clause.verb)) continue;
      const booking = clause.subjects.find(({ name }) => IS_BOOKING.test(name));
      const of = [...(booking?.complements ?? []), ...clause.complements].map(({ phrase }) => plan.find(phrase.name)).find(Boolean);
      const record = plan.find(booking?.name);
      if (!of || plan.rules.some((rule) => rule.kit === 'booking' && rule.of === of.table)) continue;
      const acts = plan.draft.find(of.name.toLowerCase())?.acts.filter(({ verb, by }) => CHOOSING.has(verb) && by.length > 0) ?? [];
      const said = { sentence, clause };
      const complements = [{ preposition: 'of', name: of.name.toLowerCase() }];
      const by = acts.flatMap((act) => act.by);
      const act: Act = { verb: 'book', by, said, complements, results: [], isNegative: false };
      addBooking(plan, record ?? of, act);
      const rule = plan.rules.find((one) => one.kit === 'booking' && one.of === of.table);
      if (rule) for (const { said: where } of acts) plan.draft.account.built(where.clause, { kind: 'rule', name: rule.name });
    }
}

/** How many people a room takes says nothing of how many may book it: only places of something shared are counted. */
const isShared = ({ name }: DesignRecord): boolean =>
  !/\b(room|suite|cabin|table|house|villa|apartment|flat|chalet|hut|car|van|vehicle|bike|boat|court|studio|tent|lens|camera|tool|hall|desk|chair|plot|equipment|instrument)$/i.test(
    name,
  );

/** What is booked by the hour, whatever such things usually are. */
const HOURLY = /\b(per|an|each|every|by the) hour\b|\bhourly\b|\bstart(ing)? and (an? )?end(ing)? times?\b|\btime ?slots?\b/i;

export function addBooking(plan: Plan, target: DesignRecord, act?: Act, said: Said = act!.said, by: string[] = act?.by ?? []): void {
  if (plan.people.roles.length === 0) return;
  let [record, of]: [DesignRecord | undefined, DesignRecord | undefined] = [undefined, target];
  if (IS_BOOKING.test(target.name.toLowerCase())) {
    record = target;
    of =
      act?.complements.map(({ name }) => plan.find(name)).find((one) => one && one !== target) ??
      [parentOf(plan, target), ...plan.records].find(
        (one) =>
          one &&
          one !== target &&
          !one.owner &&
          !/review|comment|message|payment|order|note|report|article|news|student|pupil|customer|client|member|user|patient|guest|visitor/.test(
            one.table,
          ) &&
          !IS_BOOKING.test(one.name.toLowerCase()),
      );
  }
  // "A sauna with two cabins; two bookings of the same cabin never overlap": what is booked of it are its parts.
  if (
    of &&
    of.fields.every(({ origin, kind }) => origin === 'assumed' || kind === 'reference') &&
    plan.rules.some(({ kit }) => kit === 'booking')
  )
    return note(plan, 'booking', undefined, said);
  // "Guests book rooms. Guests cancel their bookings": what is booked is kept as what the text calls it.
  record ??= plan.records.find(
    (one) =>
      one !== of &&
      /^(\w+ )?(booking|reservation|rental|hire)$/.test(one.name.toLowerCase()) &&
      !plan.rules.some((rule) => 'record' in rule && rule.record === one.table) &&
      (one.name.includes(' ') ? one.name.toLowerCase().startsWith(of?.name.toLowerCase() ?? '') : true),
  );
  if (!of || of === record || plan.rules.some((rule) => rule.kit === 'booking' && rule.of === of.table))
    return note(plan, 'booking', of, said);
  const person = personField(plan, by);
  const access = tieAccess(plan, by);
  const isPricedByDay = of.fields.some(({ kind, name }) => kind === 'money' && /(^|_)(daily|day|night|nightly)(_|$)/.test(name));
  const isDaily =
    isPricedByDay ||
    (!HOURLY.test(plan.draft.reading.text) &&
      /\b(room|house|villa|cabin|apartment|flat|car|vehicle|bike|boat|plot|equipment|tool|camera|tent|hotel|property|space|studio|hall)\b/i.test(
        of.name,
      ));
  const name = record ? undefined : /\b(room|table|seat|court|desk|car|hotel|flight|campsite)\b/i.test(of.name) ? 'reservation' : 'booking';
  if (record) disown(record);
  const [start, end] = periodOf(record, isDaily, HOURLY.test(plan.draft.reading.text));
  const tie =
    record ??
    plan.ensure(plan.find(name!) ? `${of.name.toLowerCase()} ${name}` : name!, () => ({
      fields: [titleCode(), referenceTo(of), { ...person }, start, end, text('note', 'Note')],
      title: 'reference',
      owner: person.name,
      access,
      view: 'calendar',
      createLabel: `Book ${of.name.toLowerCase()}`,
    }));
  if (record) leaveUsual(record, [start, end]);
  // Whose it is stands there once.
  if (record?.owner && record.owner !== person.name) {
    record.fields = record.fields.filter(({ name: field, origin }) => field !== record.owner || origin === 'stated');
    record.owner = person.name;
  }
  const resource = plan.field(tie, referenceTo(of));
  resource.required = true;
  plan.field(tie, { ...person });
  tie.owner ??= person.name;
  // A day and a time are one moment.
  if (record && start.kind === 'datetime') {
    const day = record.fields.findIndex(({ kind, name }) => kind === 'date' && name === 'date');
    if (day >= 0) record.fields.splice(day, 1);
  }
  for (const field of [start, end]) Object.assign(plan.field(tie, field), { kind: start.kind, required: true });
  tie.view = 'calendar';
  if (record) {
    Object.assign(tie.access, access);
    inOrder(record, [record.title, resource.name, person.name, start.name, end.name]);
    if (tie.createLabel === `Add ${tie.name.toLowerCase()}`) tie.createLabel = `Book ${of.name.toLowerCase()}`;
  }
  const rate = of.fields.find(({ kind, name: field }) => kind === 'money' && /price|rate|fee|cost|rent/.test(field));
  if (rate) plan.field(tie, { name: 'total', label: 'Total', kind: 'money', required: false, min: 0, isRuled: true, origin: 'assumed' });
  plan.add(
    {
      kit: 'booking',
      name: `book${of.className}`,
      by: access.create,
      record: tie.table,
      of: of.table,
      resource: resource.name,
      person: person.name,
      start: start.name,
      end: end.name,
      ...(isShared(of) ? capacityOf(of) : {}),
      ...(rate ? { rate: rate.name, total: 'total' } : {}),
    },
    said,
  );
}

/** What a booking is made of is known: of what is usual beside it, nobody is asked. */
function leaveUsual(record: DesignRecord, period: readonly Field[]): void {
  const isOwn = (field: Field): boolean =>
    field.origin === 'stated' ||
    Boolean(field.isRuled ?? field.setTo) ||
    period.some(({ name }) => name === field.name) ||
    ['reference', 'person', 'long-text'].includes(field.kind);
  record.fields = record.fields.filter((field) => isOwn(field));
  if (record.fields.some(({ name }) => name === record.title)) return;
  record.fields = [titleCode(), ...record.fields.filter(({ name }) => name !== 'reference')];
  record.title = 'reference';
}

/** These first, as they are asked: what, then when. */
function inOrder(record: DesignRecord, names: readonly string[]): void {
  const rank = ({ name }: Field): number => (names.includes(name) ? names.indexOf(name) : names.length);
  record.fields.sort((one, other) => rank(one) - rank(other));
}

/** Whoever books is whose it is; a field for whoever made it would say the same again. */
function disown(record: DesignRecord): void {
  const owner = record.fields.find(({ name, origin, setTo }) => name === record.owner && origin === 'assumed' && setTo === 'viewer');
  if (!owner) return;
  record.fields.splice(record.fields.indexOf(owner), 1);
  delete record.owner;
}

/** Fields for the period of a booking: those that the record has, or dates, or times. */
function periodOf(record: DesignRecord | undefined, isDaily: boolean, isHourly: boolean): [Field, Field] {
  const kind = isDaily ? 'date' : 'datetime';
  const own = (record?.fields ?? []).filter(
    (field) =>
      (!(isHourly && field.kind === 'date') &&
        field.kind === 'date' &&
        (isDaily || !record!.fields.some(({ kind }) => kind === 'datetime'))) ||
      field.kind === 'datetime',
  );
  const make = (name: string, label: string): Field => ({ name, label, kind, required: true, origin: 'assumed' });
  const first = own.find(({ name }) => /start|from|arrival|check_in|begin|pick_?up|date|time/.test(name));
  const last = own.find(({ name }) => /end|until|to$|departure|check_out|return/.test(name) && name !== first?.name);
  if (first && last)
    return [
      { ...first, required: true },
      { ...last, kind: first.kind, required: true },
    ];
  if (first && first.kind === kind) return [{ ...first, required: true }, isDaily ? make('to_date', 'Until') : make('ends_at', 'Ends')];
  return isDaily ? [make('from_date', 'From'), make('to_date', 'Until')] : [make('starts_at', 'Starts'), make('ends_at', 'Ends')];
}
