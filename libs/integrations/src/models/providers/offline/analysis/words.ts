import pluralize from 'pluralize';

// Words that end in -ns or -as and are one thing; the rules take them for several.
for (const [one, many] of [
  ['lens', 'lenses'],
  ['canvas', 'canvases'],
  ['atlas', 'atlases'],
  ['bias', 'biases'],
  ['alias', 'aliases'],
  ['gas', 'gases'],
  ['iris', 'irises'],
  ['pancreas', 'pancreases'],
  ['chaos', 'chaoses'],
  ['cosmos', 'cosmoses'],
  ['trellis', 'trellises'],
  ['tennis', 'tennises'],
  ['bus', 'buses'],
  ['christmas', 'christmases'],
  ['pajamas', 'pajamas'],
  ['mattress', 'mattresses'],
] as const)
  pluralize.addIrregularRule(one, many);

/** "start time" -> "startTime". */
export function camel(words: string): string {
  const [first = '', ...rest] = parts(words);
  return first + rest.map(capital).join('');
}
export const pascal = (words: string): string => capital(camel(words));
export const snake = (words: string): string => parts(words).join('_');
export const kebab = (words: string): string => parts(words).join('-');
/** "start time" -> "Start time". */
export const sentenceCase = (words: string): string => capital(parts(words).join(' '));
export const titleCase = (words: string): string => parts(words).map(capital).join(' ');
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The singular of the last word. */
export function singular(words: string): string {
  const all = parts(words);
  return [...all.slice(0, -1), pluralize.singular(all.at(-1) ?? '')].join(' ');
}
export function plural(words: string): string {
  const all = parts(words);
  return [...all.slice(0, -1), pluralize.plural(all.at(-1) ?? '')].join(' ');
}
export const isPlural = (word: string): boolean => pluralize.isPlural(word) && !pluralize.isSingular(word);

function parts(words: string): string[] {
  return words
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
