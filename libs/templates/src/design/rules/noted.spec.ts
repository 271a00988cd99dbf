import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('what is noted of something that was booked or borrowed', () => {
  it.each([
    [
      'A rowing club. Members reserve a boat for a time slot, note kilometres afterwards and report damage.',
      'Booking',
      ['kilometres', 'damage'],
      'note kilometres',
    ],
    [
      'A car pool. Drivers book a van and log the mileage when they return it. Each van has a name.',
      'Booking',
      ['mileage'],
      'log the mileage',
    ],
    ['A tool library. Members borrow tools and report damage. Each tool has a name.', 'Loan', ['damage'], 'report damage'],
  ])('is an attribute of the booking or loan: %s', (text, record, fields, words) => {
    const { field, phrase } = designed(text);
    for (const name of fields) expect(field(record, name)).toMatchObject({ origin: 'stated', required: false });
    expect(phrase(words)).toMatchObject({ outcome: 'BUILT' });
    expect(
      phrase(words)
        .evidence.map(({ label }) => label)
        .join(),
    ).toContain(`of ${record.toLowerCase()}`);
  });

  it('has its number with the unit', () => {
    const { field } = designed('A rowing club. Members reserve a boat and note kilometres afterwards.');
    expect(field('Booking', 'kilometres')).toMatchObject({ kind: 'decimal', unit: 'km', min: 0 });
  });

  it('is nothing of those who may not change it', () => {
    const { field, phrase } = designed('A rowing club. Members reserve a boat. The boatman notes kilometres. Each boat has a name.');
    expect(field('Booking', 'kilometres')).toBeUndefined();
    expect(phrase('notes kilometres').outcome).toBe('NOT_BUILT');
  });

  it('is nothing where nothing was booked', () => {
    expect(
      designed('A garden. Members note kilometres. Members add plants. Each plant has a name.').phrase('note kilometres').outcome,
    ).toBe('NOT_BUILT');
  });
});
