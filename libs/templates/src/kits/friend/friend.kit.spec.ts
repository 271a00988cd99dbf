import { afterAll, describe, expect, it } from '@jest/globals';
import { design, field, record } from '../../writing/fixtures/make.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const SERVICE = 'src/services/friends.ts';
const TEST = 'test/friends.test.ts';
const first = { roles: ['host'] };

describe('friendKit', () => {
  const project = projectOf(
    design('Players', {
      roles: [
        { name: 'Host', plural: 'Hosts', slug: 'host', joins: 'first', fields: [] },
        { name: 'Player', plural: 'Players', slug: 'player', joins: 'open', fields: [] },
      ],
      records: [
        record('Table', 'Tables', {
          fields: [field('title', 'Title', 'text')],
          access: { read: 'everyone', create: first, change: first, remove: first },
        }),
      ],
      rules: [{ kit: 'friend', name: 'addFriend', by: 'signed-in' }],
    }),
  );
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    [
      'nobody has to agree',
      'INSERT INTO friendship (asked_by_id, asked_id) VALUES (?, ?)',
      "INSERT INTO friendship (asked_by_id, asked_id, accepted_at) VALUES (?, ?, '2026')",
    ],
    ['one agrees for the other', 'WHERE asked_by_id = ? AND asked_id = ? AND accepted_at IS NULL', 'WHERE ? <> ? AND accepted_at IS NULL'],
    ['it is shown before it is agreed', 'AND accepted_at IS NOT NULL', ''],
    ['others see it', 'WHERE ?1 IN (asked_by_id, asked_id) AND accepted_at IS NULL', 'WHERE ?1 = ?1 AND accepted_at IS NULL'],
    ['one can ask oneself', ' || otherId === viewer.id', ''],
    ['only who asked may end it', ' OR (asked_by_id = ?2 AND asked_id = ?1)', ''],
  ])('notices where %s', (_what, from, to) => {
    expect(project.testWith(SERVICE, from, to, TEST)).not.toBe('');
  });
});
