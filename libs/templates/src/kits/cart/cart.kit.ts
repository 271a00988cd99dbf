import type { CartRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { currencyOf } from '../../writing/files/show.js';
import { formField } from '../../writing/files/form-page.js';
import { fieldOf, isNumber, isOpen, names, recordOf, type FieldPlan, type Plan } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { mayTest } from '../view/view.kit.js';
import { cartTests } from './cart-tests.js';
import type { Shop } from './cart.types.js';

/** Things are put into a cart, which becomes an order with lines, a total and stock that never falls below zero. */
export const cartKit: Kit<CartRule> = {
  name: 'cart',
  contribute(rule, plan) {
    const shop = shopOf(rule, plan);
    if (!shop || !plan.people) return {};
    const { product, order, line } = shop;
    const may = isOpen(plan, rule.by) ? 'viewer !== undefined' : mayTest(plan, rule, 'viewer');
    const entities = [product.name, order.name, line.name];
    return {
      subordinate: [line.table],
      tables: [
        `CREATE TABLE cart_line (
  person_id INTEGER NOT NULL REFERENCES person_account (id) ON DELETE CASCADE,
  product_id INTEGER NOT NULL REFERENCES ${product.sql} (id) ON DELETE CASCADE,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (person_id, product_id)
) STRICT;`,
      ],
      files: [
        { path: 'src/domain/cart.ts', purpose: 'What a cart costs', role: 'model', component: 'Domain', entities, code: domainOf() },
        {
          path: 'src/services/cart.ts',
          purpose: 'The cart, and how it becomes an order',
          role: 'service',
          component: 'Services',
          entities,
          code: serviceOf(shop, may),
        },
        ...(plan.pages
          ? [
              {
                path: 'src/pages/cart.ts',
                purpose: 'The page of the cart',
                role: 'view' as const,
                component: 'Pages' as const,
                entities,
                code: pageOf(plan, shop),
              },
            ]
          : []),
        {
          path: 'src/routes/cart.ts',
          purpose: 'Addresses of the cart',
          role: 'controller',
          component: 'Routes',
          entities,
          code: routesOf(plan, shop),
        },
        {
          path: 'test/cart.test.ts',
          purpose: 'The cart, orders and stock',
          role: 'test',
          component: 'Tests',
          entities,
          code: cartTests(plan, shop, rule, typedFields(shop)),
        },
      ],
      routeFunctions: ['addCartRoutes'],
      navigation: plan.pages ? [{ label: 'Cart', href: '/cart', may }] : [],
      actions: {
        [product.table]: [
          `(${may.replaceAll('viewer', 'request.viewer')}) && ${shop.stock ? `${product.variable}.${shop.stock.prop}${shop.stock.isNullable ? '!' : ''} > 0 && ` : ''}{ label: 'Put into cart', action: '/cart', method: 'post', tone: 'main', fields: { id: String(${product.variable}.id), quantity: '1' } }`,
        ],
      },
      tiles: [
        `(${may.replaceAll('viewer', 'request.viewer')}) && { label: 'In your cart', href: '/cart', value: readCart(database, request.viewer).lines.length }`,
      ],
      paths: [
        { method: 'get', path: '/api/cart', summary: 'The cart' },
        { method: 'put', path: '/api/cart/{id}', summary: 'How many of something are in the cart' },
        { method: 'post', path: '/api/cart/order', summary: 'Order what is in the cart' },
      ],
    } satisfies Contribution;
  },
};

function shopOf(rule: CartRule, plan: Plan): Shop | undefined {
  const [product, order, line] = [recordOf(plan, rule.product), recordOf(plan, rule.order), recordOf(plan, rule.line)];
  const person = order.fields.find(({ name }) => name === rule.person);
  const ofOrder = line.fields.find(({ references }) => references === order.table);
  const ofProduct = line.fields.find(({ references }) => references === product.table);
  const quantity = line.fields.find(({ kind }) => kind === 'integer');
  if (!person || !ofOrder || !ofProduct || !quantity) return undefined;
  return {
    product,
    order,
    line,
    person,
    ofOrder,
    ofProduct,
    quantity,
    price: fieldOf(product, rule.price),
    stock: rule.stock ? fieldOf(product, rule.stock) : undefined,
    linePrice: line.fields.find(({ kind }) => kind === 'money'),
    total: order.fields.find(({ kind }) => kind === 'money'),
  };
}

const domainOf = (): string => `export interface CartLine {
  id: number;
  title: string;
  /** Of one. */
  price: number;
  quantity: number;
}

/** What a line costs, to the cent. */
export function costOf({ price, quantity }: Pick<CartLine, 'price' | 'quantity'>): number {
  return Math.round(price * quantity * 100) / 100;
}

/** What all lines cost together, to the cent. */
export function totalOf(lines: readonly Pick<CartLine, 'price' | 'quantity'>[]): number {
  return Math.round(lines.reduce((sum, line) => sum + costOf(line), 0) * 100) / 100;
}
`;

function serviceOf(
  { product, price, stock, order, line, person, ofOrder, ofProduct, quantity, linePrice, total }: Shop,
  may: string,
): string {
  const title = product.titleField;
  const titleSql = title.said ? `'No. ' || ${product.sql}.id` : `CAST(${product.sql}.${title.column} AS TEXT)`;
  const orderSet = order.fields.filter((field) => field !== person && field !== total && !field.isInput && field.initial !== undefined);
  const columns = [
    person.column,
    ...(total ? [total.column] : []),
    ...orderSet.map(({ column }) => column),
    ...order.inputs.filter((field) => field !== person && field !== total).map(({ column }) => column),
    ...(order.hasCreatedAt ? ['created_at'] : []),
  ];
  const inputs = order.inputs.filter((field) => field !== person && field !== total);
  const values = [
    'buyer.id',
    ...(total ? ['totalOf(lines)'] : []),
    ...orderSet.map(({ initial }) => initial!),
    ...inputs.map((field) => (field.kind === 'boolean' ? `Number(values.${field.prop})` : `values.${field.prop}`)),
    ...(order.hasCreatedAt ? ['now.toISOString()'] : []),
  ];
  const known = [ofOrder, ofProduct, quantity, linePrice];
  const lineRest = line.fields.filter(
    (field) => !known.includes(field) && (field.isInput ? !field.isNullable : field.initial !== undefined),
  );
  const lineColumns = [
    ofOrder.column,
    ofProduct.column,
    quantity.column,
    ...(linePrice ? [linePrice.column] : []),
    ...lineRest.map(({ column }) => column),
    ...(line.hasCreatedAt ? ['created_at'] : []),
  ];
  const lineValues = [
    'id',
    'item.id',
    'item.quantity',
    ...(linePrice ? ['item.price'] : []),
    ...lineRest.map((field) => (field.isInput ? plainValue(field) : field.initial!).replace('viewer!.id', 'buyer.id')),
    ...(line.hasCreatedAt ? ['now.toISOString()'] : []),
  ];
  const hasTyped = inputs.length > 0;
  return `const MOST_OF_ONE = 100;

export interface Cart {
  lines: CartLine[];
  total: number;
}

/** What the viewer has put into the cart, at today's prices. */
export function readCart(database: Database, viewer: Viewer | undefined): Cart {
  const buyer = buyerOf(viewer);
  const rows = database
    .prepare(
      \`SELECT ${product.sql}.id, ${titleSql} AS title, coalesce(${product.sql}.${price.column}, 0) AS price, quantity
         FROM cart_line JOIN ${product.sql} ON ${product.sql}.id = product_id
        WHERE person_id = ? ORDER BY 2\`,
    )
    .all(buyer.id);
  const lines = rows.map((row) => ({ id: row.id as number, title: row.title as string, price: row.price as number, quantity: row.quantity as number }));
  return { lines, total: totalOf(lines) };
}

/** Adds so many to what is there. */
export function putIntoCart(database: Database, viewer: Viewer | undefined, input: Input): void {
  const { id, quantity } = lineFrom(input, 1);
  const buyer = buyerOf(viewer);
  if (!database.prepare('SELECT 1 FROM ${product.sql} WHERE id = ?').get(id)) throw notFound(${quote(`There is no such ${lower(product.name)}`)});
  database
    .prepare(
      \`INSERT INTO cart_line (person_id, product_id, quantity) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET quantity = min(quantity + excluded.quantity, \${MOST_OF_ONE})\`,
    )
    .run(buyer.id, id, quantity);
}

/** Sets how many there are; none takes the line out. */
export function setInCart(database: Database, viewer: Viewer | undefined, input: Input): void {
  const { id, quantity } = lineFrom(input, 0);
  const buyer = buyerOf(viewer);
  const { changes } =
    quantity === 0
      ? database.prepare('DELETE FROM cart_line WHERE person_id = ? AND product_id = ?').run(buyer.id, id)
      : database.prepare('UPDATE cart_line SET quantity = ? WHERE person_id = ? AND product_id = ?').run(quantity, buyer.id, id);
  if (changes === 0) throw notFound('This is not in the cart');
}

/** Makes an order of the cart and empties it. @throws Refusal 409 where it is empty${stock ? ' or there is too little of something' : ''}. */
export function orderCart(database: Database, viewer: Viewer | undefined, ${hasTyped ? 'input: Input, ' : ''}clock: Clock): ${order.className} {
  const buyer = buyerOf(viewer);
${hasTyped ? `  const parsed = ${names(order).parse}({ ...input${person.isInput ? `, ${person.prop}: buyer.id` : ''}${total?.isInput ? `, ${total.prop}: ${total.min ?? 0}` : ''} });\n  if ('faults' in parsed) throw invalid(parsed.faults);\n  const { values } = parsed;\n` : ''}  const now = clock();
  return transaction(database, () => {
    const { lines } = readCart(database, viewer);
    if (lines.length === 0) throw conflict('The cart is empty');
    const { lastInsertRowid } = database
      .prepare('INSERT INTO ${order.sql} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})')
      .run(${values.join(', ').replace('viewer!.id', 'buyer.id')});
    const id = Number(lastInsertRowid);
    for (const item of lines) {
${
  stock
    ? `      // The statement decides: what two want at the same time, one gets.
      const { changes } = database.prepare('UPDATE ${product.sql} SET ${stock.column} = ${stock.column} - ? WHERE id = ? AND ${stock.column} >= ?').run(item.quantity, item.id, item.quantity);
      if (changes === 0) throw conflict(\`There is too little of \${item.title}\`);
`
    : ''
}      database
        .prepare('INSERT INTO ${line.sql} (${lineColumns.join(', ')}) VALUES (${lineColumns.map(() => '?').join(', ')})')
        .run(${lineValues.join(', ')});
    }
    database.prepare('DELETE FROM cart_line WHERE person_id = ?').run(buyer.id);
    noteChange(database, viewer, '${order.table}', id, 'Ordered', now);
    return ${names(order).find}(database, viewer, id);
  });
}

