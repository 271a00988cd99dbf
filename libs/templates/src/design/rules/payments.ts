import type { DesignRecord, Field, LifecycleRule, PaymentRule } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';
import { ruleOrders } from './orders.js';
import { referenceTo, titleCode } from './parts.js';
import { usualOf } from '../usual.js';

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
  ruleOrders(plan);
  const wishes = [
    ...plan.draft.wishes.filter(({ kind }) => kind === 'payment').map(({ of, said }) => ({ name: of, said })),
    ...[...new Set(plan.draft.records.values())].flatMap((draft) =>
      draft.acts
        .filter(
          ({ verb, by }) =>
            ['pay', 'donate', 'pay for'].includes(verb) ||
            // "Guests make payments": for whatever it is that they owe.
            (/(^| )payment$/.test(draft.name) && by.length > 0 && ['make', 'complete', 'perform'].includes(verb)),
        )
        .map(({ said }) => ({ name: draft.name, said })),
    ),
  ];
  const owed = plan.records.filter(({ name, owner }) => OWED.test(name) || (owner && !HELD.test(name)));
  for (const { name, said } of wishes) {
    // A payment is paid by itself; what is owed is something else.
    const withMoney = (record: DesignRecord | undefined): record is DesignRecord =>
      Boolean(record?.fields.some(({ kind }) => kind === 'money')) &&
      !/payment|transaction|expense|income|donation|salary|refund|deposit|withdrawal/.test(record!.table);
    const record = [
      plan.find(name),
      plan.records.find(({ table }) => table === 'order'),
      ...owed.filter(({ owner }) => owner),
      ...owed,
    ].find(withMoney);
    if (!record) {
      if (plan.find(name) === undefined) plan.draft.account.notBuilt(said.clause, 'Nothing that is kept has a price');
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
  for (const rule of [...plan.rules]) if (rule.kit === 'payment') keepPayments(plan, rule, wishes.length > 0);
}

/** What somebody owes by its kind, whoever has it. */
const OWED =
  /\b(order|booking|reservation|appointment|invoice|bill|ticket|registration|enrol?lment|rental|loan|subscription|membership|fee|fine|deposit|purchase|repair|delivery|service|course|event|lesson|class|tour|trip|stay|activity)$/i;
/** Money that is somebody's, or somebody who has it. */
const HELD = /\b(account|wallet|fund|budget|saving|investment|asset|partner|employee|salary|revenue|sale|statement|record)$/i;

/** Payments that are kept belong to what is paid for: their amount is what is owed, and whoever runs it says that the money has come. */
function keepPayments(plan: Plan, rule: PaymentRule, isAsked: boolean): void {
  const owed = plan.records.find(({ table }) => table === rule.record);
  const known = plan.records.find(({ table }) => /(^|_)payment$/.test(table) && table !== rule.record);
  const isPrivate = typeof owed?.access.read === 'object' && 'own' in owed.access.read;
  if (!owed?.owner || isNameless(owed) || !(known ?? (isAsked && isPrivate)) || plan.rules.some((one) => one.kit === 'payment' && one.kept)) return;
  const person = owed.fields.find(({ name }) => name === owed.owner);
  const payers = owed.access.create;
  if (!person || typeof payers !== 'object') return;
  const payment = known ?? madePayment(plan, owed);
  const slugs = 'own' in payers ? payers.own : payers.roles;
  const first = { roles: [plan.people.roles[0]!.slug] };
  const ruled = (name: string, label: string, kind: Field['kind']): Field => ({
    name,
    label,
    kind,
    required: false,
    isRuled: true,
    origin: 'assumed',
  });
  const rest = payment.fields.filter(
    ({ name, kind, origin }) =>
      !/^(name|title|reference|number|amount|total|price|status|state|paid_at|paid_on|date|order|note)$/.test(name) &&
      kind !== 'person' &&
      (origin === 'stated' || name === 'method'),
  );
  const amount = { ...ruled('amount', 'Amount', 'money'), min: 0 };
  payment.fields = [
    titleCode(),
    referenceTo(owed),
    { ...person, setTo: 'viewer', required: false },
    amount,
    ...rest.filter(({ references }) => references !== owed.table),
    { name: 'paid_at', label: 'Paid', kind: 'datetime', required: false, setTo: 'now', origin: 'assumed' },
    { ...ruled('status', 'Status', 'enum'), required: true, values: ['noted', 'confirmed', 'rejected'] },
  ];
  Object.assign(payment, { title: 'reference', owner: person.name, view: 'table', createLabel: `Pay for ${owed.name.toLowerCase()}` });
  payment.access = { read: { own: slugs }, create: { roles: slugs }, change: first, remove: first };
  const states = plan.rules.findIndex((one) => one.kit === 'lifecycle' && one.record === payment.table);
  const lifecycle: LifecycleRule = {
    kit: 'lifecycle',
    name: 'paymentLifecycle',
    by: first,
    record: payment.table,
    field: 'status',
    initial: 'noted',
    steps: [
      { name: 'confirmPayment', label: 'Confirm', from: ['noted'], to: 'confirmed', by: first },
      { name: 'rejectPayment', label: 'Reject', from: ['noted'], to: 'rejected', by: first, isFinal: true },
    ],
  };
  if (states >= 0) plan.rules[states] = { ...lifecycle, name: plan.rules[states]!.name };
  else plan.add(lifecycle, undefined);
  rule.kept = { record: payment.table, of: referenceTo(owed).name, amount: amount.name, step: 'confirmPayment' };
}

/** A booking is called by a code, and by whom and what it ties: a list to choose from would show codes that nobody knows. */
const isNameless = ({ fields, title, owner }: DesignRecord): boolean =>
  fields.some(({ name, setTo }) => name === title && setTo === 'code') &&
  fields.some(({ name, kind }) => kind === 'reference' && name !== owner);

/** Where people are said to pay and nobody says that payments are kept: how each is made. */
function madePayment(plan: Plan, owed: DesignRecord): DesignRecord {
  const isChosen = owed.fields.some(({ name }) => name === 'payment_method');
  return plan.ensure('payment', () => ({
    fields: isChosen ? [] : usualOf('payment', plan.draft.reading.text).filter(({ name }) => name === 'method'),
    title: 'reference',
    access: { ...owed.access },
    view: 'table',
    createLabel: 'Pay',
  }));
}
