import type { Kind } from './kind.js';

export const shop: Kind = {
  name: 'catalogue and shop',
  description:
    'An online shop for hand-thrown pottery. Anyone can browse the pots by category and read what each one is made of. Every pot has a name, a glaze, a price in euros and the number in stock. Customers sign up, put pots into a cart and check out with a delivery address. When an order is placed the stock goes down, and nobody can order more than there is. The staff mark orders as packed and then as shipped. Customers only see their own orders. The owner adds new pots and changes prices.',
  behaviours: {
    'lets visitors browse, and the owner add what is on offer': async (app) => {
      const owner = await app.as('owner');
      const made = await (await owner.open('/pots/new')).press('Add pot', { name: 'Tall jug', glaze: 'Celadon', price: '48.50', stock: 5 });
      expect(made.text).toContain('€48.50');
      const found = await app.visitor().open('/pots?search=Tall+jug');
      expect([found.status, found.text.includes('Tall jug')]).toEqual([200, true]);
      expect((await app.visitor().send('/pots', { name: 'Mine', price: 1, stock: 1 })).path).toMatch(/^\/sign-in/);
    },
    'makes an order of what lies in the cart, and takes it off the stock': async (app) => {
      const ana = await app.join('Ana Kovar');
      const jug = await pot(app, 'Tall jug');
      await (await ana.open(`/pots/${jug.id}`)).press('Put into cart');
      const cart = await (await ana.open(`/pots/${jug.id}`)).press('Put into cart');
      expect(cart.text).toContain('€97');
      const order = await cart.press(/^(Place )?order/i, { deliveryAddress: 'Mill Lane 3, Bath' });
      expect(order.path).toMatch(/^\/orders\/\d+/);
      expect(order.text).toContain('€97');
      expect(order.text).toContain('Mill Lane 3, Bath');
      expect((await pot(app, 'Tall jug')).stock).toBe(3);
    },
    'refuses an order over what is in stock, and keeps the stock': async (app) => {
      const bo = await app.join('Bo Lind');
      const jug = await pot(app, 'Tall jug');
      await bo.api('POST', '/cart', { potId: jug.id, quantity: 1 });
      await bo.api('PUT', `/cart/${jug.id}`, { quantity: 4 });
      const refused = await bo.api('POST', '/cart/order', { deliveryAddress: 'Hill Road 1' });
      expect(refused.status).toBe(409);
      expect((await pot(app, 'Tall jug')).stock).toBe(3);
      expect((await bo.api('GET', '/orders')).json.total).toBe(0);
    },
    'lets the staff pack an order and then ship it, in that order': async (app) => {
      const staff = await app.as('staff');
      const [order] = (await staff.api('GET', '/orders?status=placed&search=Mill+Lane+3')).json.items;
      expect((await staff.api('POST', `/orders/${order.id}/mark-as-shipped`)).status).toBe(409);
      const packed = await (await staff.open(`/orders/${order.id}`)).press('Mark as packed');
      expect(packed.buttons).not.toContain('Mark as packed');
      await packed.press('Mark as shipped');
      expect((await staff.api('GET', `/orders/${order.id}`)).json.status).toBe('shipped');
    },
    'shows customers their own orders alone, and lets none of them ship': async (app) => {
      const cy = await app.join('Cy Noll');
      const staff = await app.as('staff');
      const [order] = (await staff.api('GET', '/orders?status=placed')).json.items;
      expect((await cy.open(`/orders/${order.id}`)).status).toBe(404);
      expect((await cy.api('GET', '/orders')).json.total).toBe(0);
      expect((await cy.api('POST', `/orders/${order.id}/mark-as-packed`)).status).toBe(404);
      expect((await app.visitor().open('/orders')).path).toMatch(/^\/sign-in/);
    },
    'lets the owner alone change a price': async (app) => {
      const jug = await pot(app, 'Tall jug');
      const owner = await app.as('owner');
      const changed = await (await owner.open(`/pots/${jug.id}/edit`)).press('Save', { price: '52' });
      expect(changed.text).toContain('€52');
      expect((await (await app.as('customer')).api('PATCH', `/pots/${jug.id}`, { price: 1 })).status).toBe(403);
    },
  },
};

const pot = async (app: Parameters<Kind['behaviours'][string]>[0], name: string): Promise<{ id: number; stock: number }> =>
  (await app.visitor().api('GET', `/pots?search=${encodeURIComponent(name)}`)).json.items[0];
