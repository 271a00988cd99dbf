import type { Contributions } from '../../kits/kit.js';
import { capital } from '../../knowledge/words.js';
import { lower, pascal, quote, usesClock } from '../code.js';
import { isNumber, isOpen, isOwn, names, type FieldPlan, type Plan, type RecordPlan } from '../plan.js';
import { titleParts } from './domain-file.js';
import { isOrdered } from './pages-file.js';
import { columnsOf } from './record-views.js';
import { dayFields } from './service-fields.js';
import { currencyOf, shown, toneField } from './show.js';

const MOST_TILES = 6;
const MOST_LISTS = 2;
const MOST_CHARTS = 2;
const WEEKS = 10;
const MONTHS = 4;

/** What somebody who works with it finds first: what can be begun, what waits as numbers, how it develops, and the lists behind it. */
export function dashboard(plan: Plan, kits: Contributions): string {
  const records = byWeight(plan, kits);
  const charts = records.flatMap((record) => chartsOf(plan, record)).slice(0, MOST_CHARTS);
  const lists = records.slice(0, MOST_LISTS).map((record) => listOf(plan, record));
  const tiles = tilesFor(plan, kits, records);
  const offers = records
    .filter((record) => record.inputs.length > 0 && !kits.isEmbedded(record) && !isOrdered(plan, record) && !isDoneThere(plan, record))
    .map(
      (record) =>
        `${mayDo(plan, names(record).mayCreate, record.access.create)}{ label: ${quote(record.createLabel)}, action: '/${record.path}/new' }`,
    );
  const parts = [...tiles, ...lists, ...charts.map(({ call }) => call)].join('\n');
  const params = `${plan.people ? 'request: WebRequest, ' : ''}${charts.length > 0 ? 'context: Context' : `{ database${usesClock(parts) ? ', clock' : ''} }: Context`}`;
  return `/** What waits for ${plan.people ? 'the viewer' : 'somebody'}, as numbers that lead to their lists, how it develops, and what is next. */
function dashboard(${params}): Html {
${charts.length > 0 ? `  const { database${usesClock([...tiles, ...lists].join('\n')) ? ', clock' : ''} } = context;\n` : ''}${
    offers.length > 0
      ? `  const offers: (Action | false)[] = [
    ${offers.slice(0, 3).join(',\n    ')},
  ];
`
      : ''
  }  const numbers: (Tile | false)[] = [
    ${tiles.join(',\n    ')},
  ];
  return html\`\${pageHead({ title: ${plan.people ? "`Hello ${request.viewer?.name.split(' ')[0] ?? ''}`" : quote(plan.design.name)}${
    offers.length > 0
      ? `, actions: actions(offers.filter((offer) => offer !== false).map((offer, i): Action => ({ ...offer, tone: i === 0 ? 'main' : 'quiet' })))`
      : ''
  } })}
    \${tiles(numbers.filter((tile) => tile !== false).slice(0, ${MOST_TILES}))}
${lists[0] ?? ''}${charts.length > 0 ? `    \${columns([\n${charts.map(({ call }) => `      ${call},\n`).join('')}    ]${charts.some(({ call }) => call.includes(' && ')) ? '.filter((chart) => chart !== false)' : ''})}\n` : ''}${lists.slice(1).join('')}  \`;
}
${charts.map(({ code }) => `\n${code}\n`).join('')}`;
}

/** Records that work is done with come before those that are only looked up. */
export function byWeight(plan: Plan, kits: Contributions): RecordPlan[] {
  const weight = (record: RecordPlan) =>
    (record.lifecycle ? 4 : 0) +
    (plan.design.rules.some((rule) => (rule.kit === 'booking' || rule.kit === 'loan') && rule.record === record.table) ? 3 : 0) +
    (record.owner ? 1 : 0) +
    (dayFields(record).length > 0 ? 1 : 0);
  return plan.records.filter((record) => !kits.isSubordinate(record)).sort((a, b) => weight(b) - weight(a));
}

/** What one does on the page of something else: nobody enrols from a blank form. */
const isDoneThere = (plan: Plan, { table }: RecordPlan): boolean =>
  plan.design.rules.some(
    (rule) =>
      (['enrolment', 'favourite', 'comment', 'review'].includes(rule.kit) && 'record' in rule && rule.record === table) ||
      (rule.kit === 'quiz' && rule.attempt === table),
  );

