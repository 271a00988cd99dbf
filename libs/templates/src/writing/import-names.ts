import type { Draft } from './project-file.js';

interface Export {
  path: string;
  isType: boolean;
  isFunction: boolean;
}

/** What the modules of a project offer, by name. */
export function exportsOf(drafts: readonly Draft[]): Map<string, Export[]> {
  const exports = new Map<string, Export[]>();
  for (const { path, code } of drafts) {
    if (!path.endsWith('.ts')) continue;
    for (const [, kind, name] of codeOnly(code).matchAll(/^export (?:async )?(function|const|class|interface|type) (\w+)/gm)) {
      const isArrow = new RegExp(`^export const ${name} = (?:async )?(?:<|\\().*=>`, 'm').test(code);
      const found = { path, isType: kind === 'interface' || kind === 'type', isFunction: kind === 'function' || isArrow };
      exports.set(name!, [...(exports.get(name!) ?? []), found]);
    }
  }
  return exports;
}

/** A module with the imports that its names need; paths are in order, names too. */
export function importNames(draft: Draft, exports: ReadonlyMap<string, readonly Export[]>): string {
  if (draft.isWhole || !draft.path.endsWith('.ts')) return draft.code;
  const code = codeOnly(draft.code);
  const isTest = draft.path.startsWith('test/');
  const used = new Map<string, string[]>();
  for (const name of new Set(code.match(/[A-Za-z_$][\w$]*/g))) {
    const found = exports.get(name)?.filter(({ path }) => path !== draft.path && (isTest || !path.startsWith('test/')));
    if (!found?.length || isDeclared(name, code)) continue;
    const one = found.length === 1 ? found[0]! : nearest(draft.path, found);
    if (!isUsed(name, one, code)) continue;
    used.set(one.path, [...(used.get(one.path) ?? []), one.isType ? `type ${name}` : name]);
  }
  const own = [...used]
    .map(([path, names]) => importLine(relative(draft.path, path), names))
    .sort((a, b) => (fromOf(a) < fromOf(b) ? -1 : 1));
  const [head, rest] = splitImports(draft.code);
  const imports = [...head, ...own].join('\n');
  return imports === '' ? rest : `${imports}\n\n${rest}`;
}

/** Paths that a module of a project imports, within the project. */
export function importsOf(path: string, text: string): string[] {
  if (!path.endsWith('.ts')) return [];
  return [...text.matchAll(/^(?:import|\}) ?(?:.*? from )?'(\.[^']+)';$/gm)].map(([, from]) => resolve(path, from!)).sort();
}

function importLine(from: string, names: string[]): string {
  const sorted = [...names].sort((a, b) => (bare(a).toLowerCase() < bare(b).toLowerCase() ? -1 : 1));
  const isTypes = sorted.every((name) => name.startsWith('type '));
  const line = isTypes
    ? `import type { ${sorted.map(bare).join(', ')} } from '${from}';`
    : `import { ${sorted.join(', ')} } from '${from}';`;
  if (line.length <= 140) return line;
  return `import ${isTypes ? 'type ' : ''}{\n${sorted.map((name) => `  ${isTypes ? bare(name) : name},`).join('\n')}\n} from '${from}';`;
}

const bare = (name: string): string => name.replace('type ', '');
const fromOf = (line: string): string => /from '([^']+)'/.exec(line)![1]!;

function splitImports(code: string): [string[], string] {
  const all = code.replace(/^\n+/, '').split('\n');
  const end = all.findIndex((line) => !line.startsWith('import '));
  return [all.slice(0, end), all.slice(end).join('\n').replace(/^\n+/, '')];
}

function isDeclared(name: string, code: string): boolean {
  return new RegExp(`^(?:export )?(?:async )?(?:function|const|let|class|interface|type) ${name}\\b`, 'm').test(code);
}

/** A key, a property and a parameter of the same name are no use of it. */
function isUsed(name: string, { isType, isFunction }: Export, code: string): boolean {
  if (isType) return new RegExp(`(?<![.\\w$])${name}\\b(?!\\s*[:(])`).test(code);
  const before = '(?<![\\w$]|(?<!\\.\\.)\\.)';
  // A function is called, or handed to a method of arrays.
  if (isFunction) return new RegExp(`${before}${name}[(\`<]|\\.(?:map|flatMap|filter|some|every)\\(${name}\\)`).test(code);
  return new RegExp(`${before}${name}(?![\\w$])(?!\\s*:)`).test(code);
}

function nearest(from: string, found: readonly Export[]): Export {
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
  return found.find(({ path }) => folder(path) === folder(from)) ?? found[0]!;
}

function relative(from: string, to: string): string {
  const a = from.split('/').slice(0, -1);
  const b = to.split('/');
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  const up = a.slice(same).map(() => '..');
  return `${up.length === 0 ? './' : ''}${[...up, ...b.slice(same)].join('/')}`;
}

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** A module's code with texts and comments taken out; what stands in `${…}` of a template is code. */
export function codeOnly(code: string): string {
  let out = '';
  // Of each template that is open: how many braces are open in its `${…}`.
  const open: number[] = [];
  let isText = false;
  for (let i = 0; i < code.length; i++) {
    const two = code.slice(i, i + 2);
    const one = code[i]!;
    if (isText) {
      if (one === '\\') i++;
      else if (one === '`') {
        isText = false;
        out += '`';
        open.pop();
      } else if (two === '${') {
        isText = false;
        open[open.length - 1] = 1;
        out += ' ';
        i++;
      }
    } else if (two === '//') {
      i = skipTo(code, '\n', i) - 1;
    } else if (two === '/*') {
      i = skipTo(code, '*/', i) + 1;
    } else if (one === "'") {
      while (code[++i] !== "'" && i < code.length) if (code[i] === '\\') i++;
      out += "''";
    } else if (one === '/' && /[(,=:?&|!]\s*$|\breturn\s*$/.test(out.slice(-12))) {
      // A regular expression.
      for (let isClass = false; ++i < code.length && (code[i] !== '/' || isClass);) {
        if (code[i] === '\\') i++;
        else if (code[i] === '[') isClass = true;
        else if (code[i] === ']') isClass = false;
      }
      out += "''";
    } else if (one === '`') {
      isText = true;
      open.push(0);
      out += '`';
    } else {
      if (open.length > 0 && one === '{') open[open.length - 1]!++;
      if (open.length > 0 && one === '}' && --open[open.length - 1]! === 0) {
        isText = true;
        out += ' ';
        continue;
      }
      out += one;
    }
  }
  return out;
}

function skipTo(code: string, end: string, from: number): number {
  const at = code.indexOf(end, from + 1);
  return at < 0 ? code.length : at;
}
