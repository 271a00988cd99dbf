import { CSS_COLOURS, DESCRIPTIVE_COLOURS } from './colour-names.js';
import { colourOf } from './colours.js';
import { toOklch } from './oklch.js';

const lightness = (words: string) => toOklch(colourOf(words)!).l;

describe('a colour in words', () => {
  it('knows the 148 names of CSS, seven of them as "grey"', () => {
    // 141 keys: "gray" and "grey" are one here.
    expect(CSS_COLOURS.size).toBe(141);
    expect([...CSS_COLOURS.values(), ...DESCRIPTIVE_COLOURS.values()].filter((hex) => !/^#[0-9a-f]{6}$/.test(hex))).toEqual([]);
    expect(['papaya whip', 'PapayaWhip', 'dark olive green', 'Light Grey', 'slategrey', 'a teal colour'].map(colourOf)).toEqual([
      '#ffefd5',
      '#ffefd5',
      '#556b2f',
      '#d3d3d3',
      '#708090',
      '#008080',
    ]);
  });

  it('reads literals', () => {
    expect(['#0af', '#1a2B3c', 'rgb(255, 0, 128)', 'rgba(0 0 0 / 50%)', 'hsl(120, 100%, 25%)'].map(colourOf)).toEqual([
      '#00aaff',
      '#1a2b3c',
      '#ff0080',
      '#000000',
      '#008000',
    ]);
    expect(colourOf('#12')).toBeUndefined();
  });

  it('changes a colour as the word before it says', () => {
    expect(lightness('pale teal')).toBeGreaterThan(lightness('light teal'));
    expect(lightness('light teal')).toBeGreaterThan(lightness('teal'));
    expect(lightness('dark teal')).toBeLessThan(lightness('teal'));
    expect(toOklch(colourOf('muted teal')!).c).toBeLessThan(toOklch(colourOf('teal')!).c);
    expect(lightness('very light green')).toBe(lightness('light green'));
    expect(lightness('plum mist')).toBeGreaterThan(0.93);
    expect(lightness('swan white')).toBeGreaterThan(0.95);
    expect(colourOf('bluish green')).not.toBe(colourOf('green'));
  });

  it('takes nothing else for a colour', () => {
    expect(['table', 'apply blue', 'page white', 'the background', '', 'light', 'a heavy box', 'white and blue'].map(colourOf)).toEqual(
      Array(8).fill(undefined),
    );
  });
});
