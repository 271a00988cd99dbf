import type { ExportState, GenerationState } from '@millwright/domain';

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

const exported = {
  sql: (of: string, first: number): string => `
    UPDATE repository_export SET status = $${first}, url = $${first + 1}, commit = $${first + 2}, message = $${first + 3}, hint = $${first + 4},
      completed_at = $${first + 5}
    WHERE stream_id = ${of} AND EXISTS (SELECT 1 FROM entry)`,
  values: ({ status, url, commit, message, hint, completedAt }: ExportState): unknown[] => [status, url, commit, message, hint, completedAt],
} satisfies Projection;

/** By kind; a kind that nothing is listed of has none. */
export const PROJECTIONS: Readonly<Record<string, Projection>> = { generation, export: exported };
