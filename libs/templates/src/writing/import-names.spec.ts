import { expect, it } from '@jest/globals';
import { codeOnly, exportsOf, importNames, importsOf } from './import-names.js';
import type { Draft } from './project-file.js';

const draft = (path: string, code: string): Draft => ({ path, code, purpose: '', role: 'library', component: 'Web' });

it('takes texts and comments out, and keeps what stands within a template', () => {
  expect(codeOnly("const a = 'plot'; // plot\nhtml`plot ${plot(`x ${y}`)} plot`;").replace(/\s+/g, ' ')).toBe(
    "const a = ''; html` plot(` y `) `;",
  );
});

it('imports names that are used, types as types, and none that is only mentioned or declared here', () => {
  const plots = draft('src/domain/plot.ts', 'export interface Plot {}\nexport function isFree(plot: Plot): boolean {\n  return true;\n}\n');
  const other = draft('src/web/page.ts', "export function count(n: number): string {\n  return '';\n}\n");
  const page = draft(
    'src/pages/plots.ts',
    "export function show(plot: Plot, count: number): string {\n  return isFree(plot) ? 'Plot' : `isFree ${count}`;\n}\n",
  );
  const text = importNames(page, exportsOf([plots, other, page]));
  expect(text.split('\n')[0]).toBe("import { isFree, type Plot } from '../domain/plot.ts';");
  expect(text).not.toContain('web/page');
  expect(importsOf(page.path, text)).toEqual(['src/domain/plot.ts']);
});

it('lets no file of the application import what only tests have', () => {
  const support = draft('test/support.ts', 'export function clock(): Date {\n  return new Date();\n}\n');
  const used = draft('src/a.ts', 'const at = clock();\n');
  expect(importNames(used, exportsOf([support, used]))).not.toContain('import');
});
