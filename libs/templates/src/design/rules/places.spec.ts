import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

const outcome = (text: string, words: string): [string, string] => {
  const phrase = designed(text).phrase(words);
  return [phrase.outcome, phrase.evidence.map(({ kind }) => kind).join()];
};

describe('places of what people take part in', () => {
  it.each([
    ['A gym. Trainers publish classes. Members book a place in a class. Each class has a title and a date.', 'class', 'book a place'],
    ['A walking club. Guides publish tours. Walkers reserve a spot on a tour. Each tour has a title.', 'tour', 'reserve a spot'],
    ['A theatre. The director plans workshops with a title and a date. Guests get a seat in a workshop.', 'workshop', 'get a seat'],
    ['A gym with classes. Trainers manage classes, members book a place, and each class takes at most 12 people.', 'class', 'book a place'],
  ])('are booked, each once: %s', (text, table, words) => {
    const { rule, records } = designed(text);
    expect(rule('enrolment')).toMatchObject({ of: table, verb: 'book a place' });
    expect(outcome(text, words)).toEqual(['BUILT', 'RULE,TEST']);
    expect(records).not.toContain('Place');
  });

  it('are none where places are what is kept', () => {
    const { rule } = designed(
      'A camp site. Guests book places. Each place has a number and a price. The warden manages courses with a title.',
    );
    expect(rule('enrolment')).toBeUndefined();
    expect(rule('booking')).toMatchObject({ of: 'place' });
  });

  it('are as many as is said, and that has to be said of each', () => {
    const { field, rule } = designed(
      'A gym. Trainers manage classes with a title, members book a place, and each class takes at most 12 people.',
    );
    expect(field('Class', 'capacity')).toMatchObject({ min: 1, max: 12, required: true });
    expect(rule('enrolment')).toMatchObject({ capacity: 'capacity' });
    expect(rule('enrolment')!.waits).toBeUndefined();
  });

  it('are counted where something can be full, whatever its attributes are', () => {
    const text = 'A language school. Teachers manage courses with a title. Students enrol if the course is not full.';
    const { field, rule } = designed(text);
    expect(field('Course', 'capacity')).toMatchObject({ required: true });
    expect(rule('enrolment')).toMatchObject({ of: 'course', capacity: 'capacity' });
    expect(outcome(text, 'is not full')[0]).toBe('BUILT');
  });
});

describe('a waiting list', () => {
  it.each([
    ['A gym. Members join classes. Each class takes at most 12 people and has a waiting list.', 'has a waiting list'],
    ['A gym. Members join classes. Each class has a title. There is a waiting list.', 'There is a waiting list'],
    [
      'A school. Students register for courses; if a course is full, they go on a waiting list. Each course has a title.',
      'go on a waiting list',
    ],
    [
      'A walking club. Guides publish tours with a title. Walkers book a place on a tour. When a tour is full, walkers join the waiting list and move up when somebody cancels.',
      'join the waiting list',
    ],
    [
      'A walking club. Guides publish tours with a title. Walkers book a place on a tour. When a tour is full, walkers join the waiting list and move up when somebody cancels.',
      'move up when somebody cancels',
    ],
  ])('is kept of those who come when it is full: %s (%s)', (text, words) => {
    const { rule, records, design } = designed(text);
    expect(rule('enrolment')).toMatchObject({ waits: true });
    expect(outcome(text, words)).toEqual(['BUILT', 'RULE,TEST']);
    expect(records).not.toContain('Waiting list');
    expect(design.records.flatMap(({ fields }) => fields.map(({ name }) => name))).not.toContain('waiting_list');
  });

  it('is none where nobody takes part in anything', () => {
    const text = 'A clinic. The nurse manages patients with a name and a phone number. There is a waiting list.';
    expect(designed(text).rule('enrolment')).toBeUndefined();
    expect(outcome(text, 'waiting list')[0]).not.toBe('BUILT');
  });
});
