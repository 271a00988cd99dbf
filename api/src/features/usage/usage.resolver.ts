import { NO_USAGE } from '@millwright/domain';
import { decodeCostKeyset, encodeCostKeyset } from '@millwright/persistence';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { pageSize, toConnection } from '../../graphql/connection.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { USAGE } from '../../tokens.js';
import { toProject } from '../project/project.mapper.js';
import { ProjectType } from '../project/project.types.js';
import { toSum, type UsageScope, type UsageService } from './usage.service.js';
import { OrganizationUsageType, UsageArgs, UsageOfProjectConnection, UsageOfProjectType, UsageSumType } from './usage.types.js';

/** With what it was asked by, for the page of projects in it. */
type Asked = OrganizationUsageType & { scope: UsageScope };

@Resolver(() => OrganizationUsageType)
export class UsageResolver {
  constructor(@Inject(USAGE) private readonly usages: UsageService) {}

  @Query(() => OrganizationUsageType)
  @Requires('organization.read')
  async usage(@Args() args: UsageArgs, @Context() { viewer }: RequestContext): Promise<OrganizationUsageType> {
    const scope = this.usages.scope(requireViewer(viewer), args);
    return { ...(await this.usages.of(scope)), scope } as Asked;
  }

  @ResolveField(() => UsageOfProjectConnection, { description: 'dearest first' })
  async projects(
    @Parent() { scope }: Asked,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<UsageOfProjectConnection> {
    const { rows, hasNextPage } = await this.usages.projects(scope, {
      limit: pageSize(first, 20),
      ...(after ? { after: decodeCostKeyset(after) } : {}),
    });
    const { organizationId } = scope;
    return toConnection(
      rows,
      hasNextPage,
      Boolean(after),
      ({ costMicros, projectId: id }) => encodeCostKeyset({ costMicros, id }),
      ({ projectId, ...used }) => ({ organizationId, projectId, used: toSum(used) }) as UsageOfProjectType,
    );
  }
}

@Resolver(() => UsageOfProjectType)
export class UsageOfProjectResolver {
  @ResolveField(() => ProjectType)
  async project(@Parent() { organizationId, projectId }: UsageOfProjectType, @Context() { loaders }: RequestContext): Promise<ProjectType> {
    const row = await loaders.project.load({ organizationId, id: projectId });
    if (!row) throw new Error('A project that has used something is not there');
    return toProject(row);
  }
}

@Resolver(() => ProjectType)
export class ProjectUsageResolver {
  @ResolveField(() => UsageSumType, { description: 'of all its generations, as long as it has been there' })
  async used(@Parent() { organizationId, id }: ProjectType, @Context() { loaders }: RequestContext): Promise<UsageSumType> {
    return toSum((await loaders.projectUsage.load({ organizationId, id })) ?? NO_USAGE);
  }
}
