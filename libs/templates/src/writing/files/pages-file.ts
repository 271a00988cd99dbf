import type { Contributions } from '../../kits/kit.js';
import { blocks, list, lower, quote } from '../code.js';
import { choosesOwn, isNumber, isOpen, names, recordOf, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { stepsOfRecord, toneOfStep } from '../../kits/lifecycle/steps.js';
import { motifOf } from '../motif.js';
import { limitsOf, titleExpression, titleParts } from './domain-file.js';
import { dayFields, exactFields, sortFields, textFields } from './service-file.js';
import { shown, toneField, toneOf, currencyOf } from './show.js';

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

type View = RecordPlan['view'];

/** How the list can look: as the design says, and as a table. */
export function viewsOf(record: RecordPlan): View[] {
  const fits: Record<View, boolean> = {
    table: true,
    cards: true,
    gallery: true,
    feed: true,
    board: boardField(record) !== undefined,
    calendar: dayFields(record).length > 0,
  };
  const first = fits[record.view] ? record.view : 'table';
  const second: View = first !== 'table' ? 'table' : record.lifecycle ? 'board' : 'cards';
  return [first, ...(second === 'cards' && record.fields.length < 3 ? [] : [second])];
}

const boardField = (record: RecordPlan): FieldPlan | undefined =>
  record.fields.find(({ name }) => name === record.lifecycle?.field) ??
  record.fields.find(({ kind, values }) => kind === 'enum' && values!.length <= 7);

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

/** Fields of a list's columns: the title, then those that say most in little room. */
export function columnsOf(record: RecordPlan): FieldPlan[] {
  const named = titleParts(record);
  const rest = record.fields.filter(
    (field) =>
      field !== record.titleField && !named.includes(field) && !['long-text', 'image', 'file', 'url', 'colour'].includes(field.kind),
  );
  return [record.titleField, ...rest.slice(0, 6)];
}

/** Orders come out of the cart: nobody makes one by hand. */
export const isOrdered = (plan: Plan, record: RecordPlan): boolean =>
  plan.design.rules.some((rule) => rule.kit === 'cart' && (rule.order === record.table || rule.line === record.table));

/** Whether its list can be a table, where several are chosen at once. */
export const hasTable = (record: RecordPlan): boolean => viewsOf(record).includes('table');

/** Buttons for what is ticked in a table: those that fit one of its rows. */
function chosenActs(plan: Plan, record: RecordPlan): string {
  const { variable } = record;
  const viewer = plan.people ? 'request.viewer, ' : '';
  const steps = stepsOfRecord(record);
  const acts = steps.map((step) => {
    const tone = toneOfStep(step, steps);
    const asks = step.isFinal ? `, confirm: ${quote(`${step.label}: all that are chosen? This is final.`)}` : '';
    return `items.some((${variable}) => ${step.can}(${viewer}${variable})) && { label: ${quote(step.label)}, value: '${step.slug}'${tone === 'danger' ? `, tone: 'danger'` : ''}${asks} },`;
  });
  const remove = `${plan.people ? `items.some((${variable}) => ${names(record).mayRemove}(request.viewer, ${variable})) && ` : ''}{ label: 'Remove', value: 'remove', tone: 'danger', confirm: 'Remove all that are chosen? This cannot be undone.' },`;
  return `const acts: (ChosenAct | false)[] = [
    ${[...acts, remove].join('\n    ')}
  ];`;
}

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

const VIEW_LABELS: Record<View, string> = {
  table: 'Table',
  cards: 'Cards',
  board: 'Board',
  calendar: 'Calendar',
  gallery: 'Pictures',
  feed: 'Posts',
};
const viewName = (record: RecordPlan, view: View): string => `${record.variable}${view[0]!.toUpperCase()}${view.slice(1)}`;

function choicesOf(plan: Plan, field: FieldPlan): string {
  if (field.kind === 'person')
    return `peopleToChoose(database${field.role ? `, '${field.role}'` : ''}).map(({ id, name }) => ({ value: String(id), label: name }))`;
  const other = recordOf(plan, field.references!);
  return `${names(other).choices}(database${choosesOwn(plan, other) ? ', request.viewer' : ''})`;
}

const pictureOf = (plan: Plan, record: RecordPlan, variable: string): string => {
  const image = record.fields.find(({ kind }) => kind === 'image');
  const motif = motifOf(plan, record);
  // Of people, their initials.
  const drawn = `picture('${motif}', ${motif === 'person' ? `${names(record).titleOf}(${variable})` : `String(${variable}.id)`})`;
  if (!image) return drawn;
  const shownImage = `html\`<img src="\${${variable}.${image.prop}}" alt="" loading="lazy">\``;
  return image.isNullable ? `${variable}.${image.prop} === null ? ${drawn} : ${shownImage}` : shownImage;
};

function viewFunction(plan: Plan, record: RecordPlan, view: View): string {
  const name = names(record);
  const { variable } = record;
  const head = (params: string) => `function ${viewName(record, view)}(request: WebRequest, ${params}): Html {`;
  const found = `{ items }: ListPage<${record.className}>`;
  const rest = columnsOf(record).filter((field) => field !== record.titleField);
  const factsOf = (count: number, without: (FieldPlan | undefined)[] = []) =>
    rest
      .filter((field) => !without.includes(field))
      .slice(0, count)
      .map((field) => `{ label: ${quote(field.label)}, value: ${shown(plan, record, field, variable, false)} }`);
  const title = `${name.titleOf}(${variable})`;
  const tone = toneField(record);
  switch (view) {
    case 'table':
      return `${head(found)}
  ${chosenActs(plan, record)}
  return table({
    caption: ${quote(record.plural)},
    chosen: { action: '/${record.path}/chosen', acts: acts.filter((act) => act !== false) },
    columns: [
${columnsOf(record)
  .map(
    (field) =>
      `      ${field === record.titleField && titleParts(record).length > 0 ? `{ label: ${quote(record.name)} }` : sortFields(record).includes(field) ? `sortable('${field.prop}', ${quote(field.label)}, '/${record.path}', request.query${isNumber(field) ? ', true' : ''})` : `{ label: ${quote(field.label)} }`},`,
  )
  .join('\n')}
    ],
    rows: items.map((${variable}) => ({
      id: ${variable}.id,
      href: \`/${record.path}/\${${variable}.id}\`,
      cells: [
        ${[title, ...rest.map((field) => shown(plan, record, field, variable))].join(',\n        ')},
      ],
    })),
  });
}`;
    case 'cards':
      return `${head(found).replace('(request', '(_request')}
  return cards({
    items: items.map((${variable}) => (${cardOf(plan, record)})),
  });
}`;
    case 'gallery':
      return `${head(found).replace('(request', '(_request')}
  return gallery({ items: items.map((${variable}) => ({ href: \`/${record.path}/\${${variable}.id}\`, title: ${title}, picture: ${pictureOf(plan, record, variable).replace(/^(.* === null .*)$/, '$1')} })) });
}`;
    case 'feed': {
      const text = record.fields.find(({ kind }) => kind === 'long-text') ?? record.titleField;
      const day = dayFields(record)[0];
      const author = record.fields.find(({ kind }) => kind === 'person');
      const value = (field: FieldPlan) => `${variable}.${field.prop}${field.isNullable ? " ?? ''" : ''}`;
      const meta = [
        author && `\${${variable}.${author.said}}`,
        day ? `\${${shown(plan, record, day, variable)}}` : record.hasCreatedAt && `\${relativeTime(${variable}.createdAt)}`,
      ]
        .filter(Boolean)
        .join(' · ');
      return `${head(found).replace('(request', '(_request')}
  return feed(items.map((${variable}) => ({ href: \`/${record.path}/\${${variable}.id}\`, title: ${title}, text: shortened(String(${value(text)}), 280), meta: html\`${meta}\` })));
}`;
    }
    case 'board': {
      const field = boardField(record)!;
      const moves = record.lifecycle?.field === field.name ? `, moves: ${variable}Moves(request, ${variable})` : '';
      return `${head(`{ database }: Context, _found: ListPage<${record.className}>`)}
  return board({
    columns: ${field.constant}.map((${field.prop}) => ({
      name: ${field.prop},
${tone ? `      tone: toneOf${record.className}(${tone === field ? field.prop : `${quote(tone.values![0]!)}`}),\n` : ''}      items: ${name.list}(database, ${plan.people ? 'request.viewer, ' : ''}{ ...Object.fromEntries(request.query), ${field.prop}, page: '1' }, 50).items.map((${variable}) => ({
        href: \`/${record.path}/\${${variable}.id}\`,
        title: ${title},
        facts: [${factsOf(3, [field, tone]).join(', ')}]${moves},
      })),
    })),
  });
}`.replace(`      tone: toneOf${record.className}('`, `      tone: toneOf${record.className}('`);
    }
    case 'calendar': {
      const day = dayFields(record).find(({ setTo }) => !setTo) ?? dayFields(record)[0]!;
      return `${head(`{ database, clock }: Context, query: ${name.query}`)}
  const today = dayOf(clock());
  const asked = request.query.get('month') ?? '';
  const month = isMonth(asked) ? asked : today.slice(0, 7);
  const monthHref = (months: number) => addressWith('/${record.path}', request.query, { month: addMonths(month, months) });
  const { items } = ${name.list}(database, ${plan.people ? 'request.viewer, ' : ''}{ ...query, ${day.prop}From: \`\${month}-01\`, ${day.prop}To: addDays(\`\${addMonths(month, 1)}-01\`, -1), sort: '${day.prop}', page: '1' }, 500);
  return monthCalendar({
    month,
    today,
    entries: items.flatMap((${variable}) => (${day.isNullable ? `${variable}.${day.prop} === null ? [] : ` : ''}[{ day: ${variable}.${day.prop}.slice(0, 10), label: ${day.kind === 'datetime' ? `\`\${${variable}.${day.prop}.slice(11, 16)} \${${title}}\`` : title}, href: \`/${record.path}/\${${variable}.id}\`${tone ? `, tone: toneOf${record.className}(${variable}.${tone.prop})` : ''} }])),
    previousHref: monthHref(-1),
    nextHref: monthHref(1),
  });
}`.replaceAll(tone?.isNullable ? `, tone: toneOf${record.className}(${variable}.${tone.prop})` : '\u0000', '');
    }
  }
}

