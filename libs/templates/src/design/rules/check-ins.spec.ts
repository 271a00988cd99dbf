import { designed } from './designed.testing.js';

describe('check-ins', () => {
  it('note who was there, and when', () => {
    const { record, phrase } = designed(
      'A gym. Members check in every day and view their check-in records. Trainers add classes with a title.',
    );
    expect(record('Check-in').fields.map(({ name }) => name)).toEqual(['member_id', 'came_at', 'note']);
    for (const words of ['check in', 'check-in records']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are left again by whoever clocks in and out', () => {
    const { rule, phrase } = designed(
      'A bakery. Workers clock in and clock out. The manager adds cakes with a price and views clock-in records.',
    );
    expect(rule('lifecycle')?.steps).toMatchObject([{ label: 'Clock out', to: 'out', stamps: 'left_at' }]);
    for (const words of ['clock in', 'clock out', 'clock-in records']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are none where somebody stays', () => {
    expect(designed('A hotel. Guests book rooms and check in at the reception.').records).not.toContain('Check-in');
  });
});
