import type { GenerationState } from '@millwright/domain';

/** Rows that follow from a stream's state, for lists: written with its events, in the same statement. */
export interface Projection {
  /** @param of the parameter that holds the stream's id @param first the number of the first of `values` */
  sql(of: string, first: number): string;
  values(state: never): unknown[];
}

const generation = {
  sql: (of: string, first: number): string => `
    UPDATE generation SET status = $${first}, progress = $${first + 1}, completed_at = $${first + 2}, failure_code = $${first + 3},
      budget_micros = $${first + 4}, head_commit = coalesce($${first + 5}, head_commit)
    WHERE id = ${of} AND EXISTS (SELECT 1 FROM entry)`,
  values: ({ status, progress, completedAt, failure, budgetMicros, headCommit }: GenerationState): unknown[] => [
    status,
    progress,
    completedAt,
    failure?.code ?? null,
    budgetMicros ?? null,
    headCommit ?? null,
  ],
} satisfies Projection;

/** By kind; a kind that nothing is listed of has none. */
export const PROJECTIONS: Readonly<Record<string, Projection>> = { generation };
