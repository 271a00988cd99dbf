import type { Design, DesignRecord, LifecycleRule, LifecycleStep, Rule } from '../../design/design.types.js';
import { peopleOf, personOf } from './field-values.js';
import { Random } from './random.js';
import { applyPoll, applyQuiz } from './apply-questions.js';
import type { Row, Scene } from './scene.js';
import { BLAME, COMMENTS, MESSAGES, MIXED, PRAISE } from './seed-data.js';
import type { SeedTable, SeedValue } from './seed.types.js';

/** Makes examples keep the rules: no booking over another, sums that add up, one vote each. Changes the tables. */
export function applyRules(design: Design, tables: SeedTable[]): void {
  const byName = new Map(tables.map((table) => [table.table, table]));
  const scene: Scene = {
    design,
    random: new Random(`${design.slug}/rules`),
    record: (table) => design.records.find((one) => one.table === table),
    rows: (table) => byName.get(table)?.rows ?? [],
    replace: (table, rows) => {
      const found = byName.get(table);
      if (found) found.rows = rows;
    },
  };
  // States first: later rules set dates of their own. Rules that leave out rows come before those that count them.
  const order: Rule['kit'][] = [
    'lifecycle',
    'publish',
    'payment',
    'tracking',
    'message',
    'booking',
    'loan',
    'enrolment',
    'favourite',
    'review',
    'comment',
    'poll',
    'quiz',
    'cart',
  ];
  for (const kit of order) for (const rule of design.rules) if (rule.kit === kit) applyRule(rule, scene);
}

function applyRule(rule: Rule, scene: Scene): void {
  switch (rule.kit) {
    case 'lifecycle':
      return applyLifecycle(rule, scene);
    case 'publish':
      return scene.rows(rule.record).forEach((row, at) => {
        row[rule.field] = at % 6 !== 5;
        row[rule.at] = at % 6 === 5 ? null : { hours: -24 * (3 + at * 4) + 8 + (at % 9) };
      });
    case 'payment':
      return scene.rows(rule.record).forEach((row, at) => {
        row[rule.paidAt] =
          at % 4 === 3 ? null : { hours: Math.min(-1, madeAt(scene.record(rule.record), row, -24 * (1 + at * 3) + 10) + 2) };
      });
    case 'tracking':
      return applyTracking(rule, scene);
    case 'message':
      return applyMessages(rule.record, scene);
    case 'booking':
      return applyBooking(rule, scene);
    case 'loan':
      return applyLoan(rule, scene);
    case 'enrolment':
    case 'favourite':
      return pairUp(rule, scene, rule.kit === 'enrolment' ? rule.capacity : undefined);
    case 'review':
      pairUp(rule, scene);
      return scene.rows(rule.record).forEach((row, at) => {
        const stars = Number(row[rule.rating] ?? 4);
        const texts = stars >= 4 ? PRAISE : stars === 3 ? MIXED : BLAME;
        row[rule.text] = texts[at % texts.length]!;
      });
    case 'comment':
      return scene.rows(rule.record).forEach((row, at) => {
        row[rule.text] = COMMENTS[at % COMMENTS.length]!;
      });
    case 'poll':
      return applyPoll(rule, scene);
    case 'quiz':
      return applyQuiz(rule, scene);
    case 'cart':
      return applyCart(rule, scene);
  }
}

function applyLifecycle(rule: LifecycleRule, { design, record, rows }: Scene): void {
  const found = record(rule.record);
  const field = (name: string) => found?.fields.find((one) => one.name === name);
  const touched = rule.steps.flatMap(({ takes, releases, stamps }) => [takes, releases, stamps]).filter((name) => name !== undefined);
  const all = rows(rule.record);
  const states = statesOver(rule, all.length);
  all.forEach((row, at) => {
    const state = states[at]!;
    row[rule.field] = state;
    for (const name of touched) if (!(field(name)?.required && field(name)?.kind === 'person')) row[name] = null;
    stepsTo(rule, state).forEach((step, n, all) => {
      const person = step.takes && field(step.takes);
      if (person) row[person.name] = personOf(person, design, at);
      if (step.releases) row[step.releases] = null;
      const stamped = step.stamps && field(step.stamps);
      if (stamped) {
        // One after the other between the making and now.
        const made = madeAt(found, row, -24 * (((at * 5) % 60) + 2 * all.length) + 10);
        const hours = Math.round(made + Math.min(-made, 24 * 14) * ((n + 1) / (all.length + 1)));
        row[stamped.name] = stamped.kind === 'date' ? { days: Math.floor(hours / 24) } : { hours: byDay(hours) };
      }
    });
  });
}

