import type { Condition, DesignRecord, Field } from '../design.types.js';
import type { Plan } from '../plan.types.js';
import { isNumber, togetherOf, unitOf } from './units.js';

/** A list's rows, as the words ask for them. */
export interface Narrowed {
  /** Of another record than the one that is named: late tools are late loans. */
  record: DesignRecord;
  /** As the title has it. */
  word: string;
  where: Condition[];
  sort?: string;
  limit?: number;
}

type Reader = (
  plan: Plan,
  record: DesignRecord,
  word: string,
) => (Omit<Narrowed, 'word' | 'record'> & { record?: DesignRecord; word?: string }) | undefined;

/** Adjectives of a list that has a condition: how it is asked of the data. */
const STATES: readonly [RegExp, Reader][] = [
  [/\b(free|available|vacant|unbooked|in stock)\b/i, (plan, record) => freeOf(plan, record)],
  [/\b(borrowed|lent|rented out|on loan|out|occupied|taken|booked|unavailable)\b/i, (plan, record) => takenOf(plan, record)],
  [/\b(late|overdue|past due)\b/i, (plan, record) => lateOf(plan, record)],
  [/\b(unpaid|outstanding)\b/i, (plan, record) => paidOf(plan, record, false)],
  [/\bpaid\b/i, (plan, record) => paidOf(plan, record, true)],
  [
    /\babout to expire\b|\bexpir(e|es|ing)( soon)?\b/i,
    (_plan, record) => expiring(record, { afterDays: 0, beforeDays: SOON_DAYS }, 'about to expire'),
  ],
  [/\bexpired\b/i, (_plan, record) => expiring(record, { beforeDays: 0 }, 'expired')],
  [/\bdue for \w+/i, (_plan, record, word) => dueFor(record, word.split(' ').at(-1)!)],
  [/\b(upcoming|next|future|coming)\b/i, (_plan, record) => dated(record, /date|start|at$|on$|day/, { afterDays: 0 }, '')],
  [/\b(recent|latest|new|newest|last)\b/i, (plan, record) => recentOf(plan, record)],
  [/\brun(s|ning)? (low|short)\b/i, (_plan, record) => lowOf(record, 'running low')],
  [/\b(low[- ]stock|low inventory|running out|out of stock)\b/i, (_plan, record, word) => lowOf(record, word)],
];

/** What an adjective, or what something is said to be, asks of a record; its own values first. */
export function narrowed(plan: Plan, record: DesignRecord, words: string, limit: number | undefined): Narrowed | undefined {
  const status = plan.rules.find((rule) => rule.kit === 'lifecycle' && rule.record === record.table);
  const field =
    status?.kit === 'lifecycle'
      ? record.fields.find(({ name }) => name === status.field)
      : record.fields.find(({ kind }) => kind === 'enum');
  const value = field?.values?.find((one) => new RegExp(`\\b${one.replace(/[^\w ]/g, '.')}\\b`, 'i').test(words));
  if (value && field) return { record, word: value, where: [{ field: field.name, is: [value] }] };
  const flag = flagOf(record, words);
  if (flag) return { record, ...flag };
  for (const [pattern, read] of STATES) {
    const word = pattern.exec(words)?.[0].toLowerCase();
    const found = word && read(plan, record, word);
    if (!found) continue;
    // "The latest five" are so many, however old.
    if (limit && found.sort && /recent|latest|new|newest|last/.test(word)) {
      const isOwn = typeof record.access.read === 'object' && 'own' in record.access.read;
      return { record, word: `${word} ${limit}`, where: publishedOf(plan, record), sort: found.sort, ...(!isOwn && { limit }) };
    }
    return { record, word, ...found };
  }
  return undefined;
}

/** "Completed tasks", "unread books": what the record has as yes or no. */
function flagOf(record: DesignRecord, words: string): { word: string; where: Condition[] } | undefined {
  for (const { name, kind } of record.fields) {
    if (kind !== 'boolean') continue;
    const bare = name.replace(/^is_/, '').replaceAll('_', ' ');
    const found = new RegExp(`\\b(un|in|not (?:yet )?|non-)?${bare}\\b`, 'i').exec(words);
    if (found) return { word: found[0].toLowerCase(), where: [{ field: name, is: [String(!found[1])] }] };
  }
  return undefined;
}

