import { stepsOfRecord, toneOfStep } from '../../kits/lifecycle/steps.js';
import { quote } from '../code.js';
import { isNumber, names, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { titleParts } from './domain-file.js';
import { boardField, columnsOf, pictureOf, viewName, type View } from './record-views.js';
import { dayFields, sortFields } from './service-fields.js';
import { currencyOf, shown, toneField } from './show.js';

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

/** How a list looks: table, cards, pictures, posts, a board or a month. */
export function viewFunction(plan: Plan, record: RecordPlan, view: View): string {
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
