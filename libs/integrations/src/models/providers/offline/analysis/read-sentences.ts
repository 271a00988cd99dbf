import createModel from 'wink-eng-lite-web-model';
import winkNLP, { type ItemSentence, type ItemToken } from 'wink-nlp';
import { ACTION_VERBS, GENERIC } from './lexicon.js';
import { isPlural, singular } from './words.js';

/** A piece of a sentence: a noun phrase, a verb, a preposition, or what separates them. */
export type Chunk =
  | { kind: 'noun'; words: string; isPlural: boolean; isPossessed: boolean }
  | { kind: 'verb'; lemma: string; isHave: boolean; isModal: boolean }
  | { kind: 'preposition'; word: string }
  | { kind: 'comma' | 'and' | 'open' | 'close' | 'colon' | 'stop' }
  | { kind: 'relative' | 'pronoun'; word: string };

interface Token {
  text: string;
  lower: string;
  lemma: string;
  pos: string;
}

const nlp = winkNLP(createModel);
const { its } = nlp;
const HAVE = new Set([
  'have',
  'has',
  'having',
  'contain',
  'contains',
  'containing',
  'include',
  'includes',
  'including',
  'consist',
  'consists',
]);
const NOT_VERB = new Set([
  'be',
  'is',
  'are',
  'can',
  'may',
  'will',
  'must',
  'should',
  'shall',
  'could',
  'would',
  'might',
  'do',
  'does',
  'to',
  'not',
  'let',
  'lets',
  'able',
]);
const RELATIVE = new Set(['which', 'who', 'that', 'where', 'whose', 'when', 'while']);
const ADJECTIVES_KEPT = new Set([
  'due',
  'start',
  'end',
  'daily',
  'weekly',
  'monthly',
  'hourly',
  'unit',
  'total',
  'first',
  'focal',
  'last',
  'full',
  'medical',
  'serial',
  'maximum',
  'minimum',
  'net',
  'gross',
  'internal',
  'public',
  'annual',
]);

