import { hexOfLinear, linearFrom, oklabOf, type Oklch } from '../shared/oklab.js';

export type { Oklch };

/** @param hex "#rrggbb" */
export function toOklch(hex: string): Oklch {
  const { l, a, b } = oklabOf(hex);
  const h = (Math.atan2(b, a) * 180) / Math.PI;
  return { l, c: Math.hypot(a, b), h: h < 0 ? h + 360 : h };
}

/** "#rrggbb", with as much of the chroma as sRGB can show. */
export function fromOklch({ l, c, h }: Oklch): string {
  const lightness = Math.min(1, Math.max(0, l));
  let chroma = Math.max(0, c);
  let rgb = linearFrom({ l: lightness, c: chroma, h });
  for (let n = 0; n < 24 && rgb.some((part) => part < -0.001 || part > 1.001); n++) {
    chroma *= 0.9;
    rgb = linearFrom({ l: lightness, c: chroma, h });
  }
  return hexOfLinear(rgb);
}

/** What lies between two colours, `share` of the second. */
export function mix(first: string, second: string, share = 0.5): string {
  const [one, two] = [toOklch(first), toOklch(second)];
  const between = (from: number, to: number) => from + (to - from) * share;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  // In rectangular coordinates: the hue of a gray means nothing.
  const a = between(one.c * Math.cos(radians(one.h)), two.c * Math.cos(radians(two.h)));
  const b = between(one.c * Math.sin(radians(one.h)), two.c * Math.sin(radians(two.h)));
  return fromOklch({ l: between(one.l, two.l), c: Math.hypot(a, b), h: (Math.atan2(b, a) * 180) / Math.PI });
}
