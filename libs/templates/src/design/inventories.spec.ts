import { designOf } from './design-of.js';
import type { Design } from './design.types.js';

const stated = ({ records }: Design): string[] =>
  records.map(({ name, fields }) =>
    [
      name,
      ...fields
        .filter(({ origin }) => origin === 'stated')
        .map((field) => field.name + (field.values ? `(${field.values.join('/')})` : '')),
    ].join(' '),
  );
const design = (text: string): Design => designOf('Own words', text).design;
const outcomes = (text: string): string[] =>
  designOf('Own words', text).understanding.phrases.map((phrase) => `${phrase.outcome} ${phrase.text.trim()}`);

describe('records of inventories', () => {
  it('keeps what is listed, each with its own attributes', () => {
    expect(
      stated(
        design('A sailing school: boats with name, length and number of berths, courses with start and end date, sailors book a course.'),
      ),
    ).toEqual(['Boat name length berths', 'Course start_date end_date', 'Booking course_id sailor_id']);
    expect(
      stated(
        design(
          'An app for a dog walker: dogs with breed and allergies, owners with phone and address, walks with start time, duration and notes, invoices.',
        ),
      ),
    ).toEqual(['Dog breed allergies', 'Owner phone address', 'Walk start_time duration notes', 'Invoice']);
  });

  it('keeps parts with their amounts, values of a status, and what expires', () => {
    expect(
      stated(
        design(
          'A billing tool. Customers with address and VAT number, invoices with lines, quantity and price, net and gross totals, status draft, sent, paid.',
        ),
      ),
    ).toEqual(['Customer vat_number address', 'Invoice net_total gross_total status(draft/sent/paid)', 'Line quantity price invoice_id']);
    expect(
      stated(design('Mountain rescue: guides with licences and their expiry dates, ropes with inspection dates, missions with a report.')),
    ).toEqual(expect.arrayContaining(['Rope inspection_date', 'Mission report']));
  });

  it('reads attributes behind a colon, questions among them', () => {
    const { records } = design('Track the orchids in my house: name, species, photo, how often to feed. Keep notes on each orchid.');
    expect(records[0]).toMatchObject({ name: 'Orchid' });
    expect(records[0]!.fields.find(({ name }) => name === 'feeding_interval')).toMatchObject({ kind: 'integer', unit: 'days' });
  });

  it('says of each thing with its attributes in one phrase what became of it', () => {
    expect(
      outcomes(
        'A bug tracker for a team: projects, issues with title, description and priority, a board with columns open, in review and done.',
      ),
    ).toEqual([
      'IGNORED A bug tracker for a team:',
      'BUILT projects,',
      'BUILT issues with title, description and priority,',
      'BUILT a board with columns open, in review and done.',
    ]);
  });
});
