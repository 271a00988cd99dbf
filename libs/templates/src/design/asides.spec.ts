import { designOf, NothingUnderstood } from './design-of.js';

const designed = (text: string) => designOf('Test project', text);
const records = (text: string): string[] =>
  designed(text)
    .design.records.map(({ name }) => name)
    .sort();

describe('what stands beside the wish', () => {
  it.each([
    ['aims', 'A website to resolve parking conflicts and to promote tourism. Users report cars.', ['Car']],
    [
      'lists of attributes',
      'An archive. Editors write articles and see metadata, including book title, publication date, publisher, volume, issue and ISBN.',
      ['Article'],
    ],
    ['parts of a site', 'The website has three parts: home page, boat list and contact. Users add boats.', ['Boat', 'Enquiry']],
    ['the game that is played', 'Build a daily page for a game. The page displays the tasks of the game. Players complete tasks.', ['Task']],
  ])('keeps nothing of %s', (_, text, expected) => expect(records(text)).toEqual(expected));

  it('keeps what stands in a list of things', () =>
    expect(
      records('A stock system. It should have modules such as product management, supplier management, invoice management and reports.'),
    ).toEqual(['Invoice', 'Product', 'Supplier']));

  it.each([
    'Please fix the error on our lending website. Members borrow tools.',
    'Upgrade the version of our online shop. Customers buy products.',
    'Could you please optimize an existing web application? Users browse films.',
  ])('refuses to mend what is there: %s', (text) => expect(() => designed(text)).toThrow(NothingUnderstood));

  it.each([
    'A repair café. Visitors bring items, and volunteers repair items.',
    'Optimize our week: members plan meals and share recipes.',
    'Technicians fix the errors of machines and log repairs.',
  ])('takes no work of people for mending: %s', (text) => expect(records(text).length).toBeGreaterThan(0));

  it.each([
    ['A form designer website. Users create forms.', /tool of its own/],
    ['A word processing application. Users write documents.', /tool of its own/],
    ['A page to run Python scripts. Users upload scripts and save scripts.', /machine/],
    ['A UI framework. Users browse components and download components.', /programmers/],
  ])('warns of tools: %s', (text, warning) => expect(designed(text).understanding.warnings.join()).toMatch(warning));
});
