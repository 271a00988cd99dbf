import { readDescription } from './read-description.js';
import { triplesOf } from './triples.testing.js';

describe('readDescription', () => {
  it('gives items the subject and verb of what announces them', () => {
    expect(triplesOf(readDescription('Members can:\n- sign up\n- reserve tools'))).toEqual(['member|sign up|', 'member|reserve|tool']);
    expect(triplesOf(readDescription('## Coaches\n- schedule sessions'))).toContain('coach|schedule|session');
    expect(triplesOf(readDescription('Each tool has:\n- a name\n- a category (saw, drill)'))).toEqual([
      'tool|have|',
      'tool|have|name',
      'tool|have|category',
    ]);
    expect(triplesOf(readDescription('The application should have the following features:\n1. booking rooms\n2. guest list'))).toEqual(
      expect.arrayContaining(['|book|room', '||guest list']),
    );
  });

  it('reads a role before a colon or dash as who acts', () => {
    expect(triplesOf(readDescription('- Mechanic: can log repairs'))).toEqual(['mechanic|log|repair']);
    expect(triplesOf(readDescription('- Owner – sees everything'))).toEqual(['owner|see|everything']);
  });

  it('goes on with the subject before a semicolon', () => {
    expect(triplesOf(readDescription('The owner approves orders; sees reports; can close the shop.'))).toEqual([
      'owner|approve|order',
      'owner|see|report',
      'owner|close|shop',
    ]);
  });

  it('reads who is named first in a row as who acts in it', () => {
    expect(triplesOf(readDescription('| Role | Tasks |\n|---|---|\n| Gardener | reserve plots, log harvests |')).slice(2)).toEqual([
      '|| gardener'.replace(' ', ''),
      'gardener|reserve|plot',
      'gardener|log|harvest',
    ]);
  });

  it('reads a heading as a name', () => {
    expect(triplesOf(readDescription('## 2. Harvest log\n\nText follows.'))[0]).toBe('||harvest log');
    expect(triplesOf(readDescription('1.1 Coaches plan sessions\n1.2 Guests look around'))).toEqual(['coach|plan|session', 'guest|look|']);
  });

  it('reads cells one by one', () => {
    const { sentences } = readDescription('| Field | Type |\n|---|---|\n| due date | date |');
    expect(sentences[1]!.clauses.map((clause) => clause.objects[0]!.name)).toEqual(['due date', 'date']);
    expect(sentences[1]!.cells![0]).toMatchObject({ text: 'due date', column: 'Field' });
  });

  it('gives the same for the same', () => {
    const text = 'Members borrow tools. If one is late, they pay.';
    expect(readDescription(text)).toEqual(readDescription(text));
  });

  it('keeps every place within the text, whatever the words are', () => {
    const words =
      'users the a can book , and or . ; : ( ) which that who where how many to for with by of in is are not tools rooms booked each if so such as including - | # " 1. up out them it their own new orders see ensure allow easy'.split(
        ' ',
      );
    let seed = 7;
    const pick = (count: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % count;
    for (let round = 0; round < 150; round += 1) {
      const text = Array.from({ length: 3 + pick(30) }, () => words[pick(words.length)]).join(pick(9) > 0 ? ' ' : '\n');
      let end = 0;
      for (const sentence of readDescription(text).sentences) {
        expect(sentence.from).toBeGreaterThanOrEqual(end);
        expect(sentence.text).toBe(text.slice(sentence.from, sentence.to));
        end = sentence.to;
        for (const clause of sentence.clauses) {
          expect(clause.from >= sentence.from && clause.to <= sentence.to && clause.from <= clause.to).toBe(true);
          if (clause.parent !== undefined) expect(sentence.clauses[clause.parent]).toBeDefined();
        }
      }
    }
  });

  it.each(['Build an app', 'Please make a booking website', 'Make a shop for tea. Build a website', 'Implement a platform'])(
    'reads a text that ends without a full stop: %s',
    (text) => {
      expect(readDescription(text).sentences.at(-1)!.clauses[0]!.objects).toHaveLength(1);
    },
  );

  it('reads nothing out of nothing', () => {
    expect(readDescription('').sentences).toEqual([]);
    expect(readDescription(' \n\n ').sentences).toEqual([]);
  });
});
