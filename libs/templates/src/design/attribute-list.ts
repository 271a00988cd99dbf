import { capital, gerund, singular, snake } from '../knowledge/words.js';
import { tableOf } from '../shared/table-of.js';
import type { NounPhrase } from '../reading/reading.types.js';
import type { Field } from './design.types.js';
import { phrasesOf, type Said } from './draft.js';
import { currencySign, fieldOf, isUnit, unitOf } from './field-of.js';

/** An item of a list of attributes. */
export interface Listed {
  /** Where it starts in the description. */
  from: number;
  to: number;
  /** As people call it, lower case, without articles: "phone number". */
  words: string;
  /** Where its words say more than which attribute it is: a unit, choices, "how many minutes it took". */
  field?: Field;
  /** The noun phrase that stands there. */
  phrase?: NounPhrase;
  /** "A quiz with questions": it has attributes of its own. */
  hasOwn?: true;
}

/** What begins a part of a sentence that is no item any more: whoever acts next, or what it is all for. */
const BREAKS =
  /^(each (?:with|having|one|of)|for|of|in|on|at|by|with|from|so|but|then|yet|because|since|while|if|unless|until|after|before|once|which|that|to|they|he|she|we|you|others|everyone|everybody|anyone|nobody|it|can|may|must|should|will|is|are|has|have|also|only)\b/i;
const NEXT_CLAUSE = /\s(can|may|must|should|will|shall|cannot|could|would|has|have|is|are|was|were)\b/i;
const ASKS = /^(how|what|who|when|where|whether|why)\b/i;
const MOST_ITEMS = 16;

/**
 * The attributes that are listed from a position on, as far as the list goes: "a date, a distance in km and how it felt
 * (easy, fine, hard), and …". Reads the text rather than its phrases, since relative clauses, units and questions within
 * an item end a phrase early.
 */
export function listedFrom(said: Said, from: number, text: string): Listed[] {
  const phrases = said.sentence.clauses.flatMap((clause) => [...phrasesOf(clause)].map(({ phrase }) => phrase));
  const found: Listed[] = [];
  for (const { start, words } of itemsOf(text.slice(from, said.sentence.to), from)) {
    if (found.length >= MOST_ITEMS || (found.length > 0 && endsList(words, start, said))) break;
    const item = readItem(words);
    if (!item) continue;
    const phrase = phrases.find((one) => !one.isPronoun && one.from >= start && one.from <= start + 4 && one.to <= start + words.length);
    found.push({
      from: start,
      to: start + words.length,
      ...item,
      ...(phrase ? { phrase } : {}),
      ...(/^(?:an?|the|one|its|their) [\w -]+ (?:with|of) (?:\w+ )?\w+s\b/i.test(words) && / with /.test(words)
        ? { hasOwn: true as const }
        : {}),
    });
  }
  return found;
}

function endsList(words: string, start: number, { sentence, clause }: Said): boolean {
  if (ASKS.test(words)) return false;
  if (BREAKS.test(words)) return true;
  const bare = words.replace(/\s(who|that|which|where|whose)\s.*$/i, '').replace(/\(.*$/, '');
  if (NEXT_CLAUSE.test(bare)) return true;
  // "Upload time" and "update status" are attributes, "rate them" is none.
  if (/^[a-z]+ (time|date|status|number|code|method|type|price|count|rate|address|name|level|history)s?$/i.test(bare)) return false;
  const tokens = sentence.tokens.filter(({ from }) => from >= start && from < start + bare.length);
  const acts = tokens.some(({ pos }) => pos === 'VERB' || pos === 'AUX');
  // "…, and each clerk checks it": a clause of its own starts here.
  if (acts && sentence.clauses.some((other) => other !== clause && other.kind === 'main' && Math.abs(other.from - start) <= 4)) return true;
  return tokens[0]?.pos === 'VERB' && !/ing$|ed$/.test(tokens[0].lower);
}

/** Cuts at commas and "and", but not within parentheses, nor within what a colon or "such as" begins. */
function itemsOf(text: string, from: number): { start: number; words: string }[] {
  const items: { start: number; words: string }[] = [];
  let depth = 0;
  let begin = 0;
  let isChoice = false;
  const push = (end: number) => {
    const words = text.slice(begin, end);
    const lead = /^\s*(?:(?:and|or|plus|as well as|also|optionally|including)\s+)*/i.exec(words)![0].length;
    const trimmed = words.slice(lead).replace(/[\s.;:]+$/, '');
    if (trimmed) items.push({ start: from + begin + lead, words: trimmed });
  };
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    if (text[at] === '(') depth++;
    else if (text[at] === ')') depth--;
    if (depth > 0) continue;
    if (/^[;—–]|^\.(\s|$)|^ (?:so that|so|in order|because|if|while|until|after|before) /.test(rest)) {
      push(at);
      return items;
    }
    if (/^: \w/.test(rest) || /^ (such as|like|for example|e\.g\.) /.test(rest)) isChoice = true;
    const cut = /^(?:,? (?:and|as well as|plus) |, )/.exec(rest)?.[0];
    if (!cut) continue;
    // "a stage: new, offered, won or lost": the choices go on until something with an article comes, or another clause.
    if (
      isChoice &&
      !/^,? ?(?:and )?(?:an?|the|its|their|each|every|others|how|who|when|where|what) /i.test(
        rest.slice(cut.startsWith(',') ? 1 : 0).trimStart(),
      )
    )
      continue;
    isChoice = false;
    push(at);
    begin = at + cut.length;
    at = begin - 1;
  }
  push(text.length);
  return items;
}

