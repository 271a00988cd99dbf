import type { DesignRecord, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import type { Plan } from '../plan.types.js';
import { personField, referenceTo, tieAccess, titleCode } from './parts.js';

const BUYING = new Set(['buy', 'purchase', 'order', 'add', 'shop', 'check out', 'sell']);
/** What is put into carts. */
const GOODS =
  /\b(product|item|good|book|dish|meal|food|drink|pizza|cake|flower|plant|ticket|clothes|clothing|garment|shoe|jewel\w*|gift|toy|record|album|painting|artwork|print|furniture|device|phone|laptop|part|accessory|medicine|cosmetic|vegetable|fruit|bread|coffee|tea|wine|souvenir|merchandise|commodity|course|game|menu item|bouquet|soap|candle|bike)\b/;

/** Buying: a cart, orders with lines, totals and stock, and money that is noted as paid. */
export function addShop(plan: Plan): void {
  const carts = plan.draft.wishes.filter(({ kind }) => kind === 'cart');
  const cart = carts.find(({ isNamed }) => !isNamed) ?? carts[0];
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record) continue;
    for (const act of draft.acts) {
      const toCart = act.complements.some(({ name }) => /cart|basket|bag/.test(name));
      const isGood = GOODS.test(record.name.toLowerCase());
      const isBought =
        BUYING.has(act.verb) && act.verb !== 'add' && act.verb !== 'sell' && isGood && act.by.length > 0 && record.name !== 'Ticket';
      if (toCart || isBought) return addCart(plan, record, act.by, act.said);
    }
  }
  const placed = [...new Set(plan.draft.records.values())].find(
    ({ name, acts }) =>
      name === 'order' && acts.some(({ verb, by }) => ['place', 'make', 'submit', 'create'].includes(verb) && by.length > 0),
  );
  if (!cart && placed) {
    const goods = plan.records.find(
      ({ name, table, fields }) =>
        table !== 'order' && (GOODS.test(name.toLowerCase()) || fields.some(({ kind, origin }) => kind === 'money' && origin === 'stated')),
    );
    const act = placed.acts.find(({ by }) => by.length > 0)!;
    if (goods) return addCart(plan, goods, act.by, act.said);
  }
  if (cart) {
    const product =
      plan.find(cart.of) ??
      plan.records.find(({ name }) => GOODS.test(name.toLowerCase())) ??
      plan.records.find(({ fields, owner }) => !owner && fields.some(({ kind }) => kind === 'money'));
    if (product) addCart(plan, product, cart.by, cart.said);
  }
}

