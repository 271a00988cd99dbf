import type { GenerationStatus } from '@millwright/domain';
import { decodeKeyset, type GenerationRow } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { pageSize } from '../../graphql/connection.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { ACTIVITY, CONFIG } from '../../tokens.js';
import { toGeneration, toGenerationConnection } from '../generation/generation.mapper.js';
import { GenerationConnection, GenerationStatusEnum } from '../generation/generation.types.js';
import type { ActivityService } from './activity.service.js';
import { ActivityType, GenerationEstimateType, WaitingGenerationType } from './activity.types.js';

@Resolver()
export class ActivityResolver {
  constructor(
    @Inject(ACTIVITY) private readonly activity: ActivityService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => GenerationConnection, { description: 'of all projects of an organization, newest first' })
  @Requires('generation.read')
  async generations(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Args('status', { type: () => [GenerationStatusEnum], nullable: true, description: 'default: every status' })
    statuses: GenerationStatus[] | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<GenerationConnection> {
    const page = await this.activity.generations(requireViewer(viewer), organizationId, {
      statuses: statuses ?? [],
      limit: pageSize(first, 20),
      ...(after ? { after: decodeKeyset(after) } : {}),
    });
    return toGenerationConnection(page, Boolean(after), this.config);
  }

  @Query(() => GenerationEstimateType, {
    nullable: true,
    description: 'what a generation will take, from the organization’s own past ones; null where there are none to go by',
  })
  @Requires('generation.read')
  async generationEstimate(
    @Args('engine', { type: () => String }) engine: string,
    @Args('model', { type: () => String }) model: string,
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<GenerationEstimateType | null> {
    const estimate = await this.activity.estimate(requireViewer(viewer), organizationId, engine, model);
    return estimate
      ? {
          generations: estimate.generations,
          durationMs: estimate.durationMs,
          costUsd: estimate.costMicros / 1_000_000,
          stages: estimate.stages.map(({ name, durationMs }) => ({ stage: name, durationMs })),
        }
      : null;
  }

  @Query(() => [WaitingGenerationType], {
    description: 'what of an organization’s open generations waits now, and for what; those that wait longest first',
  })
  @Requires('generation.read')
  async waiting(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<WaitingGenerationType[]> {
    const all = await this.activity.waiting(requireViewer(viewer), organizationId);
    return all.map(({ row, waits }) => ({ generation: toGeneration(row, this.config), waits }));
  }

  @Subscription(() => ActivityType, {
    resolve: (activity: ActivityType) => activity,
    description: 'what is going on in an organization: now, and again at each change',
  })
  @Requires('generation.read')
  activityChanged(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): AsyncIterableIterator<ActivityType> {
    return mapIterator(this.activity.follow(requireViewer(viewer), organizationId), (rows) => this.toActivity(rows));
  }

  private toActivity(rows: readonly GenerationRow[]): ActivityType {
    const running = rows.filter((row) => row.status === 'QUEUED' || row.status === 'RUNNING').length;
    return { running, waiting: rows.length - running, open: rows.map((row) => toGeneration(row, this.config)) };
  }
}