const ARTICLE =
  /^(?:(?:an?|the|its|their|his|her|your|one|each|every|some|any|optional(?:ly)?|unique|short|brief|detailed|valid|exact|own|several|(?:a )?few|list of|lines? of|lines of|pieces of)\s+)+/i;

function readItem(item: string): { words: string; field?: Field } | undefined {
  const choices = choicesOf(item);
  const plain = (choices ? item.slice(0, choices.at) : item).replace(/\(.*?\)?\s*$/, '').trim();
  const asked = askedFor(plain, choices?.values ?? []);
  if (asked) return asked;
  const bare = plain
    .replace(ARTICLE, '')
    .replace(/^[a-z-]+['’]s /i, '')
    .replace(/\s(?:of (?:which|whom)|without|including)\s.*$/i, '')
    .replace(/\s(who|that|which|where|whose|when|in which|for which)\s.*$/i, '')
    .replace(/\sof (?:an?|the|each|every|all|this|that|its|their|your)\s.*$/i, '')
    .replace(
      /(?<!measured|given|number|quantity|amount|count|items?)\s(to|for|from|by|with|on|at|about|into|under)\s(?!(?:each|every|an?) (?:hour|day|night|piece|person)).*$/i,
      '',
    )
    .trim()
    .toLowerCase();
  const stock =
    /^(?:number|quantity|amount|count)(?: of (?:pieces|items|units|them|those|these))? (?:(?:which|that) (?:is|are) )?(?:in stock|left|available|on hand|in store)$/.exec(
      bare,
    );
  if (stock || /^(how many are (left|in stock)|stock level|items? in stock)$/.test(bare))
    return { words: 'stock', field: { ...fieldOf('stock'), kind: 'integer', min: 0 } };
  const many =
    /^(?:maximum |minimum |total )?(?:number|count|quantity) of (?:the )?([a-z][a-z -]{1,30}?)(?: (?:in|on|at|for|per|from) .*)?$/.exec(
      bare,
    )?.[1];
  if (many) return { words: many, field: countOf(many) };
  const per =
    /^(.+?) (?:per|for each|for an?|an?) ((?:\d+ ?(?:g|ml|kg|l|cm|m)|hour|day|night|week|month|year|person|guest|piece|unit|kilo|kilogram|litre|metre|lesson|session|minute|seat|head|item|km|kg))$/.exec(
      bare,
    );
  if (per && fieldOf(per[1]!).kind === 'money') {
    const words = `${per[1]!} per ${per[2]!}`;
    return { words, field: { ...fieldOf(per[1]!), name: snake(words), label: capital(words) } };
  }
  const measured = /^(.+?) (?:in|measured in|given in) ([a-z°²³/€$£]+(?: (?:metres|meters|hours|miles|cent|cents|feet))?)$/i.exec(bare);
  if (measured && (isUnit(measured[2]!) || unitOf(measured[2]!))) return { words: measured[1]!, field: inUnit(measured[1]!, measured[2]!) };
  if (choices && choices.values.length > 1 && /^[a-z][a-z -]{1,39}$/.test(bare))
    return { words: bare, field: fieldOf(singular(bare), { values: choices.values }) };
  return /^[a-z][a-z0-9 '-]{1,49}$/.test(bare) ? { words: bare } : undefined;
}

/** "(easy, fine, hard)", ": new, won or lost", "such as flour or bread": what an attribute can be. */
function choicesOf(item: string): { at: number; values: string[] } | undefined {
  const found = /\((?:e\.g\.,? |for example,? |either )?([^()]*)\)|: ([\w][^:]*)$| (?:such as|like|for example|e\.g\.,?) (.+)$/i.exec(item);
  const inside = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || !inside) return undefined;
  const values = inside
    .split(/\s*(?:,|\/|;|\bor\b|\band\b)\s*/)
    .map((value) =>
      value
        .trim()
        .toLowerCase()
        .replace(/^(an?|the|either) /, ''),
    )
    .filter((value) => /^[\p{L}\d+][\p{L}\d '+./&-]{0,29}$/u.test(value) && value.split(' ').length <= 4);
  if (values.every(isUnit)) return undefined;
  return { at: found.index, values: [...new Set(values)] };
}

const countOf = (what: string): Field => {
  const name = snake(what);
  return { ...fieldOf(`number of ${what}`), name, label: capital(name.replaceAll('_', ' ')), kind: 'integer', min: 0 };
};

/** A number with the unit that is named, or an amount of a currency. */
function inUnit(words: string, unit: string): Field {
  const field = fieldOf(words);
  const sign = currencySign(unit);
  if (sign) return { ...field, kind: 'money', min: 0, unit: sign };
  if (['percent', 'enum'].includes(field.kind)) return field;
  const made: Field = {
    ...field,
    kind: field.kind === 'integer' ? 'integer' : 'decimal',
    min: 0,
    required: false,
    unit: unitOf(unit) ?? unit,
  };
  delete made.values;
  return made;
}

/** What verbs of a question ask for: "how it felt", "what was said". */
const ASKED: readonly [RegExp, string, Field['kind']][] = [
  [
    /^what (was|is|has been|were|they) (said|discussed|talked about|agreed|noted|done|happened)|^what happened|^what they (said|did|saw)/,
    'notes',
    'long-text',
  ],
  [/^what .*\bmade (of|from)\b/, 'material', 'text'],
  [/^what .*\b(cost|costs|paid)$|^how much .*\b(cost|costs|paid)$/, 'cost', 'money'],
  [/^(how long|how much time)\b/, 'minutes', 'integer'],
  [/^how far\b/, 'distance', 'decimal'],
  [/^how old\b/, 'age', 'integer'],
  [/^how (heavy|much) .*\bweigh/, 'weight', 'decimal'],
  [/^when\b.*\b(due|back)$/, 'due on', 'date'],
  [/^when\b.*\b(starts?|begins?|takes? place|happens?)$/, 'starts at', 'datetime'],
  [/^when\b/, 'date', 'date'],
  [/^where\b/, 'place', 'text'],
  [/^why\b/, 'reason', 'long-text'],
];

function askedFor(words: string, values: readonly string[]): { words: string; field: Field } | undefined {
  const lower = words.toLowerCase();
  if (!ASKS.test(lower)) return undefined;
  if (/^how many(?: \w+){0,2} (?:is|are) (?:left|in stock|available|on hand)$/.test(lower))
    return { words: 'stock', field: { ...fieldOf('stock'), kind: 'integer', min: 0 } };
  const many =
    /^how many ([a-z-]+(?: [a-z-]+)??) (?:it|they|he|she|was|were|is|are|there|each|fit|have|had|took|the)\b/.exec(lower)?.[1] ??
    /^how many ([a-z-]+)/.exec(lower)?.[1];
  if (many) return { words: many, field: countOf(many) };
  const often = /^how often (?:to|it is to be|it needs) ([a-z]+)$/.exec(lower)?.[1];
  if (often) {
    const interval = `${gerund(often)} interval`;
    return { words: interval, field: { ...fieldOf(interval), kind: 'integer', min: 1, unit: 'days' } };
  }
  if (lower === 'how often') return { words: 'frequency', field: fieldOf('frequency') };
  const known = ASKED.find(([pattern]) => pattern.test(lower));
  if (known && values.length < 2) {
    const field = fieldOf(known[1]);
    return {
      words: known[1],
      field: {
        ...field,
        kind: known[2],
        ...(known[1] === 'minutes' ? { unit: 'min' } : {}),
        ...(['integer', 'decimal'].includes(known[2]) ? { min: 0 } : {}),
      },
    };
  }
  const yes = /^whether (?:it|they|he|she|the ([a-z-]+)) (?:is|are|was|were|has been|have been) (?:an? )?([a-z-]+(?: [a-z-]+)?)$/.exec(
    lower,
  );
  const whether = yes && [yes[1], yes[2]].filter(Boolean).join(' ');
  if (whether) return { words: whether, field: { ...fieldOf(whether), kind: 'boolean', required: false } };
  if (/^who (?:does|do) (?:it|them|that)$/.test(lower)) return { words: 'done by', field: { ...fieldOf('done by'), kind: 'text' } };
  const who = /^who (?:has |had |was |is )?([a-z]+)(?: (?:it|them|for it|in it|for))?$/.exec(lower)?.[1];
  if (who) return { words: `${who} by`, field: { ...fieldOf(`${who} by`), kind: 'text' } };
  if (values.length < 2) return undefined;
  const how =
    /^how (?:it|they|he|she|the \w+|one|somebody|you|i|we) (?:was |were |is |are )?([a-z]+)$/.exec(lower)?.[1] ??
    /^how ([a-z]+) (?:it|they|he|she|the \w+) /.exec(lower)?.[1];
  const name = how ? (NAMED_AFTER[how] ?? how) : undefined;
  return name ? { words: name, field: fieldOf(name, { values }) } : undefined;
}

/** What is chosen of, by the verb or adjective of the question. */
const NAMED_AFTER = tableOf<string>({
  felt: 'feeling',
  feel: 'feeling',
  feels: 'feeling',
  went: 'outcome',
  goes: 'outcome',
  ended: 'outcome',
  hard: 'difficulty',
  difficult: 'difficulty',
  good: 'quality',
  well: 'quality',
  urgent: 'urgency',
  important: 'importance',
  serious: 'severity',
  bad: 'severity',
  paid: 'payment method',
  pays: 'payment method',
  tasted: 'taste',
  tastes: 'taste',
  looked: 'look',
  looks: 'look',
  smelled: 'smell',
  slept: 'sleep',
  travelled: 'means of travel',
});
