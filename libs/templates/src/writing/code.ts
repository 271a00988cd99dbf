/** A text as a string literal of TypeScript: whatever stands in it, it stays one literal, on one line. */
export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(UNSAFE, escaped)}'`;
}

/** A text within a template literal, as it is: nothing in it ends the literal or is evaluated. */
export function inTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replace(UNSAFE, escaped);
}

export const quoteAll = (texts: readonly string[]): string => texts.map(quote).join(', ');

/** On one line: for a comment or a title. */
export function onOneLine(text: string): string {
  return text.replace(UNSAFE, ' ').replace(/\*\//g, '* /').replace(/\s+/g, ' ').trim();
}

// Breaks, other controls, and halves of characters, which no file can hold.
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu;
const escaped = (one: string): string =>
  one === '\n' ? '\\n' : one === '\t' ? '\\t' : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** "due_on" becomes "dueOn"; "waiting for parts" becomes "waitingForParts". */
export function camel(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const joined = words.map((word, i) => (i === 0 ? word[0]!.toLowerCase() : word[0]!.toUpperCase()) + word.slice(1)).join('') || 'value';
  return /^\d/.test(joined) ? `n${joined}` : joined;
}

export function pascal(text: string): string {
  const name = camel(text);
  return name[0]!.toUpperCase() + name.slice(1);
}

/** "due_on" becomes "DUE_ON"; "orderLine" becomes "ORDER_LINE". */
export function constant(text: string): string {
  return camel(text)
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase();
}

/** The first letter small, but of an abbreviation: "Plot" becomes "plot", "PDF" stays. */
export function lower(text: string): string {
  return /^\p{Lu}(?![\p{Lu}\d])/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

/** With its indefinite article: "an item", "a plot". */
export function withArticle(text: string): string {
  const isVowel = /^(?:[aeio]|u(?!ni|se|ti|r[aeiou]|bi))/i.test(text) && !/^(?:one\b|eu)/i.test(text);
  return `${isVowel || /^(?:hour|heir|honest|honou?r)/i.test(text) ? 'an' : 'a'} ${text}`;
}

/** Parts between brackets: on one line where they fit, else each on its own. */
export function list(open: string, parts: readonly string[], close: string, indent = ''): string {
  const line = `${open}${parts.join(', ')}${close}`;
  if (indent.length + line.length <= 138 && !line.includes('\n')) return line;
  return `${open.trimEnd()}\n${parts.map((part) => `${indent}  ${part},\n`).join('')}${indent}${close.trimStart()}`;
}

/** Every line but the first moved to the right. */
export const indent = (text: string, by: string): string => text.replace(/\n(?=.)/g, `\n${by}`);

/** Non-empty texts below each other. */
export const lines = (...texts: (string | false | undefined)[]): string => texts.filter(Boolean).join('\n');
export const blocks = (...texts: (string | false | undefined)[]): string => `${texts.filter(Boolean).join('\n\n')}\n`;

/** Whether code asks for the time, rather than speaking of clocks. */
export const usesClock = (code: string): boolean => /\bclock(?:\(|,|\)| })/.test(code);
