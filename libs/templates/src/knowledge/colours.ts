import { remember } from '../shared/remember.js';
import { tableOf } from '../shared/table-of.js';
import { CSS_COLOURS, DESCRIPTIVE_COLOURS } from './colour-names.js';
import { fromOklch, mix, toOklch, type Oklch } from './oklch.js';

const CHANGES = tableOf<(colour: Oklch) => Oklch>({
  light: ({ l, c, h }) => ({ l: l + (1 - l) * 0.55, c: c * 0.7, h }),
  pale: ({ l, c, h }) => ({ l: l + (1 - l) * 0.7, c: c * 0.5, h }),
  faint: ({ l, c, h }) => ({ l: l + (1 - l) * 0.8, c: c * 0.4, h }),
  pastel: ({ l, c, h }) => ({ l: 0.88 + l * 0.04, c: Math.min(c, 0.07), h }),
  soft: ({ l, c, h }) => ({ l: l + (1 - l) * 0.35, c: c * 0.6, h }),
  muted: ({ l, c, h }) => ({ l, c: c * 0.5, h }),
  dusty: ({ l, c, h }) => ({ l: l * 0.9 + 0.06, c: c * 0.45, h }),
  dark: ({ l, c, h }) => ({ l: l * 0.62, c: c * 0.85, h }),
  deep: ({ l, c, h }) => ({ l: l * 0.72, c: c * 1.05, h }),
  rich: ({ l, c, h }) => ({ l: l * 0.85, c: c * 1.15, h }),
  medium: ({ l, c, h }) => ({ l: l * 0.85, c, h }),
  bright: ({ l, c, h }) => ({ l: Math.max(l, 0.68), c: c * 1.25, h }),
  warm: ({ l, c, h }) => toOklch(mix(fromOklch({ l, c, h }), '#ffb066', 0.12)),
  cool: ({ l, c, h }) => toOklch(mix(fromOklch({ l, c, h }), '#6aa5e8', 0.12)),
});
const SAME_CHANGE = tableOf<string>({
  lighter: 'light',
  darker: 'dark',
  very: '',
  subtle: 'faint',
  gentle: 'soft',
  delicate: 'soft',
  whisper: 'faint',
  vivid: 'bright',
  vibrant: 'bright',
  electric: 'bright',
  neon: 'bright',
  hot: 'bright',
  bold: 'bright',
  strong: 'bright',
  dim: 'muted',
  smoky: 'dusty',
  antique: 'dusty',
  vintage: 'dusty',
  misty: 'pale',
  frosty: 'pale',
  icy: 'pale',
  powder: 'pale',
  baby: 'pale',
  creamy: 'pale',
  mid: 'medium',
  burnt: 'dark',
  midnight: 'dark',
  royal: 'rich',
  jewel: 'rich',
});
// "lemon mist", "rose frost": the colour, nearly white.
const VEILS = /^(?:mist|frost|haze|fog|dew|cream|whisper|milk|foam|cloud|veil|tint|ice|breeze)$/;
const BASES = /^(?:white|black|gray|red|orange|yellow|green|blue|purple|pink|brown|violet|teal|turquoise|cyan|magenta|gold|beige)$/;
// Before a colour these name what has it, not which it is.
const NOT_A_SHADE =
  /^(?:an?|the|in|is|as|to|of|and|or|with|for|on|by|use|using|set|all|main|primary|secondary|default|global|overall|page|site|background|component|element|button|accent|card|text|theme|colou?r|whose|want|apply|define|mostly|mainly|our|your|my|its|only|some|any|that|this|be|are|have|has|from)s?$/;

/**
 * The colour that words name, "#rrggbb": CSS names with or without spaces, hex, rgb() and hsl() literals, descriptive names, and these
 * changed by "light", "dusty", "bluish" and the like. Nothing but the name may stand in `words`; articles and "colour" may.
 */
export function colourOf(words: string): string | undefined {
  const literal = literalOf(words.trim().toLowerCase());
  if (literal) return literal;
  const all = words
    .toLowerCase()
    .replace(/^(?:an?|the|some) | (?:in )?colou?rs?$|^colou?r | (?:tones?|shades?|hues?)$|^(?:shades?|tones?|hues?) of /g, '')
    .replaceAll('grey', 'gray')
    .split(/[\s-]+/)
    .filter(Boolean);
  return all.length > 0 && all.length <= 4 ? named(all) : undefined;
}

