/** One page of a list, and how much there is in all. */
export interface ListPage<T> {
  items: T[];
  total: number;
  page: number;
  pages: number;
}

/** Of a page number as the address has it: 1 where it is none. */
export function pageNumber(text: string | undefined): number {
  const page = Number(text);
  return Number.isSafeInteger(page) && page > 0 ? page : 1;
}

/** A text as LIKE looks for it anywhere, with its own wildcards as ordinary characters. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** SQL of a sort as the address has it, "-" for descending; undefined for one that is not offered. */
export function orderOf(sort: string | undefined, sorts: Record<string, string>): string | undefined {
  const name = (sort ?? '').replace(/^-/, '');
  if (!Object.hasOwn(sorts, name)) return undefined;
  return `${sorts[name]}${sort!.startsWith('-') ? ' DESC' : ''}`;
}
