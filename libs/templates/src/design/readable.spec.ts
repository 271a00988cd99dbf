import { designOf } from './design-of.js';

const phrases = (text: string): string[] => designOf('Own words', text).understanding.phrases.map((phrase) => phrase.text.trim());

describe('phrases', () => {
  it('begin with the words that lead to them', () => {
    const all = phrases('Track my plants: name, species. Tell me each day which plants need water, let me tick them off.');
    expect(all).toEqual(expect.arrayContaining(['Tell me each day which plants need water,', 'let me tick them off.']));
    expect(phrases('Members borrow tools. Students enrol in courses if the course is not full.')).toContain('if the course is not full.');
  });

  it('are no single words that end what stands before', () => {
    const all = phrases('Members borrow tools. I want a warning when something is about to expire. They rate each other.');
    expect(all).toEqual(expect.arrayContaining(['when something is about to expire.', 'They rate each other.']));
    expect(phrases('A website for cooks where users can rate and comment on recipes.').join('|')).not.toMatch(/where\|/);
  });

  it('cover the text, in order', () => {
    const text = 'A choir needs a website with concerts, rehearsals and members. Singers say whether they come, and see who sings.';
    expect(
      designOf('Own words', text)
        .understanding.phrases.map((phrase) => phrase.text)
        .join(''),
    ).toBe(text);
  });
});
