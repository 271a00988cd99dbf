import { designed } from './designed.testing.js';

describe('what is sent', () => {
  it('goes from one to another, who sees what was received', () => {
    const { rule, field, phrase } = designed(
      'A site for postcards. Users log in, send postcards to other users, view postcards they have received and manage sent postcards.',
    );
    expect(rule('sending')).toMatchObject({ recipient: 'recipient_id' });
    expect(field('Postcard', 'recipient_id')).toMatchObject({ kind: 'person', required: true });
    for (const words of ['send postcards', 'they have received', 'manage sent postcards']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it.each([
    ['to whom nobody here is', 'Editors write newsletters with a title. Editors send newsletters to printers.'],
    ['what is ordered', 'Customers order teas. Customers send orders to other users.'],
  ])('is nothing %s', (_what, text) => {
    expect(designed(text).rule('sending')).toBeUndefined();
  });
});

describe('messages', () => {
  it('carry pictures and files where these are sent', () => {
    const { field, phrase } = designed('A chat site. Users send messages, images and files to other users.');
    expect(field('Message', 'attachment')).toMatchObject({ kind: 'file', required: false });
    for (const words of ['images', 'files']) expect(phrase(words).outcome).toBe('BUILT');
  });

  it('are words where nobody sends more', () => {
    expect(designed('A chat site. Users send messages to other users.').field('Message', 'attachment')).toBeUndefined();
  });

  it('hold no voices', () => {
    expect(designed('A chat site. Users send messages, images and voice messages to other users.').phrase('voice messages').outcome).toBe(
      'NOT_BUILT',
    );
  });
});
