import { hexOfLinear, linearFrom, linearOf, oklabOf, type Oklch, type Triple } from '../../shared/oklab.js';

export type { Oklch };

/** @param hex "#rrggbb". */
export function oklchOf(hex: string): Oklch {
  const { l, a, b } = oklabOf(hex);
  const c = Math.hypot(a, b);
  // Greys have no hue; what rounding leaves of one would tint everything that is derived from them.
  return c < 0.0005 ? { l, c: 0, h: 0 } : { l, c, h: (Math.atan2(b, a) * 180) / Math.PI };
}

/** @returns "#rrggbb"; a colour that screens cannot show loses chroma until they can. */
export function hexFrom({ l, c, h }: Oklch): string {
  const lightness = Math.min(1, Math.max(0, l));
  let rgb = linearFrom({ l: lightness, c, h });
  if (!isShown(rgb)) {
    let low = 0;
    let high = c;
    for (let i = 0; i < 18; i++) {
      const half = (low + high) / 2;
      if (isShown(linearFrom({ l: lightness, c: half, h }))) low = half;
      else high = half;
    }
    rgb = linearFrom({ l: lightness, c: low, h });
  }
  return hexOfLinear(rgb);
}

/** @returns 1 to 21. Source: WCAG 2.2, "contrast ratio". */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = linearOf(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function isShown(rgb: Triple): boolean {
  return rgb.every((part) => part >= -0.0005 && part <= 1.0005);
}
