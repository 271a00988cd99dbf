import { readDescription } from './read-description.js';

const topic = (text: string): string => readDescription(text).sentences.at(-1)!.topic;

describe('topics', () => {
  it.each([
    'Use sage green for the background and clay for the buttons.',
    'Color all components with copper.',
    'The theme should be dark.',
    'Keep it playful, with rounded corners and a warm palette.',
  ])('looks: %s', (text) => expect(topic(text)).toBe('style'));

  it.each(['Use TypeScript and PostgreSQL.', 'The frontend should be written in React.', 'We use MySQL and Express.'])(
    'technology: %s',
    (text) => expect(topic(text)).toBe('technology'),
  );

  it.each([
    'It should be fast and secure.',
    'The site must be user-friendly.',
    'The website should adapt to different screen sizes.',
    'The interface must load fast and work on phones.',
  ])('quality: %s', (text) => expect(topic(text)).toBe('quality'));

  it.each(['Thank you!', 'Hi there, I am Anna.', 'Please implement the following.'])('talk: %s', (text) =>
    expect(topic(text)).toBe('talk'),
  );

  it.each([
    'Users choose a background colour for their profile.',
    'Members rate tools.',
    'A calculator that computes the BMI.',
    'Create a REST API for recipes.',
    'The site should have a user-friendly interface that lists open plots.',
    'Volunteers drive fast.',
    'The site should have a clear menu, including home, about us and contact us.',
  ])('to be built: %s', (text) => expect(topic(text)).toBe('build'));
});
