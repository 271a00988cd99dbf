import { afterAll, describe, expect, it } from '@jest/globals';
import { design, field, record } from '../../writing/fixtures/make.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const TEST = 'test/changes.test.ts';
const all = { roles: ['keeper'] };
const notes = record('Note', 'Notes', {
  fields: [field('title', 'Title', 'text')],
  access: { read: 'everyone', create: all, change: all, remove: all },
});

describe('liveKit', () => {
  const project = projectOf(
    design('Notes', {
      roles: [{ name: 'Keeper', plural: 'Keepers', slug: 'keeper', joins: 'first', fields: [] }],
      records: [notes],
      rules: [{ kit: 'live', name: 'followChanges', by: 'everyone' }],
    }),
  );
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['nobody waits', 'src/routes/changes.ts', 'await nextChange(WAIT_MS)', 'await undefined'],
    ['a change ends no waiting', 'src/storage/change-log.ts', 'setImmediate(endWaiting)', 'setImmediate(() => undefined)'],
    ['pages do not follow', 'src/pages/layout.ts', 'src="/live.js"', 'src="/script.js"'],
  ])('notices where %s', (_what, path, from, to) => {
    expect(project.testWith(path, from, to, TEST)).not.toBe('');
  });

  it('leaves other projects as they are', () => {
    const other = projectOf(
      design('Notes', {
        records: [{ ...notes, access: { read: 'everyone', create: 'everyone', change: 'everyone', remove: 'everyone' } }],
      }),
    );
    try {
      expect(other.text('src/storage/change-log.ts')).not.toContain('waiting');
      expect(other.text('src/pages/layout.ts')).not.toContain('live.js');
    } finally {
      other.remove();
    }
  });
});