/** An object literal of a card over the record's variable; facts that nobody has filled in are left out. */
export function cardOf(plan: Plan, record: RecordPlan): string {
  const { variable } = record;
  const tone = toneField(record);
  const money = record.fields.find(({ kind }) => kind === 'money');
  const text = record.fields.find(({ kind }) => kind === 'long-text');
  const facts = columnsOf(record)
    .filter((field) => ![record.titleField, tone, money].includes(field) && !(field.kind === 'boolean' && field.isRuled))
    .slice(0, 3)
    .map((field) => {
      const fact = `{ label: ${quote(field.label)}, value: ${shown(plan, record, field, variable, false)} }`;
      return field.isNullable ? `...(${variable}.${field.prop} === null ? [] : [${fact}])` : fact;
    });
  const members = [
    `href: \`/${record.path}/\${${variable}.id}\``,
    `title: ${names(record).titleOf}(${variable})`,
    `picture: ${pictureOf(plan, record, variable)}`,
    `facts: [${facts.join(', ')}]`,
    tone ? `badge: ${shown(plan, record, tone, variable)}` : '',
    money
      ? `price: ${money.isNullable ? `${variable}.${money.prop} === null ? '' : ` : ''}money(${variable}.${money.prop}, '${currencyOf(money.unit)}')`
      : '',
    text ? `text: shortened(${variable}.${text.prop}${text.isNullable ? " ?? ''" : ''}, 140)` : '',
  ].filter(Boolean);
  return `{\n      ${members.join(',\n      ')},\n    }`;
}