/** The rule that knows who has which of these, and when. */
const taking = (plan: Plan, record: DesignRecord) =>
  plan.rules.find((rule) => (rule.kit === 'booking' || rule.kit === 'loan') && rule.of === record.table);

/** Free: nothing of it is booked or out now, else its own flag, number or state. */
function freeOf(plan: Plan, record: DesignRecord): { where: Condition[] } | undefined {
  if (taking(plan, record)) return { where: [{ booked: false }] };
  const flag = record.fields.find(
    ({ kind, name }) => kind === 'boolean' && /^(is_)?(available|availability|free|vacant|in_stock)$/.test(name),
  );
  if (flag) return { where: [{ field: flag.name, is: ['true'] }] };
  const stock = record.fields.find(({ kind, name }) => kind === 'integer' && /stock|quantity|copies|available/.test(name));
  if (stock) return { where: [{ field: stock.name, above: 0 }] };
  const person = record.fields.find(({ kind, name }) => kind === 'person' && name !== record.owner);
  if (person) return { where: [{ field: person.name, isEmpty: true }] };
  const status = record.fields.find(({ kind, values }) => kind === 'enum' && values?.some((value) => /free|available|open/.test(value)));
  return status && { where: [{ field: status.name, is: status.values!.filter((value) => /free|available|open/.test(value)) }] };
}

function takenOf(plan: Plan, record: DesignRecord): { where: Condition[] } | undefined {
  return taking(plan, record) && { where: [{ booked: true }] };
}

const DONE =
  /^(done|completed?|finished|closed|won|lost|paid|delivered|returned|resolved|solved|cancelled|rejected|archived|settled|approved)$/;

/** Late: due before today, and neither back, paid nor done. */
function lateOf(plan: Plan, named: DesignRecord): ReturnType<Reader> {
  const loan = plan.rules.find((rule) => rule.kit === 'loan' && (rule.record === named.table || rule.of === named.table));
  if (loan?.kit === 'loan') {
    const record = plan.records.find(({ table }) => table === loan.record)!;
    return {
      record,
      where: [
        { field: loan.returnedOn, isEmpty: true },
        { field: loan.dueOn, beforeDays: 0 },
      ],
      sort: loan.dueOn,
    };
  }
  const due = dated(named, /due|deadline|end|until|expir/, { beforeDays: 0 }, '');
  if (!due) return undefined;
  const paid = paidOf(plan, named, false);
  const status = named.fields.find(({ kind, values }) => kind === 'enum' && values?.some((value) => DONE.test(value)));
  const flag = named.fields.find(({ kind, name }) => kind === 'boolean' && /done|complete|finished|closed|paid/.test(name));
  const open: Condition[] = paid
    ? paid.where
    : status
      ? [{ field: status.name, is: status.values!.filter((value) => !DONE.test(value)) }]
      : flag
        ? [{ field: flag.name, is: ['false'] }]
        : [];
  return { ...due, where: [...open, ...due.where] };
}

function paidOf(plan: Plan, record: DesignRecord, isPaid: boolean): { where: Condition[] } | undefined {
  const rule = plan.rules.find((one) => one.kit === 'payment' && one.record === record.table);
  if (rule?.kit === 'payment') return { where: [{ field: rule.paidAt, isEmpty: !isPaid }] };
  const status = record.fields.find(({ kind, values }) => kind === 'enum' && values?.includes('paid'));
  if (status) return { where: [{ field: status.name, is: isPaid ? ['paid'] : status.values!.filter((value) => !DONE.test(value)) }] };
  const at = record.fields.find(({ name }) => /^paid_(at|on)$/.test(name));
  return at && { where: [{ field: at.name, isEmpty: !isPaid }] };
}

function recentOf(_plan: Plan, record: DesignRecord): ReturnType<Reader> {
  return dated(record, /date|at$|on$|published|posted/, { afterDays: -30 }, '-');
}

/** How soon is soon, in days. */
const SOON_DAYS = 14;
const EXPIRY = /expir|best_before|use_by|valid_(until|to)|shelf_life/;

