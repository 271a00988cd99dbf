import createPurifier from 'dompurify';
import { Marked } from 'marked';
import { highlightCode } from './highlight';

/** Beyond it a text is not rendered: reading it, and laying it out, would take the page seconds. In characters. */
export const MARKDOWN_MAX = 200_000;
// Marked looks for addresses in words; that takes it the third power of a word's length.
const WORD_MAX = 2_000;
// Lists and quotations within each other: one call deeper each.
const MARKERS_MAX = 300;

const TAGS =
  'h1 h2 h3 h4 h5 h6 p br hr div span blockquote pre code kbd samp var sub sup em strong b i s del ins small q cite abbr dfn mark ' +
  'ul ol li dl dt dd table caption thead tbody tfoot tr th td a details summary figure figcaption';
const ATTRIBUTES = 'href title target rel class tabindex align start reversed colspan rowspan open lang dir';

const marked = new Marked({
  gfm: true,
  renderer: {
    code: ({ text, lang }) =>
      `<pre tabindex="0"${lang === 'mermaid' ? ' class="diagram"' : ''}><code>${highlightCode(text, lang ?? '')}</code></pre>`,
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

// A purifier of its own: its hooks are for what strangers wrote, and for nothing else.
const purifier = createPurifier(window);
// Pictures are not fetched for whoever wrote the text: it would tell who reads it, and when. They become links.
purifier.addHook('uponSanitizeElement', (node, { tagName }) => {
  if (tagName !== 'img' || !(node instanceof Element) || !node.parentNode) return;
  const link = node.ownerDocument.createElement(node.parentElement?.closest('a') ? 'span' : 'a');
  link.setAttribute('href', node.getAttribute('src') ?? '');
  link.textContent = `Image: ${node.getAttribute('alt')?.trim() || 'without a description'}`;
  // Behind it: what stands before is looked at no more.
  node.after(link);
});
purifier.addHook('afterSanitizeAttributes', (node) => {
  const href = outsideOf(node.getAttribute('href'));
  for (const name of ['href', 'target', 'rel', 'title']) node.removeAttribute(name);
  if (node.localName === 'a' && href) {
    node.setAttribute('href', href);
    node.setAttribute('title', href);
    node.setAttribute('target', '_blank');
    node.setAttribute('rel', 'noopener noreferrer');
  }
  // Of classes only those that colour code: any other is one of the console's own.
  const classes = [...node.classList].filter((one) => (node.localName === 'pre' ? one === 'diagram' : /^hljs-[a-z_]+$/.test(one)));
  if (classes.length > 0) node.className = classes.join(' ');
  else node.removeAttribute('class');
  if (node.localName === 'pre') node.setAttribute('tabindex', '0');
  else node.removeAttribute('tabindex');
});

/**
 * Markdown as HTML that is safe to show: generated text is data, whatever it says. Only tags and attributes of text stay,
 * nothing of it is fetched, and its links lead out of the console only.
 *
 * @returns undefined where it is too long, or too deeply nested, to be rendered without holding up the page.
 */
export function renderMarkdown(text: string): string | undefined {
  if (text.length > MARKDOWN_MAX || new RegExp(`^[ \\t>*+\\-]{${MARKERS_MAX},}`, 'm').test(text)) return undefined;
  const short = text.replace(new RegExp(`(\\S{${WORD_MAX}})\\S+`, 'g'), '$1…');
  let html: string;
  try {
    html = marked.parse(short, { async: false });
  } catch {
    return undefined;
  }
  // Without attributes a browser repeats at most three of each in every later paragraph; with them, all of them.
  const plain = html.replace(/<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\s[^>]*>/gi, '<$1>');
  return purifier.sanitize(plain, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: ATTRIBUTES.split(' '),
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
  });
}

/** An address outside the console, in full; undefined for one of the console's own, and for all that is no address of a page. */
function outsideOf(href: string | null): string | undefined {
  // Another base than ours, which nobody has: what is relative is found by it.
  const url = href ? URL.parse(href, 'https://relative.invalid') : null;
  if (!url || !['http:', 'https:', 'mailto:'].includes(url.protocol)) return undefined;
  return url.host === 'relative.invalid' || url.host === location.host ? undefined : url.href;
}