const mayDo = (plan: Plan, may: string, audience: RecordPlan['access']['read']): string =>
  isOpen(plan, audience) ? '' : `${may}(request.viewer) && `;
const sees = (plan: Plan, record: RecordPlan): string => mayDo(plan, names(record).mayList, record.access.read);
const asked = (plan: Plan): string => (plan.people ? 'request.viewer, ' : '');
const stateOf = (record: RecordPlan): FieldPlan | undefined => record.fields.find(({ name }) => name === record.lifecycle?.field);
/** When it takes place or was noted: what somebody typed before what the server set. */
const dayOf = (record: RecordPlan): FieldPlan | undefined => {
  const days = dayFields(record).filter(({ isRuled }) => !isRuled);
  return days.find(({ setTo }) => !setTo) ?? days[0];
};
/** Money that flows, not what something costs: prices of a catalogue make no sum. */
const amountOf = (record: RecordPlan): FieldPlan | undefined =>
  record.fields.find(({ kind, name }) => kind === 'money' && /amount|total|sum|paid|spent|value|revenue|income|expense/.test(name));
const bookingOf = (plan: Plan, record: RecordPlan) =>
  plan.design.rules.find((rule) => rule.kit === 'booking' && rule.record === record.table);

/** States that something still follows, in their order. */
export function openStates(record: RecordPlan): string[] {
  const { lifecycle } = record;
  const state = stateOf(record);
  if (!lifecycle || !state) return [];
  const place = (value: string) => state.values!.indexOf(value);
  const goesOn = (value: string) => lifecycle.steps.some(({ from, to }) => from.includes(value) && place(to) > place(value));
  const waits = (value: string) => /\bwait|pending|hold\b/i.test(value) && lifecycle.steps.some(({ from }) => from.includes(value));
  const open = state.values!.filter((value) => value === lifecycle.initial || goesOn(value) || waits(value));
  return open.length > 0 ? open : [lifecycle.initial];
}

function tilesFor(plan: Plan, kits: Contributions, records: RecordPlan[]): string[] {
  const work = records.flatMap((record) => workTiles(plan, record));
  const all = [...work, ...kits.tiles()];
  const counted = records.filter((record) => !all.some((tile) => tile.includes(`'/${record.path}`)));
  return [...all, ...counted.slice(0, Math.max(0, MOST_TILES - all.length)).map((record) => countTile(plan, record))];
}

function tile(plan: Plan, record: RecordPlan, label: string, query: string, href: string, rest = ''): string {
  return `${sees(plan, record)}{ label: ${quote(label)}, href: ${href}, value: ${names(record).list}(database, ${asked(plan)}${query}, 1).total${rest} }`;
}

const countTile = (plan: Plan, record: RecordPlan): string =>
  tile(
    plan,
    record,
    plan.people && isOwn(record.access.read) ? `Your ${lower(record.plural)}` : record.plural,
    '{}',
    quote(`/${record.path}`),
  );

/** What waits: what is in each open state, what is booked for today, what is the viewer's own, and sums of the month. */
function workTiles(plan: Plan, record: RecordPlan): string[] {
  const state = stateOf(record);
  const day = dayOf(record);
  const amount = amountOf(record);
  const isOwnList = plan.people && isOwn(record.access.read);
  const owner = plan.people && !isOwnList ? record.fields.find(({ name }) => name === record.owner) : undefined;
  const booking = bookingOf(plan, record);
  const tiles: string[] = [];
  if (booking && day)
    tiles.push(
      tile(
        plan,
        record,
        `${record.plural} today`,
        `{ ${day.prop}From: dayOf(clock()), ${day.prop}To: dayOf(clock()) }`,
        `\`/${record.path}?${day.prop}From=\${dayOf(clock())}&${day.prop}To=\${dayOf(clock())}\``,
      ),
      tile(
        plan,
        record,
        `${record.plural} in the next 7 days`,
        `{ ${day.prop}From: dayOf(clock()), ${day.prop}To: addDays(dayOf(clock()), 6) }`,
        `\`/${record.path}?${day.prop}From=\${dayOf(clock())}&${day.prop}To=\${addDays(dayOf(clock()), 6)}\``,
      ),
    );
  else if (state)
    for (const value of openStates(record).slice(0, 3))
      if (!viewOn(plan, record, value))
        tiles.push(
          tile(
            plan,
            record,
            `${record.plural} ${value}`,
            `{ ${state.prop}: ${quote(value)} }`,
            quote(`/${record.path}?${state.prop}=${encodeURIComponent(value)}`),
          ),
        );
  if (amount && day && !state && !booking) tiles.push(sumTile(plan, record, amount, day));
  if (owner)
    tiles.push(
      `${sees(plan, record)}${owner.role ? `request.viewer?.role === '${owner.role}'` : 'request.viewer !== undefined'} && { label: ${quote(`Your ${lower(record.plural)}`)}, href: \`/${record.path}?${owner.prop}=\${request.viewer.id}\`, value: ${names(record).list}(database, request.viewer, { ${owner.prop}: String(request.viewer.id) }, 1).total }`,
    );
  return tiles;
}

