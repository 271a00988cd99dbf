import fc from 'fast-check';
import { MOODS as MOOD_NAMES, type Style } from '../../design/design.types.js';
import { hexOf } from './css-colours.js';
import { contrast, hexFrom, oklchOf } from './oklch.js';
import { MEANINGS, paletteOf, type Colours } from './palette.js';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const style: fc.Arbitrary<Style> = fc.record(
  { mood: fc.constantFrom(...MOOD_NAMES), background: hex, component: hex, isDark: fc.boolean() },
  { requiredKeys: ['mood', 'isDark'] },
);

const grounds = ['background', 'surface', 'sunken'] as const;
const texts: [keyof Colours, readonly (keyof Colours)[]][] = [
  ['text', [...grounds, 'accentSoft']],
  ['muted', [...grounds, 'accentSoft']],
  ['accentText', [...grounds, 'accentSoft']],
  ['onAccent', ['accent', 'accentHover']],
  ['onHeader', ['header']],
  ['onMark', ['mark']],
  ['onTableHead', ['tableHead']],
  ['onBad', ['bad']],
  ...MEANINGS.map((meaning): [keyof Colours, readonly (keyof Colours)[]] => [meaning, [...grounds, `${meaning}Soft`]]),
];
const shapes: [keyof Colours, readonly (keyof Colours)[]][] = [
  ['edge', ['background', 'surface']],
  ['accentEdge', ['background', 'surface']],
  ['focus', grounds],
  ['star', ['background', 'surface']],
];

function tooFaint(colours: Colours): string[] {
  const find = (pairs: typeof texts, least: number) =>
    pairs.flatMap(([name, on]) =>
      on.filter((ground) => contrast(colours[name], colours[ground]) < least).map((ground) => `${name} on ${ground}`),
    );
  return [...find(texts, 4.5), ...find(shapes, 3)];
}

describe('a palette', () => {
  it('can be read, whatever colours are named, in light and in dark', () => {
    fc.assert(
      fc.property(style, (asked) => {
        const { light, dark } = paletteOf(asked);
        expect({ light: tooFaint(light), dark: tooFaint(dark) }).toEqual({ light: [], dark: [] });
      }),
      { numRuns: 400 },
    );
  });

  it('can be read in every mood that names no colour', () => {
    for (const mood of MOOD_NAMES) {
      const { light, dark } = paletteOf({ mood, isDark: false });
      expect({ mood, faint: [...tooFaint(light), ...tooFaint(dark)] }).toEqual({ mood, faint: [] });
    }
  });

  it('uses the colours that are named as they are, by role', () => {
    const { light, dark } = paletteOf({ mood: 'calm', background: 'PapayaWhip', component: 'dark green', isDark: false });
    expect(light).toMatchObject({ background: '#ffefd5', accent: '#006400', header: '#006400', cardEdge: '#006400', tableHead: '#006400' });
    expect(contrast(dark.background, '#ffffff')).toBeGreaterThan(12);
    expect(dark.header).toBe('#006400');
  });

  it('lifts a dark component in the dark, so that it is seen on the page', () => {
    fc.assert(
      fc.property(hex, (component) => {
        const { dark } = paletteOf({ mood: 'crisp', background: 'white', component, isDark: false });
        expect(contrast(dark.accent, dark.background)).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('is dark throughout where the page is to be dark', () => {
    const { light, dark, isAlwaysDark } = paletteOf({ mood: 'warm', background: 'midnightblue', component: 'gold', isDark: false });
    expect(isAlwaysDark).toBe(true);
    expect(light).toEqual(dark);
    expect(light).toMatchObject({ background: '#191970', accent: '#ffd700' });
  });

  it('takes a light background that is named before a mood that is dark', () => {
    expect(paletteOf({ mood: 'bold', background: 'ivory', isDark: false })).toMatchObject({
      isAlwaysDark: false,
      light: { background: '#fffff0' },
    });
  });

  it('forgets a colour that does not exist', () => {
    expect(paletteOf({ mood: 'calm', background: 'octarine', isDark: false })).toEqual(paletteOf({ mood: 'calm', isDark: false }));
  });
});

describe('colours', () => {
  it('are known by each of their names', () => {
    expect(hexOf('light-goldenrod yellow')).toBe('#fafad2');
    expect(hexOf('RebeccaPurple')).toBe('#663399');
    expect(hexOf('#0af')).toBe('#00aaff');
    expect(hexOf('bead')).toBeUndefined();
  });

  it('come back from lightness, chroma and hue as they were', () => {
    fc.assert(fc.property(hex, (colour) => expect(hexFrom(oklchOf(colour))).toBe(colour)));
  });

  it('lose chroma, not lightness, where screens cannot show them', () => {
    const shown = oklchOf(hexFrom({ l: 0.7, c: 0.4, h: 150 }));
    expect(shown.l).toBeCloseTo(0.7, 2);
    expect(shown.c).toBeLessThan(0.3);
  });
});
