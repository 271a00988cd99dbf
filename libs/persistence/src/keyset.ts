import { BadInput } from '@millwright/domain';

/** Where a page begins: after the row with this instant and id, newest first. */
export interface Keyset {
  at: Date;
  id: string;
}

export interface Page<T> {
  rows: T[];
  hasNextPage: boolean;
}

/** Opaque to clients. */
export function encodeKeyset({ at, id }: Keyset): string {
  return Buffer.from(`${at.getTime()}|${id}`).toString('base64url');
}

/** @throws BadInput naming `after`. */
export function decodeKeyset(cursor: string): Keyset {
  const match = /^(\d{1,15})\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw new BadInput([{ path: 'after', message: 'is not a cursor of this list; use an endCursor that it gave' }]);
  return { at: new Date(Number(match[1])), id: match[2]! };
}

/** Cuts a query's `limit + 1` rows to a page. */
export function pageOf<T>(rows: T[], limit: number): Page<T> {
  return { rows: rows.slice(0, limit), hasNextPage: rows.length > limit };
}
