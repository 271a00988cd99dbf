import type { DesignRecord, Field } from '../design.types.js';
import type { Act, Said } from '../draft.js';
import { fieldOf } from '../field-of.js';
import type { Plan } from '../plan.types.js';
import { addBooking } from './bookings.js';
import { ENDLESS } from './orders.js';
import { addPayment } from './payments.js';
import { personField, referenceTo, tieAccess, titleCode } from './parts.js';

const BUYING = new Set(['buy', 'purchase', 'order', 'add', 'shop', 'check out', 'sell']);
/** What is put into carts. */
const GOODS =
  /\b(product|item|good|book|dish|meal|food|drink|pizza|cake|flower|plant|ticket|clothes|clothing|garment|shoe|jewel\w*|gift|toy|record|album|painting|artwork|print|furniture|device|phone|laptop|part|accessory|medicine|cosmetic|vegetable|fruit|bread|coffee|tea|wine|souvenir|merchandise|commodity|course|game|menu item|bouquet|soap|candle|bike)\b/;

/** What is written down of money, rather than what it buys. */
const NOTED = /\b(order|invoice|payment|transaction|expense|donation|booking|reservation|ticket|account|bill|record|log|report)$/i;
/** What is had for some time. */
const TIMED =
  /\b(room|suite|hotel|hostel|venue|table|court|pitch|seat|desk|studio|hall|apartment|villa|cabin|campsite|space|parking spot|vehicle)$/;
const PRICE = /price|cost|fee|rate|amount/;
const PLACING = new Set(['place', 'make', 'submit', 'create', 'request', 'book', 'send']);

/** Buying: a cart, orders with lines, totals and stock, and money that is noted as paid. */
export function addShop(plan: Plan): void {
  const carts = plan.draft.wishes.filter(({ kind }) => kind === 'cart');
  const cart = carts.find(({ isNamed }) => !isNamed) ?? carts[0];
  for (const draft of [...new Set(plan.draft.records.values())]) {
    const record = plan.find(draft.name);
    if (!record) continue;
    for (const act of draft.acts) {
      const toCart = act.complements.some(({ name }) => /cart|basket|bag/.test(name));
      const isBought = BUYING.has(act.verb) && !['add', 'sell'].includes(act.verb) && act.by.length > 0 && isFor(record);
      if (toCart || isBought) return addCart(plan, record, act.by, act.said);
    }
  }
  const placed = plan.draft.find('order')?.acts.find(({ verb, by }) => PLACING.has(verb) && by.length > 0);
  if (!cart && placed) {
    const goods = goodsOf(plan, placed);
    // A room is had for some time, not carried away.
    if (goods && TIMED.test(goods.name.toLowerCase())) return addBooking(plan, goods, undefined, placed.said, placed.by);
    if (goods) return addCart(plan, goods, placed.by, placed.said);
  }
  if (!cart) return addPaidGoods(plan);
  const product =
    plan.find(cart.of) ??
    plan.records.find(({ name }) => GOODS.test(name.toLowerCase())) ??
    plan.records.find(({ fields, owner }) => !owner && fields.some(({ kind }) => kind === 'money'));
  if (product) addCart(plan, product, cart.by, cart.said);
}

/** "Users browse games and pay; order management": what is paid for is ordered, though nobody is said to order it. */
function addPaidGoods(plan: Plan): void {
  const paid = plan.draft.wishes.find(({ kind }) => kind === 'payment');
  const goods = plan.records.find(({ name, owner, access }) => !owner && access.read === 'everyone' && GOODS.test(name.toLowerCase()));
  if (paid && goods && plan.find('order')) addCart(plan, goods, [], paid.said);
}

const priceOf = ({ fields }: DesignRecord): Field | undefined => fields.find(({ kind, name }) => kind === 'money' && PRICE.test(name));

/** Whether somebody can order it: by its name, or because everybody sees its price. */
const isFor = (record: DesignRecord): boolean =>
  record.name !== 'Ticket' &&
  !NOTED.test(record.name) &&
  !TIMED.test(record.name.toLowerCase()) &&
  (GOODS.test(record.name.toLowerCase()) || (record.access.read === 'everyone' && priceOf(record) !== undefined));

/** "Place orders for selected services", "orders of planks": what is ordered, else what has a price. */
function goodsOf(plan: Plan, { complements, said }: Act): DesignRecord | undefined {
  const phrases = said.clause.objects.flatMap((phrase) => phrase.complements);
  const named = [...complements.map(({ name }) => name), ...phrases.map(({ phrase }) => phrase.name)].flatMap(
    (name) => plan.find(name) ?? [],
  );
  const others = plan.records.filter(({ table }) => table !== 'order');
  return (
    named.find((record) => record.table !== 'order' && !plan.people.slugOf(record.name.toLowerCase())) ??
    others.find(
      ({ name, fields }) =>
        GOODS.test(name.toLowerCase()) || (!NOTED.test(name) && fields.some(({ kind, origin }) => kind === 'money' && origin === 'stated')),
    ) ??
    others.find((record) => isFor(record))
  );
}

function addCart(plan: Plan, product: DesignRecord, by: readonly string[], said: Said): void {
  if (plan.people.roles.length === 0 || plan.hasRule('cart')) return;
  const price = priceOf(product) ?? plan.field(product, { ...fieldOf('price', { origin: 'assumed' }), required: true });
  price.required = true;
  const stock = stockOf(plan, product);
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
  for (const field of order.fields) if (field.name === 'total') Object.assign(field, money('total', 'Total'));
  plan.field(order, person);
  plan.field(order, money('total', 'Total'));
  plan.field(order, { name: 'placed_at', label: 'Placed', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' });
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
      ...(stock && { stock: stock.name }),
      order: order.table,
      line: line.table,
      person: person.name,
    },
    said,
  );
  for (const { verb, said: where } of plan.draft.find(product.name.toLowerCase())?.acts ?? [])
    if (verb === 'sell' || verb === 'order' || verb === 'buy' || verb === 'purchase')
      plan.draft.account.built(where.clause, { kind: 'rule', name: plan.rules.at(-1)!.name });
  addPayment(plan, order, 'total', said);
}

/** How many there are, where they can run out. */
function stockOf(plan: Plan, product: DesignRecord): Field | undefined {
  const known = product.fields.find(({ name, kind }) => kind === 'integer' && /stock|quantity|inventory|available/.test(name));
  if (known?.origin !== 'stated' && ENDLESS.test(product.name.toLowerCase())) {
    if (known) product.fields = product.fields.filter((field) => field !== known);
    return undefined;
  }
  const stock =
    known ?? plan.field(product, { name: 'stock', label: 'In stock', kind: 'integer', required: true, min: 0, origin: 'assumed' });
  stock.required = true;
  return stock;
}