const expiring = (record: DesignRecord, days: { beforeDays?: number; afterDays?: number }, word: string): ReturnType<Reader> => {
  const found = dated(record, EXPIRY, days, '');
  return found && { ...found, word };
};

/** "Due for inspection": its day is today or over. When the last one was says nothing of the next. */
function dueFor(record: DesignRecord, what: string): ReturnType<Reader> {
  const field = record.fields.find(
    ({ kind, name }) => (kind === 'date' || kind === 'datetime') && name.includes(what.toLowerCase()) && !/last|previous|done/.test(name),
  );
  return field && { where: [{ field: field.name, beforeDays: 1 }], sort: field.name };
}

function lowOf(record: DesignRecord, word: string): ReturnType<Reader> {
  const field = record.fields.find((one) => isNumber(one) && /stock|quantity|inventory/.test(one.name));
  return field && { where: [{ field: field.name, below: 6 }], word };
}

const publishedOf = (plan: Plan, record: DesignRecord): Condition[] => {
  const rule = plan.rules.find((one) => one.kit === 'publish' && one.record === record.table);
  return rule?.kit === 'publish' ? [{ field: rule.field, is: ['true'] }] : [];
};

function dated(
  record: DesignRecord,
  names: RegExp,
  days: { beforeDays?: number; afterDays?: number },
  order: '' | '-',
): { where: Condition[]; sort: string } | undefined {
  const isDay = ({ kind, name }: Field): boolean => (kind === 'date' || kind === 'datetime') && names.test(name);
  const field = record.fields.find((one) => isDay(one) && one.setTo === undefined) ?? record.fields.find(isDay);
  return field && { where: [{ field: field.name, ...days }], sort: `${order}${field.name}` };
}

const BOUND =
  /\b(above|over|more than|greater than|higher than|exceed(?:s|ing)?|at least|below|under|less than|fewer than|lower than|at most)\s+([€$£]?)(\d[\d,]*(?:\.\d+)?)\s*(%|°c|[a-z²³]+(?: [a-z]+)?)?/i;

/** "Above 5000 kilowatt hours", "less than 10 in stock": a number of the record, on one side. */
export function bounded(record: DesignRecord, words: string): Narrowed | undefined {
  const found = BOUND.exec(words);
  if (!found) return undefined;
  const [, side, currency, digits, after = ''] = found;
  const value = Number(digits!.replaceAll(',', ''));
  const isAbove = /above|over|more|greater|higher|exceed|at least/i.test(side!);
  const step = /at (least|most)/i.test(side!) ? 1 : 0;
  const field = boundField(record, `${currency ? 'euro' : ''} ${after.toLowerCase()}`.trim(), words.slice(0, found.index).toLowerCase());
  if (!field) return undefined;
  const sign = `${isAbove ? 'above' : 'below'} ${digits}${field.unit && field.kind !== 'money' ? ` ${field.unit}` : ''}`;
  return {
    record,
    word: sign,
    where: [isAbove ? { field: field.name, above: value - step } : { field: field.name, below: value + step }],
    sort: `${isAbove ? '-' : ''}${field.name}`,
  };
}

/** By its unit, by its name, else the only number that says how much. */
function boundField(record: DesignRecord, unit: string, before: string): Field | undefined {
  const numbers = record.fields.filter(isNumber);
  const words = unit.split(' ');
  const known = unitOf(words[0]!) ?? unitOf(words.at(-1)!);
  const isNamed = ({ name, label }: Field): boolean => {
    const text = `${unit} ${before}`;
    return text.includes(label.toLowerCase()) || name.split('_').some((part) => part.length > 3 && new RegExp(`\\b${part}`).test(text));
  };
  const sums = numbers.filter((field) => togetherOf(field) !== undefined);
  return (
    numbers.find(({ unit: own }) => own && words[0] === own.toLowerCase()) ??
    numbers.find(isNamed) ??
    (known && numbers.find(({ name, kind }) => known.field.test(name) || (known.kind === 'money' && kind === 'money'))) ??
    (/kilowatt|kwh/.test(unit) ? numbers.find(({ name }) => /consumption|energy|kwh|kilowatt/.test(name)) : undefined) ??
    (sums.length === 1 ? sums[0] : undefined)
  );
}