function detailPage(plan: Plan, record: RecordPlan, kits: Contributions): string {
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
  const usesClock = [...buttons, ...parts].some((part) => /\bclock\b/.test(part));
  return `/** One of them: its state, what can be done next, what belongs to it, and what happened. */
export function ${name.detailPage}(request: WebRequest, { ${needsDatabase ? 'database' : ''}${usesClock ? ', clock' : ''} }: Context, ${variable}: ${record.className}): Html {
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

function formPage(plan: Plan, record: RecordPlan): string {
  if (record.inputs.length === 0) return '';
  const name = names(record);
  const needsDatabase = record.inputs.some(({ kind }) => kind === 'reference' || kind === 'person');
  const fields = record.inputs.map((field) => formField(plan, field));
  const isListed = isOpen(plan, record.access.read) || record.access.create !== 'everyone';
  return `/** @param ${record.variable} the one that is changed, else a new one is made. */
export function ${name.formPage}(request: WebRequest, ${needsDatabase ? '{ database }' : '_context'}: Context, ${record.variable}: ${record.className} | undefined, faults: Faults = {}): Html {
  const title = ${record.variable} ? \`Edit \${${name.titleOf}(${record.variable})}\` : ${quote(record.createLabel)};
  const action = ${record.variable} ? \`/${record.path}/\${${record.variable}.id}\` : '/${record.path}';
${isListed ? '' : `  // Who may only send one is not led to a list that is closed to them.\n  const mayList = ${name.mayList}(request.viewer);\n`}  return inFrame(request, {
    title,
    crumbs: [${isListed ? '' : '...(mayList ? ['}{ label: ${quote(record.plural)}, href: '/${record.path}' }${isListed ? '' : '] : [])'}, { label: title }],
    body: html\`\${pageHead({ title })}
      \${form({
        action,
        submit: ${record.variable} ? 'Save' : ${quote(record.createLabel)},
        faults,
        cancelHref: ${isListed ? 'action' : `mayList ? action : '/'`},
        values: { ${record.inputs
          .filter((field) => defaultOf(field))
          .map((field) => `${field.prop}: ${defaultOf(field)}, `)
          .join('')}...Object.fromEntries(request.query), ...${record.variable}, ...typedIn(request.body) },
        fields: [
          ${fields.join('\n          ')}
        ],
      })}\`,
  });
}`;
}

const defaultOf = ({ kind, required, values }: FieldPlan): string =>
  kind === 'enum' && required ? quote(values![0]!) : kind === 'date' && required ? 'dayOf(new Date())' : '';

export function formField(plan: Plan, field: FieldPlan): string {
  const { min, max } = limitsOf(field);
  const isText = field.kind === 'text' || field.kind === 'long-text';
  const parts = [
    `name: '${field.prop}'`,
    `label: ${quote(field.label)}`,
    `kind: '${field.kind}'`,
    `required: ${field.required && field.kind !== 'boolean'}`,
    field.unit && `unit: ${quote(field.unit)}`,
    min !== undefined && (isText ? min > 1 : true) && `min: ${min}`,
    max !== undefined && `max: ${max}`,
    field.kind === 'enum' && `options: [...${field.constant}]`,
    (field.kind === 'reference' || field.kind === 'person') && `options: ${choicesOf(plan, field)}`,
    field.help && `help: ${quote(field.help)}`,
    field.kind === 'money' && !field.unit && `unit: '€'`,
  ].filter((part): part is string => typeof part === 'string');
  return `{ ${parts.join(', ')} },`;
}
