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

for (const [name, language] of Object.entries({ bash, css, dockerfile, json, markdown, sql, typescript, xml, yaml }))
  hljs.registerLanguage(name, language);
hljs.registerAliases(['ts', 'js', 'javascript', 'mjs'], { languageName: 'typescript' });
hljs.registerAliases(['sh', 'shell'], { languageName: 'bash' });
hljs.registerAliases(['yml'], { languageName: 'yaml' });
hljs.registerAliases(['html', 'svg'], { languageName: 'xml' });
hljs.registerAliases(['md'], { languageName: 'markdown' });

// Colouring takes time that grows with the text, and with one long line faster than that; the page stands still meanwhile.
const COLOURED_MAX = 200_000;
const COLOURED_LINE_MAX = 5_000;

/** Code as HTML with its words coloured; plain, and escaped, where the language is not known or the text too long for it. */
export function highlightCode(code: string, language: string): string {
  const name = language.toLowerCase().split(/[^\w]/)[0] ?? '';
  return hljs.getLanguage(name) && !isLong(code)
    ? hljs.highlight(code, { language: name, ignoreIllegals: true }).value
    : code.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Whether a text is left without colours: they would hold up the page. */
export const isLong = (code: string): boolean => code.length > COLOURED_MAX || longestLine(code) > COLOURED_LINE_MAX;

function longestLine(text: string): number {
  let longest = 0;
  for (let from = 0, to; from <= text.length; from = to + 1) {
    to = text.indexOf('\n', from);
    if (to < 0) to = text.length;
    longest = Math.max(longest, to - from);
  }
  return longest;
}

export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === 'Dockerfile' ? 'dockerfile' : name.slice(name.lastIndexOf('.') + 1);
}
