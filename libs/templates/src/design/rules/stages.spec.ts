import { designed } from './designed.testing.js';

const SHIPMENTS =
  'A delivery service. Customers submit parcels with a weight and an address. Couriers accept parcels and update parcel status. Customers view parcel status.';

describe('where something stands, without its states being named', () => {
  it('is said by those who are said to update it, one state after the other', () => {
    const { rule } = designed(SHIPMENTS);
    const steps = rule('lifecycle', 'parcel')!.steps.map(({ from, to, by }) => [...from, to, by]);
    const couriers = { roles: ['courier'] };
    expect(steps).toEqual([
      ['submitted', 'accepted', couriers],
      ['accepted', 'in progress', couriers],
      ['in progress', 'done', couriers],
    ]);
  });

  it('has the states that such things usually have, where no act leads to one', () => {
    const { rule, field } = designed('Gardeners add tasks with a title. Gardeners change the status of tasks.');
    const { initial, steps } = rule('lifecycle', 'task')!;
    expect([initial, ...steps.map(({ to }) => to)]).toEqual(field('Task', 'status')!.values);
    expect(steps.length).toBeGreaterThan(1);
  });

  it('is not for whoever asks for something to say', () => {
    const { rule } = designed(
      'Residents submit complaints with a text and a status (new, checked, settled). The caretaker manages complaints.',
    );
    for (const { by } of rule('lifecycle', 'complaint')!.steps) expect(by).toEqual({ roles: ['caretaker'] });
  });
});

describe('a status that is looked at', () => {
  it('is kept of what is handed in, and moved on by those who run the place', () => {
    const { rule, field, phrase } = designed(
      'A housing office. Tenants submit applications and view application status. Each application has a title and a text. The administrator manages applications.',
    );
    expect(field('Application', 'status')).toMatchObject({ kind: 'enum', isRuled: true });
    expect(rule('lifecycle', 'application')!.steps.every(({ by }) => JSON.stringify(by) === '{"roles":["administrator"]}')).toBe(true);
    expect(phrase('view application status').outcome).toBe('BUILT');
  });

  it('is updated by those whose steps they are', () => {
    const { phrase } = designed(
      'A courier service. Users place orders. Drivers accept orders and update order status. Each order has a starting point and an end.',
    );
    expect(phrase('update order status').outcome).toBe('BUILT');
  });
});
