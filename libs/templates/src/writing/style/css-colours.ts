import { CSS_COLOURS } from '../../knowledge/colour-names.js';

/**
 * @param written as people write it: "papayawhip", "Papaya Whip", "dark-green", "#0a0", "#00aa00".
 * @returns "#rrggbb", or undefined where CSS knows no such colour.
 */
export function hexOf(written: string): string | undefined {
  const name = written.trim().toLowerCase();
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(name)?.[1];
  if (digits) return `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
  return CSS_COLOURS.get(name.replace(/[\s_-]+/g, '').replace('grey', 'gray'));
}
