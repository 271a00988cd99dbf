import type { Mood } from '../design/design.types.js';
import { CSS_COLOURS } from './colour-names.js';
import { colourOf, mayBeColour } from './colours.js';
import { toOklch } from './oklch.js';

export interface StyleReading {
  /** "#rrggbb" */
  background?: string;
  component?: string;
  isDark: boolean;
  mood?: Mood;
  /** Colours as written, and the part that they were taken for. */
  understood: { text: string; as: 'background' | 'component' }[];
}
type Part = 'background' | 'component';

const BACKGROUND = /^(?:backgrounds?|backdrops?|background-colou?r|wallpaper|canvas|body|base|layout|pages?|screens?)$/;
const COMPONENT =
  /^(?:components?|elements?|controls?|interfaces?|ui|buttons?|cards?|blocks?|accents?|highlights?|foregrounds?|widgets?|headers?|navbar|menus?|visuals?|pieces?|links?|icons?|sections|parts|details|text|fonts?|borders?)$/;
// Alone they say little: "all pages have an ivory background".
const WEAK = /^(?:canvas|body|base|layout|pages?|screens?|interfaces?|text|fonts?|details|parts|sections|highlights?)$/;
const LOOK =
  /\b(?:colou?rs?|colou?red|themes?|themed|palette|scheme|look|looks|feel|style|styled|styling|design|branding|tones?|accents?|aesthetics?|skin)\b/i;
const WHOLE =
  /\b(?:app|application|site|website|platform|page|pages|portal|system|design|look|theme|layout|style|interface|everything|dashboard|it)\b/i;

const MOODS: readonly [Mood, RegExp][] = [
  ['playful', /\b(?:playful|fun|cheerful|whimsical|childlike|kid-friendly|quirky|cute|lively|bubbly|colou?rful|cartoon\w*|joyful)\b/],
  ['natural', /\b(?:natural|earthy|organic|botanical|rustic|eco-friendly|nature-inspired|woodsy|green look|leafy)\b/],
  ['warm', /\b(?:warm|cozy|cosy|welcoming|inviting|homely|homey|(?<!user[- ]|mobile[- ]|seo[- ])friendly|soft)\b/],
  [
    'editorial',
    /\b(?:editorial|magazine-like|literary|serif|elegant|classic|sophisticated|luxurious|luxury|refined|vintage|timeless|traditional)\b/,
  ],
  ['bold', /\b(?:bold|dramatic|edgy|striking|vibrant|energetic|neon|futuristic|cyberpunk|loud|punk|high-contrast)\b/],
  ['calm', /\b(?:calm|calming|soothing|serene|relaxing|peaceful|gentle|tranquil|quiet|pastel|airy|zen)\b/],
  [
    'crisp',
    /\b(?:crisp|minimal|minimalist|minimalistic|clean|sleek|modern|professional|corporate|sharp|business-like|simple|flat|technical)\b/,
  ],
];

/**
 * Colours and manner from the sentences that speak of looks, in any of the ways people put it: "ivory for the background and teal for buttons",
 * "background: ivory", "in blue and white", "a dark theme with gold accents". The first colour found for a part counts.
 */
export function readStyle(sentences: readonly string[]): StyleReading {
  const style: StyleReading = { isDark: false, understood: [] };
  for (const sentence of sentences) {
    const found = partsOf(sentence);
    for (const { text, colour, as } of found) {
      if (style[as] !== undefined) continue;
      style[as] = colour;
      style.understood.push({ text, as });
    }
    const lower = sentence.toLowerCase();
    if (
      /\b(?:dark|night|black)[- ](?:modes?|themes?|themed|designs?|looks?|ui|interfaces?|styles?|layouts?|aesthetics?|palettes?)\b/.test(
        lower,
      )
    ) {
      style.isDark ||=
        !/\b(?:toggle|switch|switches|switching|optional|option|support|supports|both|choose|light(?: mode)? (?:and|or|\/) dark|dark(?: mode)? (?:and|or|\/) light)\b/.test(
          lower,
        );
    }
    if (found.length > 0 || LOOK.test(sentence) || /\b(?:interface|ui|layout|mood|vibe)\b/i.test(sentence)) style.mood ??= moodOf(lower);
  }
  if (style.background) style.isDark = toOklch(style.background).l < 0.45;
  return style;
}

function moodOf(sentence: string): Mood | undefined {
  // The word that comes first weighs most: "a warm, minimal look" is warm.
  const found = MOODS.flatMap(([mood, pattern]) => {
    const at = sentence.search(pattern);
    return at < 0 ? [] : [{ mood, at }];
  });
  return found.sort((one, two) => one.at - two.at)[0]?.mood;
}

interface Mention {
  text: string;
  colour: string;
}
type Item = Mention | { part: Part; isWeak: boolean };

function partsOf(sentence: string): (Mention & { as: Part })[] {
  const segments = sentence.split(/;|,(?=\s+(?:and|then|with|while|but)\b)/).map(itemsOf);
  const items = segments.flat();
  const colours = items.filter((item) => 'colour' in item);
  if (colours.length === 0) return [];
  const strong = items.filter((item) => 'part' in item && !item.isWeak) as { part: Part }[];
  const has = (part: Part) => strong.some((item) => item.part === part);
  const kept = items.filter((item) => 'colour' in item || !item.isWeak || !has(item.part));
  const cues = kept.filter((item) => 'part' in item);
  if (
    has('background') ||
    (has('component') && colours.some(({ text }) => !isOftenAnother(text)) && (cues.length > 1 || LOOK.test(sentence)))
  ) {
    // Each part of the sentence may go its own way: "choose ivory for the background; set buttons to teal".
    const isEach = segments.every(
      (segment) => count(segment, 'colour') <= 1 && (count(segment, 'colour') === 0 || count(segment, 'part') > 0),
    );
    const pairs = isEach ? segments.flatMap((segment) => pair(segment.filter((item) => kept.includes(item)))) : pair(kept);
    if (pairs.length > 0) return pairs;
  }
  const isAboutLook = LOOK.test(sentence) || (/\bin\b/i.test(sentence) && WHOLE.test(sentence)) || sentence.trim().split(/\s+/).length <= 6;
  return isAboutLook && colours.some(({ text }) => !isOftenAnother(text)) && isListAlone(sentence, colours) ? ranked(colours) : [];
}