/** Ends that nobody hopes for: they happen, and seldom. */
const SELDOM = /\b(?:cancel|reject|declin|refus|lost|fail|hopeless|missed|no.?show|expired|withdrawn|blocked|archived|closed without)/i;

/** Whether something follows: a state that waits, or a step to one that is further from the beginning. */
function goesFurther(rule: LifecycleRule, state: string): boolean {
  const far = (one: string) => stepsTo(rule, one).length;
  return rule.steps.some(({ from, to }) => from.includes(state) && (far(to) > far(state) || /\bwait|pending|hold\b/i.test(state)));
}

/** A state for each row, from the oldest: what came in early has mostly ended well, what came lately is on its way. */
function statesOver(rule: LifecycleRule, count: number): string[] {
  const states = [...new Set([rule.initial, ...rule.steps.map(({ to }) => to)])];
  const goesOn = (state: string) => state === rule.initial || goesFurther(rule, state);
  const ends = states.filter((state) => !goesOn(state));
  const seldom = ends.filter((state) => SELDOM.test(state));
  const well = ends.filter((state) => !seldom.includes(state));
  // The furthest first: the newest rows stand at the beginning.
  const open = states.filter(goesOn).sort((one, two) => stepsTo(rule, two).length - stepsTo(rule, one).length);
  const old = well.length > 0 ? well : open;
  const lately = Math.floor(count * (well.length > 0 ? 0.45 : 0));
  let [bad, good] = [0, 0];
  return Array.from({ length: count }, (_, at) => {
    if (seldom.length > 0 && at % 7 === 2) return seldom[bad++ % seldom.length]!;
    if (at >= count - lately && at % 3 !== 1) return open[Math.floor(((at - count + lately) / lately) * open.length)]!;
    return old[good++ % old.length]!;
  });
}

/** The same day at a time when people are about. */
export function byDay(hours: number): number {
  const midnight = Math.floor(hours / 24) * 24;
  return midnight + Math.min(19, Math.max(8, hours - midnight));
}

/** When a row was made, in hours from the start; as far as it says so. */
function madeAt(record: DesignRecord | undefined, row: Row, otherwise: number): number {
  const field = record?.fields.find(({ setTo, kind }) => (setTo === 'now' || setTo === 'today') && kind !== 'text');
  const value = field && row[field.name];
  if (value === null || typeof value !== 'object') return otherwise;
  return 'hours' in value ? value.hours : 'days' in value ? value.days * 24 + 9 : otherwise;
}

/** The shortest way from the first state. */
function stepsTo(rule: LifecycleRule, state: string): LifecycleStep[] {
  const ways = new Map<string, LifecycleStep[]>([[rule.initial, []]]);
  for (const reached of ways.keys()) {
    for (const step of rule.steps) if (step.from.includes(reached) && !ways.has(step.to)) ways.set(step.to, [...ways.get(reached)!, step]);
  }
  return ways.get(state) ?? [];
}

function applyTracking(rule: Extract<Rule, { kit: 'tracking' }>, { record, rows, random }: Scene): void {
  const all = rows(rule.record);
  const found = record(rule.record);
  const isDate = found?.fields.find(({ name }) => name === rule.at)?.kind === 'date';
  const field = found?.fields.find(({ name }) => name === rule.value);
  const values = all.map((row) => Number(row[rule.value] ?? 0)).sort((one, two) => one - two);
  const middle = values[Math.floor(values.length / 2)] ?? 0;
  let level = middle;
  all.forEach((row, at) => {
    const days = -88 + Math.round((at / Math.max(all.length - 1, 1)) * 87);
    row[rule.at] = isDate ? { days } : { hours: days * 24 + 8 + ((at * 5) % 11) };
    // What is measured again wanders slowly; what is summed up differs from time to time.
    if (rule.how === 'last' && middle > 0) {
      level *= 1 + (random.next() - 0.52) * 0.04;
      const value = field?.kind === 'integer' ? Math.round(level) : Number(level.toFixed(1));
      row[rule.value] = Math.min(field?.max ?? Infinity, Math.max(field?.min ?? -Infinity, value));
    }
  });
}

