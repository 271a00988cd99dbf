import { afterAll, describe, expect, it } from '@jest/globals';
import { designOf } from '../../design/design-of.js';
import { projectOf } from '../quiz/run-project.fixture.js';

const project = projectOf(
  designOf(
    'Lamp shop',
    'Customers place orders for lamps. Each lamp has a name and a price. Customers pay for their orders; each payment has a note. The administrator manages lamps and payments.',
  ).design,
);
afterAll(() => project.remove());

const RULE = /hasRole\(viewer, 'administrator'\) && database\.prepare\('SELECT customer_id AS owner FROM "order" WHERE id = \?'\)/;

describe('payments that are kept', () => {
  it('are noted by whoever owes, and for nobody else by the number of what they owe', () => {
    expect(project.text('src/services/payments.ts')).toMatch(RULE);
    expect(project.test('test/payment.test.ts')).toBe('');
  });

  it('have a test that notices where everybody may', () => {
    const [rule] = RULE.exec(project.text('src/services/payments.ts'))!;
    expect(project.testWith('src/services/payments.ts', `!${rule}`, `false && !${rule}`, 'test/payment.test.ts')).toContain('somebody else');
  });
});
