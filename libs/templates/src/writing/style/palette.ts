import type { Style } from '../../design/design.types.js';
import { isDarkGround, readable, SHAPE_CONTRAST, TEXT_CONTRAST, textOn } from './contrast.js';
import { hexOf } from './css-colours.js';
import { MOODS, type MoodTokens } from './moods.js';
import { contrast, hexFrom, oklchOf, type Oklch } from './oklch.js';
import { picturesOf } from './picture-inks.js';

export const MEANINGS = ['good', 'warn', 'bad', 'info'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** Everything that has a colour, as "#rrggbb". Names become custom properties: `onAccent` is `--on-accent`. */
export interface Colours extends Record<Meaning | `${Meaning}Soft`, string> {
  background: string;
  /** Of cards and forms, and a shade of it for stripes, hovers and heads. */
  surface: string;
  sunken: string;
  text: string;
  muted: string;
  /** Hairlines that only please; `edge` is around what can be filled in or pressed. */
  line: string;
  edge: string;
  cardEdge: string;
  /** Around an edge whose colour would not be seen on this page; else "transparent". */
  cardRing: string;
  accent: string;
  onAccent: string;
  accentHover: string;
  accentEdge: string;
  /** The accent as text and in charts. */
  accentText: string;
  accentSoft: string;
  header: string;
  onHeader: string;
  /** The application's letter in the header. */
  mark: string;
  onMark: string;
  tableHead: string;
  onTableHead: string;
  focus: string;
  star: string;
  onBad: string;
  pictureGround: string;
  pictureSoft: string;
  pictureMain: string;
  pictureDeep: string;
  pictureLight: string;
  pictureSpot: string;
}

export interface Tokens extends Pick<MoodTokens, 'fonts' | 'radius' | 'textSize' | 'width'> {
  light: Colours;
  dark: Colours;
  /** `light` and `dark` are the same: what is asked for is dark by itself. */
  isAlwaysDark: boolean;
}

const HUES: Record<Meaning, number> = { good: 150, warn: 70, bad: 25, info: 245 };

/**
 * Colours, fonts and measures of a style. Colours that it names are used as they are: the page's background and the fill of
 * components in light; in dark what must be seen is lifted. All else is computed so that contrast holds.
 */
export function paletteOf(style: Style): Tokens {
  const mood = MOODS[style.mood];
  const background = style.background && hexOf(style.background);
  const component = style.component && hexOf(style.component);
  const isAlwaysDark = background ? isDarkGround(background) : style.isDark || !!mood.isNight;
  const tint = component ? oklchOf(component) : mood.accent;
  const night = isAlwaysDark && background ? background : hexFrom(nightOf(background ? oklchOf(background) : mood.background, tint));
  // A component's colour that was chosen for a dark page stays what it is.
  const dark = coloursOn(night, mood, component, isAlwaysDark);
  const day = background ?? hexFrom(dayOf(mood.background, component ? tint : undefined));
  const { fonts, radius, textSize, width } = mood;
  return { light: isAlwaysDark ? dark : coloursOn(day, mood, component, true), dark, isAlwaysDark, fonts, radius, textSize, width };
}

function coloursOn(background: string, mood: MoodTokens, component: string | undefined, isAsNamed: boolean): Colours {
  const page = oklchOf(background);
  const isDark = isDarkGround(background);
  const accentTint = component ? oklchOf(component) : mood.accent;
  const tint = page.c > 0.002 ? page : { ...accentTint, c: 0.006 };
  const ramp = (l: number, share = 1) => hexFrom({ l, c: Math.min(isDark ? 0.12 : 0.04, tint.c) * share, h: tint.h });
  // Surfaces move away from the text's colour, so that what can be read on the page can be read on them.
  const step = page.l < 0.35 ? 0.05 : -0.05;
  const surface = isDark ? ramp(page.l + step, 0.9) : ramp(Math.max(page.l, 0.993), 0.35);
  const sunken = isDark ? ramp(page.l + step * 1.8) : ramp(Math.max(Math.min(page.l, 0.96), 0.945), 0.8);
  const grounds = [background, surface, sunken];
  const soft = (h: number, c = 0.045) => hexFrom({ l: isDark ? 0.29 : 0.945, c, h });

  const wanted = !component && isDark && mood.accent.l < 0.6 ? { ...mood.accent, l: 0.74 } : accentTint;
  const accent = component && isAsNamed ? component : readable(wanted, [background, surface], SHAPE_CONTRAST);
  const accentSoft = soft(accentTint.h, Math.min(0.045, accentTint.c));
  const fill = fillOf(accent, [background, surface]);
  const header = headerOf(component, mood, { background, surface, accent });
  const line = isDark ? ramp(page.l + step * 3) : ramp(0.895);
  // As named, even where a shape of this colour would hardly be seen on this page.
  const cardEdge = !component ? line : isAsNamed ? component : fill.accentEdge;
  const meanings = Object.fromEntries(
    MEANINGS.flatMap((meaning) => {
      const ground = soft(HUES[meaning]);
      return [
        [meaning, readable({ l: isDark ? 0.8 : 0.47, c: 0.13, h: HUES[meaning] }, [...grounds, ground], TEXT_CONTRAST)],
        [`${meaning}Soft`, ground],
      ];
    }),
  ) as Record<Meaning | `${Meaning}Soft`, string>;

  return {
    background,
    surface,
    sunken,
    text: readable({ l: isDark ? 0.95 : 0.24, c: Math.min(0.02, tint.c), h: tint.h }, [...grounds, accentSoft], TEXT_CONTRAST),
    muted: readable({ l: isDark ? 0.76 : 0.47, c: Math.min(0.025, tint.c), h: tint.h }, [...grounds, accentSoft], TEXT_CONTRAST),
    line,
    edge: readable({ l: isDark ? 0.6 : 0.62, c: Math.min(0.02, tint.c), h: tint.h }, [background, surface], SHAPE_CONTRAST),
    ...fill,
    accentText: readable({ ...oklchOf(accent), l: isDark ? 0.8 : Math.min(accentTint.l, 0.5) }, [...grounds, accentSoft], TEXT_CONTRAST),
    accentSoft,
    header,
    onHeader: textOn(header),
    ...markOn(header, component, fill.accent, hexFrom(mood.second)),
    tableHead: component ? header : sunken,
    onTableHead: component ? textOn(header) : readable({ ...tint, l: isDark ? 0.85 : 0.4 }, [sunken], TEXT_CONTRAST),
    focus: readable({ ...oklchOf(accent), l: isDark ? 0.8 : 0.5 }, grounds, SHAPE_CONTRAST),
    ...meanings,
    onBad: textOn(meanings.bad),
    star: readable({ l: 0.72, c: 0.15, h: 75 }, [background, surface], SHAPE_CONTRAST),
    ...picturesOf(inksOf(accentTint, page, mood.accent), page.c >= 0.01 ? page.h : accentTint.h, mood.second, isDark),
    ...edgeOf(cardEdge, background, line),
  };
}

function fillOf(accent: string, grounds: string[]): Pick<Colours, 'accent' | 'onAccent' | 'accentHover' | 'accentEdge'> {
  const colour = oklchOf(accent);
  const onAccent = textOn(accent);
  const steps = onAccent === '#ffffff' ? [-0.06, 0.06] : [0.05, -0.04];
  const hovers = steps.map((step) => hexFrom({ ...colour, l: colour.l + step }));
  const isEdge = grounds.every((ground) => contrast(accent, ground) >= SHAPE_CONTRAST);
  return {
    accent,
    onAccent,
    accentHover: hovers.find((hover) => hover !== accent && contrast(hover, onAccent) >= TEXT_CONTRAST) ?? accent,
    accentEdge: isEdge ? accent : readable(colour, grounds, SHAPE_CONTRAST),
  };
}

function headerOf(component: string | undefined, mood: MoodTokens, own: Pick<Colours, 'background' | 'surface' | 'accent'>): string {
  if (component) return component;
  if (mood.header === 'page') return own.background;
  return mood.header === 'ink' ? hexFrom({ ...mood.accent, l: 0.22, c: 0.02 }) : own[mood.header];
}

/** Drawings are never grey: for a component without a hue they take the page's, or else the mood's. */
function inksOf(accent: Oklch, page: Oklch, mood: Oklch): Oklch {
  return [accent, page].find(({ c }) => c >= 0.04) ?? mood;
}

function markOn(header: string, component: string | undefined, accent: string, second: string): Pick<Colours, 'mark' | 'onMark'> {
  if (component) return { mark: textOn(header), onMark: header };
  const mark = header === accent ? second : accent;
  return { mark, onMark: textOn(mark) };
}

function edgeOf(cardEdge: string, background: string, line: string): Pick<Colours, 'cardEdge' | 'cardRing'> {
  return { cardEdge, cardRing: cardEdge !== line && contrast(cardEdge, background) < 1.2 ? line : 'transparent' };
}

/** The mood's own paper; under a component that is named, a neutral of its hue, since the two were not chosen for each other. */
function dayOf(paper: Oklch, component: Oklch | undefined): Oklch {
  if (paper.l < 0.5) return { l: 0.98, c: 0.004, h: component?.h ?? paper.h };
  return component ? { l: paper.l, c: Math.min(0.008, component.c), h: component.h } : paper;
}

function nightOf(background: Oklch, tint: Oklch): Oklch {
  const source = background.c > 0.002 ? background : tint;
  return { l: background.l < 0.5 ? background.l : 0.19, c: Math.min(0.016, source.c), h: source.h };
}
