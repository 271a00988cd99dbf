import { designOf } from './design-of.js';

const titleOf = (text: string, name: string): string | undefined =>
  designOf('Test', text).design.records.find((record) => record.name === name)?.title;

describe('titles', () => {
  it.each<[string, string, string]>([
    ['A log of hikes. Walkers log hikes with a date and a distance in km.', 'Hike', 'date'],
    ['A tool for a power company. Clerks enter readings with a date, the kilowatt hours and the cost.', 'Reading', 'date'],
    ['A tracker. Users record deposits with an amount and a weight (kg).', 'Deposit', 'reference'],
    ['An office tool. Agents note calls with a date and what was said.', 'Call', 'date'],
    ['A register of boats. Each boat has a name, a length in m and a year.', 'Boat', 'name'],
    ['A fitness club. The manager manages memberships.', 'Membership', 'plan'],
    ['A register of trainees. The manager adds trainees with a birthday and a grade.', 'Trainee', 'name'],
    ['A club paper. Members write articles with a subject and a text.', 'Article', 'subject'],
  ])('say which one it is: %s', (text, name, title) => {
    expect(titleOf(text, name)).toBe(title);
  });
});
