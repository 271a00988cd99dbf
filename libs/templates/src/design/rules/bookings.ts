import type { DesignRecord, Field } from '../design.types.js';
import type { Act, Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { capacityOf, note, parentOf, personField, referenceTo, text, tieAccess, titleCode } from './parts.js';

/** Records that are a booking themselves, with what is booked beside them. */
export const IS_BOOKING = /\b(booking|reservation|appointment|rental|visit|consultation|session|viewing|meeting|lesson)$/;

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
  if (!of || of === record || plan.rules.some((rule) => rule.kit === 'booking' && rule.of === of.table))
    return note(plan, 'booking', of, said);
  const person = personField(plan, by);
  const access = tieAccess(plan, by);
  const isDaily =
    /\b(room|house|villa|cabin|apartment|flat|car|vehicle|bike|boat|plot|equipment|tool|camera|tent|hotel|property|space|studio|hall)\b/i.test(
      of.name,
    );
  const name = record ? undefined : /\b(room|table|seat|court|desk|car|hotel|flight|campsite)\b/i.test(of.name) ? 'reservation' : 'booking';
  const [start, end] = periodOf(record, isDaily);
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
  if (record) Object.assign(tie.access, access);
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
      ...capacityOf(of),
      ...(rate ? { rate: rate.name, total: 'total' } : {}),
    },
    said,
  );
}

/** Fields for the period of a booking: those that the record has, or dates, or times. */
function periodOf(record: DesignRecord | undefined, isDaily: boolean): [Field, Field] {
  const kind = isDaily ? 'date' : 'datetime';
  const own = (record?.fields ?? []).filter(
    (field) => (field.kind === 'date' && (isDaily || !record!.fields.some(({ kind }) => kind === 'datetime'))) || field.kind === 'datetime',
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
