import { afterAll, describe, expect, it } from '@jest/globals';
import { design, field, record } from '../../writing/fixtures/make.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const all = { roles: ['host', 'member'] };

describe('sendingKit', () => {
  const project = projectOf(
    design('Cards', {
      roles: [
        { name: 'Host', plural: 'Hosts', slug: 'host', joins: 'first', fields: [] },
        { name: 'Member', plural: 'Members', slug: 'member', joins: 'open', fields: [] },
      ],
      records: [
        record('Card', 'Cards', {
          fields: [
            field('title', 'Title', 'text'),
            field('author_id', 'From', 'person', { required: false, setTo: 'viewer' }),
            field('recipient_id', 'To', 'person', { required: true }),
          ],
          owner: 'author_id',
          access: { read: all, create: all, change: { own: ['member'] }, remove: { own: ['member'] } },
        }),
      ],
      rules: [{ kit: 'sending', name: 'sendCard', by: all, record: 'card', sender: 'author_id', recipient: 'recipient_id' }],
    }),
  );
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['a third sees it', 'src/domain/card.ts', 'card.authorId === viewer.id || card.recipientId', 'card.id > 0 || card.recipientId'],
    [
      'it is listed for a third',
      'src/services/cards.ts',
      '(card.author_id = ? OR card.recipient_id = ?)',
      '(card.author_id = ? OR 1 = 1 OR card.recipient_id = ?)',
    ],
    [
      'sent and received are one',
      'src/services/cards.ts',
      "if (query.only === 'received') where('card.recipient_id = ?'",
      "if (query.only === 'received') where('card.author_id = ?'",
    ],
  ])('notices where %s', (_what, path, from, to) => {
    expect(project.testWith(path, from, to, 'test/card.test.ts')).not.toBe('');
  });
});