/** First words of colours' names, and all that they begin with: "sea" of "seashell". */
const BEGINNINGS = new Set(
  [...CSS_COLOURS.keys(), ...DESCRIPTIVE_COLOURS.keys()].flatMap((name) => Array.from(name, (_, at) => name.slice(0, at + 1))),
);

/** Whether a colour can begin with a word, the next one after it: most words of a text need not be looked at any longer. */
export function mayBeColour(word: string, next: string): boolean {
  const [first = '', second = next.toLowerCase().split('-')[0]!] = word.toLowerCase().replaceAll('grey', 'gray').split('-').filter(Boolean);
  return (
    /^(?:#|rgb|hsl|colou?r|shades?$|tones?$|hues?$|very$)/.test(first) ||
    BEGINNINGS.has(first) ||
    first in CHANGES ||
    first in SAME_CHANGE ||
    BASES.test(second.replaceAll('grey', 'gray')) ||
    adjectiveOf(first) !== undefined
  );
}

const named = (all: readonly string[]): string | undefined => namedBy(all.join(' '));

const namedBy = remember((words): string | undefined => {
  const all = words.split(' ');
  const joined = all.join('');
  const known = CSS_COLOURS.get(joined) ?? DESCRIPTIVE_COLOURS.get(joined);
  if (known || all.length < 2) return known ?? adjectiveOf(all[0] ?? '');
  const [first, ...rest] = all as [string, ...string[]];
  const change = CHANGES[first] ?? CHANGES[SAME_CHANGE[first] ?? ''];
  const base = named(rest);
  if (base && first === 'very') return base;
  if (base && change) return fromOklch(change(toOklch(base)));
  const last = all.at(-1)!;
  const before = named(all.slice(0, -1));
  if (before && VEILS.test(last)) return fromOklch({ ...toOklch(before), l: 0.95, c: Math.min(0.035, toOklch(before).c * 0.35) });
  const tint = adjectiveOf(first) ?? (all.length === 2 ? named([first]) : undefined);
  if (tint && base) return last === 'white' ? mix('#fdfdfb', tint, 0.08) : mix(tint, base, 0.6);
  // "feather white", "lagoon blue": the shade of something that has no colour of its own here.
  if (all.length === 2 && BASES.test(last) && !NOT_A_SHADE.test(first)) return last === 'white' ? '#f8f7f3' : CSS_COLOURS.get(last);
  return undefined;
});

/** "reddish", "creamy", "golden". */
function adjectiveOf(word: string): string | undefined {
  const special: Readonly<Record<string, string>> = {
    golden: 'gold',
    rosy: 'rose',
    reddish: 'red',
    sandy: 'sand',
    silvery: 'silver',
    peachy: 'peach',
  };
  const stem = special[word] ?? (/^(\w{3,})(?:ish|y)$/.exec(word)?.[1] || '');
  if (word === 'apply') return undefined;
  for (const name of [stem, `${stem}e`]) {
    const colour = stem && (CSS_COLOURS.get(name) ?? DESCRIPTIVE_COLOURS.get(name));
    if (colour) return colour;
  }
  return undefined;
}

function literalOf(text: string): string | undefined {
  const hex = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.exec(text)?.[1];
  if (hex) return `#${hex.length < 6 ? [...hex.slice(0, 3)].map((digit) => digit + digit).join('') : hex.slice(0, 6)}`;
  const call = /^(rgb|hsl)a?\(([^)]+)\)$/.exec(text);
  const [a, b, c] =
    call?.[2]?.split(/[\s,/]+/).map((part) => (call[1] === 'rgb' && part.endsWith('%') ? parseFloat(part) * 2.55 : parseFloat(part))) ?? [];
  if (a === undefined || b === undefined || c === undefined || [a, b, c].some(Number.isNaN)) return undefined;
  const rgb = call![1] === 'rgb' ? [a, b, c] : fromHsl(a, b / 100, c / 100);
  return `#${rgb
    .map((part) =>
      Math.round(Math.min(255, Math.max(0, part)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const amount = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((n) => {
    const k = (n + hue / 30) % 12;
    return 255 * (lightness - amount * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}
