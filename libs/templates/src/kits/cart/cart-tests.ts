import type { CartRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { isOpen, rolesOf, type FieldPlan, type Plan } from '../../writing/plan.js';
import { sampleOf } from '../../writing/files/sample-values.js';
import type { Shop } from './cart.types.js';

/** test/cart.test.ts. */
export function cartTests(plan: Plan, { product, price, stock, order, person, total }: Shop, rule: CartRule, fields: FieldPlan[]): string {
  const role = isOpen(plan, rule.by)
    ? plan.first!.slug
    : (rolesOf(plan, rule.by).find((slug) => slug !== plan.first!.slug) ?? plan.first!.slug);
  const others = isOpen(plan, rule.by) ? [] : plan.roles.filter(({ slug }) => !rolesOf(plan, rule.by).includes(slug));
  const key = (field: FieldPlan) => (/^\w+$/.test(field.column) ? field.column : quote(field.column));
  const typed = fields.length > 0 ? `${order.variable}Sample(database), ` : '';
  const kept = [
    ...fields
      .filter(({ kind, isUnique }) => kind !== 'reference' && kind !== 'person' && !isUnique)
      .map((field) => `  assert.equal(made.${field.prop}, ${sampleOf(field, order)});\n`),
    ...order.fields
      .filter((field) => field !== person && field !== total && !field.isInput && /^(?:'|\d|now)/.test(field.initial ?? ''))
      .map(
        ({ prop, initial, kind }) => `  assert.equal(made.${prop}, ${kind === 'boolean' ? 'false' : initial!.replace(/^now\b/, 'NOW')});\n`,
      ),
    ...(order.hasCreatedAt ? ['  assert.equal(made.createdAt, NOW.toISOString());\n'] : []),
  ].join('');
  const title = product.titleField;
  const named = !title.said && title.type === 'string' && title.kind !== 'enum';
  const make = (amount: string, left: string) => `aProduct(database, ${amount}, ${left})`;
  return `import assert from 'node:assert/strict';
import { test } from 'node:test';

function aProduct(database: Database, price: number, ${stock ? 'stock' : '_stock'}: number): number {
  const { id } = make${product.className}(database);
  put(database, '${product.sql}', id, { ${key(price)}: price${stock ? `, ${key(stock)}: stock` : ''} });
  return id;
}
${
  stock
    ? `
const stockOf = (database: Database, id: number) => database.prepare('SELECT ${stock.column} AS stock FROM ${product.sql} WHERE id = ?').get(id)!.stock;
`
    : ''
}
test('given prices and quantities, costs are exact to the cent', () => {
  assert.equal(costOf({ price: 0.1, quantity: 3 }), 0.3);
  assert.equal(totalOf([{ price: 0.1, quantity: 1 }, { price: 0.2, quantity: 1 }]), 0.3);
  assert.equal(costOf({ price: 0.29, quantity: 2 }), 0.58);
  assert.equal(totalOf([{ price: 0.01, quantity: 1 }, { price: 0.06, quantity: 1 }]), 0.07);
  assert.equal(totalOf([]), 0);
});

test('given something is put in twice, there is more of it; it can be changed and taken out', () => {
  const database = freshDatabase();
  const viewer = person(database, '${role}');
  const id = ${make('2.5', '50')};
  putIntoCart(database, viewer, { id, quantity: 2 });
  putIntoCart(database, viewer, { id, quantity: 1 });
  assert.deepEqual(readCart(database, viewer).lines.map(({ quantity }) => quantity), [3]);
  assert.equal(readCart(database, viewer).total, 7.5);
  setInCart(database, viewer, { id, quantity: 1 });
  assert.equal(readCart(database, viewer).total, 2.5);
  setInCart(database, viewer, { id, quantity: 0 });
  assert.deepEqual(readCart(database, viewer).lines, []);
  assert.throws(() => setInCart(database, viewer, { id, quantity: 1 }), refusedWith(404));
});

test('given something is put in or changed, what else is in the cart stays as it is', () => {
  const database = freshDatabase();
  const viewer = person(database, '${role}');
  const [a, b] = [${make('1', '50')}, ${make('10', '50')}];
  putIntoCart(database, viewer, { id: a, quantity: 2 });
  putIntoCart(database, viewer, { id: b, quantity: 3 });
  setInCart(database, viewer, { id: a, quantity: 5 });
  assert.equal(readCart(database, viewer).total, 35);
  setInCart(database, viewer, { id: a, quantity: 0 });
  assert.equal(readCart(database, viewer).total, 30);
  assert.throws(() => setInCart(database, viewer, { id: b, quantity: -1 }), refusedWith(422, 'quantity'));
});

test('given quantities, 1 to 100 are put in, and there are never more', () => {
  const database = freshDatabase();
  const viewer = person(database, '${role}');
  const id = ${make('1', '500')};
  for (const quantity of [0, 101, 'many']) assert.throws(() => putIntoCart(database, viewer, { id, quantity }), refusedWith(422, 'quantity'));
  putIntoCart(database, viewer, { id, quantity: 100 });
  putIntoCart(database, viewer, { id, quantity: 1 });
  assert.equal(readCart(database, viewer).lines[0]!.quantity, 100);
  assert.throws(() => putIntoCart(database, viewer, { id: 9999, quantity: 1 }), refusedWith(404));
});

test('given carts of two people, each has their own', () => {
  const database = freshDatabase();
  const [ana, bo] = [person(database, '${role}'), person(database, '${role}')];
  const id = ${make('1', '50')};
  putIntoCart(database, ana, { id, quantity: 1 });
  putIntoCart(database, bo, { id, quantity: 2 });
  setInCart(database, bo, { id, quantity: 3 });
  assert.deepEqual([ana, bo].map((viewer) => readCart(database, viewer).lines[0]!.quantity), [1, 3]);
  orderCart(database, ana, ${typed}clock);
  assert.deepEqual([ana, bo].map((viewer) => readCart(database, viewer).lines.length), [0, 1]);
});

test('given a cart is ordered, the order has its lines and total${stock ? ', the stock is less' : ''} and the cart is empty', () => {
  const database = freshDatabase();
  const viewer = person(database, '${role}');
  const [a, b] = [${make('2.5', '10')}, ${make('0.75', '4')}];
  putIntoCart(database, viewer, { id: a, quantity: 3 });
  putIntoCart(database, viewer, { id: b, quantity: 4 });
${named ? `  put(database, '${product.sql}', a, { ${key(title)}: 'Birch' });\n  put(database, '${product.sql}', b, { ${key(title)}: 'Aster' });\n  assert.deepEqual(readCart(database, viewer).lines.map(({ title }) => title), ['Aster', 'Birch']);\n` : ''}  const made = orderCart(database, viewer, ${typed}clock);
  assert.equal(made.${person.prop}, viewer.id);
${kept}${total ? `  assert.equal(made.${total.prop}, 10.5);\n` : ''}  assert.deepEqual(linesOf${order.className}(database, made.id).map(({ id, price, quantity }) => [id, price, quantity]).sort(), [[a, 2.5, 3], [b, 0.75, 4]].sort());
${stock ? '  assert.deepEqual([stockOf(database, a), stockOf(database, b)], [7, 0]);\n' : ''}  assert.deepEqual(readCart(database, viewer), { lines: [], total: 0 });
  assert.equal(changesOf(database, '${order.table}', made.id)[0]!.what, 'Ordered');
  assert.throws(() => orderCart(database, viewer, ${typed}clock), refusedWith(409));
});
${
  stock
    ? `
test('given there is too little of one thing, nothing is ordered at all', () => {
  const database = freshDatabase();
  const viewer = person(database, '${role}');
  const [a, b] = [${make('1', '10')}, ${make('1', '2')}];
  putIntoCart(database, viewer, { id: a, quantity: 3 });
  putIntoCart(database, viewer, { id: b, quantity: 3 });
  assert.throws(() => orderCart(database, viewer, ${typed}clock), refusedWith(409));
  assert.deepEqual([stockOf(database, a), stockOf(database, b)], [10, 2]);
  assert.equal(readCart(database, viewer).lines.length, 2);
  assert.equal(database.prepare('SELECT count(*) AS total FROM ${order.sql}').get()!.total, 0);
});

test('given many orders, the stock is never below zero and nothing is lost', () => {
  const database = freshDatabase();
  const id = ${make('1', '25')};
  const buyers = [1, 2, 3].map(() => person(database, '${role}'));
  const below = seeded(11);
  let sold = 0;
  for (let i = 0; i < 60; i++) {
    const buyer = buyers[below(3)]!;
    const quantity = 1 + below(6);
    putIntoCart(database, buyer, { id, quantity });
    try {
      const made = orderCart(database, buyer, ${typed}clock);
      sold += linesOf${order.className}(database, made.id)[0]!.quantity;
    } catch (error) {
      assert.ok(refusedWith(409)(error), String(error));
      setInCart(database, buyer, { id, quantity: 0 });
    }
    assert.ok((stockOf(database, id) as number) >= 0);
    assert.equal((stockOf(database, id) as number) + sold, 25);
  }
});
`
    : ''
}
test('given a stranger${others.map(({ name }) => ` or ${lower(name)}`).join('')}, there is no cart', () => {
  const database = freshDatabase();
  assert.throws(() => readCart(database, undefined), refusedWith(401));
  assert.throws(() => putIntoCart(database, undefined, { id: 1, quantity: 1 }), refusedWith(401));
${others.map(({ slug }) => `  assert.throws(() => readCart(database, person(database, '${slug}')), refusedWith(403));\n`).join('')}});

test('given the addresses of the cart, something is put in and ordered', async (t) => {
  const { database, as } = await startApp(t);
  const viewer = person(database, '${role}');
  const id = ${make('2', '10')};
  assert.equal((await as(viewer).send('POST', '/api/cart', { id, quantity: 2 })).json().total, 4);
  assert.equal((await as(viewer).send('PUT', \`/api/cart/\${id}\`, { quantity: 1 })).json().total, 2);
  assert.equal((await as(viewer).send('POST', '/api/cart/order', ${typed ? typed.replace(/, $/, '') : '{}'})).status, 201);
${
  plan.pages
    ? `  assert.equal((await as(viewer).post('/cart', { id, quantity: 1 })).status, 303);
  const { text } = await as(viewer).get('/cart');
  assert.ok(text.includes('/cart/order'));
  assert.equal((await as(viewer).post('/cart/set', { id, quantity: 2 })).status, 303);
  assert.equal((await as(viewer).post('/cart/order', ${typed ? typed.replace(/, $/, '') : '{}'})).status, 303);
  assert.equal((await as(viewer).get('/cart')).status, 200);
`
    : ''
}});
`;
}
