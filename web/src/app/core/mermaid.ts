import type { Mermaid } from 'mermaid';

let library: Promise<Mermaid> | undefined;
let drawn = 0;

/**
 * A Mermaid text as SVG, in the colours of the theme. The library is loaded when the first diagram is seen;
 * its strict mode keeps markup and scripts of generated text out of the page.
 *
 * @throws what the library says of a text that it cannot read.
 */
export async function drawMermaid(text: string, isDark: boolean): Promise<string> {
  library ??= import('mermaid').then((module) => module.default);
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
