/** Two tones of the accent with their shades, and a spot of the second colour: `tone-main` and so on in pictures.css. */
export type Ink = 'ground' | 'soft' | 'main' | 'deep' | 'light' | 'spot';

/** Shapes on a sheet of 400 by 260, as text of SVG; `random` gives 0 to 1. */
export type Motif = (random: () => number) => string;

export const rect = (x: number, y: number, width: number, height: number, ink: Ink, radius = 0): string =>
  `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}"${radius ? ` rx="${r(radius)}"` : ''} class="tone-${ink}"/>`;

export const circle = (x: number, y: number, radius: number, ink: Ink): string =>
  `<circle cx="${r(x)}" cy="${r(y)}" r="${r(radius)}" class="tone-${ink}"/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, ink: Ink): string =>
  `<ellipse cx="${r(x)}" cy="${r(y)}" rx="${r(rx)}" ry="${r(ry)}" class="tone-${ink}"/>`;

export const path = (d: string, ink: Ink): string => `<path d="${d}" class="tone-${ink}"/>`;

export const line = (d: string, ink: Ink, width = 5): string => `<path d="${d}" class="line-${ink}" stroke-width="${r(width)}"/>`;

export const ring = (x: number, y: number, radius: number, ink: Ink, width = 5): string =>
  `<circle cx="${r(x)}" cy="${r(y)}" r="${r(radius)}" class="line-${ink}" stroke-width="${r(width)}"/>`;

export const turn = (degrees: number, shapes: string, x = 200, y = 130): string =>
  `<g transform="rotate(${r(degrees)} ${r(x)} ${r(y)})">${shapes}</g>`;

export const move = (x: number, y: number, shapes: string, scale = 1): string =>
  `<g transform="translate(${r(x)} ${r(y)})${scale === 1 ? '' : ` scale(${r(scale)})`}">${shapes}</g>`;

export const shadow = (width = 90, y = 212, x = 200): string => ellipse(x, y, width, 8, 'soft');

export const times = (count: number, shape: (i: number) => string): string => Array.from({ length: count }, (_, i) => shape(i)).join('');

export const oneOf = <T>(random: () => number, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;

export const between = (random: () => number, from: number, to: number): number => from + random() * (to - from);

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
