/** A colour by lightness 0 to 1, chroma 0 to about 0.4 and hue in degrees: equal steps look equal. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

export type Triple = [number, number, number];

/** Linear red, green and blue, 0 to 1, of "#rrggbb". */
export function linearOf(hex: string): Triple {
  return [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

/**
 * @param hex "#rrggbb"
 * @returns lightness and the two axes of colour. Source: B. Ottosson, "A perceptual color space for image processing", 2020.
 */
export function oklabOf(hex: string): { l: number; a: number; b: number } {
  const [red, green, blue] = linearOf(hex);
  const long = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const middle = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const short = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return {
    l: 0.2104542553 * long + 0.793617785 * middle - 0.0040720468 * short,
    a: 1.9779984951 * long - 2.428592205 * middle + 0.4505937099 * short,
    b: 0.0259040371 * long + 0.7827717662 * middle - 0.808675766 * short,
  };
}

/** Linear red, green and blue; outside of 0 to 1 where screens cannot show the colour. Source: as above. */
export function linearFrom({ l, c, h }: Oklch): Triple {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

/** "#rrggbb" of linear parts; what lies outside of 0 to 1 is cut. */
export function hexOfLinear(rgb: Triple): string {
  const byte = (linear: number): number => {
    const part = Math.min(1, Math.max(0, linear));
    return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
  };
  return `#${rgb.map((part) => byte(part).toString(16).padStart(2, '0')).join('')}`;
}
