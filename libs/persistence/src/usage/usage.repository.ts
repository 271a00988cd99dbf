import { BadInput, type Usage } from '@millwright/domain';
import type { EntityManager } from 'typeorm';
import { pageOf, type Page } from '../keyset.js';

/** Which of an organization's usage is asked about; what is absent does not matter. */
export interface UsageFilter {
  /** First days of months, UTC, both counted: `2026-11-01`. */
  from: string;
  to: string;
  projectId?: string;
  /** Who started the generations. */
  memberId?: string;
  engine?: string;
  model?: string;
}

/** What was used in one month by one member of one model. */
export interface UsagePart extends Usage {
  /** Its first day. */
  month: string;
  memberId: string;
  engine: string;
  model: string;
  /** It was not bought: what a replay would have cost. */
  isReplay: boolean;
}

export interface ProjectUsage extends Usage {
  projectId: string;
}

/** Where a page of projects begins: after the one of this cost and id, dearest first. */
export interface CostKeyset {
  costMicros: number;
  id: string;
}

type Sums = Record<keyof Usage, string>;

const SUMS = `sum(input_tokens) AS "inputTokens", sum(output_tokens) AS "outputTokens", sum(cost_micros) AS "costMicros",
  sum(requests) AS requests, sum(cached_requests) AS "cachedRequests"`;

/** What one organization has used, as its ledgers tell; the database adds up each entry as it is written. */
export class UsageRepository {
  constructor(
    private readonly manager: EntityManager,
    private readonly organizationId: string,
  ) {}

  /** By month, member and model; replays apart. Its rows are as many as these are, however many generations there were. */
  async parts(filter: UsageFilter): Promise<UsagePart[]> {
    const { where, parameters } = this.asked(filter);
    const rows: (Omit<UsagePart, keyof Usage> & Sums)[] = await this.manager.query(
      `SELECT to_char(month, 'YYYY-MM-DD') AS month, member AS "memberId", engine, model, is_replay AS "isReplay", ${SUMS}
       FROM ${filter.projectId ? 'project_usage' : 'organization_usage'} WHERE ${where} GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`,
      parameters,
    );
    return rows.map((row) => ({ ...row, ...usageOf(row) }));
  }

  /** What was bought for each project, dearest first. It reads the months that are asked about, of this organization alone. */
  async byProject(filter: UsageFilter, options: { limit: number; after?: CostKeyset }): Promise<Page<ProjectUsage>> {
    const { where, parameters } = this.asked(filter);
    const { limit, after } = options;
    const past = after
      ? `HAVING (sum(cost_micros), project_id) < ($${parameters.push(after.costMicros)}::bigint, $${parameters.push(after.id)}::uuid)`
      : '';
    const rows: ({ projectId: string } & Sums)[] = await this.manager.query(
      `SELECT project_id AS "projectId", ${SUMS} FROM project_usage WHERE ${where} AND NOT is_replay
       GROUP BY project_id ${past} ORDER BY sum(cost_micros) DESC, project_id DESC LIMIT $${parameters.push(limit + 1)}`,
      parameters,
    );
    return pageOf(
      rows.map((row) => ({ projectId: row.projectId, ...usageOf(row) })),
      limit,
    );
  }

  /** What was bought for all projects together that are still there. */
  async ofAllProjects(filter: UsageFilter): Promise<Usage> {
    const { where, parameters } = this.asked(filter);
    const rows: Sums[] = await this.manager.query(`SELECT ${SUMS} FROM project_usage WHERE ${where} AND NOT is_replay`, parameters);
    return usageOf(rows[0]!);
  }

  /** All that was ever bought for some projects; one that has used nothing is not among them. */
  async ofProjects(projectIds: readonly string[]): Promise<ProjectUsage[]> {
    const rows: ({ projectId: string } & Sums)[] = await this.manager.query(
      `SELECT project_id AS "projectId", ${SUMS} FROM project_usage WHERE org_id = $1 AND project_id = ANY($2) AND NOT is_replay GROUP BY project_id`,
      [this.organizationId, projectIds],
    );
    return rows.map((row) => ({ projectId: row.projectId, ...usageOf(row) }));
  }

  private asked({ from, to, projectId, memberId, engine, model }: UsageFilter): { where: string; parameters: unknown[] } {
    const parameters: unknown[] = [this.organizationId, from, to];
    const parts = ['org_id = $1 AND month BETWEEN $2 AND $3'];
    for (const [column, value] of [
      ['project_id', projectId],
      ['member', memberId],
      ['engine', engine],
      ['model', model],
    ] as const)
      if (value !== undefined) parts.push(`${column} = $${parameters.push(value)}`);
    return { where: parts.join(' AND '), parameters };
  }
}

/** Opaque to clients. */
export function encodeCostKeyset({ costMicros, id }: CostKeyset): string {
  return Buffer.from(`$${costMicros}|${id}`).toString('base64url');
}

/** @throws BadInput naming `after`. */
export function decodeCostKeyset(cursor: string): CostKeyset {
  const match = /^\$(\d{1,15})\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw new BadInput([{ path: 'after', message: 'is not a cursor of this list; use an endCursor that it gave' }]);
  return { costMicros: Number(match[1]), id: match[2]! };
}

/** Sums come as text; they are far below 2^53. */
const usageOf = (row: Sums): Usage => ({
  inputTokens: Number(row.inputTokens),
  outputTokens: Number(row.outputTokens),
  costMicros: Number(row.costMicros),
  requests: Number(row.requests),
  cachedRequests: Number(row.cachedRequests),
});
