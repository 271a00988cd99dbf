import { readDescription } from './read-description.js';
import type { Clause } from './reading.types.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));
const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);

describe('what stands beside the object', () => {
  it('may be a number on its own', () => {
    const [grade] = clausesOf('Tasters grade wines from 1 to 20, write a note and see the mean.');
    expect(grade).toMatchObject({ verb: 'grade', complements: [{ preposition: 'from', phrase: { count: '1 to 20', name: '1 to 20' } }] });
    expect(clausesOf('Tasters grade wines from 1 to 5 stars.')[0]!.complements[0]!.phrase).toMatchObject({ name: 'star', count: '1 to 5' });
  });

  it('may say when in two words, so that a verb follows', () => {
    const clauses = clausesOf('Guests bring keys back on time and report damage.');
    expect(clauses[0]).toMatchObject({ verb: 'bring back', complements: [], adverbs: ['on time'] });
    expect(read('Guests return keys on time and order food.')).toEqual(['guest|return|key', 'guest|order|food']);
    expect(read('Guests see dates and order status.')).toEqual(['guest|see|date', 'guest|see|order status']);
  });
});

describe('states', () => {
  it('are states where they could be verbs', () => {
    expect(clausesOf('Helpers mark it clean, broken or lost.')).toMatchObject([{ verb: 'mark', results: ['clean', 'broken', 'lost'] }]);
    expect(clausesOf('Clerks keep the gate closed and open the windows.')).toMatchObject([
      { verb: 'keep', results: ['closed'] },
      { verb: 'open', objects: [{ name: 'window' }] },
    ]);
  });
});

describe('names of companies', () => {
  it('are whole with their "Co., Ltd."', () => {
    expect(read('The kiosk is run by Moon Bikes Co., Ltd. and sells tyres.')).toEqual([
      'moon bikes co., ltd.|run|kiosk',
      'kiosk|sell|tyre',
    ]);
    expect(read('Moon Bikes Co., Ltd. sells tyres.')).toEqual(['moon bikes co., ltd.|sell|tyre']);
  });
});
