import type { LoanRule } from '../../design/design.types.js';
import { isOpen, names, rolesOf, type FieldPlan, type Plan } from '../../writing/plan.js';
import { allowedLines } from '../allowed-lines.js';
import { actor, keyOf, type Tie } from '../tie.js';

/** A loan rule with what it refers to. */
export interface Loan extends Pick<Tie, 'record' | 'of' | 'resource'> {
  plan: Plan;
  rule: LoanRule;
  lent: FieldPlan;
  due: FieldPlan;
  returned: FieldPlan;
  /** Absent: there is one of each. */
  copies: FieldPlan | undefined;
}

/** Tests of what is out, when it is due, who may give it back. */
export function loanTests({ plan, rule, record, of, resource, lent, due, returned, copies }: Loan): string[] {
  if (!resource.isInput || of.inputs.length === 0) return [];
  const { className } = record;
  const name = names(record);
  const giveBack = `return${className}`;
  const slugs = plan.people && !isOpen(plan, rule.by) ? rolesOf(plan, rule.by) : [];
  const { line, arg, as } = actor(plan);
  const today = 'dayOf(NOW)';
  const time = returned.kind === 'datetime' ? 'NOW.toISOString()' : today;
  return [
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
  const back = ${giveBack}(database, ${arg}first.id, clock);
  assert.equal(back.${returned.prop}, ${time});
  assert.equal(is${className}Out(back), false);
  assert.equal(changesOf(database, '${record.table}', first.id)[0]!.what, 'Returned');
  assert.throws(() => ${giveBack}(database, ${arg}first.id, clock), refusedWith(409));
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
    `test('given many are lent and come back, never more are out than there are', () => {
  const database = freshDatabase();
${line}  const ${resource.prop} = make${of.className}(database${copies ? `, { ${copies.prop}: 3 }` : ''}).id;
  const below = seeded(5);
  const out: number[] = [];
  for (let i = 0; i < 60; i++) {
    if (below(3) === 0 && out.length > 0) {
      ${giveBack}(database, ${arg}out.splice(below(out.length), 1)[0]!, clock);
    } else if (out.length < ${copies ? 3 : 1}) {
      out.push(make${className}(database, { ${resource.prop} }).id);
    } else {
      assert.throws(() => make${className}(database, { ${resource.prop} }), refusedWith(409, '${resource.prop}'));
    }
    assert.equal(${name.list}(database, ${arg}{ only: 'out', ${resource.prop}: String(${resource.prop}) }).total, out.length);
  }
});`,
    `test('given another is out, one that is out is not changed into it, and one that is back may be', () => {
  const database = freshDatabase();
${line}  const taken = make${of.className}(database${copies ? `, { ${copies.prop}: 1 }` : ''}).id;
  make${className}(database, { ${resource.prop}: taken });
  const { id } = make${className}(database);
  const change = () => ${name.change}(database, ${arg}id, { ${resource.prop}: taken }, clock);
  assert.throws(change, refusedWith(409, '${resource.prop}'));
  put(database, '${record.sql}', id, { ${keyOf(returned)}: ${time} });
  assert.equal(change().${resource.prop}, taken);
});`,
    `test('given the day it is due, it is overdue from the next day on, until it is back', () => {
  const database = freshDatabase();
${line}  const { id } = make${className}(database);
  const overdue = () => ${name.list}(database, ${arg}{ only: 'overdue' }, undefined, NOW).total;
  const read = () => ${name.find}(database, ${arg}id);
  put(database, '${record.sql}', id, { ${keyOf(due)}: addDays(${today}, 0) });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [false, 0]);
  put(database, '${record.sql}', id, { ${keyOf(due)}: addDays(${today}, -1) });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [true, 1]);
  assert.equal(${name.list}(database, ${arg}{ only: 'out' }).total, 1);
  put(database, '${record.sql}', id, { ${keyOf(returned)}: ${time} });
  assert.deepEqual([is${className}Overdue(read(), ${today}), overdue()], [false, 0]);
  assert.equal(${name.list}(database, ${arg}{ only: 'out' }).total, 0);
});`,
    `test('given "return" is sent to its address, it is back', async (t) => {
  const { database, as } = await startApp(t);
${line}  const { id } = make${className}(database);
  assert.notEqual((await ${as}.send('POST', \`/api/${record.path}/\${id}/return\`)).json().${returned.prop}, null);
  assert.equal((await ${as}.send('POST', \`/api/${record.path}/\${id}/return\`)).status, 409);
});`,
    ...(slugs.length > 0
      ? [
          `test('given a stranger or another role, to return is refused, and to others it is not', () => {
  const database = freshDatabase();
  const { id } = make${className}(database);
  assert.throws(() => ${giveBack}(database, undefined, id, clock), refusedWith(401));
${plan.roles
  .filter(({ slug }) => !slugs.includes(slug))
  .map(({ slug }) => `  assert.throws(() => ${giveBack}(database, person(database, '${slug}'), id, clock), refusedWith(403));\n`)
  .join('')}  assert.equal(${name.find}(database, firstPerson(database), id).${returned.prop}, null);
${allowedLines(plan, record, slugs, (viewer) => `${giveBack}(database, ${viewer}, id, clock)`, `${keyOf(returned)}: null`)}});`,
        ]
      : []),
  ];
}