/** Whether a list of its own shows what is in a state. */
const viewOn = (plan: Plan, record: RecordPlan, value: string): boolean =>
  plan.design.rules.some(
    (rule) =>
      rule.kit === 'view' &&
      rule.record === record.table &&
      rule.where.some((one) => 'is' in one && one.field === record.lifecycle?.field && one.is.includes(value)),
  );

function sumTile(plan: Plan, record: RecordPlan, amount: FieldPlan, day: FieldPlan): string {
  const value = amount.isNullable ? `${record.variable}.${amount.prop} ?? 0` : `${record.variable}.${amount.prop}`;
  const month = `\`\${dayOf(clock()).slice(0, 7)}-01\``;
  return `${sees(plan, record)}{ label: ${quote(`${record.plural} this month`)}, href: \`/${record.path}?${day.prop}From=\${dayOf(clock()).slice(0, 7)}-01\`, value: money(${names(record).list}(database, ${asked(plan)}{ ${day.prop}From: ${month}, ${day.prop}To: dayOf(clock()) }, 10_000).items.reduce((sum, ${record.variable}) => sum + (${value}), 0), '${currencyOf(amount.unit)}') }`;
}

/** Title, state and two facts of those that matter now. */
function listOf(plan: Plan, record: RecordPlan): string {
  const name = names(record);
  const { variable } = record;
  const state = toneField(record);
  const day = dayOf(record);
  const isPlanned = day !== undefined && !day.setTo && (bookingOf(plan, record) !== undefined || record.view === 'calendar');
  const open = openStates(record);
  const stateProp = stateOf(record)?.prop;
  const facts = columnsOf(record).filter(
    (field) =>
      field !== record.titleField &&
      field !== state &&
      !(isOwn(record.access.read) && field.name === record.owner) &&
      !(field.kind === 'boolean' && field.isRuled) &&
      !(field === day && isPlanned),
  );
  const shownFields = [...(isPlanned ? [day] : []), ...(state ? [state] : []), ...facts].slice(0, 4);
  const find = (query: string, size: number) => `${name.list}(database, ${asked(plan)}${query}, ${size}).items`;
  const over = (stateOf(record)?.values ?? []).filter((value) => /cancel|reject|declin|withdraw|refus|no.?show|expired/i.test(value));
  const items = isPlanned
    ? `${find(`{ ${day.prop}From: dayOf(clock()), sort: '${day.prop}' }`, over.length > 0 ? 12 : 6)}${over.length > 0 ? `.filter(({ ${stateProp} }) => ${over.map((value) => `${stateProp} !== ${quote(value)}`).join(' && ')}).slice(0, 6)` : ''}`
    : stateProp && open.length > 1
      ? `(${`[${open.map(quote).join(', ')}]`} as const).flatMap((${stateProp}) => ${find(`{ ${stateProp} }`, 4)})`
      : find(stateProp && open[0] ? `{ ${stateProp}: ${quote(open[0])} }` : '{}', 6);
  const heading = isPlanned
    ? `Next ${lower(record.plural)}`
    : stateProp
      ? open.length === 1 && /^[a-z]+$/.test(open[0]!)
        ? `${capital(open[0]!)} ${lower(record.plural)}`
        : `Open ${lower(record.plural)}`
      : day
        ? `Latest ${lower(record.plural)}`
        : record.plural;
  const label = titleParts(record).length > 0 ? record.name : record.titleField.label;
  return `    \${${sees(plan, record)}section({
      heading: ${quote(heading)},
      action: { label: ${quote(`All ${lower(record.plural)}`)}, href: '/${record.path}' },
      body: tableOrNote(${quote(isPlanned ? 'Nothing is planned.' : stateProp ? 'Nothing waits: all is done.' : 'Nothing yet.')}, {
        caption: ${quote(heading)},
        columns: [{ label: ${quote(label)} }${shownFields.map((field) => `, { label: ${quote(field.label)}${isNumber(field) ? ', isNumber: true' : ''} }`).join('')}],
        rows: ${items}.map((${variable}) => ({
          href: \`/${record.path}/\${${variable}.id}\`,
          cells: [${[`${name.titleOf}(${variable})`, ...shownFields.map((field) => shown(plan, record, field, variable))].join(', ')}],
        })),
      }),
    })}
`;
}

