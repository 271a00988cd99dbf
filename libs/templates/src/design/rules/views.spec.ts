import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

const views = (text: string) => designed(text).design.rules.flatMap((rule) => (rule.kit === 'view' ? [rule] : []));

describe('lists with a condition', () => {
  it.each([
    [
      'what nobody has booked, under one of the names that it has',
      'A hotel. Guests book rooms and browse available rooms. Each room has a number. The receptionist sees a list of free rooms.',
      [{ record: 'room', title: 'Available rooms', where: [{ booked: false }] }],
    ],
    [
      'what is in, what is out and what is late of things that are lent',
      'A tool library where members borrow tools. Each tool has a name. Members see which tools are available. The librarian sees which tools are out. Tools that are late are shown in a list.',
      [
        { record: 'tool', where: [{ booked: false }] },
        { record: 'tool', where: [{ booked: true }] },
        {
          record: 'loan',
          title: 'Late loans',
          where: [
            { field: 'returned_on', isEmpty: true },
            { field: 'due_on', beforeDays: 0 },
          ],
        },
      ],
    ],
    [
      'what is overdue and not done',
      'A team. Members create tasks with a title, a due date and a status (open, doing, done). The leader sees a list of overdue tasks.',
      [
        {
          record: 'task',
          where: [
            { field: 'status', is: ['open', 'doing'] },
            { field: 'due_date', beforeDays: 0 },
          ],
        },
      ],
    ],
    [
      'overdue ones of what was spoken of before',
      'Freelancers create invoices with a client, an amount and a due date. Invoices are marked as paid; overdue ones are listed.',
      [{ record: 'invoice', title: 'Overdue invoices', sort: 'due_date' }],
    ],
    [
      'numbers on one side, by the unit',
      'The caretaker keeps meter readings with a date and a consumption. Readings that are above 5000 kilowatt hours are listed as unusual.',
      [{ record: 'meter_reading', where: [{ field: 'consumption', above: 5000 }], sort: '-consumption' }],
    ],
    [
      'at least so much, by the name of the number',
      'A workshop. The storekeeper manages parts with a name, a weight and a quantity. The manager sees parts with a quantity of at most 10.',
      [{ record: 'part', where: [{ field: 'quantity', below: 11 }] }],
    ],
    [
      'so many of the latest, of those that are published',
      'A blog. The author publishes posts with a title, a text and a date. The home page shows the latest five posts.',
      [{ record: 'post', where: [{ field: 'is_published', is: ['true'] }], sort: '-date', limit: 5 }],
    ],
    [
      'what is free, what is out and what is late, where nothing but "what" says of which',
      'A tool library. Members borrow tools by a due date and see what is free, what is out and what is overdue. Each tool has a name.',
      [
        { record: 'tool', title: 'Free tools', where: [{ booked: false }] },
        { record: 'tool', where: [{ booked: true }] },
        { record: 'loan', title: 'Overdue loans', sort: 'due_on' },
      ],
    ],
    [
      'what is in a state that only one kind of thing has',
      'A workshop. Customers bring bikes. Each bike has a frame number and a status (new, ready, collected). The mechanic sees what is ready.',
      [{ record: 'bike', title: 'Ready bikes', where: [{ field: 'status', is: ['ready'] }] }],
    ],
  ])('hold %s', (_, text, expected) => {
    expect(views(text)).toMatchObject(expected);
    expect(views(text)).toHaveLength(expected.length);
  });

  it('keeps no state of whether something is taken beside the rule that knows', () => {
    const { record } = designed('A tool library where members borrow tools. Each tool has a name.');
    expect(record('Tool').fields.flatMap(({ values }) => values ?? [])).not.toContain('lent');
  });

  it('lists nothing where a number says who may', () => {
    expect(views('A club. Members over 18 rent boats. Each boat has a name and a length.')).toEqual([]);
  });

  it('lists nothing where "what" may be several things', () => {
    expect(
      views('A club. Members book boats. Members book courts. Each boat has a name and each court has a number. Members see what is free.'),
    ).toEqual([]);
  });

  it('has unread messages by the conversations themselves', () => {
    const { phrase, design } = designed('A club. Members send messages to each other. Members see unread messages.');
    expect(phrase('unread messages').evidence.map(({ kind }) => kind)).toContain('RULE');
    expect(design.rules.some(({ kit }) => kit === 'view')).toBe(false);
  });
});
