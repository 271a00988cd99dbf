import type { Contributions } from '../../kits/kit.js';
import { blocks, list, lower, quote } from '../code.js';
import { names, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { detailPage } from './detail-page.js';
import { choicesOf, formPage } from './form-page.js';
import { viewFunction } from './list-looks.js';
import { VIEW_LABELS, viewName, viewsOf, type View } from './record-views.js';
import { dayFields, exactFields, textFields } from './service-fields.js';
import { toneField, toneOf } from './show.js';

/** src/pages/<records>.ts: the list, one of them with what belongs to it and can be done next, and the form. */
export function pagesFile(plan: Plan, record: RecordPlan, kits: Contributions): string {
  return blocks(
    tones(record),
    listPage(plan, record, kits),
    ...viewsOf(record).map((view) => viewFunction(plan, record, view)),
    detailPage(plan, record, kits),
    formPage(plan, record),
    ...kits.pageFunctions(record.table),
  );
}

function tones(record: RecordPlan): string {
  const field = toneField(record);
  if (!field) return '';
  return `export function toneOf${record.className}(${field.prop}: ${field.type}): Tone {
  const tones: Record<${field.type}, Tone> = ${list(
    '{ ',
    field.values!.map((value) => `${quote(value)}: '${toneOf(value)}'`),
    ' }',
    '  ',
  )};
  return tones[${field.prop}];
}`;
}

/** Orders come out of the cart: nobody makes one by hand. */
export const isOrdered = (plan: Plan, record: RecordPlan): boolean =>
  plan.design.rules.some((rule) => rule.kit === 'cart' && (rule.order === record.table || rule.line === record.table));

/** Whether its list can be a table, where several are chosen at once. */
export const hasTable = (record: RecordPlan): boolean => viewsOf(record).includes('table');

const may = (plan: Plan, name: string): string => (plan.people ? `${name}(request.viewer)` : 'true');

function listPage(plan: Plan, record: RecordPlan, kits: Contributions): string {
  const name = names(record);
  const views = viewsOf(record);
  const saved = kits.views(record.table);
  const canCreate = record.inputs.length > 0 && !kits.isEmbedded(record) && !isOrdered(plan, record);
  const choosing = exactFields(record).filter(({ kind }) => kind === 'reference' || kind === 'person');
  const filter = (field: FieldPlan) => {
    const options =
      field.kind === 'enum'
        ? `${field.constant}.map((value) => ({ value, label: sentence(value) }))`
        : field.kind === 'boolean'
          ? `[{ value: 'true', label: 'Yes' }, { value: 'false', label: 'No' }]`
          : choicesOf(plan, field);
    return `{ name: '${field.prop}', label: ${quote(field.label)}, kind: 'choice', value: query.${field.prop} ?? '', options: ${options} },`;
  };
  const fields = [
    ...(textFields(record).length > 0 ? [`{ name: 'search', label: 'Search', kind: 'text', value: query.search ?? '' },`] : []),
    ...exactFields(record).map(filter),
    ...dayFields(record)
      .slice(0, 1)
      .flatMap(({ prop, label }) => [
        `{ name: '${prop}From', label: ${quote(`${label}, from`)}, kind: 'date', value: query.${prop}From ?? '' },`,
        `{ name: '${prop}To', label: ${quote(`${label}, until`)}, kind: 'date', value: query.${prop}To ?? '' },`,
      ]),
  ];
  const links =
    saved.length > 0
      ? [
          `{ label: ${quote(`All ${lower(record.plural)}`)}, href: '/${record.path}', isCurrent: !query.only },`,
          ...saved.map(
            (view) =>
              `...(${view.may} ? [{ label: ${quote(view.title)}, href: '/${record.path}?only=${view.slug}', isCurrent: query.only === '${view.slug}' }] : []),`,
          ),
        ]
      : [];
  const looks =
    views.length > 1
      ? views.map(
          (view, i) =>
            `{ label: '${VIEW_LABELS[view]}', href: addressWith('/${record.path}', request.query, { view: '${view}', page: '' }), isCurrent: ${i === 0 ? `look !== '${views[1]}'` : `look === '${view}'`} },`,
        )
      : [];
  const shownAs = (view: View) =>
    `${viewName(record, view)}(request, ${view === 'board' || view === 'calendar' ? 'context, ' : ''}${view === 'calendar' ? 'query' : 'found'})`;
  // A calendar and a board show everything that they are of.
  const whole = views.filter((view) => view === 'calendar' || view === 'board');
  const isPaged = whole.map((view) => (views[0] === view ? `look === '${views[1]}' && ` : `look !== '${view}' && `)).join('');
  const needsContext = choosing.length > 0 || views.includes('calendar') || views.includes('board');
  const body = views.length > 1 ? `look === '${views[1]}' ? ${shownAs(views[1]!)} : ${shownAs(views[0]!)}` : shownAs(views[0]!);
  const create = canCreate
    ? `${may(plan, name.mayCreate)} && actions([{ label: ${quote(record.createLabel)}, action: '/${record.path}/new', tone: 'main' }])`
    : '';
  return `export function ${name.listPage}(request: WebRequest, ${needsContext ? 'context' : '_context'}: Context, found: ListPage<${record.className}>, query: ${name.query}): Html {
${choosing.length > 0 ? '  const { database } = context;\n' : ''}${views.length > 1 ? `  const look = request.query.get('view');\n` : ''}  const isNarrowed = [...request.query.keys()].some((name) => !['page', 'sort', 'view', 'notice', 'month'].includes(name));
${canCreate ? `  const add = ${create};\n` : ''}  return inFrame(request, {
    title: ${quote(record.plural)},
    body: html\`\${pageHead({ title: ${quote(record.plural)}${canCreate ? ', actions: add || undefined' : ''} })}
      \${filters({
        action: '/${record.path}',
        resetHref: '/${record.path}',
        kept: keptOf(request.query, ['sort', 'view'${saved.length > 0 ? `, 'only'` : ''}]),
        fields: [
          ${fields.join('\n          ')}
        ],
${links.length > 0 ? `        views: [\n          ${links.join('\n          ')}\n        ],\n` : ''}${looks.length > 0 ? `        looks: [\n          ${looks.join('\n          ')}\n        ],\n` : ''}      })}
      \${found.total === 0
        ? empty(
            isNarrowed
              ? { title: 'Nothing fits', text: ${quote(`No ${lower(record.plural)} are like this.`)}, action: { label: 'Show all', href: '/${record.path}' } }
              : { title: ${quote(`No ${lower(record.plural)} yet`)}, text: ${quote(`They appear here as soon as there is one.`)}${canCreate ? `, ...(add && { action: { label: ${quote(record.createLabel)}, href: '/${record.path}/new' } })` : ''} },
          )
        : ${body}}
      \${found.total > 0 && ${isPaged}paging({ ...found, noun: [${quote(lower(record.name))}, ${quote(lower(record.plural))}], href: (page) => addressWith('/${record.path}', request.query, { page: String(page) }) })}
      \${found.total > 0 && html\`<p class="muted"><a href="\${addressWith('/${record.path}', request.query, { format: 'csv', page: '' })}">Download as CSV</a></p>\`}\`,
  });
}`;
}
