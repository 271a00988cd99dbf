import { afterAll, describe, expect, it } from '@jest/globals';
import { designOf } from '../../design/design-of.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const project = projectOf(
  designOf(
    'Hiking club',
    'A hiking site. Members publish activities and participate in activities. Each activity has a title, a date and a capacity.',
  ).design,
);
afterAll(() => project.remove());

describe('taking part in what others publish', () => {
  it('works once it is published', () => {
    expect(project.text('test/participation.test.ts')).toContain('is_published: 1');
    expect(project.test('test/participation.test.ts', 'test/activity.test.ts')).toBe('');
  });
});