interface Chart {
  call: string;
  code: string;
}

function chartsOf(plan: Plan, record: RecordPlan): Chart[] {
  const state = stateOf(record);
  const day = dayOf(record);
  const amount = amountOf(record);
  const charts: Chart[] = [];
  if (state) charts.push(stateChart(plan, record, state));
  if (amount && day && !state) charts.push(sumChart(plan, record, amount, day));
  else if (day) charts.push(countChart(plan, record, day));
  return charts;
}

const given = (plan: Plan): string => `${plan.people ? 'request, ' : ''}context`;
const takes = (plan: Plan, rest = ''): string => `${plan.people ? 'request: WebRequest, ' : ''}{ database${rest} }: Context`;

function stateChart(plan: Plan, record: RecordPlan, state: FieldPlan): Chart {
  const fn = `${record.many}By${pascal(state.prop)}`;
  return {
    call: `${sees(plan, record)}${fn}(${given(plan)})`,
    code: `/** How many ${lower(record.plural)} stand where. */
function ${fn}(${takes(plan)}): Html {
  const rows = ${state.constant}.map((${state.prop}) => {
    const { total } = ${names(record).list}(database, ${asked(plan)}{ ${state.prop} }, 1);
    return { label: sentence(${state.prop}), value: total, text: number(total) };
  });
  return barChart({ title: ${quote(`${record.plural} by ${lower(state.label)}`)}, rows });
}`,
  };
}

function countChart(plan: Plan, record: RecordPlan, day: FieldPlan): Chart {
  const fn = `${record.many}ByWeek`;
  return {
    call: `${sees(plan, record)}${fn}(${given(plan)})`,
    code: `/** How many ${lower(record.plural)} each of the last ${WEEKS} weeks had, this one last. */
function ${fn}(${takes(plan, ', clock')}): Html {
  const today = dayOf(clock());
  const points = Array.from({ length: ${WEEKS} }, (_, i) => {
    const from = addDays(today, 7 * (i - ${WEEKS - 1}) - 6);
    const { total } = ${names(record).list}(database, ${asked(plan)}{ ${day.prop}From: from, ${day.prop}To: addDays(from, 6) }, 1);
    return { label: shortDay(addDays(from, 6)), value: total };
  });
  return lineChart({ title: ${quote(`${record.plural} in a week`)}, points, isFromZero: true });
}`,
  };
}

function sumChart(plan: Plan, record: RecordPlan, amount: FieldPlan, day: FieldPlan): Chart {
  const fn = `${record.many}ByMonth`;
  const { variable } = record;
  return {
    call: `${sees(plan, record)}${fn}(${given(plan)})`,
    code: `/** The sum of ${lower(record.plural)} in each of the last ${MONTHS} months, this one last. */
function ${fn}(${takes(plan, ', clock')}): Html {
  const thisMonth = dayOf(clock()).slice(0, 7);
  const points = Array.from({ length: ${MONTHS} }, (_, i) => {
    const month = addMonths(thisMonth, i - ${MONTHS - 1});
    const query = { ${day.prop}From: \`\${month}-01\`, ${day.prop}To: addDays(\`\${addMonths(month, 1)}-01\`, -1) };
    const { items } = ${names(record).list}(database, ${asked(plan)}query, 10_000);
    return { label: monthName(month), value: items.reduce((sum, ${variable}) => sum + (${variable}.${amount.prop}${amount.isNullable ? ' ?? 0' : ''}), 0) };
  });
  return lineChart({ title: ${quote(`${record.plural} in a month`)}, points, unit: ${quote(amount.unit ?? '€')}, isFromZero: true });
}`,
  };
}
