import { parseBounded, type JsonBounds } from '@millwright/platform';

// Braces that begin nothing, before it is given up to look for one that does.
const MOST_OPEN = 8;

/**
 * The JSON objects in a text, in their order, each whole by itself: an answer may be written twice, and the remarks around
 * it may hold braces of their own. A document that does not end is none, and nothing within it is.
 */
export function jsonDocuments(text: string, bounds: JsonBounds): object[] {
  const found: object[] = [];
  let open = 0;
  for (let from = text.indexOf('{'); from >= 0 && open < MOST_OPEN;) {
    const end = endOf(text, from);
    if (end === undefined) {
      // A document that was cut, and not a remark's brace.
      if (/^\{\s*"/.test(text.slice(from, from + 200))) break;
      open++;
      from = text.indexOf('{', from + 1);
      continue;
    }
    try {
      found.push(parseBounded(text.slice(from, end), bounds) as object);
    } catch {
      // A remark.
    }
    from = text.indexOf('{', end);
  }
  return found;
}

/** Behind the brace that closes the one at `from`; undefined: none does. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let at = from; at < text.length; at++) {
    const code = text[at];
    if (isText) {
      if (code === '\\') at++;
      else if (code === '"') isText = false;
    } else if (code === '"') isText = true;
    else if (code === '{') depth++;
    else if (code === '}' && --depth === 0) return at + 1;
  }
  return undefined;
}