const count = (items: Item[], key: 'colour' | 'part'): number => items.filter((item) => key in item).length;
/** "cloud", "lead", "paper": where no background is spoken of, the thing is meant and not its colour. */
const isOftenAnother = (text: string): boolean => /^\w+$/.test(text) && !CSS_COLOURS.has(text.toLowerCase());

/** "ivory for the background, teal for the buttons" or "background ivory, buttons teal": what comes first tells which way it goes. */
function pair(items: Item[]): (Mention & { as: Part })[] {
  const first = items[0];
  const isColourFirst = first !== undefined && 'colour' in first;
  const pairs: (Mention & { as: Part })[] = [];
  let waiting: Item[] = [];
  for (const item of items) {
    const isColour = 'colour' in item;
    if (isColour === isColourFirst) {
      // "ivory, with black and teal buttons": two before one cue; the nearer has it.
      waiting = [item];
      continue;
    }
    const [before] = waiting;
    if (!before) continue;
    const mention = ('colour' in item ? item : before) as Mention;
    const cue = ('part' in item ? item : before) as { part: Part };
    pairs.push({ ...mention, as: cue.part });
    waiting = [];
  }
  return pairs;
}

/** Colours without parts: a neutral or the lightest lies behind, the next is of what stands on it. */
function ranked(colours: Mention[]): (Mention & { as: Part })[] {
  const [one, two] = colours;
  if (!one) return [];
  if (!two) return [{ ...one, as: isNeutral(one.colour) ? 'background' : 'component' }];
  const isOneBehind =
    isNeutral(one.colour) !== isNeutral(two.colour) ? isNeutral(one.colour) : toOklch(one.colour).l > toOklch(two.colour).l;
  return isOneBehind
    ? [
        { ...one, as: 'background' },
        { ...two, as: 'component' },
      ]
    : [
        { ...two, as: 'background' },
        { ...one, as: 'component' },
      ];
}
const isNeutral = (colour: string): boolean => toOklch(colour).c < 0.03;

/** Whether the colours are the look itself and not of something: "in blue and white", "a navy theme"; not "free plots in green". */
function isListAlone(sentence: string, colours: Mention[]): boolean {
  const names = colours.map(({ text }) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const look =
    '(?:colou?rs?|colou?red|themes?|themed|palettes?|schemes?|looks?|styles?|designs?|tones?|accents?|branding|aesthetics?|ui|interface|layout|mode)';
  const list = `(?:${names})(?:(?:\\s*,\\s*|\\s*,?\\s*(?:and|with|on|&)\\s+)(?:${names}))*`;
  return (
    new RegExp(
      `${list}(?:[- ]\\w+)?[- ]${look}\\b|\\b${look}\\b[^.,;]{0,24}\\b${list}|\\b(?:designed|styled|made|done|kept|painted|all|everything|site|website|app|it)\\b[^.,;]{0,16}\\bin ${list}\\s*[.!]?$`,
      'i',
    ).test(sentence) || new RegExp(`^\\s*(?:in )?${list}\\s*[.!]?\\s*$`, 'i').test(sentence)
  );
}

/** Colours and names of parts, in order; of neighbouring names the last counts: "container backgrounds". */
function itemsOf(sentence: string): Item[] {
  const words = [...sentence.matchAll(/#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]*\)|[\p{L}][\p{L}'-]*/giu)];
  const items: Item[] = [];
  let end = -1;
  for (let at = 0; at < words.length; at++) {
    const size = mayBeColour(words[at]![0], words[at + 1]?.[0] ?? '')
      ? [4, 3, 2, 1].find((size) => at + size <= words.length && colourIn(sentence, words.slice(at, at + size)))
      : undefined;
    if (size) {
      const text = textOf(sentence, words.slice(at, at + size));
      items.push({ text, colour: colourOf(text)! });
      at += size - 1;
      continue;
    }
    const word = words[at]![0].toLowerCase();
    const part = BACKGROUND.test(word) ? 'background' : COMPONENT.test(word) ? 'component' : undefined;
    if (!part) continue;
    const last = items.at(-1);
    if (last && 'part' in last && end === at - 1) items.pop();
    items.push({ part, isWeak: WEAK.test(word) });
    end = at;
  }
  return items;
}

function colourIn(sentence: string, words: RegExpExecArray[]): boolean {
  const text = textOf(sentence, words);
  if (/[,;.:]/.test(text) && !/^(?:rgb|hsl)/i.test(text)) return false;
  // Words of parts and verbs are no shades: "page white", "color brown".
  if (
    words.length > 1 &&
    words.some(([word]) => BACKGROUND.test(word.toLowerCase()) || COMPONENT.test(word.toLowerCase()) || /^colou?rs?$/i.test(word))
  )
    return false;
  return colourOf(text) !== undefined && !/^(?:an?|the|some)\s/i.test(text);
}
const textOf = (sentence: string, words: RegExpExecArray[]): string =>
  sentence.slice(words[0]!.index, words.at(-1)!.index + words.at(-1)![0].length);
