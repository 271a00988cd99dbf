import { readDescription } from './read-description.js';
import type { Clause } from './reading.types.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));
const clausesOf = (text: string): Clause[] => readDescription(text).sentences.flatMap((sentence) => sentence.clauses);

describe('several who act in one sentence', () => {
  it('act one after the other behind "where"', () => {
    const text =
      'A lending corner where neighbours offer old lamps at the desk, volunteers sort a box, and mark it full, empty or waiting for labels.';
    expect(read(text)).toEqual(['||lending corner', 'neighbour|offer|lamp', 'volunteer|sort|box', 'volunteer|mark|it']);
    const clauses = clausesOf(text);
    expect(clauses[1]).toMatchObject({ kind: 'relative', complements: [{ preposition: 'at', phrase: { name: 'desk' } }] });
    expect(clauses[3]).toMatchObject({ objects: [{ refersTo: { name: 'box' } }], results: ['full', 'empty', 'waiting for labels'] });
  });

  it('act one after the other behind "in which"', () => {
    expect(read('A school in which pupils hand in essays, teachers grade tests and parents book talks.')).toEqual([
      '||school',
      'pupil|hand in|essay',
      'teacher|grade|test',
      'parent|book|talk',
    ]);
    expect(read('A market where guests order food, hosts cook a meal and drivers deliver it.')).toEqual([
      '||market',
      'guest|order|food',
      'host|cook|meal',
      'driver|deliver|it',
    ]);
  });

  it('act with verbs that are rather nouns, or that nothing follows', () => {
    expect(read('A lab in which students reserve benches, tutors confirm courses, admins block benches and experts judge them.')).toEqual([
      '||lab',
      'student|reserve|bench',
      'tutor|confirm|course',
      'admin|block|bench',
      'expert|judge|them',
    ]);
    expect(read('A hall where teams train, trainers rate players, and fans watch.')).toEqual([
      '||hall',
      'team|train|',
      'trainer|rate|player',
      'fan|watch|',
    ]);
    expect(read('Mechanics write down what is broken and order parts.')).toEqual([
      'mechanic|write down|',
      '|break|',
      'mechanic|order|part',
    ]);
  });

  it('leave the verb to the first noun where nobody else acts', () => {
    expect(read('Drivers who finish a tour, enter the mileage.')).toEqual(['driver|finish|tour', 'driver|enter|mileage']);
  });

  it('act behind a colon and a semicolon', () => {
    expect(read('Lecturers tick who came, and the office sends letters.')).toEqual(['lecturer|tick|', 'who|come|', 'office|send|letter']);
  });
});

describe('questions', () => {
  const [, , saved, , lost] = clausesOf(
    'The chair reads a yearly letter: how many boats by type, how many were sold, and how many litres of paint were wasted.',
  );

  it('ask on for what was asked before', () => {
    expect(saved).toMatchObject({ kind: 'question', verb: 'sell', isPassive: true, about: { name: 'boat' } });
    expect(lost).toMatchObject({ kind: 'question', verb: 'waste', about: { head: 'litre', complements: [{ phrase: { name: 'paint' } }] } });
  });

  it('hang side by side on what announces them', () => {
    expect([saved!.parent, lost!.parent]).toEqual([0, 0]);
  });
});
