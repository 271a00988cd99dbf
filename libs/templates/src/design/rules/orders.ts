import type { Audience, DesignRecord, LifecycleRule } from '../design.types.js';
import type { Plan } from '../plan.types.js';

/** Goods of which there are as many as are wanted. */
export const ENDLESS =
  /\b(service|course|lesson|class|event|treatment|subscription|repair|cleaning|consultation|trip|tour|package|plan|membership|e-?book|download|template|dish|meal|menu item|pizza|burger|sandwich|drink|session|workshop|insurance|massage|haircut|delivery)$/;

/** Lists of states that nobody has stated: of anything, and of orders. */
const ANY_STATES = [
  ['open', 'in progress', 'done'],
  ['placed', 'paid', 'packed', 'shipped', 'delivered', 'cancelled'],
].map((states) => JSON.stringify(states));

/** Where an order stands is said by those who bring it further: whoever ordered may take it back, and no more. */
export function ruleOrders(plan: Plan): void {
  const cart = plan.rules.find((rule) => rule.kit === 'cart');
  const order = cart?.kit === 'cart' ? plan.records.find(({ table }) => table === cart.order) : undefined;
  if (cart?.kit !== 'cart' || !order) return;
  const first = { roles: [plan.people.roles[0]!.slug] };
  order.access.remove = first;
  const rule = plan.rules.find((one): one is LifecycleRule => one.kit === 'lifecycle' && one.record === order.table);
  const status = order.fields.find(({ name, kind }) => kind === 'enum' && name === (rule?.field ?? 'status'));
  if (rule && !ANY_STATES.includes(JSON.stringify(status?.values))) {
    for (const step of rule.steps) if (isOwn(step.by) && !/cancel|withdraw/.test(step.to)) step.by = first;
    rule.by = first;
    return;
  }
  if (rule) plan.rules.splice(plan.rules.indexOf(rule), 1);
  if (status && (rule || status.origin === 'assumed')) order.fields = order.fields.filter((field) => field !== status);
  addOrderStates(
    plan,
    order,
    plan.records.find(({ table }) => table === cart.product)!,
    rule?.name,
  );
}

const isOwn = (by: Audience): boolean => typeof by === 'object' && 'own' in by;

/** What becomes of an order, where the text does not say otherwise. */
function addOrderStates(plan: Plan, order: DesignRecord, product: DesignRecord, name = `${order.variable}Lifecycle`): void {
  const first = { roles: [plan.people.roles[0]!.slug] };
  if (order.fields.some((field) => field.name === 'status')) return;
  const [then, verb, done] = ENDLESS.test(product.name.toLowerCase()) ? ['accepted', 'Accept', 'done'] : ['shipped', 'Ship', 'delivered'];
  plan.field(order, {
    name: 'status',
    label: 'Status',
    kind: 'enum',
    values: ['placed', then!, done!, 'cancelled'],
    required: true,
    isRuled: true,
    origin: 'assumed',
  });
  plan.add(
    {
      kit: 'lifecycle',
      name,
      by: first,
      record: order.table,
      field: 'status',
      initial: 'placed',
      steps: [
        { name: `${verb!.toLowerCase()}Order`, label: verb!, from: ['placed'], to: then!, by: first },
        {
          name: done === 'done' ? 'finishOrder' : 'deliverOrder',
          label: `Mark as ${done}`,
          from: [then!],
          to: done!,
          by: first,
          isFinal: true,
        },
        { name: 'cancelOrder', label: 'Cancel', from: ['placed'], to: 'cancelled', by: order.access.change, isFinal: true },
      ],
    },
    undefined,
  );
}
