import { designed } from '../rules/designed.testing.js';

const NOTES = 'Users write notes with a title.';

describe('how it is meant to be', () => {
  it.each([
    ['The user interface should be clear and concise.', 'clear and concise', 'BUILT'],
    ['The website should have a clear navigation menu.', 'navigation menu', 'BUILT'],
    ['Users switch between different pages.', 'switch between', 'BUILT'],
    ['The website should have basic error handling.', 'error handling', 'BUILT'],
    ['The website should provide a good user experience.', 'user experience', 'IGNORED'],
    ['Users switch between different languages.', 'switch between', 'NOT_BUILT'],
  ])('%s', (text, words, outcome) => {
    expect(designed(`${NOTES} ${text}`).phrase(words).outcome).toBe(outcome);
  });
});

describe('what is kept anyway', () => {
  it.each([
    ['Users view the modification history of notes.', 'modification history', 'BUILT'],
    ['The website should have data management functions.', 'data management', 'BUILT'],
    ['Users edit notes and manage the data.', 'manage the data', 'BUILT'],
    ['The website should have data collection functions.', 'data collection', 'NOT_BUILT'],
  ])('%s', (text, words, outcome) => {
    expect(designed(`${NOTES} ${text}`).phrase(words).outcome).toBe(outcome);
  });

  it('is a list of what its adjective names', () => {
    const { phrase } = designed('Please implement a reading platform to manage novels. Users browse the novel list and search novels.');
    expect(phrase('novel list').outcome).toBe('BUILT');
  });

  it('is an order that a step cancels, where one does', () => {
    const text =
      'A shop for tea. Customers order teas, and cancel open orders. The shop should have functionalities such as order placement and cancellation.';
    expect(
      designed(text)
        .phrase('cancellation')
        .evidence.map(({ label }) => label),
    ).toContainEqual(expect.stringMatching(/^Steps of (open )?orders$/));
  });
});
