/** The longest name that is suggested, in UTF-16 units. */
const MAX = 60;
const WORDS = 5;
// Signs that belong to letters: vowel signs of Hindi and Thai, accents, and the joiners that shape a word in Hindi and Persian.
const LEFT_OUT = /(?!\u200c|\u200d)[^\p{L}\p{M}\p{N} -]/gu;

/**
 * A name for a project out of the first words of its description, for want of a better one: letters and digits of any
 * script with their signs, at most 60 UTF-16 units, never a part of a character.
 */
export function suggestName(description: string): string {
  const words = description.trim().slice(0, 1_000).split(/\s+/).slice(0, WORDS).join(' ');
  const plain = words.normalize('NFC').replace(LEFT_OUT, '').replace(/ {2,}/g, ' ');
  const trimmed = cut(plain, MAX).replace(/^(?:[\p{M} -]|\u200c|\u200d)+|(?:[ -]|\u200d)+$/gu, '');
  return trimmed || 'Project';
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