/** A description's sentences, and each in chunks. */
export function readSentences(text: string): { sentences: string[]; chunks: Chunk[][] } {
  const sentences: string[] = [];
  const chunks: Chunk[][] = [];
  for (const line of text
    .split(/\n+/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const document = nlp.readDoc(line.replace(/^[-*•\d.)#\s]+/, '').replace(/;/g, '.'));
    document.sentences().each((sentence: ItemSentence) => {
      const tokens: Token[] = [];
      sentence.tokens().each((token: ItemToken) => {
        const value = token.out();
        tokens.push({
          text: value,
          lower: value.toLowerCase(),
          lemma: String(token.out(its.lemma as never)),
          pos: String(token.out(its.pos)),
        });
      });
      sentences.push(sentence.out());
      chunks.push(chunksOf(tokens));
    });
  }
  return { sentences, chunks };
}

function chunksOf(tokens: readonly Token[]): Chunk[] {
  const chunks: Chunk[] = [];
  let isInParentheses = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const { lower } = token;
    if (isInParentheses && /^[\p{L}\p{N}]/u.test(token.text) && !['and', 'or', 'e.g', 'i.e', 'such', 'as', 'etc'].includes(lower)) {
      // A list of values or names: each as it stands, whatever the tagger makes of it.
      const words: string[] = [];
      for (; i < tokens.length && /^[\p{L}\p{N}]/u.test(tokens[i]!.text) && !['and', 'or'].includes(tokens[i]!.lower); i++)
        if (tokens[i]!.pos !== 'DET') words.push(tokens[i]!.lower.replace(/[^\p{L}\p{N}-]/gu, ''));
      i--;
      if (words.length > 0 && words.length <= 4) chunks.push({ kind: 'noun', words: words.join(' '), isPlural: false, isPossessed: false });
      continue;
    }
    if (token.text === '(') isInParentheses = true;
    if (token.text === ')') isInParentheses = false;
    if (token.text === ',' || token.text === '/') chunks.push({ kind: 'comma' });
    else if (token.text === '(') chunks.push({ kind: 'open' });
    else if (token.text === ')') chunks.push({ kind: 'close' });
    else if (token.text === ':' || token.text === '-' || token.text === '–' || token.text === '—') chunks.push({ kind: 'colon' });
    else if (lower === 'and' || lower === 'or' || lower === '&' || lower === 'plus') chunks.push({ kind: 'and' });
    else if (HAVE.has(lower)) chunks.push({ kind: 'verb', lemma: token.lemma, isHave: true, isModal: false });
    else if (RELATIVE.has(lower)) chunks.push({ kind: 'relative', word: lower });
    else if (token.pos === 'PRON' || lower === 'them' || lower === 'it') chunks.push({ kind: 'pronoun', word: lower });
    else if (lower === 'to' && ['NOUN', 'PROPN', 'DET'].includes(tokens[i + 1]?.pos ?? '') && !isVerb(tokens, i + 1))
      chunks.push({ kind: 'preposition', word: 'to' });
    else if (isVerb(tokens, i)) {
      if (!NOT_VERB.has(lower))
        chunks.push({
          kind: 'verb',
          lemma: baseOf(token),
          isHave: false,
          isModal: ['can', 'to', 'may', 'must', 'should', 'will'].includes(tokens[i - 1]?.lower ?? ''),
        });
    } else if (token.pos === 'ADP' || ['per', 'with', 'for', 'by', 'of', 'from'].includes(lower))
      chunks.push({ kind: 'preposition', word: lower });
    else if (isNominal(token)) {
      const start = i;
      while (i + 1 < tokens.length && isNominal(tokens[i + 1]!) && !isVerb(tokens, i + 1)) i++;
      const phrase = tokens.slice(start, i + 1).filter((word) => word.pos !== 'ADJ' || ADJECTIVES_KEPT.has(word.lower));
      const words = phrase.map((word) => word.lower.replace(/[^\p{L}\p{N}-]/gu, '')).filter(Boolean);
      if (words.length === 0) continue;
      const last = words.at(-1)!;
      const isPossessed = tokens[i + 1]?.text === "'s" || tokens[i + 1]?.text === '’s';
      if (isPossessed) i++;
      chunks.push({ kind: 'noun', words: singular(words.slice(-3).join(' ')), isPlural: isPlural(last), isPossessed });
    } else if (token.text === '.' || token.text === '!' || token.text === '?') chunks.push({ kind: 'stop' });
  }
  return chunks;
}

function isNominal(token: Token): boolean {
  return (
    (token.pos === 'NOUN' ||
      token.pos === 'PROPN' ||
      (token.pos === 'ADJ' && token.lower.length > 1) ||
      (token.pos === 'VERB' && ADJECTIVES_KEPT.has(token.lower))) &&
    /\p{L}/u.test(token.text)
  );
}

const CLOSES = new Set(['NOUN', 'PROPN', 'DET', 'PRON', 'ADJ', 'NUM']);
const SINGULAR_VERB = /s$/;

/** Whether a word is used as a verb: the tagger's word, mended where a known verb stands between two nouns. */
function isVerb(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]!;
  const before = tokens[i - 1];
  const after = tokens[i + 1];
  if (token.pos === 'AUX' || NOT_VERB.has(token.lower)) return true;
  const base = baseOf(token);
  if (after && (after.pos === 'VERB' || after.pos === 'AUX') && before === undefined) return false;
  if (!ACTION_VERBS.has(base)) return token.pos === 'VERB' && !/(ed)$/.test(token.lower);
  if (before && ['can', 'to', 'may', 'must', 'should', 'will', 'not', 'also'].includes(before.lower)) return true;
  if (/(ing|ed)$/.test(token.lower) && token.pos === 'VERB') return !/ed$/.test(token.lower) || after?.lower === 'by';
  if (before && (before.pos === 'DET' || before.pos === 'ADJ' || before.pos === 'ADP' || before.lower === "'s")) return false;
  const takesObject = after !== undefined && CLOSES.has(after.pos);
  const endsClause = after === undefined || ['PUNCT', 'CCONJ', 'ADP', 'ADV'].includes(after.pos);
  const beforeIsPlural = before !== undefined && (before.pos === 'NOUN' || before.pos === 'PROPN') && isPlural(before.lower);
  const beforeIsNoun = before !== undefined && (before.pos === 'NOUN' || before.pos === 'PROPN') && !GENERIC.has(before.lower);
  if (beforeIsPlural && !SINGULAR_VERB.test(token.lower) && (takesObject || endsClause)) return true;
  if (
    beforeIsNoun &&
    SINGULAR_VERB.test(token.lower) &&
    !isPlural(before.lower) &&
    takesObject &&
    (after.pos === 'DET' || isPlural(after.lower))
  )
    return true;
  if ((before === undefined || before.pos === 'CCONJ' || before.text === ',') && !isPlural(token.lower) && takesObject)
    return before === undefined || tokens.slice(0, i).some((_, j) => j < i - 1 && isVerb(tokens, j));
  return token.pos === 'VERB' && (takesObject || endsClause);
}

function baseOf(token: Token): string {
  if (ACTION_VERBS.has(token.lower)) return token.lower;
  const { lower } = token;
  for (const candidate of [
    token.lemma,
    lower.replace(/s$/, ''),
    lower.replace(/es$/, ''),
    lower.replace(/ies$/, 'y'),
    lower.replace(/ing$/, ''),
    lower.replace(/ing$/, 'e'),
    lower.replace(/(.)\1ing$/, '$1'),
    lower.replace(/ed$/, ''),
    lower.replace(/d$/, ''),
  ])
    if (ACTION_VERBS.has(candidate)) return candidate;
  return token.lemma;
}
