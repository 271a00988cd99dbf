import { jsonLanguage } from '@codemirror/lang-json';

type SyntaxNode = ReturnType<typeof jsonLanguage.parser.parse>['topNode'];

/** A fault of a text, at the line where it stands, from 1. */
export interface LineFault {
  line: number;
  message: string;
}

/** Where a document stops being JSON, as one fault; empty where it is JSON. */
export function jsonFaults(text: string): LineFault[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    let at: number | undefined;
    jsonLanguage.parser.parse(text).iterate({
      enter: (node) => {
        if (node.type.isError) at ??= node.from;
        return at === undefined;
      },
    });
    return [{ line: lineAt(text, at ?? text.length), message: `From here on it is no JSON: ${(error as Error).message}` }];
  }
}

/**
 * Puts what a server says of a JSON document at the lines that it means.
 *
 * @param messages each begins with a place: "/features/0/name must be string", "entities.Tool.fields.price is …".
 * @returns one for each message; a place that is not there means the nearest part around it.
 */
export function faultLines(text: string, messages: readonly string[]): LineFault[] {
  const root = jsonLanguage.parser.parse(text).topNode.firstChild;
  return messages.map((message) => ({ line: lineAt(text, root ? nodeAt(text, root, placeOf(message)).from : 0), message }));
}

function placeOf(message: string): string[] {
  const [place = ''] = /^(\/\S*|[\w$-]+(?:[.[][^\s:]+)*)/.exec(message) ?? [];
  if (place.startsWith('/'))
    return place
      .slice(1)
      .split('/')
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return place.split(/[.[\]]+/).filter(Boolean);
}

function nodeAt(text: string, root: SyntaxNode, keys: readonly string[]): SyntaxNode {
  let node = root;
  let shown = root;
  for (const key of keys) {
    const next = node.name === 'Object' ? propertyOf(text, node, key) : node.name === 'Array' ? memberOf(text, node, key) : undefined;
    if (!next) break;
    [node, shown] = [next.value, next.shown];
  }
  return shown;
}

interface Found {
  value: SyntaxNode;
  /** Where a person looks for it: its name, where it has one. */
  shown: SyntaxNode;
}

function propertyOf(text: string, object: SyntaxNode, key: string): Found | undefined {
  for (const property of object.getChildren('Property')) {
    const [name, value] = [property.firstChild, property.lastChild];
    if (name && value && name.name === 'PropertyName' && stringOf(text, name) === key) return { value, shown: property };
  }
  return undefined;
}

/** By its number, or by its name where it has one. */
function memberOf(text: string, array: SyntaxNode, key: string): Found | undefined {
  const members: SyntaxNode[] = [];
  for (let one = array.firstChild; one; one = one.nextSibling) if (!/^[[\],⚠]$/.test(one.name)) members.push(one);
  const found = /^\d+$/.test(key)
    ? members[Number(key)]
    : members.find((one) => {
        const name = one.name === 'Object' ? propertyOf(text, one, 'name') : undefined;
        return name && stringOf(text, name.value) === key;
      });
  return found && { value: found, shown: found };
}

function stringOf(text: string, { from, to }: SyntaxNode): string {
  try {
    return String(JSON.parse(text.slice(from, to)));
  } catch {
    return '';
  }
}

function lineAt(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line += 1;
  return line;
}
