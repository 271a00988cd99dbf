import { tableOf } from '../shared/table-of.js';
import type { PhrasesAt } from './noun-phrases.types.js';
import type { Clause, NounPhrase, Token } from './reading.types.js';
import { words } from './word-lists.js';

export const ACTS =
  /(?:management|interaction|integration|communication|authentication|authorization|registration|login|processing|visualization|generation|customization|optimization|maintenance|chat|search|query|inquiry|control|sharing|tracking|editing|monitoring|scanning|filtering|learning|planning|scheduling|reporting|broadcasting|testing|training|browsing|consultation|analysis|maintenance|calculation|recognition|translation|verification|conversion)$/;

export const asList = (one: { phrase: NounPhrase; next: number } | undefined): PhrasesAt | undefined =>
  one ? { phrases: [one.phrase], next: one.next } : undefined;
export const isUs = (subjects: NounPhrase[]): boolean => subjects.length === 1 && /^(?:i|we|you)$/.test(subjects[0]!.head);
export const isProductPhrase = (phrase: NounPhrase): boolean =>
  /^(?:website|site|app|application|system|platform|tool|page|program|software|portal|database|dashboard|shop|way|place|list)$/.test(
    phrase.head,
  );

export function emptyClause(w: Token[], at: number): Clause {
  const from = w[Math.min(at, w.length - 1)]?.from ?? 0;
  return {
    kind: 'fragment',
    from,
    to: from,
    isPassive: false,
    isNegative: false,
    subjects: [],
    objects: [],
    results: [],
    complements: [],
    adverbs: [],
  };
}

/** "once a month", "every week", "each morning": when, not what. */
export function readTime(w: Token[], at: number): { text: string; next: number } | undefined {
  const idiom =
    /^(?:(one|side|step|day|week|page|line|face) (?:by|to|after) \1|one at a time|at a time|in advance|(?:on|in) time)(?= |$)/.exec(
      w
        .slice(at, at + 4)
        .map((token) => token.lower)
        .join(' '),
    );
  if (idiom) return { text: idiom[0], next: at + idiom[0].split(' ').length };
  if (!w[at] || !/^(?:once|twice|every|each|several|\d+|one|two|three|four|next|last|this)$/.test(w[at].lower)) return undefined;
  const text = w
    .slice(at, at + 4)
    .map((token) => token.lower)
    .join(' ');
  const ahead =
    /^(?:\d+|one|two|three|four|several) (?:minute|hour|day|night|week|month|year)s?(?: (?:ahead|earlier|later)| in advance|(?= (?:before|after) ))/.exec(
      text,
    );
  if (ahead) return { text: ahead[0], next: at + ahead[0].split(' ').length };
  const match =
    /^(?:once|twice|(?:\d+|two|three|four|several) times) (?:an?|per|every|each) (?:hour|day|week|month|quarter|season|year|night)\b/.exec(
      text,
    ) ??
    /^(?:every|each) (?:other |second |single |\d+ |two |three )?(?:hour|day|week|month|quarter|season|year|night|morning|evening|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?(?= |$)(?! (?:has|have|is|are|can|should|must|shows?|contains?|consists?))/.exec(
      text,
    );
  const near = match ?? /^(?:next|last|this) (?:week|month|quarter|season|year|night|morning|evening|weekend)\b/.exec(text);
  return near ? { text: near[0], next: at + near[0].split(' ').length } : undefined;
}

/** Pieces between commas and conjunctions. */
export function cutList(tokens: Token[]): Token[][] {
  const pieces: Token[][] = [[]];
  for (const token of tokens) {
    if (/^[,、/;|]$/.test(token.lower) || token.pos === 'CCONJ') pieces.push([]);
    else if (!/^[.!?…]$/.test(token.lower)) pieces.at(-1)!.push(token);
  }
  return pieces.filter((piece) => piece.length > 0);
}

export const SYSTEM_MODALS = tableOf<string>({
  "'ll": 'will',
  ca: 'can',
  wo: 'will',
  could: 'can',
  might: 'may',
  shall: 'must',
  would: 'will',
  need: 'must',
  needs: 'must',
});
export const CAUSED = words('allow let enable permit');
export const STATE_VERBS = words('mark set keep make declare label flag tag leave consider find rate classify call name show list');
export const CONTENT_VERBS = words(
  'ensure make see know decide choose check confirm say tell show note remember indicate verify track find mark tick record guarantee display mean list view report learn enter log specify determine select',
);
export const GERUND_VERBS = words(
  'allow start stop keep begin avoid finish continue help like prefer practice practise enjoy support involve try',
);
