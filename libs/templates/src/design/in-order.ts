import type { DesignRecord } from './design.types.js';

/**
 * Parents before children. Where records point to each other in a circle, nothing could be made first, so the link that
 * closes it is left open.
 */
export function inOrder(records: readonly DesignRecord[]): DesignRecord[] {
  const placed: DesignRecord[] = [];
  const place = (record: DesignRecord, path: readonly DesignRecord[]): void => {
    if (placed.includes(record) || path.includes(record)) return;
    for (const field of record.fields) {
      const parent = records.find(({ table }) => table === field.references);
      if (!parent) continue;
      if (parent === record || path.includes(parent)) field.required = false;
      else place(parent, [...path, record]);
    }
    if (!placed.includes(record)) placed.push(record);
  };
  for (const record of records) place(record, []);
  return placed;
}
