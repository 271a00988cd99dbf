import type { Blueprint } from '@millwright/domain';
import ts from 'typescript';
import { endpointFor, fieldsOf, loose } from './addresses.js';
import type { Fault } from './fault.js';
import { formsIn, isHtml, isOwn, linksIn, type HtmlForm } from './reading/html.js';
import { isTestFile, lineOf, nodesOf, type RuleInput, type Script } from './reading/read-script.js';
import type { FlatText } from './reading/flat-text.js';

/** Links, forms and requests of a file that lead nowhere, and fields by other names than endpoints take. */
export function pageFaults({ blueprint, script }: RuleInput): Fault[] {
  if (!blueprint.endpoints.some(({ served_by }) => served_by !== undefined)) return [];
  if (isTestFile(script)) return sentFaults(blueprint, script);
  const pages = script.texts.filter(({ text }) => isHtml(text));
  return [
    ...pages.flatMap((text) => linkFaults(blueprint, script, text)),
    ...pages.flatMap((text) => formsIn(text.text).flatMap((form) => formFaults(blueprint, script, text, form))),
    ...requestFaults(blueprint, script),
    ...readFaults(blueprint, script),
  ];
}

const lineAt = ({ text, line }: FlatText, at: number): number => line + text.slice(0, at).split('\n').length - 1;

/** Addresses of files that are there as they are. */
const isFile = ({ files }: Blueprint, address: string): boolean =>
  /\.\w+$/.test(address) && files.some(({ path }) => path.endsWith(address.split(/[?#]/)[0]!));

const shown = (address: string): string => address.replaceAll('\u0001', '…');

function linkFaults(blueprint: Blueprint, script: Script, text: FlatText): Fault[] {
  return linksIn(text.text)
    .filter(({ address }) => !endpointFor(blueprint.endpoints, 'GET', address) && !isFile(blueprint, address))
    .map(({ address, at }): Fault => ({
      code: 'ADDRESS_NOT_SERVED',
      path: script.path,
      line: lineAt(text, at),
      message: `A link leads to ${shown(address)}, which no endpoint serves`,
    }));
}

function formFaults({ endpoints }: Blueprint, script: Script, text: FlatText, form: HtmlForm): Fault[] {
  if (!isOwn(form.action) || (form.method !== 'GET' && form.method !== 'POST')) return [];
  const at = (code: Fault['code'], message: string): Fault => ({ code, path: script.path, line: lineAt(text, form.at), message });
  const endpoint = endpointFor(endpoints, form.method, form.action);
  const name = `${form.method} ${shown(form.action)}`;
  // One that is told its other method in a field of its own.
  if (!endpoint && form.fields.includes('_method')) return [];
  if (!endpoint) return [at('ADDRESS_NOT_SERVED', `A form leads to ${name}, which no endpoint serves`)];
  const taken = fieldsOf(endpoint);
  if (!taken) return [];
  const needed =
    form.isOpen || form.method === 'GET' ? [] : endpoint.body!.fields.filter(({ required }) => required).map((one) => one.name);
  return [
    ...form.fields
      .filter((field) => !taken.includes(field))
      .map((field) => at('FIELD', `The form to ${name} has the field "${field}", and the endpoint takes ${taken.join(', ') || 'none'}`)),
    ...needed
      .filter((field) => !form.fields.includes(field))
      .map((field) => at('FIELD', `The form to ${name} lacks the field "${field}", which the endpoint needs`)),
  ];
}

/** `fetch('/x', { method: 'POST' })` */
function requestFaults({ endpoints }: Blueprint, script: Script): Fault[] {
  const texts = new Map(script.texts.map(({ node, text }) => [node, text]));
  return nodesOf(script.source).flatMap((node): Fault[] => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'fetch') return [];
    const address = texts.get(node.arguments[0]!);
    if (address === undefined || !isOwn(address)) return [];
    const options = node.arguments[1]?.getText() ?? '';
    if (options && !options.startsWith('{')) return [];
    const method = /\bmethod:\s*['"](\w+)['"]/.exec(options)?.[1]?.toUpperCase() ?? (/\bmethod\b/.test(options) ? undefined : 'GET');
    if (method === undefined || endpointFor(endpoints, method, address)) return [];
    return [
      {
        code: 'ADDRESS_NOT_SERVED',
        path: script.path,
        line: lineOf(script, node),
        message: `It asks for ${method} ${shown(address)}, which no endpoint serves`,
      },
    ];
  });
}

/** Fields that a server reads by a name that differs from the declared one in nothing but its spelling. */
function readFaults({ endpoints, tables = [], entities, files }: Blueprint, script: Script): Fault[] {
  const own = endpoints
    .filter(({ served_by }) => served_by === script.path)
    .flatMap((endpoint) => endpoint.body?.fields.map(({ name }) => name) ?? []);
  if (own.length === 0) return [];
  const others = new Set([
    ...tables.flatMap((table) => table.columns.map(({ name }) => name)),
    ...entities.flatMap(({ fields }) => fields.map(({ name }) => name)),
    ...files.flatMap(({ declarations = '' }) => declarations.match(/[\w$]+/g) ?? []),
  ]);
  return misspelt(script, own, (name, node) => others.has(name) && !isOfForm(node));
}

/** `form.visitor_name`, `body['visitor_name']` */
const isOfForm = (node: ts.Node): boolean =>
  (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) &&
  /\b(?:form|body|fields|input|params|values|data)\b$/i.test(node.expression.getText());

/** Fields that a test sends by a name that is spelt otherwise. */
function sentFaults({ endpoints }: Blueprint, script: Script): Fault[] {
  const all = endpoints.flatMap((endpoint) => endpoint.body?.fields.map(({ name }) => name) ?? []);
  const columns = /\bprepare\(|\bquery\(/.test(script.source.text);
  return misspelt(script, all, (_name, node) => columns || !ts.isPropertyAssignment(node));
}

function misspelt(script: Script, names: readonly string[], isMeant: (name: string, node: ts.Node) => boolean): Fault[] {
  const exact = new Set(names);
  const byLoose = new Map(names.map((name) => [loose(name), name]));
  const said = new Set<string>();
  return nodesOf(script.source).flatMap((node): Fault[] => {
    const name = nameRead(node);
    if (name === undefined || exact.has(name) || said.has(name)) return [];
    const right = byLoose.get(loose(name));
    if (right === undefined || isMeant(name, node)) return [];
    said.add(name);
    return [
      {
        code: 'FIELD',
        path: script.path,
        line: lineOf(script, node),
        message: `It names the field "${name}", which is declared as "${right}"`,
      },
    ];
  });
}

function nameRead(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression)) return node.argumentExpression.text;
  if (ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name))) return node.name.text;
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    const key = node.propertyName ?? node.name;
    return ts.isIdentifier(key) ? key.text : undefined;
  }
  return undefined;
}
