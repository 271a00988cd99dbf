import { readDescription } from '../reading/read-description.js';
import { listedFrom } from './attribute-list.js';

/** The items that a sentence lists from some words on, as "words kind unit|values". */
function listed(text: string, first: string): string[] {
  const [sentence] = readDescription(text).sentences;
  return listedFrom({ sentence: sentence!, clause: sentence!.clauses[0]! }, text.indexOf(first), text).map(({ words, field }) =>
    [words, field && field.kind, field?.unit ?? field?.values?.join('|')].filter(Boolean).join(' '),
  );
}

describe('lists of attributes', () => {
  it.each([
    [
      'Walkers log hikes with a date, a distance in km, how many minutes it took and how it felt (easy, fine, hard).',
      'a date',
      ['date', 'distance decimal km', 'minutes integer', 'feeling enum easy|fine|hard'],
    ],
    [
      'Every vase has a name, a price in dollars and the number in stock, and the owner sells them.',
      'a name',
      ['name', 'price money $', 'stock integer'],
    ],
    [
      'Users note costs with an amount in euros, a category (rent, food) and who paid.',
      'an amount',
      ['amount money €', 'category enum rent|food', 'paid by text'],
    ],
    [
      'Agents keep leads with a name, a phone number and a stage: new, called, won or lost.',
      'a name',
      ['name', 'phone number', 'stage enum new|called|won|lost'],
    ],
    [
      'Visitors view plant information, including care instructions, origins, and watering status.',
      'care',
      ['care instructions', 'origins', 'watering status'],
    ],
    [
      'Every hut has a name, the number of people who fit in and a price per night.',
      'a name',
      ['name', 'people integer', 'price per night money'],
    ],
    [
      'Members open threads in a category such as tools, wood or paint, and others answer.',
      'a category',
      ['category enum tools|wood|paint'],
    ],
    ['Users add books with a title and a cover, and rate them.', 'a title', ['title', 'cover']],
    ['Users add books with a title and a cover so that others find them.', 'a title', ['title', 'cover']],
    ['They note calls with a date and what was said.', 'a date', ['date', 'notes long-text']],
    ['Buildings have a name and a floor area in square metres.', 'a name', ['name', 'floor area decimal m²']],
  ])('are read to their end: %s', (text, first, expected) => {
    expect(listed(text, first)).toEqual(expected);
  });
});
