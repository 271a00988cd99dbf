import { afterAll, describe, expect, it } from '@jest/globals';
import { designOf } from '../design/design-of.js';
import { projectOf } from './quiz/run-project.fixture.js';

const project = projectOf(
  designOf(
    'Rowing club',
    'A rowing club. Members reserve boats. A damaged boat cannot be reserved until the boatman has repaired it. Each boat has a name.',
  ).design,
);
afterAll(() => project.remove());

describe('a thing that nobody takes in some of its states', () => {
  it('is refused, and offers no button', () => {
    expect(project.text('src/pages/boats.ts')).toContain('isBoatUsable(boat) && {');
    expect(project.text('src/services/boats.ts')).toContain("boat.status NOT IN ('damaged')");
    expect(project.test('test/booking.test.ts', 'test/booking.rules.test.ts', 'test/boat.test.ts', 'test/boat.rules.test.ts')).toBe('');
  });

  it('has a test that notices where it is taken all the same', () => {
    const path = 'src/services/bookings.ts';
    const [first] = project.text(path).split("status IN ('damaged')");
    expect(
      project.testWith(
        path,
        `${first}status IN ('damaged')`,
        `${first}status IN ('none')`,
        'test/booking.test.ts',
        'test/booking.rules.test.ts',
      ),
    ).toContain('given it is damaged');
  });
});
