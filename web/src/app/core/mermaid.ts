import type { Mermaid } from 'mermaid';

// As its makers ship it: put beside the console's own files, not through its build, which would take twice as long.
const ADDRESS = 'mermaid/mermaid.esm.min.mjs';

let library: Promise<Mermaid> | undefined;
let drawn = 0;

/**
 * A Mermaid text as SVG, in the colours of the theme. The library is loaded when the first diagram is seen;
 * its strict mode keeps markup and scripts of generated text out of the page.
 *
 * @throws what the library says of a text that it cannot read.
 */
export async function drawMermaid(text: string, isDark: boolean): Promise<string> {
  library ??= (import(new URL(ADDRESS, document.baseURI).href) as Promise<{ default: Mermaid }>).then((module) => module.default);
  const mermaid = await library;
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: isDark ? 'dark' : 'neutral',
    fontFamily: 'Inter Variable, system-ui, sans-serif',
    suppressErrorRendering: true,
  });
  return (await mermaid.render(`mermaid-${++drawn}`, text)).svg;
}
