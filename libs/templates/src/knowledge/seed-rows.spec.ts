import type { Design, DesignRecord, Field, Rule } from '../design/design.types.js';
import { seedPeople, seedRows, type SeedValue } from './seed-rows.js';

const field = (name: string, kind: Field['kind'], rest: Partial<Field> = {}): Field => ({
  name,
  label: name.replaceAll('_', ' '),
  kind,
  required: true,
  origin: 'stated',
  ...rest,
});
function record(name: string, fields: Field[], rest: Partial<DesignRecord> = {}): DesignRecord {
  const table = name.toLowerCase().replace(' ', '_');
  const access = { read: 'everyone', create: 'everyone', change: 'everyone', remove: 'everyone' } as const;
  const words = { variable: table, className: name, table, file: table, path: `${table}s`, createLabel: `Add ${table}` };
  return { name, plural: `${name}s`, ...words, fields, title: fields[0]!.name, access, view: 'table', ...rest };
}
const design = (records: DesignRecord[], rules: Rule[] = []): Design => ({
  name: 'Trial',
  slug: 'trial',
  purpose: 'To try.',
  kind: 'management',
  shape: 'app',
  style: { mood: 'calm', isDark: false },
  roles: [
    { name: 'Keeper', plural: 'Keepers', slug: 'keeper', joins: 'first', fields: [] },
    { name: 'Member', plural: 'Members', slug: 'member', joins: 'open', fields: [] },
  ],
  records,
  rules,
  pages: [],
});
const rowsOf = (made: Design, table: string) => seedRows(made).find((one) => one.table === table)!.rows;
const days = (value: SeedValue | undefined): number => {
  if (value === null || typeof value !== 'object') throw new Error('No time');
  return 'days' in value ? value.days : 'hours' in value ? value.hours / 24 : NaN;
};
const member = field('member_id', 'person', { role: 'member' });
const base = { by: 'signed-in' } as const;

const room = record('Meeting room', [
  field('name', 'text', { isUnique: true }),
  field('seats', 'integer', { min: 1, max: 50 }),
  field('rate', 'money'),
  field('about', 'long-text'),
]);
const key = JSON.stringify;

