import { remember } from '../shared/remember.js';
import { tableOf } from '../shared/table-of.js';
import pluralize from 'pluralize';
import { DOUBLING, INVARIABLE, IRREGULAR, PARTICIPLES, SINGULAR_IN_S } from './irregular-words.js';

const SINGULAR_OF = new Map([
  ...[...SINGULAR_IN_S].map((one) => [`${one}es`, one] as const),
  ...[...IRREGULAR].map(([one, many]) => [many, one] as const),
]);
const ACRONYMS = tableOf<string>({
  ...Object.fromEntries(
    'api bmi cd csv cv dj dna dvd eta faq gpa gps hr html http https id ip isbn it-support kpi lcd led pdf pin qr rss rsvp seo sku sms sql tv ui url usb vat vip vin xml json iban bic pto roi crm erp ngo'
      .split(' ')
      .map((word) => [word, word.toUpperCase()]),
  ),
  ids: 'IDs',
  apis: 'APIs',
  kpis: 'KPIs',
  urls: 'URLs',
  pdfs: 'PDFs',
  faqs: 'FAQs',
  skus: 'SKUs',
  cvs: 'CVs',
  tvs: 'TVs',
  cds: 'CDs',
  dvds: 'DVDs',
});
// A hyphen stays where taking it away makes another word: "check-in", "T-shirt", "follow-up", but "order-line" is a file's name.
const HYPHENATED =
  /^(?:t|e|x|co|re|pre|post|non|self|all|ex|semi|anti|half|full|part|well)-\w+|^\w+-(?:in|out|up|off|on|down|over|by|to|back|through|date|time|free|in-law)s?$/;

/** The singular of the last word; the others stay: "order lines" → "order line". Lower case in, lower case out. */
export const singular = remember((words) => withLast(words, singularOfWord));

/** The plural of the last word: "order line" → "order lines", "staff" → "staff". */
export function plural(words: string): string {
  // "date of birth" and "point of interest" grow at the noun, not at the end.
  const of = /^(\S.*?)( (?:of|in|for|at|by|on|with|per) .+)$/.exec(words);
  return of ? plural(of[1]!) + of[2]! : withLast(words, pluralOfWord);
}

/** Whether the last word is a plural that has another singular: "buses", not "bus" or "series". */
export function isPlural(words: string): boolean {
  const last = words.toLowerCase().split(/\s+/).at(-1) ?? '';
  return singularOfWord(last) !== last;
}

function singularOfWord(word: string): string {
  if (word.length < 3) return word;
  if (INVARIABLE.has(word) || SINGULAR_IN_S.has(word) || IRREGULAR.has(word)) return word;
  const known = SINGULAR_OF.get(word);
  if (known) return known;
  // Compounds in one word end as their last part does: "bookshelves", "hypermedia".
  const compound = /^([a-z]{3,})(people|children|women|men|shelves|knives|wives|houses|databases|movies)$/.exec(word);
  if (compound) return compound[1]! + singularOfWord(compound[2]!);
  if (/(?:media|data|ware|ss|us|itis|osis|ysis|polis|craft|nomics)$/.test(word)) return word;
  if (/(?:izes|ises|nses|rses|lses|eaus|és)$/.test(word)) return word.slice(0, -1);
  return pluralize.singular(word);
}

function pluralOfWord(word: string): string {
  if (INVARIABLE.has(word)) return word;
  const known = IRREGULAR.get(word);
  if (known) return known;
  if (SINGULAR_OF.has(word)) return word;
  if (SINGULAR_IN_S.has(word)) return `${word}es`;
  const compound = /^([a-z]{3,})(person|child|woman|man|shelf|knife|wife|media|data|ware)$/.exec(word);
  if (compound && !/^(?:hu|ger|ro|sha|otto|talis)man$/.test(word)) {
    return ['media', 'data', 'ware'].includes(compound[2]!) ? word : compound[1]! + pluralOfWord(compound[2]!);
  }
  if (/(?:itis|osis|ysis|polis)$/.test(word)) return word.endsWith('polis') ? `${word}es` : `${word.slice(0, -2)}es`;
  if (/us$|ss$/.test(word)) return `${word}es`;
  if (/(?:eau|é)$/.test(word)) return `${word}s`;
  return pluralize.plural(word);
}

