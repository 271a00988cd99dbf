import type { ProjectState } from '@millwright/domain';
import { DEFAULT_BRANCH } from '@millwright/integrations';
import { decodeKeyset, encodeKeyset } from '@millwright/persistence';
import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { pageSize, toConnection } from '../../graphql/connection.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { CONFIG, PROJECTS, PROJECT_DELETION } from '../../tokens.js';
import type { ProjectDeletion } from './project-deletion.js';
import { toProject } from './project.mapper.js';
import type { ProjectService } from './project.service.js';
import {
  ArchiveProjectInput,
  CreateProjectInput,
  CreateProjectPayload,
  DeleteProjectInput,
  ProjectConnection,
  ProjectPayload,
  ProjectStateEnum,
  ProjectType,
  RepositoryType,
  RestoreProjectInput,
  ReviseProjectInput,
  SetApprovalInput,
  UpdateProjectInput,
} from './project.types.js';

@Resolver(() => ProjectType)
export class ProjectResolver {
  constructor(
    @Inject(PROJECTS) private readonly projects: ProjectService,
    @Inject(PROJECT_DELETION) private readonly deletion: ProjectDeletion,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => ProjectType, { nullable: true })
  @Requires('project.read')
  async project(@Args('id', { type: () => ID }) id: string, @Context() { viewer }: RequestContext): Promise<ProjectType> {
    return toProject(await this.projects.get(requireViewer(viewer), id));
  }

  @Query(() => ProjectConnection, { name: 'projects', description: 'newest first' })
  @Requires('project.read')
  async list(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Args('state', { type: () => ProjectStateEnum, nullable: true, defaultValue: 'ACTIVE' }) state: ProjectState | null,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<ProjectConnection> {
    const { rows, hasNextPage, count } = await this.projects.list(requireViewer(viewer), organizationId, {
      state: state ?? 'ACTIVE',
      limit: pageSize(first, 20),
      ...(search?.trim() ? { search: search.trim().slice(0, 200) } : {}),
      ...(after ? { after: decodeKeyset(after) } : {}),
    });
    return {
      ...toConnection(rows, hasNextPage, Boolean(after), (row) => encodeKeyset({ at: row.createdAt, id: row.id }), toProject),
      count,
    };
  }

  @Mutation(() => CreateProjectPayload)
  @Requires('project.write')
  async createProject(@Args('input') input: CreateProjectInput, @Context() { viewer }: RequestContext): Promise<CreateProjectPayload> {
    return { project: toProject(await this.projects.create(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, { description: 'another name or description, before the project’s first generation' })
  @Requires('project.write')
  async updateProject(@Args('input') input: UpdateProjectInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.projects.update(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, { description: 'another name or description at any time; earlier generations keep theirs' })
  @Requires('project.write')
  async reviseProject(@Args('input') input: ReviseProjectInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.projects.revise(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, { description: 'puts a project away, or back; not while something of it runs' })
  @Requires('project.write')
  async archiveProject(@Args('input') input: ArchiveProjectInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.projects.archive(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, {
    description: 'cancels what runs of a project, and has it go with everything after a time; it can be restored until then',
  })
  @Requires('organization.manage')
  async deleteProject(@Args('input') input: DeleteProjectInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.deletion.delete(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, { description: 'takes the deletion of a project back' })
  @Requires('organization.manage')
  async restoreProject(@Args('input') input: RestoreProjectInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.deletion.restore(requireViewer(viewer), input)) };
  }

  @Mutation(() => ProjectPayload, { description: 'where the project’s generations wait for approval, from the next one on' })
  @Requires('project.write')
  async setApproval(@Args('input') input: SetApprovalInput, @Context() { viewer }: RequestContext): Promise<ProjectPayload> {
    return { project: toProject(await this.projects.setApproval(requireViewer(viewer), input)) };
  }

  @ResolveField(() => RepositoryType, { nullable: true, description: 'null until a generation has made one' })
  async repository(@Parent() project: ProjectType, @Context() { viewer, loaders }: RequestContext): Promise<RepositoryType | null> {
    const head = await loaders.repository.load({ organizationId: project.organizationId, id: project.id });
    if (!head) return null;
    const slug = viewer?.memberships.find((membership) => membership.organizationId === project.organizationId)?.organizationSlug;
    const base = `${this.config.PUBLIC_URL}/git/${slug}/${project.slug}`;
    return {
      id: project.id,
      cloneUrl: `${base}.git`,
      archiveUrl: `${base}.zip`,
      githubUrl: (await loaders.githubUrl.load({ organizationId: project.organizationId, id: project.id })) ?? null,
      defaultBranch: DEFAULT_BRANCH,
      headCommit: head.headCommit,
    };
  }
}

@Resolver(() => ProjectConnection)
export class ProjectConnectionResolver {
  @ResolveField(() => Int)
  async totalCount(@Parent() connection: ProjectConnection): Promise<number> {
    return await connection.count();
  }
}
