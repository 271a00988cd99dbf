import { storable } from '@millwright/domain';

// Also found in a text that speaks of such escapes; that one is gone through for nothing.
const REFUSED = /\\u(?:0000|d[89a-f])/;

/**
 * JSON that PostgreSQL takes as jsonb. Every value that is written as JSON goes through it: one character that is refused
 * would lose all the rows that travel with it.
 */
export function toJsonb(value: unknown): string {
  const json = JSON.stringify(value);
  return REFUSED.test(json) ? JSON.stringify(storable(value)) : json;
}
