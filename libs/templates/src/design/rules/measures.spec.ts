import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('measures of reports', () => {
  it('counts by kind and by state, and gives a measure that is not kept its field', () => {
    const { rule, field, phrase } = designed(
      'A repair café. Visitors register broken items with a kind (bicycle, lamp, radio). Volunteers mark items as repaired or hopeless. Coordinators see how many items came in by kind, how many were repaired and how many kilograms of waste were avoided.',
    );
    expect(rule('report')).toMatchObject({
      record: 'item',
      by: { roles: ['coordinator'] },
      group: 'kind',
      measures: [
        { label: 'Items', how: 'count' },
        { label: 'Repaired', how: 'count', where: { field: 'status', is: ['repaired'] } },
        { label: 'Kilograms of waste avoided', how: 'sum', field: 'weight', unit: 'kg', where: { field: 'status', is: ['repaired'] } },
      ],
    });
    expect(field('Item', 'weight')).toMatchObject({ kind: 'decimal', unit: 'kg' });
    expect(phrase('kilograms of waste').outcome).toBe('BUILT');
  });

  const report = (text: string) => designed(text).rule('report');

  it.each([
    [
      'what was raised for each of another record, which the rows then point to',
      'A charity. Donors give donations to campaigns. The treasurer sees how much money was raised per campaign.',
      {
        record: 'donation',
        group: 'campaign_id',
        by: { roles: ['treasurer'] },
        measures: [{ how: 'count' }, { label: 'Money raised', how: 'sum', field: 'amount' }],
      },
    ],
    [
      'hours of each person, also where hours were taken for words',
      'An app for a shelter. Volunteers log shifts with a date and the hours. The coordinator sees how many hours each volunteer worked.',
      { record: 'shift', group: 'volunteer_id', measures: [{}, { label: 'Hours worked', how: 'sum', unit: 'h' }] },
    ],
    [
      'a mean for each and a sum by month',
      'A weather club. Members record measurements with a station, a date, a temperature and a rainfall in mm. The leader sees the average temperature per station and the total rainfall by month.',
      {
        record: 'measurement',
        group: 'station',
        at: 'date',
        measures: [{}, { label: 'Average temperature', how: 'mean' }, { label: 'Rainfall', how: 'sum', field: 'rainfall' }],
      },
    ],
    [
      'most first, by what was just asked for',
      'A town watches its heating. Technicians add meter readings for a building with a date and a consumption. The technician sees how much energy each building used by month and which buildings use the most.',
      { group: 'building_id', at: 'date', order: { by: 'Energy used', first: 'most' } },
    ],
    [
      'money without the word for it',
      'A flat. Flatmates record expenses with an amount, a date and a category (rent, food, fun). Flatmates see how much was spent per category.',
      { record: 'expense', group: 'category', measures: [{}, { label: 'Money spent', how: 'sum', field: 'amount' }] },
    ],
    [
      'orders as what a shop earns',
      'An online shop for tea. Customers buy teas. Each tea has a name and a price. The owner views the total revenue per month.',
      { record: 'order', measures: [{}, { label: 'Revenue', how: 'sum', field: 'total' }] },
    ],
    [
      'people by their points, so many of them, for all to see',
      'A chess club. Players report games with an opponent, a date and the points. A leaderboard shows the top ten players.',
      { record: 'game', group: 'player_id', measures: [{ how: 'sum' }], order: { first: 'most' }, limit: 10 },
    ],
    [
      'people by a number that is named',
      'A running club. Runners record runs with a date and a distance in km. A leaderboard ranks runners by distance.',
      { record: 'run', group: 'runner_id', measures: [{ label: 'Distance', how: 'sum' }], order: { by: 'Distance', first: 'most' } },
    ],
  ])('gives %s', (_, text, expected) => {
    expect(report(text)).toMatchObject(expected);
  });

  it('keeps apart what is told apart by different things', () => {
    const { design } = designed(
      'A tool library where members borrow tools. The librarian sees the most borrowed tools and how many loans each member has.',
    );
    expect(design.rules.flatMap((rule) => (rule.kit === 'report' ? [rule.title] : []))).toEqual(['Tools by loans', 'Loans by member']);
  });

  it('lists things by a number of their own', () => {
    const { rule } = designed(
      'A reading group. Members add books with a title and a rating. Members see a ranking of the books by rating.',
    );
    expect(rule('view')).toMatchObject({ record: 'book', where: [], sort: '-rating', title: 'Books by rating' });
  });

  it.each([
    ['what is not kept', 'A news site. Editors publish news with a title and a category. Readers see distribution statistics.'],
    [
      'people who have nothing to be ranked by',
      'A news site. Editors publish news with a title and a category. Readers see user rankings.',
    ],
    [
      'what each one shows by itself',
      'Organisers create concerts with a title, a date and a number of seats. Visitors see how many seats are left.',
    ],
  ])('makes no figures of %s', (_, text) => {
    const { rule, phrase } = designed(text);
    expect(rule('report')).toBeUndefined();
    expect(phrase(text.slice(-14)).evidence.map(({ kind }) => kind)).not.toContain('RULE');
  });

  it('adds up no numbers that name or bound something', () => {
    const found = report(
      'A register of trees. Foresters keep trees with a species, a planting year, a minimum and a maximum and a house number. The forester sees statistics of trees.',
    );
    expect(found?.measures.map(({ label }) => label)).toEqual(['Trees']);
  });

  it('counts by a text that many have in common, else month by month', () => {
    const staff = designed('A staff list. Managers add trainees. Each trainee has a name and a department. Managers view trainee statistics.');
    expect(staff.rule('report')).toMatchObject({ group: 'department' });
    const { rule, phrase } = designed('A field log. Wardens add sightings. Each sighting has a title and a date. Wardens view sighting statistics and analyze sightings.');
    expect(rule('report')).toMatchObject({ at: 'date', measures: [{ how: 'count' }] });
    expect(phrase('view sighting statistics').outcome).toBe('BUILT');
    expect(phrase('analyze sightings').outcome).toBe('NOT_BUILT');
  });
});
