import type { LoanRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, names, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { actor, keyOf, tieOf, valueIn } from '../tie.js';

/** A thing that somebody has until it is back; late after so many days; never more are out than there are. */
export const loanKit: Kit<LoanRule> = {
  name: 'loan',
  contribute(rule, plan) {
    const { record, of, resource } = tieOf(plan, rule);
    const [lent, due, returned] = [fieldOf(record, rule.lentOn), fieldOf(record, rule.dueOn), fieldOf(record, rule.returnedOn)];
    const copies = rule.copies ? fieldOf(of, rule.copies) : undefined;
    const name = names(record);
    const { variable, className } = record;
    const { param, arg } = asks(plan);
    const viewer = plan.people ? 'request.viewer, ' : '';
    const giveBack = `return${className}`;
    const isOut = `${returned.column} IS NULL`;
    const dueDate = `dueOnOf${className}(${lent.isInput ? `values.${lent.prop}${lent.isNullable ? ' ?? dayOf(now)' : ''}` : 'dayOf(now)'})`;
    const dueExpression = due.kind === 'datetime' ? `\`\${${dueDate}}T00:00:00.000Z\`` : dueDate;
    const out = `FROM ${record.sql} other WHERE other.${resource.column} = ? AND other.${isOut} AND other.id <> ?`;
    const guard = copies
      ? `(SELECT count(*) ${out}) < (SELECT ${copies.column} FROM ${of.sql} WHERE id = ?)`
      : `NOT EXISTS (SELECT 1 ${out})`;
    const may = plan.people && !isOpen(plan, rule.by) ? `hasRole(viewer, ${rolesOf(plan, rule.by).map(quote).join(', ')})` : '';
    const button = `is${className}Out(${variable})${may ? ` && ${may.replace('viewer', 'request.viewer')}` : ''}`;
    const { line, arg: testArg, as } = actor(plan);
    const today = 'dayOf(NOW)';
    return {
      domain: {
        [record.table]: [
          `/** Days until it has to be back. */
export const ${className.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_DAYS = ${rule.days};

/** The day on which it has to be back. */
export function dueOnOf${className}(${lent.prop}: string): string {
  return addDays(${lent.prop}, ${className.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_DAYS);
}

export function is${className}Out(${variable}: ${className}): boolean {
  return ${variable}.${returned.prop} === null;
}

/** Still out after the day on which it was due. */
export function is${className}Overdue(${variable}: ${className}, today: string): boolean {
  return is${className}Out(${variable}) && ${due.isNullable ? `${variable}.${due.prop} !== null && ` : ''}${variable}.${due.prop}.slice(0, 10) < today;
}`,
        ],
      },
      computed: { [record.table]: due.isInput ? [] : [{ field: due.name, expression: dueExpression }] },
      computedOnce: { [record.table]: lent.isInput ? [] : [due.name] },
      guards: {
        [record.table]: [
          {
            sql: guard,
            // One that is back takes nobody's place.
            changeSql: `(${returned.column} IS NOT NULL OR ${guard})`,
            values: (mode) => [
              valueIn(record, resource, mode),
              mode === 'create' ? '0' : 'id',
              ...(copies ? [valueIn(record, resource, mode)] : []),
            ],
            message: copies ? `All of this ${lower(of.name)} are out` : `This ${lower(of.name)} is out`,
            field: resource.prop,
          },
        ],
      },
      service: {
        [record.table]: [
          `/** Notes that it is back. @throws Refusal 409 where it is back already. */
export function ${giveBack}(database: Database, ${param}id: number, clock: Clock): ${className} {
${may ? `  if (!${may}) throw refused(viewer);\n` : ''}  ${name.find}(database, ${arg}id);
  const now = clock();
  return transaction(database, () => {
    const { changes } = database.prepare('UPDATE ${record.sql} SET ${returned.column} = ? WHERE id = ? AND ${isOut}').run(${returned.kind === 'datetime' ? 'now.toISOString()' : 'dayOf(now)'}, id);
    if (changes === 0) throw conflict('This is back already');
    noteChange(database, ${arg}'${record.table}', id, 'Returned', now);
    return read${className}(database, id)!;
  });
}`,
        ],
      },
      routes: {
        [record.table]: [
          `  router.post('/api/${record.path}/:id/return', (request) => json(${giveBack}(database, ${viewer}idOf(request), clock)));`,
          ...(plan.pages
            ? [
                `  router.post('/${record.path}/:id/return', (request) => {
    ${giveBack}(database, ${viewer}idOf(request), clock);
    return redirectWith(\`/${record.path}/\${idOf(request)}\`, 'It is back. Thank you.');
  });`,
              ]
            : []),
        ],
      },
      actions: {
        [record.table]: [
          `${button} && { label: 'Note as returned', action: \`/${record.path}/\${${variable}.id}/return\`, method: 'post', tone: 'main' }`,
        ],
        [of.table]: resource.isInput
          ? [
              `${plan.people ? `${name.mayCreate}(request.viewer) && ` : ''}{ label: ${quote(record.createLabel)}, action: \`/${record.path}/new?${resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`,
            ]
          : [],
      },
      parts: { [record.table]: [`is${className}Overdue(${variable}, dayOf(clock())) && html\`<p>\${badge('Overdue', 'bad')}</p>\``] },
      views: {
        [record.table]: [
          { slug: 'out', title: 'Out now', conditions: [`${record.sql}.${isOut}`], values: [], may: 'true' },
          {
            slug: 'overdue',
            title: 'Overdue',
            conditions: [`${record.sql}.${isOut}`, `${record.sql}.${due.column} < ?`],
            values: ['dayOf(now)'],
            order: `${record.sql}.${due.column}`,
            may: 'true',
          },
        ],
      },
      tiles: [
        `${plan.people && !isOpen(plan, record.access.read) ? `${name.mayList}(request.viewer) && ` : ''}{ label: ${quote(`${record.plural}: overdue`)}, href: '/${record.path}?only=overdue', value: ${name.list}(database, ${viewer}{ only: 'overdue' }, 1, clock()).total, tone: 'warn' }`,
      ],
      paths: [{ method: 'post', path: `/api/${record.path}/{id}/return`, summary: 'Note that it is back' }],
      tests: {
        [record.table]:
          !resource.isInput || of.inputs.length === 0
            ? []
            : [
                `test('given it is lent, it is due after ${rule.days} days', () => {
  assert.equal(dueOnOf${className}('2026-05-20'), addDays('2026-05-20', ${rule.days}));
${
  due.isInput || due.kind !== 'date'
    ? ''
    : `  const made = make${className}(freshDatabase());
  assert.equal(made.${due.prop}, addDays(made.${lent.prop}${lent.isNullable ? '!' : ''}, ${rule.days}));
  assert.ok(made.${due.prop} > made.${lent.prop}${lent.isNullable ? '!' : ''});
`
}});`,
                `test('given it is out, nobody else has it until it is back', () => {
  const database = freshDatabase();
${line}  const ${resource.prop} = make${of.className}(database${copies ? `, { ${copies.prop}: 1 }` : ''}).id;
  const lend = () => make${className}(database, { ${resource.prop} });
  const first = lend();
  assert.equal(is${className}Out(first), true);
  assert.throws(lend, refusedWith(409, '${resource.prop}'));
  const back = ${giveBack}(database, ${testArg}first.id, clock);
  assert.equal(back.${returned.prop}, ${returned.kind === 'datetime' ? 'NOW.toISOString()' : today});
  assert.equal(is${className}Out(back), false);
  assert.equal(changesOf(database, '${record.table}', first.id)[0]!.what, 'Returned');
  assert.throws(() => ${giveBack}(database, ${testArg}first.id, clock), refusedWith(409));
  assert.doesNotThrow(lend);
});`,
                ...(copies
                  ? [
                      `test('given two copies, two are lent and the third is refused', () => {
  const database = freshDatabase();
  const ${resource.prop} = make${of.className}(database, { ${copies.prop}: 2 }).id;
  const lend = () => make${className}(database, { ${resource.prop} });
  lend();
  lend();
  assert.throws(lend, refusedWith(409, '${resource.prop}'));
});`,
                    ]
                  : []),
                `test('given the day it is due, it is overdue from the next day on, until it is back', () => {
  const database = freshDatabase();
${line}  const { id } = make${className}(database);
  const overdue = () => ${name.list}(database, ${testArg}{ only: 'overdue' }, undefined, NOW).total;
  const read = () => ${name.find}(database, ${testArg}id);
  put(database, '${record.sql}', id, { ${keyOf(due)}: addDays(${today}, 0) });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [false, 0]);
  put(database, '${record.sql}', id, { ${keyOf(due)}: addDays(${today}, -1) });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [true, 1]);
  assert.equal(${name.list}(database, ${testArg}{ only: 'out' }).total, 1);
  put(database, '${record.sql}', id, { ${keyOf(returned)}: ${returned.kind === 'datetime' ? 'NOW.toISOString()' : today} });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [false, 0]);
  assert.equal(${name.list}(database, ${testArg}{ only: 'out' }).total, 0);
});`,
                `test('given "return" is sent to its address, it is back', async (t) => {
  const { database, as } = await startApp(t);
${line}  const { id } = make${className}(database);
  assert.notEqual((await ${as}.send('POST', \`/api/${record.path}/\${id}/return\`)).json().${returned.prop}, null);
  assert.equal((await ${as}.send('POST', \`/api/${record.path}/\${id}/return\`)).status, 409);
});`,
                ...(may
                  ? [
                      `test('given a stranger, to return is refused', () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  assert.throws(() => ${giveBack}(database, undefined, id, clock), refusedWith(401));
${plan.roles
  .filter(({ slug }) => !rolesOf(plan, rule.by).includes(slug))
  .map(({ slug }) => `  assert.throws(() => ${giveBack}(database, person(database, '${slug}'), id, clock), refusedWith(403));\n`)
  .join('')}});`,
                    ]
                  : []),
              ],
      },
    } satisfies Contribution;
  },
};
