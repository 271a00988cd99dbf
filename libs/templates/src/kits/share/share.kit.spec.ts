import { afterAll, describe, expect, it } from '@jest/globals';
import { design, field, record } from '../../writing/fixtures/make.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const first = { roles: ['editor'] };

describe('shareKit', () => {
  const project = projectOf(
    design('Stories', {
      roles: [{ name: 'Editor', plural: 'Editors', slug: 'editor', joins: 'first', fields: [] }],
      records: [
        record('Story', 'Stories', {
          fields: [field('title', 'Title', 'text'), field('text', 'Text', 'long-text')],
          access: { read: 'everyone', create: first, change: first, remove: first },
        }),
      ],
      rules: [{ kit: 'share', name: 'shareStory', by: 'everyone', record: 'story' }],
    }),
  );
  afterAll(() => project.remove());

  it('writes a project whose tests pass', () => {
    expect(project.test()).toBe('');
  });

  it.each([
    ['/stories/${story.id}`;\n  const link', '/stories`;\n  const link'],
    ["{ label: 'By email', href: `mailto:?subject=${title}&body=${link}` },", ''],
  ])('given %j becomes %j, a test fails', (from, to) => {
    expect(project.testWith('src/pages/stories.ts', from, to, 'test/story.test.ts')).not.toBe('');
  });
});
