const isHigh = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;
const isLow = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** The beginning of a text, of at most so many UTF-16 code units; a character of two is never cut in half. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  return text.slice(0, isHigh(text.charCodeAt(max - 1)) && isLow(text.charCodeAt(max)) ? max - 1 : max);
}

/** The end of a text, likewise. */
export function textEnd(text: string, max: number): string {
  if (text.length <= max) return text;
  const from = text.length - max;
  return text.slice(isLow(text.charCodeAt(from)) && isHigh(text.charCodeAt(from - 1)) ? from + 1 : from);
}

/** Where a text that is not whole yet can be parted: before a first half whose second one is still to come, else its end. */
export function wholeLength(text: string): number {
  return isHigh(text.charCodeAt(text.length - 1)) ? text.length - 1 : text.length;
}

/**
 * A value that PostgreSQL takes as text and as jsonb: U+FFFD in the place of each NUL and of each half of a surrogate
 * pair, in strings, lists and plain objects. Lengths stay.
 */
export function storable<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/\0|\p{Surrogate}/gu, '\uFFFD') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => storable(item)) as T;
  if (Object.prototype.toString.call(value) !== '[object Object]' || 'toJSON' in (value as object)) return value;
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [storable(name), storable(inner as unknown)])) as T;
}