function addCart(plan: Plan, product: DesignRecord, by: readonly string[], said: Said): void {
  if (plan.people.roles.length === 0 || plan.hasRule('cart')) return;
  const price =
    product.fields.find(({ kind, name }) => kind === 'money' && /price|cost|fee|rate|amount/.test(name)) ??
    plan.field(product, { ...fieldOf('price', { origin: 'assumed' }), required: true });
  price.required = true;
  const stock =
    product.fields.find(({ name, kind }) => kind === 'integer' && /stock|quantity|inventory|available/.test(name)) ??
    plan.field(product, { name: 'stock', label: 'In stock', kind: 'integer', required: true, min: 0, origin: 'assumed' });
  stock.required = true;
  const person = { ...personField(plan, by), name: 'customer_id', label: 'Customer' };
  const access = tieAccess(plan, by);
  const money = (name: string, label: string): Field => ({
    name,
    label,
    kind: 'money',
    required: false,
    min: 0,
    isRuled: true,
    origin: 'assumed',
  });
  const order = plan.ensure('order', () => ({
    fields: [
      titleCode(),
      person,
      money('total', 'Total'),
      { name: 'placed_at', label: 'Placed', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    ],
    title: 'reference',
    owner: person.name,
    access,
    view: 'table',
    createLabel: 'Place order',
  }));
  // What an order is made of is known: of what is usual beside it, nobody is asked.
  order.fields = order.fields.filter(({ origin, isRuled, setTo, name }) => origin === 'stated' || isRuled || setTo || name === 'status');
  if (!order.fields.some(({ name }) => name === order.title)) {
    order.fields.unshift(titleCode());
    order.title = 'reference';
  }
  plan.field(order, person);
  plan.field(order, money('total', 'Total'));
  plan.field(order, { name: 'delivery_address', label: 'Delivery address', kind: 'text', required: false, origin: 'assumed' });
  plan.field(order, { name: 'paid_at', label: 'Paid', kind: 'datetime', required: false, isRuled: true, origin: 'assumed' });
  order.owner = person.name;
  Object.assign(order.access, access);
  const line = plan.ensure('order line', () => ({
    fields: [
      referenceTo(order),
      referenceTo(product),
      { name: 'quantity', label: 'Quantity', kind: 'integer', required: true, min: 1, origin: 'assumed' },
      money('unit_price', 'Unit price'),
    ],
    title: 'quantity',
    access: {
      ...access,
      read: { roles: [plan.people.roles[0]!.slug] },
      create: { roles: [plan.people.roles[0]!.slug] },
      change: { roles: [plan.people.roles[0]!.slug] },
      remove: { roles: [plan.people.roles[0]!.slug] },
    },
    view: 'table',
    createLabel: 'Add line',
  }));
  plan.add(
    {
      kit: 'cart',
      name: `order${product.className}`,
      by: access.create,
      product: product.table,
      price: price.name,
      stock: stock.name,
      order: order.table,
      line: line.table,
      person: person.name,
    },
    said,
  );
  for (const { verb, said: where } of plan.draft.find(product.name.toLowerCase())?.acts ?? [])
    if (verb === 'sell' || verb === 'order' || verb === 'buy' || verb === 'purchase')
      plan.draft.account.built(where.clause, { kind: 'rule', name: plan.rules.at(-1)!.name });
  if (!plan.hasRule('lifecycle', order.table)) addOrderStates(plan, order);
  addPayment(plan, order, 'total', said);
}

/** What becomes of an order, where the text does not say otherwise. */
function addOrderStates(plan: Plan, order: DesignRecord): void {
  const first = { roles: [plan.people.roles[0]!.slug] };
  if (order.fields.some(({ name }) => name === 'status')) return;
  plan.field(order, {
    name: 'status',
    label: 'Status',
    kind: 'enum',
    values: ['placed', 'shipped', 'delivered', 'cancelled'],
    required: true,
    isRuled: true,
    origin: 'assumed',
  });
  plan.add(
    {
      kit: 'lifecycle',
      name: 'orderLifecycle',
      by: first,
      record: order.table,
      field: 'status',
      initial: 'placed',
      steps: [
        { name: 'shipOrder', label: 'Ship', from: ['placed'], to: 'shipped', by: first },
        { name: 'deliverOrder', label: 'Mark as delivered', from: ['shipped'], to: 'delivered', by: first, isFinal: true },
        { name: 'cancelOrder', label: 'Cancel', from: ['placed'], to: 'cancelled', by: order.access.change, isFinal: true },
      ],
    },
    undefined,
  );
}

/** Money that is owed and noted as paid. */
export function addPayment(plan: Plan, record: DesignRecord, amount: string, said: Said): void {
  if (plan.hasRule('payment', record.table) || plan.people.roles.length === 0) return;
  const paid = plan.field(record, { name: 'paid_at', label: 'Paid', kind: 'datetime', required: false, isRuled: true, origin: 'assumed' });
  plan.add(
    {
      kit: 'payment',
      name: `payFor${record.className}`,
      by: { roles: [plan.people.roles[0]!.slug] },
      record: record.table,
      amount,
      paidAt: paid.name,
    },
    said,
  );
}

/** Payments that are asked for by themselves: of invoices, bookings, donations. */
export function addPayments(plan: Plan): void {
  const wishes = [
    ...plan.draft.wishes.filter(({ kind }) => kind === 'payment').map(({ of, said }) => ({ name: of, said })),
    ...[...new Set(plan.draft.records.values())].flatMap((draft) =>
      draft.acts
        .filter(({ verb }) => verb === 'pay' || verb === 'donate' || verb === 'pay for')
        .map(({ said }) => ({ name: draft.name, said })),
    ),
  ];
  for (const { name, said } of wishes) {
    // A payment is paid by itself; what is owed is something else.
    const withMoney = (record: DesignRecord | undefined): record is DesignRecord =>
      Boolean(record?.fields.some(({ kind }) => kind === 'money')) &&
      !/payment|transaction|expense|income|donation|salary|refund|deposit|withdrawal/.test(record!.table);
    const record = [
      plan.find(name),
      plan.records.find(({ table }) => table === 'order'),
      ...plan.records.filter(({ owner }) => owner),
      ...plan.records,
    ].find(withMoney);
    if (!record) {
      plan.draft.account.notBuilt(said.clause, 'Nothing that is kept has a price');
      continue;
    }
    const rule = plan.rules.find((one) => one.kit === 'payment');
    if (rule) plan.draft.account.built(said.clause, { kind: 'rule', name: rule.name });
    else
      addPayment(
        plan,
        record,
        record.fields.find(({ kind, name: field }) => kind === 'money' && /total|amount/.test(field))?.name ??
          record.fields.find(({ kind }) => kind === 'money')!.name,
        said,
      );
  }
}
