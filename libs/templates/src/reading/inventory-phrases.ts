import { gerund, singular } from '../knowledge/words.js';
import type { Piece } from './inventory-pieces.js';
import { emptyPhrase } from './noun-phrase-names.js';
import type { NounPhrase, Token } from './reading.types.js';
import { isPluralWord } from './tagging.js';

/** Words as they stand, whatever they are. */
export function asWritten(tokens: readonly Token[]): NounPhrase {
  const last = tokens.at(-1)!;
  const text = tokens.map((token) => token.text).join(' ');
  return {
    ...emptyPhrase(),
    from: tokens[0]!.from,
    to: last.to,
    head: singular(last.lower),
    name: singular(text.toLowerCase()),
    text,
    isPlural: isPluralWord(last.lower),
  };
}

/** "How often to water": the interval; other questions stand as they are written. */
export function asked(tokens: readonly Token[]): NounPhrase {
  const phrase = asWritten(tokens);
  const text = phrase.text.toLowerCase();
  const verb = /^how often (?:to|it is to be|it needs) ([a-z]+)$/.exec(text)?.[1];
  const who = /^who (?:has |had |was |is )?([a-z]+) (?:it|them)$/.exec(text)?.[1];
  const name = verb
    ? `${gerund(verb)} interval`
    : who
      ? `${/^do(?:es)?$/.test(who) ? 'done' : who} by`
      : text === 'how often'
        ? 'frequency'
        : undefined;
  return name ? { ...phrase, head: name.split(' ').at(-1)!, name, isPlural: false } : phrase;
}

/** A phrase with the words that follow it: "number of seats". */
export function wholeOf({ phrase, next }: { phrase: NounPhrase; next: number }, { tokens }: Piece): NounPhrase {
  const [of] = phrase.complements;
  // "Number of berths": berths, which are counted.
  if (/^(?:number|quantity|amount|count)$/.test(phrase.head) && of?.preposition === 'of')
    return { ...of.phrase, from: phrase.from, text: asWritten(tokens).text };
  return next < tokens.length ? { ...phrase, to: tokens.at(-1)!.to, text: asWritten(tokens).text, complements: [] } : phrase;
}
