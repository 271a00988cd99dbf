import type { DesignRecord } from '../design.types.js';
import { fieldOf } from '../field-of.js';
import type { Plan } from '../plan.types.js';
import { mainOf } from './parts.js';

/** How lists look first, where the text asks for a calendar, a board or a gallery. */
export function addListViews(plan: Plan): void {
  for (const { kind, of, said } of plan.draft.wishes) {
    if (kind !== 'calendar' && kind !== 'board' && kind !== 'gallery') continue;
    const fits = (record: DesignRecord): boolean =>
      record.fields.some((field) =>
        kind === 'calendar'
          ? field.kind === 'date' || field.kind === 'datetime'
          : kind === 'board'
            ? field.kind === 'enum'
            : field.kind === 'image',
      );
    const record = plan.find(of) ?? plan.records.find(fits) ?? (kind === 'gallery' ? mainOf(plan) : undefined);
    if (!record) continue;
    if (kind === 'gallery' && !fits(record)) plan.field(record, { ...fieldOf('picture', { origin: 'assumed' }), required: false });
    if (!fits(record)) continue;
    record.view = kind;
    plan.draft.account.built(said.clause, { kind: 'record', name: record.name.toLowerCase() });
  }
}