function withLast(words: string, change: (word: string) => string): string {
  const at = words.search(/[\p{L}\p{N}'-]+\s*$/u);
  if (at < 0) return words;
  const last = words.slice(at).trimEnd();
  const changed = change(last.toLowerCase());
  return words.slice(0, at) + (/^\p{Lu}/u.test(last) ? capital(changed) : changed);
}

/** "a" or "an", by how the word is said: "an hour", "a user", "an SMS", "a one-off". */
export function article(words: string): 'a' | 'an' {
  const first = words.trim().split(/[\s-]+/)[0] ?? '';
  const lower = first.toLowerCase();
  if (/^(?:8\d*|11|18)$/.test(lower)) return 'an';
  const isSpelt = ACRONYMS[lower] !== undefined || /^[A-Z]{2,4}$/.test(first) || (lower.length === 1 && lower !== 'a');
  if (isSpelt && !/^(?:pin|vin|vat|vip|bic|led)$/.test(lower)) return /^[aefhilmnorsx]/.test(lower) ? 'an' : 'a';
  if (/^(?:hour|honest|honou?r|heir)/.test(lower)) return 'an';
  if (/^(?:uni(?!n|m)|us[aeu]|usu|ut[ie]|eu|ew|one(?!rous)|once|u[bk]i|ura|uru)/.test(lower)) return 'a';
  return /^[aeiou]/.test(lower) ? 'an' : 'a';
}

/** "start time" → "Start time", "photo_url" → "Photo URL". */
export function sentenceCase(words: string): string {
  return capital(shown(words).join(' '));
}

/** "repair café" → "Repair Café"; short words inside stay small. */
export function titleCase(words: string): string {
  return shown(words)
    .map((word, at) => (at > 0 && /^(?:a|an|the|of|and|or|for|in|on|at|to|by|with|from|per)$/.test(word) ? word : capital(word)))
    .join(' ');
}

/** The words as people see them: lower case but for acronyms, with accents and the hyphens that belong. */
function shown(words: string): string[] {
  return words
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[\s_/]+/)
    .flatMap((word) => (HYPHENATED.test(word.toLowerCase()) ? [word] : word.split('-')))
    .map((word) => word.replace(/[^\p{L}\p{N}'’&+.-]+/gu, '').toLowerCase())
    .filter(Boolean)
    .map((word) => ACRONYMS[word] ?? word);
}

/** The words of a name for code: ASCII, lower case. "Café's Menu" → ["cafes", "menu"]. */
export function parts(words: string): string[] {
  return words
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
export const kebab = (words: string): string => parts(words).join('-');
export const snake = (words: string): string => parts(words).join('_');
export const pascal = (words: string): string => parts(words).map(capital).join('');
/** "start time" → "startTime". */
export function camel(words: string): string {
  const [first = '', ...rest] = parts(words);
  return first + rest.map(capital).join('');
}
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** "sign up" → "signing up", "lie" → "lying", "cancel" → "cancelling". */
export function gerund(verb: string): string {
  return withFirst(verb, (word) => {
    if (word === 'be') return 'being';
    if (/ie$/.test(word)) return `${word.slice(0, -2)}ying`;
    if (/[^eoy]e$/.test(word) && !/^(?:singe|tinge|dye)$/.test(word)) return `${word.slice(0, -1)}ing`;
    return `${doubled(word)}ing`;
  });
}

/** "ship" → "shipped", "lend" → "lent", "check in" → "checked in". */
export function pastParticiple(verb: string): string {
  return withFirst(verb, (word) => {
    const known = PARTICIPLES.get(word);
    if (known) return known;
    if (word.endsWith('e')) return `${word}d`;
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ied`;
    return `${doubled(word)}ed`;
  });
}

/** "carry" → "carries", "go" → "goes", "sign up" → "signs up". */
export function thirdPerson(verb: string): string {
  return withFirst(verb, (word) => {
    if (word === 'be') return 'is';
    if (word === 'have') return 'has';
    if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
    if (/(?:[^aeiou]z|quiz)$/.test(word) && word === 'quiz') return 'quizzes';
    return /(?:s|x|z|ch|sh|[^aeiou]o)$/.test(word) || word === 'go' ? `${word}es` : `${word}s`;
  });
}

function doubled(word: string): string {
  if (/(?:[^aeiouy]|^)(?:[aeiouy]|qui)[bdfglmnprtz]$/.test(word) || /qu[aeio][bdgmnptz]$/.test(word)) {
    const syllables = word.match(/(?:qu)?[aeiouy]+/g)?.length ?? 0;
    if (syllables <= 1 || DOUBLING.has(word)) return word + word.at(-1)!;
  }
  if (DOUBLING.has(word)) return word + word.at(-1)!;
  return /[aiou]c$/.test(word) && /^(?:panic|picnic|mimic|traffic|frolic)$/.test(word) ? `${word}k` : word;
}

function withFirst(verb: string, change: (word: string) => string): string {
  const [first = '', ...rest] = verb.trim().toLowerCase().split(/\s+/);
  const prefix = /^(re|pre|un|over|out|under|mis|co)-(.+)$/.exec(first);
  return [prefix ? `${prefix[1]}-${change(prefix[2]!)}` : change(first), ...rest].join(' ');
}
