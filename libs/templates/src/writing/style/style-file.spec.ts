import { readdirSync, readFileSync } from 'node:fs';
import { paletteOf } from './palette.js';
import { styleFile } from './style-file.js';

const sheetsAt = new URL('../../../assets/project/src/web/look/styles/', import.meta.url);
const sheets = new Map(readdirSync(sheetsAt).map((name) => [name.replace('.css', ''), readFileSync(new URL(name, sheetsAt), 'utf8')]));

describe('the style file of a written project', () => {
  const warm = styleFile({ mood: 'warm', isDark: false });

  it('defines every property that the sheets use', () => {
    const used = new Set([...sheets.values()].flatMap((sheet) => [...sheet.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name!)));
    const missing = [...used].filter((name) => !warm.includes(`  ${name}: `));
    expect(missing).toEqual([]);
    expect(used.size).toBeGreaterThan(40);
  });

  it('puts every sheet to use, each once', () => {
    const named = /const sheets = \[(.*)\];/
      .exec(warm)![1]!
      .split(', ')
      .map((name) => name.slice(1, -1));
    expect([...named].sort()).toEqual([...sheets.keys()].sort());
    expect(named.at(-1)).toBe('print');
  });

  it('has light and dark, by what the reader prefers, and paper is always light', () => {
    const { light, dark } = paletteOf({ mood: 'warm', isDark: false });
    expect(warm).toContain('color-scheme: light dark;');
    expect(warm).toContain(`@media screen and (prefers-color-scheme: dark)`);
    expect(warm.indexOf(`--background: ${light.background};`)).toBeLessThan(warm.indexOf(`--background: ${dark.background};`));
  });

  it('has one scheme where all is to be dark', () => {
    const night = styleFile({ mood: 'bold', isDark: true });
    expect(night).toContain('color-scheme: dark;');
    expect(night).not.toContain('prefers-color-scheme');
  });

  it('differs by mood in corners, size and type', () => {
    expect(styleFile({ mood: 'crisp', isDark: false })).toContain('--radius: 4px;');
    expect(styleFile({ mood: 'calm', isDark: false })).toContain('--radius: 12px;');
    expect(styleFile({ mood: 'playful', isDark: false })).toContain('--text-normal: 1.125rem;');
    expect(warm).toMatch(/--heading-font: .*serif;/);
  });

  it('is the same for the same style', () => {
    expect(styleFile({ mood: 'natural', component: 'teal', isDark: false })).toBe(
      styleFile({ mood: 'natural', component: 'teal', isDark: false }),
    );
  });

  it('has no style that a strict content security policy would refuse', () => {
    for (const sheet of sheets.values()) expect(sheet).not.toMatch(/@import|url\(/);
  });
});
