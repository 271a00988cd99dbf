import { highlightCode } from './highlight';
import { renderMarkdown } from './render-markdown';

const HOSTILE = `
<div style="position:fixed;inset:0;z-index:99999;background:#fff">Your session has ended. <a href="https://elsewhere.example/login">Sign in</a></div>
<p style="background-image:url(https://elsewhere.example/p.png)" class="card danger hidden mat-mdc-button">x</p>
<svg><image href="https://elsewhere.example/s.png"/></svg><math><mi href="https://elsewhere.example/m">m</mi></math>
<video poster="https://elsewhere.example/v.png"></video><audio src="https://elsewhere.example/a.mp3"></audio>
<picture><source srcset="https://elsewhere.example/t.png"><img src="https://elsewhere.example/i.png" alt="a chart"></picture>
<button>Approve</button><form action="https://elsewhere.example"><input name=p><select><option>one</option></select><textarea>t</textarea></form>
<link rel="stylesheet" href="https://elsewhere.example/l.css"><meta http-equiv="refresh" content="0;url=https://elsewhere.example"><base href="https://elsewhere.example/">
<style>body { display: none } @import url(https://elsewhere.example/i.css);</style><iframe src="https://elsewhere.example"></iframe><object data="https://elsewhere.example/o"></object>
<a id="location" name="cookie" href="/settings" target="_top" ping="https://elsewhere.example/ping">Settings</a> <form id="attributes"></form>
<div role="button" tabindex="1" aria-label="Approve" contenteditable popover draggable="true" autofocus data-action="x">role</div>
<table background="https://elsewhere.example/b.png"><tr><td background="https://elsewhere.example/c.png">c</td></tr></table>
<dialog open>dialog</dialog><marquee>m</marquee><slot name="x">slot</slot><app-markdown>element</app-markdown>

![diagram](https://elsewhere.example/d.png) [script](javascript:alert(1)) [data](data:text/html,x) [admin](//elsewhere.example/admin) [mail](mailto:a@example.com)
`;

function boxOf(markdown: string): HTMLElement {
  const box = document.createElement('article');
  box.innerHTML = renderMarkdown(markdown)!;
  return box;
}

it('keeps of others’ HTML only what is text: nothing that is laid over the page, fetches, submits or takes our looks', () => {
  const box = boxOf(HOSTILE);
  const kept = [...box.querySelectorAll('*')];
  expect([...new Set(kept.flatMap((one) => one.getAttributeNames()))].sort()).toEqual(['href', 'rel', 'target', 'title']);
  expect([...new Set(kept.map((one) => one.localName))].sort()).toEqual(['a', 'div', 'p', 'table', 'tbody', 'td', 'tr']);
  expect(box.textContent).toContain('Your session has ended.');
});

it('makes no picture a program, wherever it stands', () => {
  for (const src of ['javascript:alert(1)', 'data:text/html,x', '/api/x'])
    expect(boxOf(`<img src="${src}" onerror="alert(1)" alt="a"> ![b](${src})`).innerHTML).not.toMatch(/href|onerror|src/);
});

it('lets links leave in a window of their own that knows nothing of this one, and makes pictures links', () => {
  const links = [...boxOf(HOSTILE).querySelectorAll('a[href]')];
  expect(links.map((link) => `${link.textContent} ${link.getAttribute('href')}`)).toEqual([
    'Sign in https://elsewhere.example/login',
    'Image: a chart https://elsewhere.example/i.png',
    'Image: diagram https://elsewhere.example/d.png',
    'admin https://elsewhere.example/admin',
    'mail mailto:a@example.com',
  ]);
  for (const link of links) {
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(link.getAttribute('target')).toBe('_blank');
  }
});

it.each([
  '/settings',
  '#top',
  '?tab=keys',
  'docs/a.md',
  '\\settings',
  'JaVa\tScRiPt:alert(1)',
  'vbscript:x',
  'blob:https://x/1',
  'http://localhost/settings',
  'file:///etc/passwd',
])('does not make a link to %s: it would act as one of ours, or as a program', (href) =>
  expect(boxOf(`<a href="${href}">go</a>`).querySelector('[href]')).toBeNull(),
);

it('shows a picture that is a link as the link, without one in the other', () => {
  const link = boxOf('[![build](https://elsewhere.example/badge.svg)](https://elsewhere.example/builds)').querySelectorAll('a');
  expect([...link].map((one) => [one.textContent, one.getAttribute('href')])).toEqual([
    ['Image: build', 'https://elsewhere.example/builds'],
  ]);
});

it('keeps what Markdown is for', () => {
  const box = boxOf(
    '# T\n\n- [x] done\n- [ ] open\n\n3. c\n\n| a | b |\n|---|:-:|\n| 1 | 2 |\n\n```ts\nconst a = 1;\n```\n\n```mermaid\nflowchart LR\n```\n',
  );
  expect(box.textContent).toContain('☑ done');
  expect(box.textContent).toContain('☐ open');
  expect(box.querySelector('ol')!.getAttribute('start')).toBe('3');
  expect(box.querySelectorAll('td')).toHaveLength(2);
  expect(box.querySelector('pre')!.tabIndex).toBe(0);
  expect(box.querySelector('span.hljs-keyword')!.textContent).toBe('const');
  expect(box.querySelectorAll('pre.diagram')).toHaveLength(1);
});

it('colours no code that is too long for it: one line of a megabyte, a hundred thousand lines', () => {
  for (const code of ['const a = 1;'.repeat(90_000), 'const a = 1;\n'.repeat(100_000)]) expect(highlightCode(code, 'ts')).toBe(code);
  expect(highlightCode('const a = "<b>";', 'ts')).toContain('hljs-keyword');
});

const nested = (n: number): string => Array.from({ length: n }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n');
it.each([
  ['a megabyte', 'word '.repeat(200_000)],
  ['quotations in each other', '> '.repeat(20_000)],
  ['quotations in each other without a space', '>'.repeat(1_500)],
  ['lists in each other', '- '.repeat(20_000)],
  ['an indented list of 200 levels', nested(200)],
])('leaves %s the text that it is', (_what, text) => expect(renderMarkdown(text)).toBeUndefined());

it.each([
  ['a word that might end as an address', `${'a.'.repeat(90_000)}@`],
  ['brackets', '['.repeat(100_000)],
  ['formatting that every later paragraph would repeat', Array.from({ length: 4_000 }, (_, i) => `<b x="${i}"><p>`).join('')],
])('renders %s without counting it over and over', (_what, text) => expect(renderMarkdown(text)!.length).toBeLessThan(text.length * 20));
