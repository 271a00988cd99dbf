import { lastOf } from '../nouns.js';
import { singular } from '../../knowledge/words.js';
import type { DesignRecord, Field } from '../design.types.js';
import type { Said } from '../draft.js';
import type { Plan } from '../plan.types.js';

const NUMBER = String.raw`(zero|one|\d[\d,]*(?:\.\d+)?)`;
/** How a bound is said, and what it makes of a number. The first group is the number. */
const BOUNDS: readonly { words: RegExp; side: 'min' | 'max'; isBeyond: boolean }[] = [
  {
    words: new RegExp(
      String.raw`\b(?:must|should|has to|have to|needs? to|may only|can only) be (?:above|over|greater than|more than|higher than|larger than) ${NUMBER}`,
      'i',
    ),
    side: 'min',
    isBeyond: true,
  },
  {
    words: new RegExp(
      String.raw`\b(?:must|should|has to|have to|may) not be (?:below|under|less than|lower than|smaller than) ${NUMBER}`,
      'i',
    ),
    side: 'min',
    isBeyond: false,
  },
  {
    words: new RegExp(String.raw`\b(?:must|should|has to|have to|needs? to) be (?:at least|no less than|not less than) ${NUMBER}`, 'i'),
    side: 'min',
    isBeyond: false,
  },
  {
    words: new RegExp(
      String.raw`\b(?:must|should|has to|have to|needs? to|may only|can only) be (?:below|under|less than|lower than|smaller than) ${NUMBER}`,
      'i',
    ),
    side: 'max',
    isBeyond: true,
  },
  {
    words: new RegExp(
      String.raw`\b(?:must|should|has to|have to|may|can)(?:not| not) (?:be (?:above|over|greater than|more than|higher than|larger than)|exceed) ${NUMBER}`,
      'i',
    ),
    side: 'max',
    isBeyond: false,
  },
  {
    words: new RegExp(
      String.raw`\b(?:must|should|has to|have to|needs? to|can) be (?:at most|no more than|not more than|up to) ${NUMBER}`,
      'i',
    ),
    side: 'max',
    isBeyond: false,
  },
];
const POSITIVE = /\b(?:must|should|has to|have to|needs? to) (?:always )?be positive\b|\bnever (?:be )?(?:zero or )?negative\b/i;
/** "Runs with a distance of zero make no sense", "an amount of 0 is refused". */
const NO_ZERO =
  /\b(?:of|is|are) (?:zero|0)\b[^.;]*\b(?:no sense|refused|rejected|not (?:allowed|accepted|possible|valid)|invalid|forbidden)\b|\b(?:not|never|cannot|can't) be (?:zero|0)\b/i;

/** Bounds of numbers that the text states: "amounts must be above zero". */
export function addBounds(plan: Plan): void {
  for (const sentence of plan.draft.reading.sentences) {
    if (sentence.topic !== 'build') continue;
    const found = BOUNDS.map((bound) => ({ ...bound, match: bound.words.exec(sentence.text) })).find(({ match }) => match);
    const isPositive = POSITIVE.test(sentence.text) || NO_ZERO.test(sentence.text);
    if (!found && !isPositive) continue;
    const before = found ? sentence.text.slice(0, found.match!.index) : sentence.text;
    const target = fieldIn(plan, before.toLowerCase());
    if (!target) continue;
    const { field } = target;
    const value = found ? numberOf(found.match![1]!) : 0;
    const step = field.kind === 'integer' || field.kind === 'rating' ? 1 : 0.01;
    if (!found) field.min = step;
    else if (found.side === 'min') field.min = value + (found.isBeyond ? step : 0);
    else field.max = value - (found.isBeyond ? step : 0);
    for (const clause of sentence.clauses) account(plan, target, { sentence, clause });
  }
}

const NUMBERS = new Set(['integer', 'decimal', 'money', 'percent']);
const numberOf = (word: string): number => ({ zero: 0, one: 1 })[word.toLowerCase()] ?? Number(word.replaceAll(',', ''));

/** The number that words name last, of the record that they name where several have it. */
function fieldIn({ records }: Plan, words: string): { record: DesignRecord; field: Field } | undefined {
  const named = words.match(/[a-z]+/g)?.map((word) => singular(word)) ?? [];
  const all = records.flatMap((record) =>
    record.fields.filter(({ kind, isRuled }) => NUMBERS.has(kind) && !isRuled).map((field) => ({ record, field })),
  );
  const fits = all.filter(({ field }) => named.includes(singular(lastOf(field.name.replaceAll('_', ' ')))));
  const isOf = (record: DesignRecord): boolean => named.includes(singular(lastOf(record.name.toLowerCase())));
  return fits.find(({ record }) => isOf(record)) ?? fits.find(({ field }) => field.origin === 'stated') ?? fits[0];
}

function account(plan: Plan, { record, field }: { record: DesignRecord; field: Field }, said: Said): void {
  plan.draft.account.built(said.clause, { kind: 'field', record: record.name.toLowerCase(), field: field.name });
}
