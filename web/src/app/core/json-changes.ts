export interface JsonChange {
  /** Where in the document, e.g. `files[src/a.ts].purpose`. */
  path: string;
  before: string;
  after: string;
}

// Lists are compared each member with each.
const COMPARED_MAX = 300_000;

interface Operation {
  op: string;
  path: string;
  value?: unknown;
}

/**
 * What differs between two JSON documents by their structure; members of lists are told apart by their name, path or id,
 * not by their place. undefined where one of them is no JSON, or too long to be compared without holding up the page.
 */
export async function jsonChanges(left: string, right: string): Promise<JsonChange[] | undefined> {
  if (left.length > COMPARED_MAX || right.length > COMPARED_MAX) return undefined;
  let before: unknown;
  let after: unknown;
  try {
    [before, after] = [JSON.parse(left), JSON.parse(right)];
  } catch {
    return undefined;
  }
  const { create } = await import('jsondiffpatch');
  const { default: JsonPatch } = await import('jsondiffpatch/formatters/jsonpatch');
  const differ = create({ objectHash: (item, index) => nameOf(item) ?? `$${index}`, arrays: { detectMove: false } });
  const delta = differ.diff(before, after);
  if (!delta) return [];
  // Removals come first and shift what follows them: each is looked up in the document as it stands by then.
  let now: unknown = JSON.parse(left);
  return (new JsonPatch().format(delta) as Operation[]).map(({ op, path, value }) => {
    const keys = path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const old = op === 'add' ? undefined : at(now, keys);
    const change = { path: label(now, keys, op === 'add' ? value : old), before: show(old), after: op === 'remove' ? '' : show(value) };
    now = apply(now, keys, op, value);
    return change;
  });
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  const { path, name, id } = item as Record<string, unknown>;
  const found = path ?? name ?? id;
  return typeof found === 'string' ? found : undefined;
}

const at = (document: unknown, keys: readonly string[]): unknown =>
  keys.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

function label(document: unknown, keys: readonly string[], last: unknown): string {
  return keys
    .map((key, i) => {
      const parent = at(document, keys.slice(0, i));
      if (!Array.isArray(parent)) return i === 0 ? key : `.${key}`;
      return `[${nameOf(i === keys.length - 1 ? last : parent[Number(key)]) ?? key}]`;
    })
    .join('');
}

const show = (value: unknown): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value, null, 1));

function apply(document: unknown, keys: readonly string[], op: string, value: unknown): unknown {
  if (keys.length === 0) return value;
  const parent = at(document, keys.slice(0, -1)) as Record<string, unknown> | unknown[];
  const key = keys.at(-1)!;
  if (Array.isArray(parent)) parent.splice(Number(key), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
  else if (op === 'remove') Reflect.deleteProperty(parent, key);
  else parent[key] = value;
  return document;
}
