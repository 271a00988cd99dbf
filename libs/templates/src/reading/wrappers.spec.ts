import { readDescription } from './read-description.js';
import { triplesOf } from './triples.testing.js';

const read = (text: string): string[] => triplesOf(readDescription(text));

describe('wrappers', () => {
  it.each([
    'Please implement a tool library that lends tools.',
    'Build a tool library that lends tools.',
    'I want a tool library that lends tools.',
    "I'd like a tool library that lends tools.",
    'We need a tool library that lends tools.',
  ])('go: %s', (text) => {
    expect(read(text)).toEqual(['||tool library', 'tool library|lend|tool']);
  });

  it.each([
    'The system should have functionalities for',
    'The site provides features such as',
    'It should have functions like',
    'Features include:',
  ])('leave what they announce: %s', (frame) => {
    expect(read(`${frame} managing orders, user registration, and exporting lists.`)).toEqual([
      '|manage|order',
      '||user registration',
      '|export|list',
    ]);
  });

  it('leave the name before "function"', () => {
    expect(read('The page should have a plant search function.')).toEqual(['||plant search']);
    expect(read('It has print and share functions.')).toEqual(['||print', '||share']);
  });

  it.each([
    'Allow members to',
    'The app lets members',
    'Members should be able to',
    'Members need to be able to',
    'The site enables members to',
    'We want members to',
    'As a member I want to',
  ])('name who acts: %s', (frame) => {
    expect(read(`${frame} reserve tools.`)).toEqual(['member|reserve|tool']);
  });

  it("leave features after the application's name", () => {
    expect(read('Create an app using Redis, with features such as a notice wall and a login.')).toEqual([
      '||app',
      'app|use|redis',
      '||notice wall',
      '||login',
    ]);
    expect(read('Build a small shop for candles, with a cart and a checkout.')).toEqual(['||shop', '||cart', '||checkout']);
  });

  it('go where something is said to be there or possible', () => {
    expect(read('There should be a page that shows plots.')).toEqual(['||page', 'page|show|plot']);
    expect(read('It should be possible to print labels.')).toEqual(['|print|label']);
    expect(read('It would be nice if members could swap shifts.')).toEqual(['member|swap|shift']);
  });

  it('keep a purpose of the application', () => {
    expect(read('Create a website for growers to share seeds.')).toEqual(['||website', 'grower|share|seed']);
    expect(read('Create an app for storing and sharing recipes.')).toEqual(['||app', '|store|recipe', '|share|recipe']);
  });
});
