import { designOf } from './design-of.js';

describe('bounds of numbers', () => {
  const RUNS = 'A log of hikes. Walkers log hikes with a date, a distance in km, a number of people and a fee.';
  it.each<[string, string, { min?: number; max?: number; help: string }]>([
    ['Fees must be above zero.', 'fee', { min: 0.01, help: 'Above zero.' }],
    ['The fee of a hike must be at least 2 and at most 500.', 'fee', { min: 2, max: 500, help: 'At least 2, at most 500.' }],
    ['Hikes with a distance of zero make no sense and are refused.', 'distance', { min: 0.01, help: 'Above zero.' }],
    ['A distance must not be below 3.', 'distance', { min: 3, help: 'At least 3.' }],
    ['The distance must be between 1 and 1,000.', 'distance', { min: 1, max: 1000, help: 'At least 1, at most 1000.' }],
    ['The number of people must be more than one.', 'people', { min: 2, help: 'Above 1.' }],
    ['Fees may not be negative.', 'fee', { min: 0, help: 'At least 0.' }],
  ])('are kept: %s', (sentence, name, expected) => {
    const { design, understanding } = designOf('Hikes', `${RUNS} ${sentence}`);
    expect(design.records.find((one) => one.name === 'Hike')!.fields.find((field) => field.name === name)).toMatchObject(expected);
    expect(understanding.phrases.at(-1)!.outcome).toBe('BUILT');
  });

  it('are none of what is no number of a thing', () => {
    const { design } = designOf('Hikes', `${RUNS} Members must be above zero doubt. A hike must be at least fun.`);
    expect(design.records.flatMap(({ fields }) => fields).filter(({ help }) => help?.startsWith('Above'))).toEqual([]);
  });
});
