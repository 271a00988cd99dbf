import DOMPurify from 'dompurify';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import css from 'highlight.js/lib/languages/css';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { Marked } from 'marked';

for (const [name, language] of Object.entries({ bash, css, dockerfile, json, markdown, sql, typescript, xml, yaml }))
  hljs.registerLanguage(name, language);
hljs.registerAliases(['ts', 'js', 'javascript', 'mjs'], { languageName: 'typescript' });
hljs.registerAliases(['sh', 'shell'], { languageName: 'bash' });
hljs.registerAliases(['yml'], { languageName: 'yaml' });
hljs.registerAliases(['html', 'svg'], { languageName: 'xml' });
hljs.registerAliases(['md'], { languageName: 'markdown' });

const marked = new Marked({
  gfm: true,
  renderer: {
    code: ({ text, lang }) =>
      `<pre tabindex="0"${lang === 'mermaid' ? ' class="diagram"' : ''}><code>${highlightCode(text, lang ?? '')}</code></pre>`,
  },
});

/** Code as HTML with its words coloured; plain, and escaped, where the language is not known. */
export function highlightCode(code: string, language: string): string {
  const name = language.toLowerCase().split(/[^\w]/)[0] ?? '';
  return hljs.getLanguage(name)
    ? hljs.highlight(code, { language: name, ignoreIllegals: true }).value
    : code.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Markdown as HTML that is safe to show: generated text is data, whatever it says. */
export function renderMarkdown(text: string): string {
  return DOMPurify.sanitize(marked.parse(text, { async: false }), {
    FORBID_TAGS: ['style', 'form', 'input', 'iframe', 'img'],
    ADD_ATTR: ['tabindex'],
  });
}

export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === 'Dockerfile' ? 'dockerfile' : name.slice(name.lastIndexOf('.') + 1);
}
