import { designed } from './designed.testing.js';

describe('what is asked for in real time', () => {
  it.each([
    ['Users log in and chat with each other in real time.', 'in real time'],
    ['Members log in and send messages to others. The website should have functionalities for real-time chat.', 'real-time chat'],
    ['Members post offers with a title and a price. Members view real-time offers.', 'real-time offers'],
  ])('is shown as soon as people here do it: %s', (text, words) => {
    const { rule, phrase } = designed(text);
    expect(rule('live')).toBeDefined();
    expect(phrase(words)).toMatchObject({
      outcome: 'BUILT',
      evidence: expect.arrayContaining([expect.objectContaining({ target: 'test/changes.test.ts' })]),
    });
  });

  it.each([
    [
      'what the administrator types',
      'The administrator manages stock prices with a value. Visitors view real-time stock prices.',
      'real-time stock prices',
    ],
    ['what nobody here makes', 'Users log in, send messages to others and view real-time traffic data.', 'real-time traffic data'],
  ])('is not %s', (_what, text, words) => {
    expect(designed(text).phrase(words).outcome).toBe('NOT_BUILT');
  });

  it('costs nothing where nobody asks for it', () => {
    expect(designed('Users add notes with a title.').rule('live')).toBeUndefined();
  });
});
