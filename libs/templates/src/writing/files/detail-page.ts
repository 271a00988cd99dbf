import type { Contributions } from '../../kits/kit.js';
import { lower, quote, usesClock } from '../code.js';
import { isNumber, names, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { titleExpression, titleParts } from './domain-file.js';
import { columnsOf, pictureOf } from './record-views.js';
import { shown, toneField } from './show.js';

/** The page of one: its state, what can be done next, what belongs to it. */
export function detailPage(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const { variable } = record;
  const tone = toneField(record);
  const factFields = record.fields.filter(
    (field) => field !== record.titleField && field !== tone && field.kind !== 'long-text' && field.kind !== 'image',
  );
  const texts = record.fields.filter((field) => field !== record.titleField && field.kind === 'long-text');
  const image = record.fields.some(({ kind }) => kind === 'image');
  const children = record.children.filter(({ record: child }) => !kits.isEmbedded(child) && !isShownByKit(plan, record, child));
  const buttons = [
    ...kits.actions(record.table),
    ...(record.inputs.length > 0
      ? [
          `${plan.people ? `${name.mayChange}(request.viewer, ${variable}) && ` : ''}{ label: 'Edit', action: \`/${record.path}/\${${variable}.id}/edit\` }`,
        ]
      : []),
    `${plan.people ? `${name.mayRemove}(request.viewer, ${variable}) && ` : ''}{ label: 'Remove', action: \`/${record.path}/\${${variable}.id}/remove\`, method: 'post', tone: 'danger', confirm: \`Remove \${title}? This cannot be undone.\` }`,
  ];
  const parts = [...kits.parts(record.table), ...children.map(({ record: child, field }) => related(plan, record, child, field))];
  const needsDatabase = true;
  const needsClock = [...buttons, ...parts].some(usesClock);
  return `/** One of them: its state, what can be done next, what belongs to it, and what happened. */
export function ${name.detailPage}(request: WebRequest, { ${needsDatabase ? 'database' : ''}${needsClock ? ', clock' : ''} }: Context, ${variable}: ${record.className}): Html {
  const title = ${name.titleOf}(${variable});
  const buttons: (Action | false)[] = [
    ${buttons.join(',\n    ')},
  ];
  return inFrame(request, {
    title,
    crumbs: [{ label: ${quote(record.plural)}, href: '/${record.path}' }, { label: title }],
    body: html\`\${pageHead({ title${tone ? `, state: ${shown(plan, record, tone, variable)}` : ''}, actions: actions(buttons.filter((button) => button !== false)) })}
${image ? `      <div class="detail-picture">\${${pictureOf(plan, record, variable)}}</div>\n` : ''}${texts.map((field) => `      \${${field.isNullable ? `${variable}.${field.prop} !== null && ` : ''}prose(${variable}.${field.prop})}\n`).join('')}${
    factFields.length > 0
      ? `      \${facts([
${factFields.map((field) => `        { label: ${quote(field.label)}, value: ${shown(plan, record, field, variable)} },`).join('\n')}
      ])}\n`
      : ''
  }${parts.map((part) => `      \${${part}}\n`).join('')}      \${section({ heading: 'History', body: historyOf(database, '${record.table}', ${variable}.id) })}\`,
  });
}`;
}

/** What a part of the page shows already: comments as a thread, reviews with their stars, marks as a number. */
const isShownByKit = (plan: Plan, record: RecordPlan, child: RecordPlan): boolean =>
  plan.design.rules.some(
    (rule) =>
      ['comment', 'review', 'favourite'].includes(rule.kit) && 'of' in rule && rule.of === record.table && rule.record === child.table,
  );

/** What refers to the record: a few of them, and the way to all. */
function related(plan: Plan, record: RecordPlan, child: RecordPlan, field: FieldPlan): string {
  const name = names(child);
  const { variable } = child;
  const local = variable === record.variable ? `${variable}Below` : variable;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const guard = plan.people ? `${name.mayList}(request.viewer) && ` : '';
  const isNamed = titleParts(child).length > 0;
  const columns = columnsOf(child)
    .filter((one) => one !== child.titleField && one !== field)
    .slice(0, 3);
  const canAdd = child.inputs.includes(field);
  const heading =
    record.children.filter((one) => one.record === child).length > 1 ? `${child.plural}: ${lower(field.label)}` : child.plural;
  const action = canAdd
    ? `, ...(${plan.people ? `${name.mayCreate}(request.viewer)` : 'true'} && { action: { label: ${quote(child.createLabel)}, href: \`/${child.path}/new?${field.prop}=\${${record.variable}.id}\` } })`
    : '';
  return `${guard}section({
        heading: ${quote(heading)},
        body: tableOrNote(${quote(`No ${lower(child.plural)} yet.`)}, {
          caption: ${quote(heading)},
          columns: [{ label: ${quote(isNamed ? (titleParts(child).find((one) => one !== field)?.label ?? child.name) : child.titleField === field ? child.name : child.titleField.label)} }${columns.map((one) => `, { label: ${quote(one.label)}${isNumber(one) ? ', isNumber: true' : ''} }`).join('')}],
          rows: ${name.list}(database, ${viewer}{ ${field.prop}: String(${record.variable}.id) }, 12).items.map((${local}) => ({
            href: \`/${child.path}/\${${local}.id}\`,
            cells: [${[child.titleField === field ? `\`No. \${${local}.id}\`` : isNamed ? titleExpression({ ...child, variable: local }, field) : `${name.titleOf}(${local})`, ...columns.map((one) => relatedCell(plan, child, one, local))].join(', ')}],
          })),
        })${action},
      })`;
}

// The tones of a state are of the other record's page.
function relatedCell(plan: Plan, child: RecordPlan, field: FieldPlan, variable: string): string {
  return field.kind === 'enum'
    ? `sentence(${variable}.${field.prop}${field.isNullable ? " ?? ''" : ''})`
    : shown(plan, child, field, variable);
}
