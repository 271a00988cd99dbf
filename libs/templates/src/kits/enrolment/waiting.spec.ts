import { afterAll, describe, expect, it } from '@jest/globals';
import { designOf } from '../../design/design-of.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const project = projectOf(
  designOf(
    'Dance school',
    'A dance school. Teachers manage courses. Each course has a title, a start date and a capacity. Students register for courses; if a course is full, they go on a waiting list. Each registration has a status (open, confirmed, cancelled).',
  ).design,
);
afterAll(() => project.remove());

const SERVICE = 'src/services/registrations.ts';

describe('a waiting list in the written project', () => {
  it('lets everybody come, and says on both pages who waits', () => {
    expect(project.text('src/pages/courses.ts')).toContain('Join the waiting list');
    expect(project.text('src/pages/courses.ts')).toContain('/registrations?only=waiting');
    expect(project.text('src/pages/registrations.ts')).toContain('on the waiting list');
    expect(project.test('test/registration.test.ts', 'test/registration.rules.test.ts', 'test/course.test.ts')).toBe('');
  });

  it.each([
    ['whoever came later is before', 'other.id < registration.id', 'other.id > registration.id'],
    [
      'whoever cancelled keeps the place',
      "WHEN registration.status IN ('cancelled') THEN 0",
      "WHEN registration.status IN ('nobody') THEN 0",
    ],
    ['whoever is elsewhere passes those who wait', '(registration.course_id = ? OR', '(? OR'],
  ])('has tests that notice where %s', (_, from, to) => {
    const service = project.text(SERVICE);
    expect(service).toContain(from);
    // The rule stands in what is read and in the list of those who wait.
    const parts = service.split(from);
    const [first = '', ...rest] = parts;
    expect(project.testWith(SERVICE, `${first}${from}`, `${first}${to}`, 'test/registration.test.ts')).not.toBe('');
    expect(rest.length).toBeGreaterThan(0);
  });
});