/** What is in an order. */
export function linesOf${order.className}(database: Database, id: number): CartLine[] {
  const rows = database
    .prepare(
      \`SELECT ${product.sql}.id, ${titleSql} AS title, ${linePrice ? `${line.sql}.${linePrice.column}` : `${product.sql}.${price.column}`} AS price, ${line.sql}.${quantity.column} AS quantity
         FROM ${line.sql} JOIN ${product.sql} ON ${product.sql}.id = ${line.sql}.${ofProduct.column}
        WHERE ${line.sql}.${ofOrder.column} = ? ORDER BY 2\`,
    )
    .all(id);
  return rows.map((row) => ({ id: row.id as number, title: row.title as string, price: row.price as number, quantity: row.quantity as number }));
}

function buyerOf(viewer: Viewer | undefined): Viewer {
  if (!viewer || !(${may})) throw refused(viewer);
  return viewer;
}

function lineFrom(input: Input, least: number): { id: number; quantity: number } {
  const read = new Reader(input);
  const values = { id: read.id('id'), quantity: read.integer('quantity', { min: least, max: MOST_OF_ONE }) };
  if (Object.keys(read.faults).length > 0) throw invalid(read.faults);
  return values;
}
`;
}

/** What somebody says with an order: where it goes, a wish. */
const typedFields = ({ order, person, total }: Pick<Shop, 'order' | 'person' | 'total'>): FieldPlan[] =>
  order.inputs.filter((field) => field !== person && field !== total);

/** Of a field that nobody types here: the plainest value that its column takes, as TypeScript. */
function plainValue({ kind, min = 0, values }: FieldPlan): string {
  if (kind === 'person') return 'buyer.id';
  if (kind === 'date') return 'dayOf(now)';
  if (kind === 'datetime') return 'now.toISOString()';
  if (kind === 'enum') return quote(values?.[0] ?? '');
  return isNumber({ kind }) ? String(min) : kind === 'boolean' ? '0' : `''`;
}

function pageOf(plan: Plan, { product, price, order, person, total }: Shop): string {
  const currency = currencyOf(price.unit);
  const typed = typedFields({ order, person, total });
  const withForm = typed.length > 0;
  const needsDatabase = typed.some(({ kind }) => kind === 'reference' || kind === 'person');
  return `export function cartPage(request: WebRequest, ${needsDatabase ? '{ database }: Context, ' : ''}{ lines, total }: Cart${withForm ? ', faults: Faults = {}' : ''}): Html {
  return inFrame(request, {
    title: 'Cart',
    body: html\`\${pageHead({ title: 'Cart' })}
      \${lines.length === 0
        ? empty({ title: 'Nothing in it yet', text: ${quote(`Look around and put something in.`)}, action: { label: ${quote(`See ${lower(product.plural)}`)}, href: '/${product.path}' } })
        : html\`\${table({
            caption: 'What is in the cart',
            columns: [{ label: ${quote(product.name)} }, { label: 'Price', isNumber: true }, { label: 'Quantity', isNumber: true }, { label: 'Cost', isNumber: true }, { label: '' }],
            rows: lines.map((line) => ({
              href: \`/${product.path}/\${line.id}\`,
              cells: [line.title, money(line.price, '${currency}'), line.quantity, money(costOf(line), '${currency}'), lineActions(line)],
            })),
            totals: ['Total', '', '', money(total, '${currency}'), ''],
          })}${withForm ? `\${form({ action: '/cart/order', submit: 'Order', faults, values: typedIn(request.body), fields: [${typed.map((field) => formField(plan, field)).join(' ')}] })}` : `\${actions([{ label: 'Order', action: '/cart/order', method: 'post', tone: 'main' }])}`}\`}\`,
  });
}

function lineActions({ id, quantity }: CartLine): Html {
  const set = (label: string, to: number) => ({ label, action: '/cart/set', method: 'post' as const, fields: { id: String(id), quantity: String(to) } });
  return actions([set('One less', quantity - 1), set('One more', quantity + 1), set('Take out', 0)]);
}
`;
}

function routesOf(plan: Plan, { order, person, total }: Shop): string {
  const fields = typedFields({ order, person, total });
  const typed = fields.length > 0 ? 'request.body, ' : '';
  const needsDatabase = fields.some(({ kind }) => kind === 'reference' || kind === 'person');
  const show = (rest: string) => `page(cartPage(request, ${needsDatabase ? 'context, ' : ''}readCart(database, request.viewer)${rest})`;
  return `export function addCartRoutes(router: Router, ${needsDatabase && plan.pages ? 'context' : '{ database, clock }'}: Context): void {
${needsDatabase && plan.pages ? '  const { database, clock } = context;\n' : ''}
  router.get('/api/cart', (request) => json(readCart(database, request.viewer)));
  router.post('/api/cart', (request) => {
    putIntoCart(database, request.viewer, request.body);
    return json(readCart(database, request.viewer), 201);
  });
  router.put('/api/cart/:id', (request) => {
    setInCart(database, request.viewer, { ...request.body, id: idOf(request) });
    return json(readCart(database, request.viewer));
  });
  router.post('/api/cart/order', (request) => json(orderCart(database, request.viewer, ${typed}clock), 201));
${
  plan.pages
    ? `
  router.get('/cart', (request) => ${show('')}));
  router.post('/cart', (request) => {
    putIntoCart(database, request.viewer, request.body);
    return redirectWith('/cart', 'It is in the cart.');
  });
  router.post('/cart/set', (request) => {
    setInCart(database, request.viewer, request.body);
    return redirect('/cart');
  });
  router.post('/cart/order', (request) => {
${fields.length > 0 ? '    try {\n' : ''}    const made = orderCart(database, request.viewer, ${typed}clock);
    return redirectWith(${names(order).mayRead}(request.viewer, made) ? \`/${order.path}/\${made.id}\` : '/', 'Thank you for the order.');
${fields.length > 0 ? `    } catch (error) {\n      if (!isOfForm(error)) throw error;\n      return ${show(', error.faults')}, error.status);\n    }\n` : ''}  });
`
    : ''
}}
`;
}
