import { emptyPhrase } from './noun-phrase-names.js';
import type { PhraseAt, PhrasesAt } from './noun-phrases.types.js';
import type { Token } from './reading.types.js';

/** What is counted in time. */
export const TIMES = /^(?:minute|hour|day|night|week|month|year)$/;

const NUMBER = '(?:\\d\\S*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty)';
/** "at least two and at most five" */
const BOUNDED = new RegExp(
  `^(?:at least|from|between|a minimum of) ${NUMBER} (?:and|to|but|or) (?:at most |no more than |up to |a maximum of )?${NUMBER}(?= )`,
);

/** "at least three", "up to 5", "a maximum of 12", "more than two", "two to four". */
export function readAmount(w: Token[], at: number): { count: string; next: number } | undefined {
  const part = w.slice(at, at + 9).map((token) => token.lower);
  const text = part.join(' ');
  const match =
    /^one or more(?= )/.exec(`${text} `) ??
    BOUNDED.exec(`${text} `) ??
    /^(?:at least|at most|up to|more than|less than|fewer than|no more than|not more than|over|under|(?:a |the )?(?:maximum|minimum|max|min|total)(?: of)?|exactly|about|around) (?:a |an )?(?:\d\S*|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty)(?= )/.exec(
      `${text} `,
    ) ??
    /^(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: to| or| -| –)? (?:\d+|two|three|four|five|six|seven|eight|nine|ten)(?= )/.exec(
      `${text} `,
    );
  if (!match) return undefined;
  return { count: match[0].trim(), next: at + match[0].trim().split(' ').length };
}

/** A number on its own: "from 1 to 5". */
export function readNumber(w: Token[], at: number): PhraseAt | undefined {
  const amount = readAmount(w, at) ?? (w[at]?.pos === 'NUM' ? { count: w[at]!.lower, next: at + 1 } : undefined);
  if (!amount) return undefined;
  const { count, next } = amount;
  const last = w[next - 1]!;
  return { phrase: { ...emptyPhrase(), from: w[at]!.from, to: last.to, head: last.lower, name: count, text: count, count }, next };
}

export const numberAlone = (w: Token[], at: number): PhrasesAt | undefined => {
  const number = readNumber(w, at);
  return number && { phrases: [number.phrase], next: number.next };
};
