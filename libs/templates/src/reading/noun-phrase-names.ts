import { SINGULAR_DETERMINERS } from './noun-phrase-verbs.js';
import type { NounPhrase, Token } from './reading.types.js';
import { isPluralWord, singularOf } from './tagging.js';
import { MASS_NOUNS, words } from './word-lists.js';

/** Adjectives without which the name would be another: "due date", "first name", "open house". */
const NAMING_ADJECTIVES =
  /^(?:due|first|last|middle|full|open|common|public|private|daily|weekly|monthly|yearly|annual|hourly|total|final|real|national|virtual|physical|medical|financial|personal|social|digital|electronic|mobile|electric|smart|red|second-hand|short|long|maximum|minimum|net|gross|online|offline|special|best|unique|secret|live|daily|upcoming|lost|general|main|technical|legal|musical|academic|historical|statistical|responsible|free|waiting|dynamic|custom|internal|external|active|wrong|vocational|commercial|residential|professional|educational|organic|nutritional|random|multi-player|static|creative|mental|official|preferred|original|foreign|native|average|top|front|back|early|late|high|low|key|primary|secondary|sub|side|current|hot|cold|raw|used|new)$/;

const NAMED_AFTER_ADJECTIVE =
  words(`date name house day price rate time number ground area room school health appointment record account account
  park media wallet signature network report letter plan list description fee address amount value cost total weight score exam
  examination packet good goods user member admin manager director page page site area product event class meeting order form game
  status tour statement budget mode ticket newsletter digest sale payment money code question answer food council chat lesson notes
  data material content practice education instrument aid advisor adviser notice board income profit result link url key goal target
  experience currency language speaker author person service center centre image video reality space estate contact quota balance
  limit level stock season hour phone car bike device app wallet coin work course learning payment shop store`);

/** "key and door codes": the first has the head of the last, where such heads are shared. */
export function shareHead(phrases: NounPhrase[]): void {
  const last = phrases.at(-1)!;
  if (phrases.length < 2) return;
  sharePair(phrases.at(-2)!, last);
  if (!last.name.includes(' ') || last.determiner || last.adjectives.length > 0) return;
  if (
    !/(?:^| )(?:information|management|function|operation|code|file|type|account|record|status|notification|format|functionality|feature)$/.test(
      last.name,
    )
  )
    return;
  const rest = phrases.slice(0, -1);
  if (
    rest.some(
      (phrase) =>
        phrase.isPronoun ||
        phrase.isPlural ||
        phrase.name.includes(' ') ||
        phrase.complements.length > 0 ||
        phrase.adjectives.length > 0 ||
        phrase.determiner !== rest[0]!.determiner,
    )
  )
    return;
  for (const phrase of rest) {
    phrase.name = `${phrase.name} ${last.head}`;
    phrase.head = last.head;
    phrase.isPlural = last.isPlural;
  }
}

/** "check-in and check-out dates", "a start and end time": what begins and what ends are of one kind. */
function sharePair(first: NounPhrase, last: NounPhrase): void {
  const [begin, ...rest] = last.name.split(' ');
  const own = rest.length === 1 ? begin! : (last.adjectives[0] ?? '');
  if (rest.length > 1 || !PAIRED.has(first.name) || !PAIRED.has(own) || (last.determiner && last.determiner !== first.determiner)) return;
  first.name = `${first.name} ${last.head}`;
  first.head = last.head;
  first.isPlural = last.isPlural;
  if (rest.length === 0) {
    last.name = `${own} ${last.name}`;
    last.adjectives = last.adjectives.slice(1);
  }
}
/** What begins and what ends: modifiers that share a noun. */
export const PAIRED = words(`start starting end ending begin beginning check-in check-out checkin checkout arrival departure outbound return
  pickup pick-up drop-off dropoff delivery opening closing from to issue due first last billing shipping home away`);

export const emptyPhrase = (): NounPhrase => ({
  from: 0,
  to: 0,
  head: '',
  name: '',
  text: '',
  isPlural: false,
  isProper: false,
  isPronoun: false,
  adjectives: [],
  complements: [],
  examples: [],
});

export function nameOf(
  phrase: NounPhrase,
  w: Token[],
  first: number,
  end: number,
  run: Token[],
  nouns: Token[],
  determiner?: string,
): NounPhrase {
  const head = nouns.at(-1)!;
  const isProper =
    head.pos === 'PROPN' &&
    /^\p{Lu}/u.test(head.text) &&
    nouns.length === 1 &&
    run[0] === head &&
    !isPluralWord(head.lower) &&
    !SINGULAR_DETERMINERS.has(determiner ?? '');
  const names = run.filter((token) => nouns.includes(token) || isNaming(token, head, run));
  phrase.from = w[first]!.from;
  phrase.to = w[end - 1]!.to;
  phrase.text = run.map((token) => token.text).join(' ');
  phrase.head = isProper ? head.lower : singularOf(head.lower);
  phrase.name = [...names.slice(0, -1).map((token) => token.lower), ...(names.length > 0 ? [phrase.head] : [])].join(' ') || phrase.head;
  phrase.isPlural = isPluralWord(head.lower) && !(determiner && SINGULAR_DETERMINERS.has(determiner));
  phrase.isProper = isProper;
  if (MASS_NOUNS.has(head.lower)) phrase.isPlural = false;
  phrase.adjectives = phrase.adjectives.filter((word) => !names.some((token) => token.lower === word));
  return phrase;
}

/** Whether an adjective makes the name: "due date"; right before the noun that it is known to make one with. */
const isNaming = (token: Token, head: Token, run: Token[]): boolean =>
  token.pos !== 'NUM' &&
  run.indexOf(token) === run.indexOf(head) - 1 &&
  NAMING_ADJECTIVES.test(token.lower) &&
  !/^(?:new|current|original|active|free|top|random|main)$/.test(token.lower) &&
  NAMED_AFTER_ADJECTIVE.has(singularOf(head.lower));
