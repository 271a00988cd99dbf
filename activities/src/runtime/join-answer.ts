import { anchorOf } from '@millwright/integrations';
import { parseBounded, type JsonBounds } from '@millwright/platform';
import { jsonDocuments } from './json-documents.js';
import { strayEnd, withoutThinking } from './thinking.js';

/**
 * An answer from its beginning and what followed it. What follows was asked to begin with the end of what stands; a
 * model that went on without doing so is taken at its word, and where it began anew, the new one counts.
 */
export function joinAnswer(beginning: string, said: string): string {
  if (beginning === '') return said;
  const anchor = anchorOf(beginning);
  // It may have thought first; that it goes on where it should shows where it began.
  const thought = strayEnd(said);
  const behind = thought === undefined ? '' : said.slice(thought).trimStart();
  const more = behind.startsWith(anchor.trimStart()) && behind !== '' ? behind : said;
  if (more.startsWith(anchor)) return beginning + more.slice(anchor.length);
  // White space at the beginning of an answer is easily lost.
  const bare = anchor.trimStart();
  if (bare !== '' && more.startsWith(bare)) return beginning + more.slice(bare.length);
  return beginsAnew(beginning, more) ? more : beginning + more;
}

function beginsAnew(beginning: string, more: string): boolean {
  const head = beginning.trimStart().slice(0, 40);
  return head.length >= 20 && more.trimStart().startsWith(head);
}

/** A text without the fence that models like to put around the whole of an answer. */
export function unfenced(text: string): string {
  const match = /^\s*```[\w+.-]*[ \t]*\r?\n([\s\S]*?)\r?\n?```\s*$/.exec(text);
  // A fence within would have ended the outer one.
  return match && !/^```/m.test(match[1]!) ? `${match[1]!}\n` : text;
}

/** An answer as it is meant: without the thinking in front of it, a mark of its encoding, and a fence around it. */
export function bareAnswer(text: string): string {
  return unfenced(withoutThinking(text).replace(/^\uFEFF+/, '')).replace(/^\uFEFF+/, '');
}

/** What is parsed of an answer: several times what a model can say in one. */
const ANSWER: JsonBounds = { bytes: 32 * 1_024 * 1_024, depth: 100, values: 1_000_000 };

/**
 * The JSON of an answer: without thinking, a fence, and what stands before and after it. Of several documents it is the
 * first that fits, else the longest.
 *
 * @throws SyntaxError · JsonTooLarge where it is larger or deeper than any answer that fits
 */
export function jsonOf(text: string, fits: (value: unknown) => boolean = () => true): unknown {
  const whole = unfenced(text).replace(/^\uFEFF+/, '');
  try {
    // What is JSON as it stands holds no thinking, whatever its texts speak of.
    return parseBounded(whole, ANSWER);
  } catch {
    const bare = bareAnswer(text);
    try {
      return parseBounded(bare, ANSWER);
    } catch (error) {
      const found = jsonDocuments(bare, ANSWER);
      if (found.length === 0) throw error;
      return found.find(fits) ?? found.reduce((longest, one) => (lengthOf(one) > lengthOf(longest) ? one : longest));
    }
  }
}

const lengthOf = (value: object): number => JSON.stringify(value).length;
