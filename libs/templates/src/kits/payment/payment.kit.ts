import type { PaymentRule } from '../../design/design.types.js';
import { camel } from '../../knowledge/words.js';
import { lower, quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, isOwn, names, recordOf, rolesOf, type FieldPlan, type Plan, type RecordPlan } from '../../writing/plan.js';
import { allowedLines } from '../allowed-lines.js';
import type { Contribution, Kit } from '../kit.js';
import { actor, keyOf } from '../tie.js';

/** Money that is owed and noted as paid; no provider is asked. */
export const paymentKit: Kit<PaymentRule> = {
  name: 'payment',
  contribute(rule, plan) {
    const record = recordOf(plan, rule.record);
    const paidAt = fieldOf(record, rule.paidAt);
    const { variable, className, table } = record;
    const name = names(record);
    const { param, arg } = asks(plan);
    const viewer = plan.people ? 'request.viewer, ' : '';
    const note = `note${className}Paid`;
    const may = plan.people && !isOpen(plan, rule.by) ? `hasRole(viewer, ${rolesOf(plan, rule.by).map(quote).join(', ')})` : '';
    const { line, arg: testArg, as } = actor(plan);
    const kept = rule.kept && keptOf(rule, rule.kept, plan);
    return {
      ...kept?.contribution,
      domain: {
        [table]: [
          `/** Whether the money is still owed. */
export function is${className}Unpaid(${variable}: ${className}): boolean {
  return ${variable}.${paidAt.prop} === null;
}`,
        ],
      },
      service: {
        [table]: [
          `/** Notes that the money has come. @throws Refusal 409 where it had come already. */
export function ${note}(database: Database, ${param}id: number, clock: Clock): ${className} {
${may ? `  if (!${may}) throw refused(viewer);\n` : ''}  ${name.find}(database, ${arg}id);
  const now = clock();
  return transaction(database, () => {
    const { changes } = database.prepare('UPDATE ${record.sql} SET ${paidAt.column} = ? WHERE id = ? AND ${paidAt.column} IS NULL').run(${paidAt.kind === 'date' ? 'dayOf(now)' : 'now.toISOString()'}, id);
    if (changes === 0) throw conflict('This is paid already');
    noteChange(database, ${arg}'${table}', id, 'Paid', now);
    return read${className}(database, id)!;
  });
}`,
        ],
        ...kept?.service,
      },
      routes: {
        [table]: [
          `  router.post('/api/${record.path}/:id/paid', (request) => json(${note}(database, ${viewer}idOf(request), clock)));`,
          ...(plan.pages
            ? [
                `  router.post('/${record.path}/:id/paid', (request) => {
    ${note}(database, ${viewer}idOf(request), clock);
    return redirectWith(\`/${record.path}/\${idOf(request)}\`, 'Noted as paid.');
  });`,
              ]
            : []),
        ],
      },
      actions: {
        [table]: [
          `is${className}Unpaid(${variable})${may ? ` && ${may.replace('viewer', 'request.viewer')}` : ''} && { label: 'Note as paid', action: \`/${record.path}/\${${variable}.id}/paid\`, method: 'post' }`,
          ...(kept ? [kept.action] : []),
        ],
      },
      parts: { [table]: [`html\`<p>\${is${className}Unpaid(${variable}) ? badge('Unpaid', 'warn') : badge('Paid', 'good')}</p>\``] },
      views: {
        [table]: [{ slug: 'unpaid', title: 'Unpaid', conditions: [`${record.sql}.${paidAt.column} IS NULL`], values: [], may: 'true' }],
      },
      paths: [{ method: 'post', path: `/api/${record.path}/{id}/paid`, summary: 'Note as paid' }],
      tests: {
        [table]: [
          `test('given it is noted as paid, it is no longer owed and cannot be paid again', () => {
  const database = freshDatabase();
${line}  const made = make${className}(database);
  const unpaid = () => ${name.list}(database, ${testArg}{ only: 'unpaid' }).total;
  assert.deepEqual([is${className}Unpaid(made), unpaid()], [true, 1]);
  const paid = ${note}(database, ${testArg}made.id, clock);
  assert.equal(paid.${paidAt.prop}, ${paidAt.kind === 'date' ? 'dayOf(NOW)' : 'NOW.toISOString()'});
  assert.deepEqual([is${className}Unpaid(paid), unpaid()], [false, 0]);
  assert.equal(changesOf(database, '${table}', made.id)[0]!.what, 'Paid');
  assert.throws(() => ${note}(database, ${testArg}made.id, clock), refusedWith(409));
});`,
          `test('given "paid" is sent to its address, it is noted', async (t) => {
  const { database, as } = await startApp(t);
${line}  const { id } = make${className}(database);
  assert.equal((await ${as}.send('POST', \`/api/${record.path}/\${id}/paid\`)).status, 200);
${plan.pages ? `  put(database, '${record.sql}', id, { ${keyOf(paidAt)}: null });\n  assert.equal((await ${as}.post(\`/${record.path}/\${id}/paid\`)).status, 303);\n` : ''}});`,
          ...(may
            ? [
                `test('given a stranger or another role, to note a payment is refused, and to others it is not', () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  assert.throws(() => ${note}(database, undefined, id, clock), refusedWith(401));
${plan.roles
  .filter(({ slug }) => !rolesOf(plan, rule.by).includes(slug))
  .map(({ slug }) => `  assert.throws(() => ${note}(database, person(database, '${slug}'), id, clock), refusedWith(403));\n`)
  .join(
    '',
  )}${allowedLines(plan, record, rolesOf(plan, rule.by), (viewer) => `${note}(database, ${viewer}, id, clock)`, `${keyOf(paidAt)}: null`)}});`,
              ]
            : []),
        ],
        ...kept?.tests,
      },
    } satisfies Contribution;
  },
};

/** Payments as a record of their own: noted by whoever owes, of what is owed, and come once they are confirmed. */
function keptOf(rule: PaymentRule, { record: table, of, amount, step }: NonNullable<PaymentRule['kept']>, plan: Plan) {
  const [owed, payment] = [recordOf(plan, rule.record), recordOf(plan, table)];
  const [reference, sum, due, paidAt] = [
    fieldOf(payment, of),
    fieldOf(payment, amount),
    fieldOf(owed, rule.amount),
    fieldOf(owed, rule.paidAt),
  ];
  const state = payment.lifecycle && fieldOf(payment, payment.lifecycle.field);
  const name = names(payment);
  const owing = `owedBy${payment.className}`;
  const others = `SELECT 1 FROM ${payment.sql} other WHERE other.${reference.column} = ? AND other.id <> ?${state ? ` AND other.${state.column} <> 'rejected'` : ''}`;
  const paid = `(SELECT ${paidAt.column} FROM ${owed.sql} WHERE id = ?) IS NULL`;
  const { line, arg } = actor(plan);
  const mine = ownOnly(rule, owed, reference, plan);
  const confirmer = plan.people ? (plan.first ? `person(database, '${plan.first.slug}'), ` : arg) : '';
  return {
    contribution: {
      computed: { [table]: [{ field: sum.name, expression: `${owing}(database, values.${reference.prop})` }] },
      computedOnce: { [table]: [sum.name] },
      beforeCreate: { [table]: mine ? [mine] : [] },
      guards: {
        [table]: [
          {
            sql: `NOT EXISTS (${others}) AND ${paid}`,
            // What was noted stays as it is, also when the money has come.
            changeSql: `NOT EXISTS (${others})`,
            values: (mode) =>
              mode === 'create' ? [`values.${reference.prop}`, '0', `values.${reference.prop}`] : [`values.${reference.prop}`, 'id'],
            message: `This ${lower(owed.name)} is paid for already`,
            field: reference.prop,
          },
        ],
      },
      afterStep: {
        [step]: [
          `database.prepare('UPDATE ${owed.sql} SET ${paidAt.column} = ? WHERE id = (SELECT ${reference.column} FROM ${payment.sql} WHERE id = ?) AND ${paidAt.column} IS NULL').run(${paidAt.kind === 'date' ? 'dayOf(now)' : 'now.toISOString()'}, id);`,
        ],
      },
    } satisfies Contribution,
    service: {
      [table]: [
        `/** What is still owed for it, as it stands there. */
function ${owing}(database: Database, id: number): number {
  return (database.prepare('SELECT ${due.column} AS owed FROM ${owed.sql} WHERE id = ?').get(id)?.owed as number | null | undefined) ?? 0;
}`,
      ],
    },
    action: `is${owed.className}Unpaid(${owed.variable})${plan.people ? ` && ${name.mayCreate}(request.viewer)` : ''} && { label: ${quote(payment.createLabel)}, action: \`/${payment.path}/new?${reference.prop}=\${${owed.variable}.id}\`, tone: 'main' }`,
    tests: {
      [table]:
        !reference.isInput || !state
          ? []
          : [
              ...(mine ? [othersTest(rule, owed, payment, reference, plan)] : []),
              `test('given it is paid for, the payment is of what is owed, once, and it is paid when that is confirmed', () => {
  const database = freshDatabase();
${line}  const ${owed.variable} = make${owed.className}(database);
  put(database, '${owed.sql}', ${owed.variable}.id, { ${keyOf(due)}: 12.5 });
  const pay = () => make${payment.className}(database, { ${reference.prop}: ${owed.variable}.id });
  const made = pay();
  assert.equal(made.${sum.prop}, 12.5);
  assert.throws(pay, refusedWith(409, '${reference.prop}'));
  const paidAt = () => database.prepare('SELECT ${paidAt.column} AS at FROM ${owed.sql} WHERE id = ?').get(${owed.variable}.id)!.at;
  assert.equal(paidAt(), null);
  ${step}(database, ${confirmer}made.id, clock);
  assert.notEqual(paidAt(), null);
  assert.throws(pay, refusedWith(409, '${reference.prop}'));
});`,
            ],
    },
  };
}

const ownerOf = ({ fields, owner }: RecordPlan): FieldPlan | undefined => fields.find(({ name }) => name === owner);

/** What somebody else owes is nobody's to pay for, and looks as if it was not there; whoever notes what has come may. */
function ownOnly(rule: PaymentRule, owed: RecordPlan, reference: FieldPlan, plan: Plan): string | undefined {
  const owner = ownerOf(owed);
  if (!plan.people || !owner || !isOwn(owed.access.read) || isOpen(plan, rule.by)) return undefined;
  return `if (!hasRole(viewer, ${rolesOf(plan, rule.by).map(quote).join(', ')}) && database.prepare('SELECT ${owner.column} AS owner FROM ${owed.sql} WHERE id = ?').get(values.${reference.prop})?.owner !== viewer?.id)
    throw invalid({ ${reference.prop}: 'Choose one of the list' });`;
}

function othersTest(rule: PaymentRule, owed: RecordPlan, payment: RecordPlan, reference: FieldPlan, plan: Plan): string {
  const name = names(payment);
  const owner = ownerOf(owed)!;
  const payers = rolesOf(plan, payment.access.create).filter((slug) => !rolesOf(plan, rule.by).includes(slug));
  return `test('given it is owed by somebody else, to pay for it is refused', () => {
  const database = freshDatabase();
  const ${owed.variable} = make${owed.className}(database);
${payers
  .map((slug) => {
    const payer = camel(slug);
    return `  const ${payer} = person(database, '${slug}');
  const ${payer}Pays = () => ${name.create}(database, ${payer}, { ...${payment.variable}Sample(database), ${reference.prop}: ${owed.variable}.id }, clock);
  put(database, '${owed.sql}', ${owed.variable}.id, { ${keyOf(owner)}: person(database, '${slug}').id });
  assert.throws(${payer}Pays, refusedWith(422, '${reference.prop}'));
  put(database, '${owed.sql}', ${owed.variable}.id, { ${keyOf(owner)}: ${payer}.id });
  assert.doesNotThrow(${payer}Pays);
  database.exec('DELETE FROM ${payment.sql}');
`;
  })
  .join('')}});`;
}
