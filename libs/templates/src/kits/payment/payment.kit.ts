import type { PaymentRule } from '../../design/design.types.js';
import { quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, names, recordOf, rolesOf } from '../../writing/plan.js';
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
    return {
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
                `test('given a stranger or another role, to note a payment is refused', () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  assert.throws(() => ${note}(database, undefined, id, clock), refusedWith(401));
${plan.roles
  .filter(({ slug }) => !rolesOf(plan, rule.by).includes(slug))
  .map(({ slug }) => `  assert.throws(() => ${note}(database, person(database, '${slug}'), id, clock), refusedWith(403));\n`)
  .join('')}});`,
              ]
            : []),
        ],
      },
    } satisfies Contribution;
  },
};