describe('examples', () => {
  it('are the same each time, parents first, and enough', () => {
    const line = record('Booking', [field('meeting_room_id', 'reference', { references: 'meeting_room' }), member]);
    const made = design([line, room]);
    expect(seedRows(made)).toEqual(seedRows(made));
    expect(seedRows(made).map(({ table }) => table)).toEqual(['meeting_room', 'booking']);
    for (const { rows } of seedRows(made)) {
      expect(rows.length).toBeGreaterThanOrEqual(12);
      expect(rows.length).toBeLessThanOrEqual(40);
    }
    expect(
      rowsOf(made, 'booking').every(
        (row) => Number(row.meeting_room_id) >= 1 && Number(row.meeting_room_id) <= rowsOf(made, 'meeting_room').length,
      ),
    ).toBe(true);
  });

  it('speak of the domain', () => {
    const recipe = record(
      'Recipe',
      [field('title', 'text', { isUnique: true }), field('instructions', 'long-text'), field('servings', 'integer', { min: 1, max: 500 })],
      { thing: 'recipe' },
    );
    const rows = rowsOf(design([recipe]), 'recipe');
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
    expect(rows.map(({ title }) => title)).toContain('Plum cake');
    expect(rows.every(({ servings }) => Number(servings) >= 2 && Number(servings) <= 8)).toBe(true);
    expect(rows.filter(({ instructions }) => /Instructions of|Recipe \d/.test(String(instructions)))).toEqual([]);
    expect(new Set(rows.map(({ instructions }) => instructions)).size).toBeGreaterThan(rows.length / 2);
  });

  it('take the kind that the title is of, and narrower titles where a record is narrower', () => {
    const crop = record('Harvest', [field('crop', 'text'), field('kind', 'enum', { values: ['fruit', 'vegetable', 'herb'] })]);
    const kinds = new Map(rowsOf(design([crop]), 'harvest').map((row) => [row.crop, row.kind]));
    expect(kinds.get('Potatoes')).toBe('vegetable');
    expect(kinds.get('Strawberries')).toBe('fruit');
    expect(rowsOf(design([record('Tea', [field('name', 'text')])]), 'tea').map(({ name }) => name)).toContain('Sencha');
  });

  it('give people names of their own and what is kept of them', () => {
    const made = design([]);
    made.roles[1]!.fields = [field('phone', 'phone'), field('city', 'text')];
    const people = seedPeople(made);
    expect(people.map(({ role, people }) => `${role}: ${people.length}`)).toEqual(['keeper: 2', 'member: 5']);
    expect(new Set(people.flatMap((role) => role.people.map(({ name }) => name))).size).toBe(7);
    expect(people[1]!.people[0]!.profile).toEqual({ phone: expect.stringMatching(/^\+44/), city: expect.stringMatching(/^\p{Lu}/u) });
  });

  it('fit every kind of field', () => {
    const kinds = record('Sprocket', [
      field('name', 'text', { max: 9 }),
      field('state', 'enum', { values: ['a', 'b', 'c'] }),
      field('code', 'text', { setTo: 'code' }),
      field('price', 'money', { min: 2, max: 4 }),
      field('stars', 'rating', { min: 1, max: 5 }),
      field('at', 'time'),
      field('mail', 'email'),
      field('day', 'date'),
      field('moment', 'datetime', { setTo: 'now' }),
      field('is_good', 'boolean'),
      field('tint', 'colour'),
    ]);
    const rows = rowsOf(design([kinds]), 'sprocket');
    expect(new Set(rows.map(({ state }) => state))).toEqual(new Set(['a', 'b', 'c']));
    for (const row of rows) {
      expect(String(row.name).length).toBeLessThanOrEqual(9);
      expect(row.code).toMatch(/^[2-9A-HJKMNP-TV-Z]{6}$/);
      expect(Number(row.price)).toBeGreaterThanOrEqual(2);
      expect(Number(row.price)).toBeLessThanOrEqual(4);
      expect([1, 2, 3, 4, 5]).toContain(row.stars);
      expect(row.at).toMatch(/^\d\d:\d\d$/);
      expect(row.mail).toMatch(/^[a-z.]+@example\.org$/);
      expect(days(row.moment)).toBeLessThanOrEqual(0);
      expect(typeof row.is_good).toBe('boolean');
    }
  });

  it('book nothing twice', () => {
    const booking = record('Booking', [
      field('room_id', 'reference', { references: 'meeting_room' }),
      member,
      field('starts_at', 'datetime'),
      field('ends_at', 'datetime'),
      field('total', 'money'),
    ]);
    const made = design(
      [room, booking],
      [
        {
          ...base,
          kit: 'booking',
          name: 'book',
          record: 'booking',
          of: 'meeting_room',
          resource: 'room_id',
          person: 'member_id',
          start: 'starts_at',
          end: 'ends_at',
          rate: 'rate',
          total: 'total',
        },
      ],
    );
    const rows = rowsOf(made, 'booking');
    for (const one of rows) {
      expect(days(one.ends_at)).toBeGreaterThan(days(one.starts_at));
      const rate = Number(rowsOf(made, 'meeting_room')[Number(one.room_id) - 1]!.rate);
      expect(Number(one.total)).toBeCloseTo(rate * (days(one.ends_at) - days(one.starts_at)) * 24, 1);
      const others = rows.filter((other) => other !== one && other.room_id === one.room_id);
      expect(others.filter((other) => days(other.starts_at) < days(one.ends_at) && days(one.starts_at) < days(other.ends_at))).toEqual([]);
    }
    expect(rows.some((row) => days(row.starts_at) > 0)).toBe(true);
    expect(rows.some((row) => days(row.starts_at) < 0)).toBe(true);
  });

  it('lend each thing once at a time, some late and some back', () => {
    const loan = record('Loan', [
      field('room_id', 'reference', { references: 'meeting_room' }),
      member,
      field('lent_on', 'date'),
      field('due_on', 'date'),
      field('returned_on', 'date', { required: false }),
    ]);
    const rule: Rule = {
      ...base,
      kit: 'loan',
      name: 'lend',
      record: 'loan',
      of: 'meeting_room',
      resource: 'room_id',
      person: 'member_id',
      lentOn: 'lent_on',
      dueOn: 'due_on',
      returnedOn: 'returned_on',
      days: 21,
    };
    const rows = rowsOf(design([room, loan], [rule]), 'loan');
    const open = rows.filter((row) => row.returned_on === null);
    expect(open.some((row) => days(row.due_on) < 0)).toBe(true);
    expect(open.some((row) => days(row.due_on) >= 0)).toBe(true);
    for (const one of rows) {
      expect(days(one.due_on) - days(one.lent_on)).toBe(21);
      expect(days(one.lent_on)).toBeLessThanOrEqual(0);
      const until = (row: Record<string, SeedValue>) => (row.returned_on === null ? 1000 : days(row.returned_on));
      expect(until(one)).toBeGreaterThan(days(one.lent_on));
      if (one.returned_on !== null) expect(days(one.returned_on)).toBeLessThanOrEqual(0);
      const others = rows.filter((other) => other !== one && other.room_id === one.room_id);
      expect(others.filter((other) => days(other.lent_on) < until(one) && days(one.lent_on) < until(other))).toEqual([]);
    }
  });

  it('let nobody in twice, nor more than there is room for', () => {
    const entry = record('Entry', [field('room_id', 'reference', { references: 'meeting_room' }), member]);
    const rule: Rule = {
      ...base,
      kit: 'enrolment',
      name: 'enter',
      record: 'entry',
      of: 'meeting_room',
      resource: 'room_id',
      person: 'member_id',
      capacity: 'seats',
      verb: 'Enter',
    };
    const made = design(
      [{ ...room, fields: room.fields.map((one) => (one.name === 'seats' ? { ...one, min: 1, max: 3 } : one)) }, entry],
      [rule],
    );
    const rows = rowsOf(made, 'entry');
    expect(new Set(rows.map((row) => key([row.room_id, row.member_id]))).size).toBe(rows.length);
    rowsOf(made, 'meeting_room').forEach(({ seats }, at) =>
      expect(rows.filter((row) => row.room_id === at + 1).length).toBeLessThanOrEqual(Number(seats)),
    );
  });

  it('spread over the states, with what the steps leave behind', () => {
    const thing = record('Repair', [
      field('what', 'text'),
      field('status', 'enum', { values: ['new', 'claimed', 'fixed'], isRuled: true }),
      field('member_id', 'person', { role: 'member', required: false }),
      field('fixed_at', 'datetime', { required: false }),
      field('brought_at', 'datetime', { setTo: 'now' }),
    ]);
    const rule: Rule = {
      ...base,
      kit: 'lifecycle',
      name: 'repair',
      record: 'repair',
      field: 'status',
      initial: 'new',
      steps: [
        { name: 'claim', label: 'Claim', from: ['new'], to: 'claimed', by: 'signed-in', takes: 'member_id' },
        { name: 'fix', label: 'Fix', from: ['claimed'], to: 'fixed', by: 'signed-in', stamps: 'fixed_at' },
      ],
    };
    const rows = rowsOf(design([thing], [rule]), 'repair');
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['new', 'claimed', 'fixed']));
    for (const row of rows) {
      expect(row.member_id === null).toBe(row.status === 'new');
      expect(row.fixed_at === null).toBe(row.status !== 'fixed');
      if (row.fixed_at !== null) expect(days(row.fixed_at)).toBeGreaterThanOrEqual(days(row.brought_at));
    }
  });

  it('add up in orders', () => {
    const product = record('Product', [field('name', 'text'), field('price', 'money'), field('stock', 'integer', { min: 0 })]);
    const order = record('Order', [field('number', 'text'), member, field('total', 'money')]);
    const line = record('Order line', [
      field('order_id', 'reference', { references: 'order' }),
      field('product_id', 'reference', { references: 'product' }),
      field('quantity', 'integer', { min: 1 }),
      field('price', 'money'),
    ]);
    const rule: Rule = {
      ...base,
      kit: 'cart',
      name: 'buy',
      product: 'product',
      price: 'price',
      stock: 'stock',
      order: 'order',
      line: 'order_line',
      person: 'member_id',
    };
    const made = design([order, product, line], [rule]);
    const lines = rowsOf(made, 'order_line');
    rowsOf(made, 'order').forEach(({ total }, at) => {
      const own = lines.filter((row) => row.order_id === at + 1);
      expect(own.length).toBeGreaterThan(0);
      expect(own.reduce((sum, row) => sum + Number(row.price) * Number(row.quantity), 0)).toBeCloseTo(Number(total), 2);
    });
    expect(lines.every((row) => row.price === rowsOf(made, 'product')[Number(row.product_id) - 1]!.price)).toBe(true);
  });

  it('vote once for a poll, for one of its own options', () => {
    const poll = record('Poll', [field('question', 'text')]);
    const option = record('Option', [field('label', 'text'), field('poll_id', 'reference', { references: 'poll' })]);
    const vote = record('Vote', [
      field('option_id', 'reference', { references: 'option' }),
      field('poll_id', 'reference', { references: 'poll' }),
      member,
    ]);
    const made = design([poll, option, vote], [{ ...base, kit: 'poll', name: 'vote', poll: 'poll', option: 'option', vote: 'vote' }]);
    const votes = rowsOf(made, 'vote');
    expect(new Set(votes.map((row) => key([row.poll_id, row.member_id]))).size).toBe(votes.length);
    expect(votes.every((row) => rowsOf(made, 'option')[Number(row.option_id) - 1]!.poll_id === row.poll_id)).toBe(true);
  });

  it('track evenly up to today, and write messages to others', () => {
    const weight = record('Weighing', [field('weight', 'decimal', { unit: 'kg' }), field('day', 'date')]);
    const message = record('Message', [
      field('text', 'long-text'),
      field('from_id', 'person', { role: 'member' }),
      field('to_id', 'person', { role: 'member' }),
    ]);
    const made = design(
      [weight, message],
      [
        { ...base, kit: 'tracking', name: 'weigh', record: 'weighing', value: 'weight', at: 'day', how: 'last' },
        { ...base, kit: 'message', name: 'write', record: 'message' },
      ],
    );
    const times = rowsOf(made, 'weighing').map((row) => days(row.day));
    expect(times).toEqual([...times].sort((one, two) => one - two));
    expect(times[0]).toBeLessThan(-80);
    expect(times.at(-1)).toBeLessThanOrEqual(0);
    expect(rowsOf(made, 'message').filter((row) => key(row.from_id) === key(row.to_id))).toEqual([]);
  });
});
