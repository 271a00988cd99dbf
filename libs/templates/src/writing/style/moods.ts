import type { Mood } from '../../design/design.types.js';
import type { Oklch } from './oklch.js';

export interface MoodTokens {
  background: Oklch;
  accent: Oklch;
  /** The one other colour of pictures and marks. */
  second: Oklch;
  /** What the header is filled with. */
  header: 'page' | 'surface' | 'accent' | 'ink';
  /** Dark whatever the reader prefers, unless a light background is asked for. */
  isNight?: boolean;
  fonts: { body: string; heading: string; headingWeight: number; headingSpacing: string };
  radius: 4 | 12;
  /** Of running text, in pixels. */
  textSize: 16 | 18;
  /** Of the page's column, in pixels. */
  width: number;
}

const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";
const ROUND = "ui-rounded, 'SF Pro Rounded', 'Hiragino Maru Gothic ProN', Nunito, 'Varela Round', 'Segoe UI', system-ui, sans-serif";
const HUMANIST = "Seravek, 'Gill Sans Nova', Ubuntu, Calibri, 'DejaVu Sans', source-sans-pro, sans-serif";
const OLD_STYLE = "'Iowan Old Style', 'Palatino Linotype', Palatino, 'URW Palladio L', P052, 'DejaVu Serif', Georgia, serif";
const TEXT_SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, Georgia, 'DejaVu Serif', serif";
const GROTESQUE = "'Helvetica Neue', Inter, Roboto, 'Arial Nova', Arial, 'Liberation Sans', sans-serif";

export const MOODS: Record<Mood, MoodTokens> = {
  calm: {
    background: { l: 0.982, c: 0.007, h: 200 },
    accent: { l: 0.49, c: 0.085, h: 205 },
    second: { l: 0.76, c: 0.1, h: 65 },
    header: 'surface',
    fonts: { body: ROUND, heading: ROUND, headingWeight: 650, headingSpacing: '-0.01em' },
    radius: 12,
    textSize: 16,
    width: 1120,
  },
  warm: {
    background: { l: 0.972, c: 0.018, h: 78 },
    accent: { l: 0.52, c: 0.13, h: 38 },
    second: { l: 0.66, c: 0.09, h: 145 },
    header: 'page',
    fonts: { body: HUMANIST, heading: OLD_STYLE, headingWeight: 600, headingSpacing: '-0.01em' },
    radius: 12,
    textSize: 16,
    width: 1120,
  },
  crisp: {
    background: { l: 0.979, c: 0.007, h: 255 },
    accent: { l: 0.48, c: 0.14, h: 258 },
    second: { l: 0.7, c: 0.12, h: 190 },
    header: 'surface',
    fonts: { body: SANS, heading: SANS, headingWeight: 600, headingSpacing: '-0.015em' },
    radius: 4,
    textSize: 16,
    width: 1280,
  },
  playful: {
    background: { l: 0.978, c: 0.014, h: 305 },
    accent: { l: 0.52, c: 0.22, h: 295 },
    second: { l: 0.83, c: 0.16, h: 85 },
    header: 'accent',
    fonts: { body: ROUND, heading: ROUND, headingWeight: 800, headingSpacing: '-0.02em' },
    radius: 12,
    textSize: 18,
    width: 1120,
  },
  natural: {
    background: { l: 0.971, c: 0.013, h: 105 },
    accent: { l: 0.45, c: 0.09, h: 140 },
    second: { l: 0.68, c: 0.12, h: 60 },
    header: 'page',
    fonts: { body: HUMANIST, heading: HUMANIST, headingWeight: 650, headingSpacing: '-0.005em' },
    radius: 12,
    textSize: 16,
    width: 1120,
  },
  bold: {
    background: { l: 0.165, c: 0.012, h: 285 },
    accent: { l: 0.86, c: 0.2, h: 122 },
    second: { l: 0.7, c: 0.19, h: 350 },
    header: 'page',
    isNight: true,
    fonts: { body: GROTESQUE, heading: GROTESQUE, headingWeight: 800, headingSpacing: '-0.03em' },
    radius: 4,
    textSize: 16,
    width: 1200,
  },
  editorial: {
    background: { l: 0.985, c: 0.004, h: 90 },
    accent: { l: 0.45, c: 0.16, h: 27 },
    second: { l: 0.6, c: 0.06, h: 240 },
    header: 'page',
    fonts: { body: TEXT_SERIF, heading: TEXT_SERIF, headingWeight: 700, headingSpacing: '-0.02em' },
    radius: 4,
    textSize: 18,
    width: 1040,
  },
};
