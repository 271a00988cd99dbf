import { snake } from '../../knowledge/words.js';
import type { DesignRecord, Field } from '../design.types.js';
import type { Plan } from '../plan.types.js';
import { referenceTo } from './parts.js';

/** The field by whose values figures are told apart: of the name, of people of the role, or of another record, which may be added. */
export function groupField(plan: Plan, record: DesignRecord, name: string, mayAdd: boolean): Field | undefined {
  const slug = plan.people.slugOf(name);
  const other = plan.find(name);
  const found =
    record.fields.find(
      (field) =>
        (field.name === snake(name) || field.name === `${snake(name)}_id`) &&
        ['enum', 'text', 'reference', 'person', 'boolean'].includes(field.kind),
    ) ??
    (other && record.fields.find(({ references }) => references === other.table)) ??
    (slug
      ? record.fields.find(({ kind, role, name: field }) => kind === 'person' && (role === slug || (!role && field === record.owner)))
      : undefined) ??
    (/^(person|user|member|people)$/.test(name) ? record.fields.find(({ name: field }) => field === record.owner) : undefined);
  if (found || !mayAdd || !other || other === record) return found;
  return plan.field(record, { ...referenceTo(other), required: false });
}

/** Of when something is. */
export function dayOf(plan: Plan, record: DesignRecord): Field {
  const days = record.fields.filter(({ kind }) => kind === 'date' || kind === 'datetime');
  return (
    days.find(({ isRuled, name }) => !isRuled && !/birth|until|end|expir|due|deadline/.test(name)) ??
    days.find(({ isRuled }) => !isRuled) ??
    plan.field(record, { name: 'added_on', label: 'Added on', kind: 'date', required: false, setTo: 'today', origin: 'assumed' })
  );
}
