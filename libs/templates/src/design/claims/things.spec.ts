import type { DesignRecord, Field } from '../design.types.js';
import { LIBRARY } from './library.testing.js';
import { isField } from './things.js';

const date = (name: string): Field => ({ name, label: name.replaceAll('_', ' '), kind: 'date', required: false, origin: 'stated' });
const withDates = (...names: string[]): DesignRecord => ({ ...LIBRARY.records[0]!, fields: names.map(date) });

describe('an attribute that a phrase names', () => {
  it.each([
    ['launch date', ['date'], true],
    ['date', ['launched_on'], true],
    ['check-in date', ['check_out_date'], false],
    ['check-out date', ['check_out_date'], true],
    ['arrival date', ['starts_on', 'ends_on'], false],
    ['position', ['address'], false],
  ] as [string, string[], boolean][])('%s among %j: %s', (name, names, expected) => {
    const record = withDates(...names);
    expect(record.fields.some((field) => isField(field, name, record))).toBe(expected);
  });
});