function applyMessages(table: string, { record, rows, design }: Scene): void {
  const found = record(table);
  const people = found?.fields.filter(({ kind }) => kind === 'person') ?? [];
  const text = found?.fields.find(({ kind }) => kind === 'long-text') ?? found?.fields.find(({ kind }) => kind === 'text');
  rows(table).forEach((row, at) => {
    if (text) row[text.name] = MESSAGES[at % MESSAGES.length]!;
    // Two who talk in turns: nobody writes to oneself.
    people.slice(0, 2).forEach((field, side) => {
      const pair = Math.floor(at / 4) % 2;
      row[field.name] = personOf(field, design, (at + side) % 2 === 0 ? 0 : 1 + pair);
    });
  });
}

function applyBooking(rule: Extract<Rule, { kit: 'booking' }>, scene: Scene): void {
  const { record, rows, design } = scene;
  const fields = record(rule.record)?.fields ?? [];
  const isDate = fields.find(({ name }) => name === rule.start)?.kind === 'date';
  const resources = Math.max(1, Math.min(rows(rule.of).length, 6));
  const all = rows(rule.record);
  // Hours from midnight; each round takes every thing once, so that nothing is taken twice, from two months ago to three weeks ahead.
  const days = Math.max(isDate ? 5 : 1, Math.floor((84 / all.length) * resources));
  all.forEach((row, n) => {
    const round = Math.floor(n / resources);
    const resource = (n % resources) + 1;
    const day = -62 + round * days + ((n * 5 + round) % Math.max(1, isDate ? days - 4 : days));
    const [start, end] = isDate ? [day, day + 1 + (n % 4)] : [day * 24 + 9 + ((n * 5) % 14) / 2, 0];
    const length = isDate ? end - start : 1 + (n % 3) / 2;
    row[rule.resource] = resource;
    row[rule.start] = isDate ? { days: start } : { hours: start };
    if (rule.end) row[rule.end] = isDate ? { days: end } : { hours: start + length };
    const person = fields.find(({ name }) => name === rule.person);
    if (person) row[person.name] = personOf(person, design, n % 3 === 0 ? 0 : n);
    const lasts = fields.find(({ name, kind }) => kind === 'integer' && /^duration|minutes/.test(name));
    if (lasts && rule.end && !isDate) row[lasts.name] = length * 60;
    const rate = rule.rate && Number(rows(rule.of)[resource - 1]?.[rule.rate] ?? 0);
    if (rule.total && rate !== undefined) row[rule.total] = Math.round(Number(rate) * (rule.end ? length : 1) * 100) / 100;
  });
  settleStates(rule.record, rule.start, scene);
}

/** What is over is not open any more, and what is to come has not ended. */
function settleStates(table: string, start: string, { design, rows }: Scene): void {
  const lifecycle = design.rules.find((one): one is LifecycleRule => one.kit === 'lifecycle' && one.record === table);
  if (!lifecycle) return;
  const states = [lifecycle.initial, ...lifecycle.steps.map(({ to }) => to)];
  const ended = states.find((state) => /complet|done|finish|attended|returned|checked.?out|seen|over/i.test(state));
  for (const row of rows(table)) {
    const at = row[start];
    const days = at !== null && typeof at === 'object' ? ('days' in at ? at.days : 'hours' in at ? at.hours / 24 : 0) : 0;
    const isOpen = !SELDOM.test(String(row[lifecycle.field]));
    if (!isOpen) continue;
    if (days > 0) row[lifecycle.field] = row[lifecycle.field] === ended ? lifecycle.initial : row[lifecycle.field]!;
    else if (ended) row[lifecycle.field] = ended;
  }
}

