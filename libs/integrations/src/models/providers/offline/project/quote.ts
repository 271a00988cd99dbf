/** A text as a string literal of TypeScript: whatever stands in it, it stays one literal, on one line. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(UNSAFE, escaped)}'`;
}

/** A text within a template literal, as it is: nothing in it ends the literal or is evaluated. */
export function inTemplate(text: string): string {
  return text.replace(/[\\`$]/g, '\\$&').replace(UNSAFE, escaped);
}

export const listOf = (texts: readonly string[]): string => `[${texts.map(quote).join(', ')}]`;

/** On one line, and whole: for a comment, a title, a field of a document. */
export const onOneLine = (text: string): string => text.replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();

// Breaks, other controls, and halves of characters, which no file can hold.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;
const escaped = (one: string): string =>
  one === '\n' ? '\\n' : one === '\t' ? '\\t' : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
