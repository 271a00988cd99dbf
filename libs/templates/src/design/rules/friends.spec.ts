import { designed } from './designed.testing.js';

describe('friends', () => {
  it.each([
    ['A chat site. Users log in, send messages to others, add friends and remove friends.', 'remove friends'],
    [
      'A chat site. Users log in and send messages to others. The site should have functionalities for friend management.',
      'friend management',
    ],
    ['A chat site. Users send messages to others. Users can apply for friends and accept friend requests.', 'accept friend requests'],
    ['A board game club. Players log in, add friends and manage their friend list.', 'manage their friend list'],
  ])('are two people here who have both said so: %s', (text, words) => {
    const { rule, records, phrase } = designed(text);
    expect(rule('friend')).toMatchObject({ by: 'signed-in' });
    expect(records).not.toContain('Friend');
    expect(phrase(words)).toMatchObject({
      outcome: 'BUILT',
      evidence: expect.arrayContaining([expect.objectContaining({ target: 'test/friends.test.ts' })]),
    });
  });

  it.each([
    ['of whom birthdays are kept', 'Users keep friends. Each friend has a name, a birthday and a phone number. Users add friends.'],
    ['with whom something is shared', 'Editors publish stories with a title. Readers browse stories and share stories with friends.'],
    ['whom a site is friendly to', 'Users add notes with a title. The site has a user-friendly interface.'],
  ])('are none of those %s', (_what, text) => {
    expect(designed(text).rule('friend')).toBeUndefined();
  });

  it('are not invited or recommended by anybody', () => {
    const { phrase } = designed('A chat site. Users send messages to others, add friends and invite friends to events.');
    expect(phrase('invite friends').outcome).toBe('NOT_BUILT');
  });
});
