import { CLAUSES_GOLD } from './clauses.gold.js';
import { readDescription } from './read-description.js';
import { triplesOf } from './triples.testing.js';

const clean = (triple: string): string =>
  triple
    .split('|')
    .map((part) => part.trim())
    .join('|');

describe('who does what to which', () => {
  it('is right in nine of ten cases at least', () => {
    let hits = 0;
    let found = 0;
    let wanted = 0;
    const wrong: string[] = [];
    for (const { text, triples } of CLAUSES_GOLD) {
      const read = triplesOf(readDescription(text));
      found += read.length;
      wanted += triples.length;
      for (const triple of triples.map(clean)) {
        const at = read.indexOf(triple);
        if (at < 0) wrong.push(`${text} -> ${triple}`);
        else {
          hits += 1;
          read.splice(at, 1);
        }
      }
    }
    const f1 = (2 * hits) / (found + wanted);
    expect({ f1: f1 >= 0.9, wrong: f1 >= 0.9 ? [] : wrong }).toEqual({ f1: true, wrong: [] });
    expect(wanted).toBeGreaterThan(120);
  });
});
