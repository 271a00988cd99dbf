import { InputCheck, NO_USAGE, addUsage, restOfUsage, type Usage } from '@millwright/domain';
import type { Page } from '@millwright/persistence';
import type { ProjectUsage, UnitOfWork, UsageFilter, UsagePart } from '@millwright/persistence';
import type { Pool } from 'pg';
import type { Viewer } from '../../security/viewer.js';
import type { OrganizationUsageType, UsageArgs, UsageSumType } from './usage.types.js';

const MONTHS_SHOWN = 12;
const MOST_MONTHS = 120;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Matches nothing: what is no id of a project is the project of nothing. */
const NO_PROJECT = '00000000-0000-0000-0000-000000000000';

export interface UsageScope {
  organizationId: string;
  filter: UsageFilter;
}

/** What an organization has used, by month, member, model and project. */
export class UsageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pool: Pool,
  ) {}

  /** What is asked about, checked. @throws NotFound · Forbidden · BadInput naming `from` or `to` */
  scope(viewer: Viewer, args: UsageArgs, now = new Date()): UsageScope {
    const { organizationId } = viewer.in(args.organizationId, 'organization.read');
    const check = new InputCheck();
    const [to, from] = [monthOf(args.to), monthOf(args.from)];
    check.that(args.to == null || to !== undefined, 'to', 'must be a month as 2026-11');
    check.that(args.from == null || from !== undefined, 'from', 'must be a month as 2026-11');
    const last = to ?? now.getUTCFullYear() * 12 + now.getUTCMonth();
    const first = from ?? last - MONTHS_SHOWN + 1;
    check.that(first <= last, 'from', 'must not be after `to`');
    check.that(last - first < MOST_MONTHS, 'from', `must be at most ${MOST_MONTHS} months before \`to\``);
    check.done();
    const { projectId, memberId, engine, model } = args;
    return {
      organizationId,
      filter: {
        from: `${textOf(first)}-01`,
        to: `${textOf(last)}-01`,
        ...(projectId == null ? {} : { projectId: UUID.test(projectId) ? projectId : NO_PROJECT }),
        ...(memberId == null ? {} : { memberId }),
        ...(engine == null ? {} : { engine }),
        ...(model == null ? {} : { model }),
      },
    };
  }

  async of({ organizationId, filter }: UsageScope): Promise<OrganizationUsageType> {
    const { all, kept } = await this.unitOfWork.run({ organizationId }, async (tx) => ({
      all: await tx.usage.parts(filter),
      kept: filter.projectId ? undefined : await tx.usage.ofAllProjects(filter),
    }));
    const bought = all.filter(({ isReplay }) => !isReplay);
    const [from, to] = [filter.from.slice(0, 7), filter.to.slice(0, 7)];
    const months = new Map(monthsBetween(from, to).map((month) => [month, NO_USAGE]));
    for (const [month, used] of summed(bought, (part) => part.month.slice(0, 7))) months.set(month, used);
    const members = dearest(summed(bought, (part) => part.memberId));
    const names = await this.names(
      organizationId,
      members.map(([id]) => id),
    );
    return {
      organizationId,
      from,
      to,
      total: toSum(total(bought)),
      months: [...months].map(([month, used]) => ({ month, used: toSum(used) })),
      members: members.map(([userId, used]) => ({ userId, ...(names.get(userId) ?? { name: null, isMember: false }), used: toSum(used) })),
      models: dearest(summed(bought, ({ engine, model }) => JSON.stringify([engine, model]))).map(([key, used]) => {
        const [engine, model] = JSON.parse(key) as [string, string];
        return { engine, model, used: toSum(used) };
      }),
      deletedProjects: toSum(kept ? restOfUsage(total(bought), kept) : NO_USAGE),
      replays: toSum(total(all.filter(({ isReplay }) => isReplay))),
    };
  }

  /** Dearest first. */
  async projects(
    { organizationId, filter }: UsageScope,
    options: { limit: number; after?: { costMicros: number; id: string } },
  ): Promise<Page<ProjectUsage>> {
    return await this.unitOfWork.run({ organizationId }, (tx) => tx.usage.byProject(filter, options));
  }

  private async names(organizationId: string, ids: readonly string[]): Promise<Map<string, { name: string; isMember: boolean }>> {
    const { rows } = await this.pool.query<{ id: string; name: string; isMember: boolean }>(
      `SELECT u.id, u.name, EXISTS (SELECT 1 FROM member m WHERE m."userId" = u.id AND m."organizationId" = $1) AS "isMember"
       FROM "user" u WHERE u.id = ANY($2)`,
      [organizationId, ids],
    );
    return new Map(rows.map(({ id, name, isMember }) => [id, { name, isMember }]));
  }
}

export function toSum({ costMicros, inputTokens, outputTokens, requests, cachedRequests }: Usage): UsageSumType {
  return { costUsd: costMicros / 1_000_000, inputTokens, outputTokens, requests, cachedRequests };
}

const total = (parts: readonly UsagePart[]): Usage => parts.reduce<Usage>(addUsage, NO_USAGE);

function summed(parts: readonly UsagePart[], keyOf: (part: UsagePart) => string): Map<string, Usage> {
  const sums = new Map<string, Usage>();
  for (const part of parts) sums.set(keyOf(part), addUsage(sums.get(keyOf(part)) ?? NO_USAGE, part));
  return sums;
}

const dearest = (sums: Map<string, Usage>): [string, Usage][] => [...sums].sort(([, a], [, b]) => b.costMicros - a.costMicros || b.requests - a.requests);

/** Months since the year 0; undefined where the text is none. */
function monthOf(text: string | null | undefined): number | undefined {
  const match = /^([12]\d{3})-(0[1-9]|1[0-2])$/.exec(text ?? '');
  return match ? Number(match[1]) * 12 + Number(match[2]) - 1 : undefined;
}

const textOf = (month: number): string => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

function monthsBetween(from: string, to: string): string[] {
  const [first, last] = [monthOf(from)!, monthOf(to)!];
  return Array.from({ length: last - first + 1 }, (_, i) => textOf(first + i));
}
