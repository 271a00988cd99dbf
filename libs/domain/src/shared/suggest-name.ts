import { DANGLING, PREPOSITIONS } from './subject-of-words.js';
import { subjectOf } from './subject-of.js';

/** The longest name that is suggested, in UTF-16 units. */
const MAX = 60;
const WORDS = 5;
const READ = 1_000;
// Signs that belong to letters: vowel signs of Hindi and Thai, accents, and the joiners that shape a word in Hindi and Persian.
const LEFT_OUT =
  /(?!\u200c|\u200d)(?!(?<=[\p{L}\p{N}])\.[\p{L}\p{N}])[^\p{L}\p{M}\p{N} '’&-]|['’&](?![\p{L}\p{N} ])|(?<![\p{L}\p{N} ])['’&]/gu;

/**
 * A name for a project out of its description, for want of a better one: what an English description is about ("Repair
 * café" of "Please build a website for a repair café where …"), else its first words. Letters and digits of any script
 * with their signs, at most 60 UTF-16 units, never a part of a character.
 */
export function suggestName(description: string): string {
  const begin = description.trim().slice(0, READ);
  return plain(subjectOf(begin) ?? '') || plain(beginningOf(begin)) || 'Project';
}

/** The first words of a text that names nothing: to the first sign, without what cannot end a name. */
function beginningOf(text: string): string {
  const line = text.replace(/^[\s#*>-]+/u, '');
  const words = line
    .slice(0, /[,;:!?\n]|\.(?=\s|$)/u.exec(line)?.index ?? line.length)
    .split(/\s+/)
    .filter(Boolean);
  const kept = words.slice(0, WORDS);
  if (words.length > WORDS) {
    const end = kept.findLastIndex((word) => PREPOSITIONS.has(word.toLowerCase()) || DANGLING.has(word.toLowerCase()));
    if (end > 1) kept.length = end;
  }
  while (kept.length > 1 && DANGLING.has(kept.at(-1)!.toLowerCase())) kept.pop();
  return kept.join(' ');
}

function plain(words: string): string {
  const kept = words.normalize('NFC').replace(LEFT_OUT, '').replace(/ {2,}/g, ' ');
  return cut(kept, MAX).replace(/^(?:[\p{M} '’&-]|\u200c|\u200d)+|(?:[ '’&-]|\u200d)+$/gu, '');
}

/** The beginning of a text of at most `max` UTF-16 units that ends between two characters as people see them. */
function cut(text: string, max: number): string {
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(0, max + 20))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
