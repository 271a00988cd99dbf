/** Lightness 0 to 1, chroma about 0 to 0.37, hue in degrees. Source: B. Ottosson, "A perceptual color space for image processing", 2020. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

/** @param hex "#rrggbb" */
export function toOklch(hex: string): Oklch {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const h = (Math.atan2(bb, a) * 180) / Math.PI;
  return { l: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, c: Math.hypot(a, bb), h: h < 0 ? h + 360 : h };
}

/** "#rrggbb", with as much of the chroma as sRGB can show. */
export function fromOklch({ l, c, h }: Oklch): string {
  const lightness = Math.min(1, Math.max(0, l));
  let chroma = Math.max(0, c);
  let rgb = toRgb(lightness, chroma, h);
  for (let n = 0; n < 24 && rgb.some((part) => part < -0.001 || part > 1.001); n++) {
    chroma *= 0.9;
    rgb = toRgb(lightness, chroma, h);
  }
  const hex = rgb.map((part) =>
    Math.round(Math.min(1, Math.max(0, companded(part))) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${hex.join('')}`;
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

function toRgb(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const companded = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);
