import type { Style } from '../../design/design.types.js';
import { paletteOf, type Colours, type Tokens } from './palette.js';

/** Sheets of `src/web/look/styles`, in the order in which they apply. */
const SHEETS = ['base', 'frame', 'parts', 'forms', 'lists', 'views', 'charts', 'story', 'pictures', 'print'];

const GROUPS: [string, (keyof Colours)[]][] = [
  ['the page and what lies on it', ['background', 'surface', 'sunken', 'text', 'muted', 'line', 'edge', 'cardEdge', 'cardRing']],
  ['what can be pressed', ['accent', 'onAccent', 'accentHover', 'accentEdge', 'accentText', 'accentSoft', 'focus', 'star']],
  ['heads', ['header', 'onHeader', 'mark', 'onMark', 'tableHead', 'onTableHead']],
  ['meanings, never by colour alone', ['good', 'goodSoft', 'warn', 'warnSoft', 'bad', 'badSoft', 'onBad', 'info', 'infoSoft']],
  ['pictures', ['pictureGround', 'pictureSoft', 'pictureMain', 'pictureDeep', 'pictureLight', 'pictureSpot']],
];

/** @returns `src/web/look/style.ts` of a written project: its tokens, and the sheets that use them. */
export function styleFile(style: Style): string {
  const tokens = paletteOf(style);
  const { light, dark, isAlwaysDark } = tokens;
  const night = isAlwaysDark ? '' : `\n@media screen and (prefers-color-scheme: dark) {\n  :root {\n${coloursOf(dark, '    ')}\n  }\n}\n`;
  return `import { readFileSync } from 'node:fs';

/*
 * How everything looks. These tokens are the one place for colours, fonts and measures; what uses them is in styles/.
 * Text has a contrast of at least 4.5 : 1 with every ground it stands on, edges and marks 3 : 1; check when you change one.
 */
const tokens = \`
:root {
  color-scheme: ${isAlwaysDark ? 'dark' : 'light dark'};

${coloursOf(light, '  ')}

${measuresOf(tokens)}
}
${night}\`;

const sheets = [${SHEETS.map((sheet) => `'${sheet}'`).join(', ')}];

export const stylesheet =
  tokens + sheets.map((sheet) => readFileSync(new URL(\`./styles/\${sheet}.css\`, import.meta.url), 'utf8')).join('\\n');

/** For what is drawn outside of a page: the favicon. */
export const accent = '${light.accent}';
export const onAccent = '${light.onAccent}';
`;
}

function coloursOf(colours: Colours, indent: string): string {
  return GROUPS.map(([title, names]) =>
    [`${indent}/* ${title} */`, ...names.map((name) => `${indent}--${kebab(name)}: ${colours[name]};`)].join('\n'),
  ).join('\n\n');
}

function measuresOf({ fonts, radius, textSize, width }: Tokens): string {
  const scale = [14, 16, 20, 25, 31].map((px) => (px * textSize) / 16);
  const rem = (px: number) => `${+(px / 16).toFixed(4)}rem`;
  return `  /* type */
  --font: ${fonts.body};
  --heading-font: ${fonts.heading};
  --heading-weight: ${fonts.headingWeight};
  --heading-spacing: ${fonts.headingSpacing};
${['small', 'normal', 'large', 'title', 'display'].map((name, i) => `  --text-${name}: ${rem(scale[i]!)};`).join('\n')}

  /* measures */
${[4, 8, 12, 16, 24, 32, 48].map((px) => `  --space-${px}: ${rem(px)};`).join('\n')}
  --radius: ${radius}px;
  --width: ${rem(width)};`;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
