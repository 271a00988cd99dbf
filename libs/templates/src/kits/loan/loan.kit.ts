import type { LoanRule } from '../../design/design.types.js';
import { lower, quote } from '../../writing/code.js';
import { asks, fieldOf, isOpen, names, rolesOf } from '../../writing/plan.js';
import type { Contribution, Kit } from '../kit.js';
import { exceptGuard, exceptOf, exceptTest, usableRule, usableTest } from '../except.js';
import { tieOf, valueIn } from '../tie.js';
import { loanTests } from './loan-tests.js';

/** A thing that somebody has until it is back; late after so many days; never more are out than there are. */
export const loanKit: Kit<LoanRule> = {
  name: 'loan',
  contribute(rule, plan) {
    const tie = tieOf(plan, rule);
    const { record, of, resource } = tie;
    const except = exceptOf(of, rule.except);
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
        ...(except ? { [of.table]: [usableRule(of, except)] } : {}),
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
            message: `${copies ? `All of this ${lower(of.name)} are out` : `This ${lower(of.name)} is out`}${except ? `, or ${except.states.join(' or ')}` : ''}`,
            field: resource.prop,
          },
          ...(except ? [exceptGuard(tie, except)] : []),
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
              `${plan.people ? `${name.mayCreate}(request.viewer) && ` : ''}${except ? `${usableTest(of)} && ` : ''}{ label: ${quote(record.createLabel)}, action: \`/${record.path}/new?${resource.prop}=\${${of.variable}.id}\`, tone: 'main' }`,
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
        [record.table]: [
          ...loanTests({ plan, rule, record, of, resource, lent, due, returned, copies }),
          ...(except ? exceptTest(plan, tie, except) : []),
        ],
      },
    } satisfies Contribution;
  },
};
