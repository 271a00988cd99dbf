import type { Mermaid } from 'mermaid';

// As its makers ship it: put beside the console's own files, not through its build, which would take twice as long.
const ADDRESS = 'mermaid/mermaid.esm.min.mjs';

/** The longest text that is drawn, in characters; Mermaid itself draws an error in place of a longer one. */
const TEXT_MAX = 50_000;
const EDGES_MAX = 500;
// What a text may not set for itself: it would bring styles, fonts and pictures of its own.
const OURS = ['themeCSS', 'themeVariables', 'fontFamily', 'altFontFamily', 'htmlLabels', 'theme', 'darkMode', 'dompurifyConfig', 'layout'];
const ALWAYS = ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'suppressErrorRendering', 'maxEdges'];

const FETCHES = [
  /\bimg\s*:|url\s*\(|@import/i,
  /^\s*(?:style|classDef|linkStyle)\b.*\\/im,
  /<\s*(?:img|image|picture|source|video|audio|track|svg|use|iframe|frame|object|embed|link|input|style|base|meta|script)\b/i,
];

/** A diagram as a picture: its address, and how wide it wants to be, in pixels. */
export interface Drawing {
  url: string;
  width: number;
}

let library: Promise<Mermaid> | undefined;
let drawn = 0;

/**
 * A Mermaid text as a picture, in the colours of the theme. The library is loaded when the first diagram is seen.
 * As the picture that it is, and not as a part of the page, the drawing can neither fetch, nor link, nor style anything.
 *
 * @throws Error that says in a line why a text cannot be drawn.
 */
export async function drawMermaid(text: string, isDark: boolean): Promise<Drawing> {
  if (text.length > TEXT_MAX) throw new Error(`it has ${count(text.length)} characters, and ${count(TEXT_MAX)} can be drawn`);
  // While it is measured it stands in the page for a moment: nothing may be fetched then either.
  if (FETCHES.some((pattern) => pattern.test(text))) throw new Error('it asks for pictures or styles from elsewhere');
  library ??= (import(new URL(ADDRESS, document.baseURI).href) as Promise<{ default: Mermaid }>).then((module) => module.default);
  const mermaid = await library;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    // Labels are text and nothing else.
    htmlLabels: false,
    secure: [...ALWAYS, ...OURS],
    maxTextSize: TEXT_MAX,
    maxEdges: EDGES_MAX,
    theme: isDark ? 'dark' : 'neutral',
    // A picture has no fonts of the page, and words are measured for the one that they are drawn in.
    fontFamily: 'system-ui, sans-serif',
    suppressErrorRendering: true,
  });
  try {
    return pictureOf((await mermaid.render(`mermaid-${++drawn}`, text)).svg);
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new Error(line?.trim().slice(0, 200) || 'Mermaid cannot read it', { cause: error });
  }
}

function pictureOf(html: string): Drawing {
  const svg = new DOMParser().parseFromString(html, 'text/html').querySelector('svg');
  if (!svg) throw new Error('Mermaid drew nothing');
  const [, , width, height] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
  if (width && height) {
    svg.setAttribute('width', String(width));
    svg.setAttribute('height', String(height));
  }
  // As XML: the HTML that Mermaid gives is not always well-formed.
  const url = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  return { url, width: width ?? 0 };
}

const count = (n: number): string => n.toLocaleString('en');
