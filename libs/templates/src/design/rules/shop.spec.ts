import { describe, expect, it } from '@jest/globals';
import { designed } from './designed.testing.js';

describe('orders', () => {
  it.each([
    [
      'that are placed for something',
      'Customers browse services and place orders for selected services. Each service has a name and a price.',
      'service',
    ],
    ['of something', 'Customers request orders of planks. Each plank has a length and a price.', 'plank'],
    ['that are booked', 'Clients can book orders for cleaning packages. Each cleaning package has a name and a price.', 'cleaning_package'],
    ['of whatever has a price for all to see', 'Customers order sculptures. Each sculpture has a name and a price.', 'sculpture'],
  ])('are made %s', (_, text, product) => {
    const { rule, records } = designed(`A platform of a family business. ${text} The owner manages orders.`);
    expect(rule('cart')).toMatchObject({ product, order: 'order', line: 'order_line' });
    expect(records).not.toContain('Booking');
  });

  it('need no stock of what is done or cooked', () => {
    expect(designed('A canteen. Guests order dishes. Each dish has a name and a price.').rule('cart')!.stock).toBeUndefined();
    expect(designed('A canteen. Guests order dishes. Each dish has a name, a price and a quantity.').rule('cart')!.stock).toBe('quantity');
    expect(designed('A shop. Customers order planks. Each plank has a name and a price.').rule('cart')!.stock).toBe('stock');
  });

  it('stand where those who run the shop say, at a total that nobody types', () => {
    const { record, rule, field } = designed(
      'A platform for home services. Customers place orders for services and view the status of their orders. Each service has a name and a price. The administrator manages services.',
    );
    const steps = rule('lifecycle', 'order')!.steps;
    expect(steps.map(({ to, by }) => [to, by])).toEqual([
      ['accepted', { roles: ['administrator'] }],
      ['done', { roles: ['administrator'] }],
      ['cancelled', { own: ['customer'] }],
    ]);
    expect(field('Order', 'total')).toMatchObject({ isRuled: true });
    expect(field('Order', 'status')).toMatchObject({ isRuled: true });
    expect(record('Order').access.remove).toEqual({ roles: ['administrator'] });
  });

  it('have payments of what is owed, which those who run the shop confirm', () => {
    const { record, rule, field, phrase } = designed(
      'A tailor works online. Customers order garments and make payments. Each garment has a name and a price. The administrator manages payments.',
    );
    expect(field('Payment', 'order_id')).toMatchObject({ required: true, references: 'order' });
    expect([field('Payment', 'amount')!.isRuled, field('Payment', 'status')!.isRuled]).toEqual([true, true]);
    expect(record('Payment').access).toEqual({
      read: { own: ['customer'] },
      create: { roles: ['customer'] },
      change: { roles: ['administrator'] },
      remove: { roles: ['administrator'] },
    });
    expect(rule('payment')!.kept).toEqual({ record: 'payment', of: 'order_id', amount: 'amount', step: 'confirmPayment' });
    expect(phrase('make payments').outcome).toBe('ASSUMED');
    expect(rule('lifecycle', 'payment')!.steps.map(({ to }) => to)).toEqual(['confirmed', 'rejected']);
  });

  it('of rooms are bookings, and of transactions none at all', () => {
    const rooms = designed('A house of card rooms. Users place orders for selected rooms. Each room has a name and a price.');
    expect(rooms.rule('cart')).toBeUndefined();
    expect(rooms.rule('booking')).toMatchObject({ of: 'room' });
    const bank = designed('A payment website. Users create orders and view transactions. Each transaction has a date and an amount.');
    expect(bank.rule('cart')).toBeUndefined();
  });

  it('are no periods of what has a title that is read as booked', () => {
    expect(designed('A library website shows the book title, the publisher and the year of each book.').rule('booking')).toBeUndefined();
  });

  it('are of what is shown and paid for, though nobody is said to order', () => {
    const { rule, record } = designed(
      'A toy platform with toy display, online payment and order management. Users browse toys, select a toy and pay.',
    );
    expect(rule('cart')).toMatchObject({ product: 'toy', order: 'order' });
    expect(record('Payment').access.create).toEqual({ roles: ['user'] });
    expect(rule('payment', 'order')).toMatchObject({ kept: { record: 'payment', step: 'confirmPayment' } });
  });
});

describe('payments', () => {
  it('are noted by those who owe, of how they pay', () => {
    const { record, rule, field } = designed(
      'Members submit repair orders with a text and a fee. Members make online payments. The keeper manages repair orders.',
    );
    expect(rule('payment')).toMatchObject({ record: 'repair_order', kept: { record: 'payment' } });
    expect(record('Payment').access.create).toEqual({ roles: ['member'] });
    expect(field('Payment', 'repair_order_id')).toMatchObject({ kind: 'reference' });
  });

  it('are of nothing where nothing is owed', () => {
    const { rule } = designed('Members manage partners with a name and a budget. Members make WeChat payments.');
    expect(rule('payment', 'partner')).toBeUndefined();
  });
});
