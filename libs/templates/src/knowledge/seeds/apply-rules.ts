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
        row[rule.at] = at % 6 === 5 ? null : { hours: -24 * (3 + at * 4) };
      });
    case 'payment':
      return scene.rows(rule.record).forEach((row, at) => {
        row[rule.paidAt] = at % 4 === 3 ? null : { hours: Math.min(-1, madeAt(scene.record(rule.record), row, -24 * (1 + at * 3)) + 2) };
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
  const states = [...new Set([rule.initial, ...rule.steps.map(({ to }) => to)])];
  const touched = rule.steps.flatMap(({ takes, releases, stamps }) => [takes, releases, stamps]).filter((name) => name !== undefined);
  rows(rule.record).forEach((row, at) => {
    const state = states[at % states.length]!;
    row[rule.field] = state;
    for (const name of touched) if (!(field(name)?.required && field(name)?.kind === 'person')) row[name] = null;
    stepsTo(rule, state).forEach((step, n, all) => {
      const person = step.takes && field(step.takes);
      if (person) row[person.name] = personOf(person, design, at);
      if (step.releases) row[step.releases] = null;
      const stamped = step.stamps && field(step.stamps);
      if (stamped) {
        // One after the other between the making and now.
        const made = madeAt(found, row, -24 * (((at * 5) % 60) + 2 * all.length));
        const hours = Math.round(made + Math.min(-made, 24 * 14) * ((n + 1) / (all.length + 1)));
        row[stamped.name] = stamped.kind === 'date' ? { days: Math.floor(hours / 24) } : { hours };
      }
    });
  });
}

/** When a row was made, in hours from the start; as far as it says so. */
function madeAt(record: DesignRecord | undefined, row: Row, otherwise: number): number {
  const field = record?.fields.find(({ setTo, kind }) => (setTo === 'now' || setTo === 'today') && kind !== 'text');
  const value = field && row[field.name];
  if (value === null || typeof value !== 'object') return otherwise;
  return 'hours' in value ? value.hours : 'days' in value ? value.days * 24 : otherwise;
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
    row[rule.at] = isDate ? { days } : { hours: days * 24 };
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

function applyBooking(rule: Extract<Rule, { kit: 'booking' }>, { record, rows, random, design }: Scene): void {
  const fields = record(rule.record)?.fields ?? [];
  const isDate = fields.find(({ name }) => name === rule.start)?.kind === 'date';
  const at = (hours: number): SeedValue => (isDate ? { days: Math.round(hours / 24) } : { hours });
  const resources = rows(rule.of).length;
  // In hours: until when each resource is taken.
  const taken = new Map<number, number>();
  rows(rule.record).forEach((row, n) => {
    const resource = (n % Math.max(1, Math.min(resources, 6))) + 1;
    const before = taken.get(resource) ?? -24 * (50 - resource * 3);
    const start = before + 24 * random.whole(1, 14) + (isDate ? 0 : random.whole(0, 3));
    const length = isDate ? 24 * random.whole(1, 4) : random.whole(1, 3);
    row[rule.resource] = resource;
    row[rule.start] = at(start);
    if (rule.end) row[rule.end] = at(start + length);
    taken.set(resource, start + length);
    const person = fields.find(({ name }) => name === rule.person);
    if (person) row[person.name] = personOf(person, design, n);
    const rate = rule.rate && Number(rows(rule.of)[resource - 1]?.[rule.rate] ?? 0);
    if (rule.total && rate !== undefined)
      row[rule.total] = Math.round(Number(rate) * (rule.end ? length / (isDate ? 24 : 1) : 1) * 100) / 100;
  });
}

function applyLoan(rule: Extract<Rule, { kit: 'loan' }>, { record, rows, design }: Scene): void {
  const fields = record(rule.record)?.fields ?? [];
  const at = (name: string, days: number): SeedValue =>
    fields.find((one) => one.name === name)?.kind === 'datetime' ? { hours: days * 24 } : { days };
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

/** One for each person and thing, and no more than there is room for. */
function pairUp(
  rule: { record: string; of: string; resource: string; person: string },
  { record, rows, replace, design, random }: Scene,
  capacity?: string,
): void {
  const field = record(rule.record)?.fields.find(({ name }) => name === rule.person);
  const sample = field ? personOf(field, design, 0) : null;
  const people = sample !== null && typeof sample === 'object' && 'person' in sample ? peopleOf(sample.person, design) : 0;
  const things = rows(rule.of);
  if (!field || people === 0 || things.length === 0) return;
  const pairs = random.shuffled(things.flatMap((_, thing) => Array.from({ length: people }, (__, n) => ({ thing: thing + 1, n }))));
  const room = things.map((row) => (capacity && typeof row[capacity] === 'number' ? row[capacity] : Infinity));
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
