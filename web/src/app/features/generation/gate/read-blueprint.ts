import type { Blueprint } from '@millwright/domain';

/** What of a design people read beside what they correct. */
export interface Page {
  title: string;
  path: string;
}

/** A blueprint from its JSON; undefined where it is not one. What else it may lack is the server's to say. */
export function readBlueprint(text: string | null | undefined): Blueprint | undefined {
  let blueprint: Partial<Blueprint> | null;
  try {
    blueprint = JSON.parse(text ?? '') as Partial<Blueprint> | null;
  } catch {
    return undefined;
  }
  const lists = [blueprint?.entities, blueprint?.components, blueprint?.endpoints, blueprint?.files, blueprint?.technologies];
  return lists.every(Array.isArray) ? (blueprint as Blueprint) : undefined;
}

/** Whether a blueprint says what the built-in engine means. */
export function hasDesign(text: string | null | undefined): boolean {
  try {
    return typeof (JSON.parse(text ?? '') as { design?: unknown }).design === 'object';
  } catch {
    return false;
  }
}

/** As the stage writes it, so that an edit that is taken back is none. */
export const writeBlueprint = (blueprint: Blueprint): string => `${JSON.stringify(blueprint, null, 2)}\n`;

/** Pages that the design names, beside those that every record has; empty where engines name none. */
export function pagesOf({ design }: Blueprint): Page[] {
  const { pages, records } = (design ?? {}) as { pages?: unknown; records?: unknown };
  return [
    ...listOf(pages).map(({ title, path }) => ({ title, path })),
    ...listOf(records).map(({ plural, path }) => ({ title: plural, path })),
  ].filter((page): page is Page => typeof page.title === 'string' && typeof page.path === 'string');
}

const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null) : [];

/** Files by the folder that they stand in, in the order of the folders' names. */
export function foldersOf({ files }: Blueprint): { folder: string; files: Blueprint['files'] }[] {
  const folders = Map.groupBy(files, ({ path }) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''));
  return [...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, of]) => ({ folder, files: of }));
}
