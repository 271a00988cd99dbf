import type { DesignRecord, Rule } from '../design.types.js';
import { designOf } from '../design-of.js';

const read = (text: string) => {
  const { design, understanding } = designOf('Test', text);
  return {
    ...design,
    phrases: understanding.phrases,
    record: (name: string): DesignRecord | undefined => design.records.find((one) => one.name === name),
    rule: <K extends Rule['kit']>(kit: K, record?: string) =>
      design.rules.find((one) => one.kit === kit && (!record || ('record' in one && one.record === record))) as
        Extract<Rule, { kit: K }> | undefined,
  };
};
const kinds = (record: DesignRecord | undefined) => Object.fromEntries((record?.fields ?? []).map(({ name, kind }) => [name, kind]));

describe('states', () => {
  it('follow each other where the text says so', () => {
    const { rule } = read(
      'A workshop. Clerks register repairs with a title. Mechanics mark repairs as checked and then as mended. Customers sign up.',
    );
    const steps = rule('lifecycle')!.steps;
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [['registered'], 'checked'],
      [['checked'], 'mended'],
    ]);
  });

  it('are ended by whoever has made something, of their own alone', () => {
    const { rule } = read(
      'A hotel where guests book rooms. Each room has a number. Guests cancel their own bookings. Each booking has a note.',
    );
    expect(rule('lifecycle')!.steps.find(({ name }) => name.startsWith('cancel'))!.by).toEqual({ own: ['guest'] });
  });
});

describe('bookings', () => {
  it('are what may not overlap, by hours where the text speaks of them', () => {
    const { rule, record } = read(
      'A rehearsal room for bands. Each studio has a name and a size. Musicians pick a studio and a start and end time. Two bookings of the same studio must not overlap.',
    );
    expect(rule('booking')).toMatchObject({ of: 'studio', by: { roles: ['musician'] } });
    expect(kinds(record('Booking'))).toMatchObject({ starts_at: 'datetime', ends_at: 'datetime' });
  });

  it('are one at a time, however many people a room takes', () => {
    expect(read('A hotel where guests book rooms. Each room has a name and a capacity.').rule('booking')!.capacity).toBeUndefined();
    expect(
      read('A pool where guests book lessons. Each class has a name and a capacity. Guests book classes.').rule('booking')?.capacity,
    ).toBe('capacity');
  });

  it('are by days where the price is', () => {
    const { record, rule } = read('A camera rental where members rent lenses; each lens has a name, a focal length and a daily price.');
    expect(record('Lens')).toMatchObject({ plural: 'Lenses', path: 'lenses' });
    expect(kinds(record('Lens'))).toEqual({ name: 'text', focal_length: 'decimal', daily_price: 'money' });
    expect(rule('booking')).toMatchObject({ of: 'lens', rate: 'daily_price', by: { roles: ['member'] } });
    expect(kinds(record('Booking'))).toMatchObject({ from_date: 'date', to_date: 'date' });
  });
});

it('orders canvases, each one Canvas with all that was said of it', () => {
  const { record, rule, records } = read('A print shop where customers order canvases. Each canvas has a title, a width and a price.');
  expect(records.map(({ name }) => name)).toEqual(expect.arrayContaining(['Canvas', 'Order']));
  expect(record('Canvas')).toMatchObject({ plural: 'Canvases' });
  expect(kinds(record('Canvas'))).toMatchObject({ title: 'text', width: 'decimal', price: 'money' });
  expect(rule('cart')).toMatchObject({ product: 'canvas', by: { roles: ['customer'] } });
});

it('keeps a measure as a number with its unit beside it, and a choice as a choice', () => {
  const { record } = read(
    'A gym tracker where members log workouts. Each workout has a date, a weight (kg or lb), a distance (km/mi), a status (open or closed) and notes.',
  );
  expect(kinds(record('Workout'))).toMatchObject({ weight: 'decimal', weight_unit: 'enum', distance: 'decimal', status: 'enum' });
  expect(record('Workout')!.fields.find(({ name }) => name === 'status')!.values).toEqual(['open', 'closed']);
});

describe('tickets', () => {
  it('are got for an occasion, until its day is over', () => {
    const { rule } = read(
      'A cinema club shows films. The host creates films with a title, a date and a number of seats. Guests get a ticket for a film.',
    );
    expect(rule('enrolment')).toMatchObject({ record: 'ticket', of: 'film', capacity: 'seats', closes: 'date' });
  });
});

describe('words under something', () => {
  it('are replies to topics, until these are closed', () => {
    const { rule, record } = read(
      'A forum for gardeners. Members open topics and write replies. Moderators close topics so that nobody can reply any more.',
    );
    expect(rule('comment')).toMatchObject({ record: 'reply', of: 'topic', until: { field: 'status', states: ['closed'] } });
    expect(record('Reply')!.access).toMatchObject({ create: { roles: ['member'] }, change: { own: ['member'] } });
  });

  it('are written by whoever leaves them', () => {
    const { record } = read(
      'A blog. Authors write posts with a title and a text. Readers leave comments under posts. The owner deletes comments.',
    );
    expect(record('Comment')!.access.create).toEqual({ roles: ['reader'] });
  });
});

describe('bounds', () => {
  it.each([
    ['Amounts must be above zero.', { min: 0.01 }],
    ['The amount must be at least 5.', { min: 5 }],
    ['The amount may not exceed 200.', { max: 200 }],
    ['Expenses with an amount of zero are refused.', { min: 0.01 }],
    ['The amount must be positive.', { min: 0.01 }],
  ])('of numbers are as the text states them: %s', (sentence, bounds) => {
    const { record } = read(`Users record expenses. Each expense has a title and an amount. ${sentence}`);
    expect(record('Expense')!.fields.find(({ name }) => name === 'amount')).toMatchObject(bounds);
  });
});

it('draws figures over time against the goal that is stated', () => {
  const { rule } = read('Swimmers log swims with a date and a distance. A chart shows each week, with a goal of 12 km.');
  expect(rule('tracking')).toMatchObject({ goal: 12 });
});

it('shows all of what is each one’s own to who is said to see it', () => {
  const { rule } = read('A spa where guests book rooms. Each room has a name. Cleaners see all bookings. Guests sign up.');
  expect(rule('view')).toMatchObject({ by: { roles: ['cleaner'] }, title: 'Bookings of everyone' });
});

it('reports what is asked for by how much, for each of what it belongs to', () => {
  const { rule } = read(
    'Caretakers enter meter readings for a house with a date and a cost. Each house has a name. The owner sees how much each house costs by month, as a chart.',
  );
  expect(rule('report')).toMatchObject({ record: 'meter_reading', group: 'house_id', at: 'date' });
});

it('leaves out what calculators are only asked about', () => {
  const { roles, records, rules } = read(
    'A few calculators for gardeners. A tip calculator and a BMI calculator. Nobody needs an account.',
  );
  expect([roles, records]).toEqual([[], []]);
  expect(rules.map(({ kit }) => kit)).toEqual(['calculator', 'calculator']);
});
