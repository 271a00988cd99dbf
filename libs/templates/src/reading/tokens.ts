import type { Span, Token } from './reading.types.js';

const TOKEN = new RegExp(
  [
    'https?:\\/\\/[^\\s)>\\]]+|www\\.[^\\s)>\\]]+', // addresses
    '[\\w.+-]+@[\\w-]+\\.[\\w.-]+\\w', // e-mail addresses
    '<\\/?[a-zA-Z][^>\\n]*>', // markup
    '\\*\\*|__|``?|~~', // emphasis
    '(?:e\\.g|i\\.e|a\\.m|p\\.m|z\\.B)\\.', // abbreviations
    '(?:Co|Corp|Inc|Ltd)\\.(?:,?\\s?(?:Ltd|Inc)\\b\\.?)?', // companies
    'etc\\.?(?=\\W|$)',
    '\\.[a-zA-Z]{2,5}(?![\\w])', // file endings
    '\\d+(?:[.,:/]\\d+)*(?:%|[a-zA-Z]+)?(?:-[\\p{L}\\d]+)*', // numbers, "3D", "12-hour"
    '[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}_]*(?:[-‑][\\p{L}\\p{N}][\\p{L}\\p{N}_]*|\\/(?=[A-Z][A-Z])[A-Z]+|&[A-Z]\\b|\\+\\+|#(?!\\w))*(?:\\.(?:js|ts|io|net|com|org)(?:-[a-z]+)*)?',
    "['’](?:s|re|ve|ll|d|m|t)\\b",
    '\\.{3}|…',
    '\\S',
  ].join('|'),
  'gu',
);

/** Cuts a span into words and signs. "don't" gives "do" and "n't", "owner's" gives "owner" and "'s"; hyphens stay within words. */
export function cutTokens(text: string, { from, to }: Span): Token[] {
  const tokens: Token[] = [];
  const add = (start: number, word: string, pos = ''): void => {
    const lower = word.toLowerCase().replace(/[’‘]/g, "'").replace(/‑/g, '-');
    tokens.push({ text: word, lower, lemma: lower, pos, from: start, to: start + word.length });
  };
  const part = text.slice(from, to);
  for (const match of part.matchAll(TOKEN)) {
    const word = match[0];
    const at = from + match.index;
    const before = tokens.at(-1);
    if (/^['’]t$/.test(word) && before?.lower.endsWith('n') && before.to === at) {
      tokens.pop();
      if (before.lower === 'can') {
        add(before.from, before.text);
        add(at, word);
        tokens.at(-1)!.lower = "n't";
      } else {
        add(before.from, before.text.slice(0, -1));
        add(before.to - 1, `${before.text.slice(-1)}${word}`);
      }
    } else if (word.toLowerCase() === 'cannot') {
      add(at, word.slice(0, 3));
      add(at + 3, word.slice(3));
    } else if (/^(?:\*\*|__|``?|~~|<)/.test(word)) add(at, word, 'X');
    else add(at, word);
  }
  return tokens;
}
