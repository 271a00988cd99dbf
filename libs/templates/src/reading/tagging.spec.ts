import { singularOf, isPluralWord, tagTokens } from './tagging.js';
import { cutTokens } from './tokens.js';
import { formsOf, verbBase } from './verb-words.js';

const tag = (text: string): string => {
  const tokens = cutTokens(text, { from: 0, to: text.length });
  tagTokens(tokens, text);
  return tokens.map(({ text: word, pos }) => `${word}/${pos}`).join(' ');
};

describe('words', () => {
  it('are cut at apostrophes, and kept whole at hyphens, in addresses and endings', () => {
    const text = "The owner's e-mail can't hold .csv from https://a.example/x?y=1.";
    expect(cutTokens(text, { from: 0, to: text.length }).map((token) => token.text)).toEqual(
      ['The', 'owner', "'s", 'e-mail', 'ca', "n't", 'hold', '.csv', 'from', 'https://a.example/x?y=1.'].map((word) =>
        word === 'ca' ? 'can' : word === "n't" ? "'t" : word,
      ),
    );
  });

  it('have their places', () => {
    const text = 'x  Don’t go';
    for (const token of cutTokens(text, { from: 3, to: text.length })) expect(text.slice(token.from, token.to)).toBe(token.text);
  });

  it.each([
    ['lent', 'lend'],
    ['taught', 'teach'],
    ['tracking', 'track'],
    ['cancelled', 'cancel'],
    ['approves', 'approve'],
    ['carried', 'carry'],
    ['chosen', 'choose'],
    ['submitting', 'submit'],
    ['brings', 'bring'],
    ['watches', 'watch'],
  ])('%s is a form of %s', (form, base) => expect(verbBase(form)).toBe(base));

  it.each([
    ['companies', 'company'],
    ['people', 'people'],
    ['statuses', 'status'],
    ['series', 'series'],
    ['coaches', 'coach'],
    ['news', 'news'],
    ['children', 'child'],
    ['lenses', 'lens'],
    ['nurses', 'nurse'],
    ['expenses', 'expense'],
    ['headaches', 'headache'],
  ])('%s has the singular %s', (many, one) => expect(singularOf(many)).toBe(one));

  it('tell one from many', () => {
    expect(['status', 'children', 'sales data', 'bus', 'tools'].map((word) => isPluralWord(word.split(' ').at(-1)!))).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('know which forms they can be of a verb', () => {
    expect(formsOf('orders')).toEqual(['s']);
    expect(formsOf('order')).toEqual(['base']);
    expect(formsOf('thing')).toEqual([]);
    expect(formsOf('bring')).toEqual(['base']);
  });

  it('are tagged by what stands before', () => {
    expect(tag('Users should order food to share.')).toBe('Users/NOUN should/AUX order/VERB food/NOUN to/PART share/VERB ./PUNCT');
    expect(tag('send it to guests')).toContain('to/ADP');
    expect(tag("It's free.")).toContain("'s/AUX");
  });
});
