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

describe('a form that asks for one of several', () => {
  it('offers whoever fills it in what is theirs', () => {
    expect(project.text('src/services/orders.ts')).toMatch(/export function \w+\(database: Database, viewer: Viewer \| undefined\): \{ value: string/);
    expect(project.test('test/order.test.ts')).toBe('');
    expect(
      project.testWith('src/services/orders.ts', '.all(Number(isOverseer)', '.all(1 + 0 * Number(isOverseer)', 'test/order.test.ts'),
    ).toContain('offers each their own');
  });
});
