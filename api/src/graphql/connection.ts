import { BadInput, LIMITS } from '@millwright/domain';
import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

export interface EdgeOf<T> {
  cursor: string;
  node: T;
}
export interface ConnectionOf<T> {
  edges: EdgeOf<T>[];
  pageInfo: PageInfo;
}

/** A connection that says how many rows there are on all pages: counted where somebody asks, and not for a page. */
export interface Counted {
  count(): Promise<number>;
}

/** A page of rows as a connection. @throws BadInput where `first` is out of bounds (see `pageSize`). */
export function toConnection<R, T>(
  rows: readonly R[],
  hasNextPage: boolean,
  isAfter: boolean,
  cursorOf: (row: R) => string,
  nodeOf: (row: R) => T,
): ConnectionOf<T> {
  const edges = rows.map((row) => ({ cursor: cursorOf(row), node: nodeOf(row) }));
  return {
    edges,
    pageInfo: { hasNextPage, hasPreviousPage: isAfter, startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** @throws BadInput naming `first`. */
export function pageSize(first: number | null | undefined, fallback: number): number {
  const size = first ?? fallback;
  if (!Number.isInteger(size) || size < 1 || size > LIMITS.pageMax)
    throw new BadInput([{ path: 'first', message: `must be 1 to ${LIMITS.pageMax}` }]);
  return size;
}
