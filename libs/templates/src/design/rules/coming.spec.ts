import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

const FOODS = 'A food bank. Volunteers add foods with a name, a quantity and an expiry date.';

describe('what is coming due', () => {
  it.each([
    [
      `${FOODS} The cook sees which foods are about to expire.`,
      'Foods about to expire',
      [{ field: 'expiry_date', afterDays: 0, beforeDays: 14 }],
    ],
    [`${FOODS} Volunteers see which foods expire soon.`, 'Foods about to expire', [{ field: 'expiry_date', afterDays: 0, beforeDays: 14 }]],
    [`${FOODS} The cook gets a list when something is about to expire.`, 'Foods about to expire', [{ field: 'expiry_date' }]],
    [`${FOODS} The cook sees expired foods.`, 'Expired foods', [{ field: 'expiry_date', beforeDays: 0 }]],
    [`${FOODS} The cook sees which foods are running low.`, 'Foods running low', [{ field: 'quantity', below: 6 }]],
    [
      'A fire brigade. Members manage equipment with a name and an inspection date. Commanders see what is due for inspection.',
      'Equipment due for inspection',
      [{ field: 'inspection_date', beforeDays: 1 }],
    ],
  ])('is a list: %s', (text, title, where) => {
    const { rule, phrase } = designed(text);
    expect(rule('view')).toMatchObject({ title, where });
    const words = /expired?\b|running low|due for/.exec(text)![0];
    expect(phrase(words).outcome).toBe('BUILT');
  });

  it.each([
    ['where nothing has such a day', 'A kitchen. Cooks add foods with a name. The chef sees which foods are about to expire.'],
    ['where two things may be meant', `${FOODS} Cooks add drinks with a name and an expiry date. The cook sees what is about to expire.`],
    ['where a number is of another thing', `${FOODS} The cook sees which donors are running low.`],
    [
      'where only the last time is known',
      'A club. Members add tools with a name and a last inspection date. The warden sees what is due for inspection.',
    ],
    ['where nobody asks for a list', `${FOODS} Foods that are about to expire are cheap.`],
  ])('is none %s', (_, text) => {
    expect(designed(text).rule('view')).toBeUndefined();
  });
});
