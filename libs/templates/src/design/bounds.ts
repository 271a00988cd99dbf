import { singular, snake } from '../knowledge/words.js';
import { numberOf } from './number-words.js';
import type { Field } from './design.types.js';
import type { Draft, RecordDraft, Said } from './draft.js';
import { fieldOf } from './field-of.js';
import { thingOf } from './lexicon.js';

interface Bounds {
  min?: number;
  max?: number;
  /** The bound itself is refused. */
  isOpen?: boolean;
}

const N = '(zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|-?\\d[\\d,]*(?:\\.\\d+)?)';
const of = (words: string): RegExp => new RegExp(`\\b(?:${words}) (?:€|\\$|£)?${N}\\b`, 'i');
const ABOVE = of('above|more than|greater than|over|larger than|higher than|bigger than|exceed');
const BELOW = of('below|less than|under|lower than|smaller than');
const LEAST = of('at least|no less than|not less than|minimum of|a minimum of');
const MOST = of('at most|no more than|not more than|up to|maximum of|a maximum of');
const BETWEEN = new RegExp(`\\b(?:between|from) (?:€|\\$|£)?${N} (?:and|to) (?:€|\\$|£)?${N}\\b`, 'i');
const MUST =
  /^(.*?)\b(must not|must never|cannot|can not|can never|may not|may never|should not|should never|must|should|has to|have to|may only|can only|needs? to)\b(.*)$/i;
const REFUSED = /\b(refused|rejected|not allowed|not accepted|forbidden|impossible|no sense)\b/i;

/**
 * "Amounts must be above zero", "a price is at least 1", "runs with a distance of zero are refused": what a number may be.
 *
 * @returns whether the clause's sentence said that of a field that something has.
 */
export function readBounds(draft: Draft, said: Said): boolean {
  if (said.clause !== said.sentence.clauses[0]) return false;
  const { text } = said.sentence;
  const [, before, verb, after] = MUST.exec(text) ?? [];
  const read = before && verb && after ? boundsOf(after, /not|never/i.test(verb)) : undefined;
  const zero = read
    ? undefined
    : /\b(?:with|of|an?|the) (?:an? |the )?([a-z][a-z -]{1,30}?) (?:of|below|under) (?:zero|0)\b/i.exec(text)?.[1];
  const bounds = read ?? (zero && REFUSED.test(text) ? { min: 0, isOpen: true } : undefined);
  const named = read ? before! : zero;
  if (!bounds || !named) return false;
  const found = fieldNamed(draft, named);
  if (!found) return false;
  found.owner.fields.set(found.field.name, bounded(found.field, bounds));
  for (const clause of said.sentence.clauses)
    draft.account.built(clause, { kind: 'field', record: found.owner.name, field: found.field.name });
  return true;
}

function boundsOf(words: string, isNegative: boolean): Bounds | undefined {
  const between = BETWEEN.exec(words);
  if (between && !isNegative) return { min: numberOf(between[1]!), max: numberOf(between[2]!) };
  if (isNegative) {
    const [least, most] = [BELOW.exec(words)?.[1], ABOVE.exec(words)?.[1]];
    if (/\bnegative\b/i.test(words)) return { min: 0 };
    if (/\bzero\b/i.test(words) && !most) return { min: 0, isOpen: true };
    return least || most ? { ...(least ? { min: numberOf(least) } : {}), ...(most ? { max: numberOf(most) } : {}) } : undefined;
  }
  if (/\bpositive\b/i.test(words)) return { min: 0, isOpen: true };
  const above = ABOVE.exec(words)?.[1];
  const least = LEAST.exec(words)?.[1];
  const most = MOST.exec(words)?.[1];
  if (above && !/\b(no|not) (more|greater|larger|higher)\b/i.test(words)) return { min: numberOf(above), isOpen: true };
  return least || most ? { ...(least ? { min: numberOf(least) } : {}), ...(most ? { max: numberOf(most) } : {}) } : undefined;
}

/** The field of a record that the words before "must" end in; one that such things usually have counts too. */
function fieldNamed(draft: Draft, before: string): { owner: RecordDraft; field: Field } | undefined {
  const words = before
    .toLowerCase()
    .replace(/\bof (?:an?|the|each|every) [a-z ]+$/, '')
    .match(/[a-z]+/g)
    ?.slice(-3);
  if (!words) return undefined;
  const records = [...new Set(draft.records.values())];
  for (let from = 0; from < words.length; from++) {
    const name = snake(singular(words.slice(from).join(' ')));
    const plural = snake(words.slice(from).join(' '));
    for (const owner of records) {
      const field = owner.fields.get(name) ?? owner.fields.get(plural);
      if (field && NUMBERS.has(field.kind)) return { owner, field };
    }
    for (const owner of records) {
      const usual = thingOf(owner.name)?.fields.find((field) => snake(field.name) === name && NUMBERS.has(field.kind));
      if (usual && owner.acts.length > 0) return { owner, field: { ...fieldOf(usual.name), kind: usual.kind } };
    }
  }
  return undefined;
}
const NUMBERS: ReadonlySet<Field['kind']> = new Set(['integer', 'decimal', 'money', 'percent', 'rating']);

function bounded(field: Field, { min, max, isOpen }: Bounds): Field {
  const least = min === undefined ? undefined : isOpen ? min + (field.kind === 'integer' ? 1 : 0.01) : min;
  const parts = [
    min === undefined ? '' : isOpen ? `above ${min === 0 ? 'zero' : min}` : `at least ${min}`,
    max === undefined ? '' : `at most ${max}`,
  ].filter(Boolean);
  const help = `${parts.join(', ')}.`;
  return {
    ...field,
    ...(least === undefined ? {} : { min: least }),
    ...(max === undefined ? {} : { max }),
    help: help[0]!.toUpperCase() + help.slice(1),
  };
}