function applyLoan(rule: Extract<Rule, { kit: 'loan' }>, { record, rows, design }: Scene): void {
  const fields = record(rule.record)?.fields ?? [];
  const at = (name: string, days: number): SeedValue =>
    fields.find((one) => one.name === name)?.kind === 'datetime' ? { hours: days * 24 + 10 } : { days };
  const resources = Math.max(1, rows(rule.of).length);
  const all = rows(rule.record);
  const open = Math.min(resources, Math.max(2, Math.floor(all.length / 3)));
  all.forEach((row, n) => {
    const isOpen = n >= all.length - open;
    // The open ones each have a thing of their own; of the returned ones those of the same thing follow each other.
    const resource = (n % resources) + 1;
    const round = Math.floor(n / resources);
    const k = all.length - 1 - n;
    const lent = isOpen
      ? -2 - Math.round((k * (rule.days + 14)) / open)
      : -(rule.days + 16) - (rule.days + 8) * (Math.floor((all.length - 1) / resources) - round + 1) - (n % 5);
    row[rule.resource] = resource;
    row[rule.lentOn] = at(rule.lentOn, lent);
    row[rule.dueOn] = at(rule.dueOn, lent + rule.days);
    row[rule.returnedOn] = isOpen ? null : at(rule.returnedOn, lent + (n % 4 === 3 ? rule.days + 2 : Math.max(1, rule.days - 1 - (n % 5))));
    const person = fields.find(({ name }) => name === rule.person);
    if (person) row[person.name] = personOf(person, design, n);
  });
}

/** One for each person and thing, and no more than there is room for, beside those who wait. */
function pairUp(
  rule: { record: string; of: string; resource: string; person: string; waits?: boolean },
  { record, rows, replace, design, random }: Scene,
  capacity?: string,
): void {
  const field = record(rule.record)?.fields.find(({ name }) => name === rule.person);
  const sample = field ? personOf(field, design, 0) : null;
  const people = sample !== null && typeof sample === 'object' && 'person' in sample ? peopleOf(sample.person, design) : 0;
  const things = rows(rule.of);
  if (!field || people === 0 || things.length === 0) return;
  const pairs = random.shuffled(things.flatMap((_, thing) => Array.from({ length: people }, (__, n) => ({ thing: thing + 1, n }))));
  const room = things.map((row) => (capacity && typeof row[capacity] === 'number' ? row[capacity] + (rule.waits ? 2 : 0) : Infinity));
  const kept: Row[] = [];
  for (const row of rows(rule.record)) {
    const at = pairs.findIndex(({ thing }) => room[thing - 1]! > 0);
    if (at < 0) break;
    const [{ thing, n }] = pairs.splice(at, 1) as [{ thing: number; n: number }];
    room[thing - 1]!--;
    row[rule.resource] = thing;
    row[rule.person] = personOf(field, design, n);
    kept.push(row);
  }
  replace(rule.record, kept);
}

function applyCart(rule: Extract<Rule, { kit: 'cart' }>, { record, rows, replace, random }: Scene): void {
  const line = record(rule.line);
  const toOrder = line?.fields.find(({ references }) => references === rule.order);
  const toProduct = line?.fields.find(({ references }) => references === rule.product);
  if (!line || !toOrder || !toProduct) return;
  const quantity =
    line.fields.find(({ kind, name }) => kind === 'integer' && /quantity|amount|count|pieces/.test(name)) ??
    line.fields.find(({ kind }) => kind === 'integer');
  const moneys = line.fields.filter(({ kind }) => kind === 'money');
  const sum = moneys.find(({ name }) => /total|sum|subtotal/.test(name));
  const price = moneys.find((field) => field !== sum);
  const total =
    record(rule.order)?.fields.find(({ kind, name }) => kind === 'money' && /total|sum|amount|price/.test(name)) ??
    record(rule.order)?.fields.find(({ kind }) => kind === 'money');
  const products = rows(rule.product);
  const template = rows(rule.line)[0] ?? {};
  const lines: Row[] = [];
  rows(rule.order).forEach((order, at) => {
    let owed = 0;
    // Different products in one order: two lines of the same would be one.
    for (const product of random.shuffled(products.map((_, n) => n)).slice(0, 1 + (at % 3))) {
      const pieces = quantity ? random.whole(1, 3) : 1;
      const each = Number(products[product]![rule.price] ?? 0);
      owed += each * pieces;
      lines.push({
        ...template,
        [toOrder.name]: at + 1,
        [toProduct.name]: product + 1,
        ...(quantity ? { [quantity.name]: pieces } : {}),
        ...(price ? { [price.name]: each } : {}),
        ...(sum ? { [sum.name]: Math.round(each * pieces * 100) / 100 } : {}),
      });
    }
    if (total) order[total.name] = Math.round(owed * 100) / 100;
  });
  replace(rule.line, lines);
}
