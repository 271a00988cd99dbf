import { readDescription } from './read-description.js';
import type { Clause, NounPhrase } from './reading.types.js';

const said = ({ name, examples }: NounPhrase): string =>
  examples.length > 0 ? `${name} (${examples.map(({ text }) => text).join(', ')})` : name;
const clause = ({ verb, subjects, objects }: Clause): string =>
  [subjects.map(said).join(' + '), verb, objects.map(said).join(', ')].filter(Boolean).join(' | ');
/** Clauses of the only sentence, short. */
const read = (text: string): string[] => readDescription(text).sentences[0]!.clauses.map(clause);
const listed = (text: string): string[] =>
  readDescription(text)
    .sentences[0]!.clauses.filter(({ isListed }) => isListed)
    .map(clause);

describe('inventories', () => {
  it('gives what follows "with" to the noun before it, up to the next plural', () => {
    expect(read('A pond register: ponds with depth and owner, fish, visits with date and weather.')).toEqual([
      'pond register',
      'pond',
      'pond | have | depth, owner',
      'fish',
      'visit',
      'visit | have | date, weather',
    ]);
    expect(listed('Lockers with number and size, keys, members with phone and address.')).toEqual([
      'locker',
      'locker | have | number, size',
      'key',
      'member',
      'member | have | phone, address',
    ]);
  });

  it('reads a pair that shares its noun as two', () => {
    expect(listed('Van hire: vans, hires with start and end mileage, fines.')).toEqual([
      'van',
      'hire',
      'hire | have | start mileage, end mileage',
      'fine',
    ]);
  });

  it('leaves clauses that follow to the clauses, and views to themselves', () => {
    expect(
      read(
        'A studio: rooms with capacity and hourly price, bands request a slot, the owner confirms or declines, and gets a calendar of the week.',
      ),
    ).toEqual([
      'studio',
      'room',
      'room | have | capacity, hourly price',
      'band | request | slot',
      'owner | confirm | slot',
      'owner | decline | slot',
      'owner | get | calendar',
    ]);
    expect(read('A workshop: saws, planes, statistics by month and tool.').slice(1, 3)).toEqual(['saw', 'plane']);
  });

  it('reads values after a status, and the columns of a board', () => {
    expect(listed('Orders with date, status new, packed, shipped. ')).toEqual([
      'order',
      'order | have | date, status (new, packed, shipped)',
    ]);
    expect(listed('A task list for a band: songs with key and tempo, a board with columns idea, rehearsing and ready, venues.')).toEqual([
      'song',
      'song | have | key, tempo',
      'song | have | status (idea, rehearsing, ready)',
      'venue',
    ]);
  });

  it('gives amounts to the lines before them, and their dates to what has them', () => {
    expect(listed('Receipts with lines, quantity and price, net and gross totals.')).toEqual([
      'receipt',
      'receipt | have | line, net total, gross total',
      'line | have | quantity, price',
    ]);
    expect(listed('A climbing club: guides with licences and their expiry dates, ropes with inspection dates.').slice(0, 3)).toEqual([
      'guide',
      'guide | have | licence',
      'licence | have | expiry date',
    ]);
  });

  it('reads singular nouns behind a colon as attributes of what is noted', () => {
    expect(read('Track the orchids in my house: name, species, photo, how often to feed.')).toEqual([
      'track | orchid',
      'orchid | have | name, species, photo, feeding interval',
    ]);
    expect(listed('Keep a list of my records: title, artist, year.')).toEqual(['record | have | title, artist, year']);
  });

  it('is no reading of announced functions, nor of sentences with a verb', () => {
    for (const text of [
      'Features: login, product management, shopping cart.',
      'Users can view products, orders, and statistics.',
      'A website for a bakery with a contact form and opening hours.',
      'Members borrow tools with a deposit, see what is free, and return them.',
      'Modules: user management, order management, reports.',
    ])
      expect(listed(text)).toEqual([]);
  });
});
