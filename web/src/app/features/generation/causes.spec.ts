import { causeOf, sentence } from './causes';

it('says a cause in plain words, be it a known one or not', () => {
  expect(causeOf('INVALID_ANSWER')).toBe('The answer was not what was asked for');
  expect(causeOf('SOMETHING_NEW')).toBe('Something new');
});

it('makes a sentence of what a provider said', () => {
  expect(sentence('overloaded')).toBe('Overloaded.');
  expect(sentence('Is it up? ')).toBe('Is it up?');
  expect(sentence('')).toBe('');
});
