import { contrast, hexFrom, oklchOf, type Oklch } from './oklch.js';

/** Least contrast of text with what it stands on, and of shapes that carry a meaning. Source: WCAG 2.2, 1.4.3 and 1.4.11. */
export const TEXT_CONTRAST = 4.5;
export const SHAPE_CONTRAST = 3;

/** @returns `wanted` with the nearest lightness that has this contrast with all of `grounds`; black or white where none has. */
export function readable(wanted: Oklch, grounds: string[], ratio: number): string {
  const least = (hex: string) => Math.min(...grounds.map((ground) => contrast(hex, ground)));
  for (let distance = 0; distance <= 1; distance += 0.005) {
    for (const l of [wanted.l - distance, wanted.l + distance]) {
      if (l < 0 || l > 1) continue;
      const hex = hexFrom({ ...wanted, l });
      if (least(hex) >= ratio) return hex;
    }
  }
  return least('#000000') > least('#ffffff') ? '#000000' : '#ffffff';
}

/** White has more contrast with it than black. */
export function isDarkGround(hex: string): boolean {
  return contrast(hex, '#ffffff') > contrast(hex, '#000000');
}

/** One of the two always has 4.5 : 1; white, as people expect it on a coloured button, as long as it has. */
export function textOn(ground: string): string {
  if (contrast(ground, '#ffffff') >= TEXT_CONTRAST) return '#ffffff';
  return readable({ ...oklchOf(ground), l: 0.2, c: Math.min(0.03, oklchOf(ground).c) }, [ground], TEXT_CONTRAST);
}
