import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { GITHUB_SERVICE } from '../../tokens.js';
import { GenerationType } from '../generation/generation.types.js';
import type { GithubService } from './github.service.js';
import {
  ConnectGithubInput,
  DisconnectGithubInput,
  ExportToGithubInput,
  GithubConnectionPayload,
  GithubConnectionType,
  GithubExportPayload,
  GithubExportType,
} from './github.types.js';

@Resolver(() => GenerationType)
export class GithubResolver {
  constructor(@Inject(GITHUB_SERVICE) private readonly github: GithubService) {}

  @Query(() => GithubConnectionType, { nullable: true, description: 'null where no account is connected and the server has none' })
  @Requires('organization.read')
  async githubConnection(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<GithubConnectionType | null> {
    return await this.github.connection(requireViewer(viewer), organizationId);
  }

  @Mutation(() => GithubConnectionPayload)
  @Requires('organization.manage')
  async connectGithub(@Args('input') input: ConnectGithubInput, @Context() { viewer }: RequestContext): Promise<GithubConnectionPayload> {
    return { connection: await this.github.connect(requireViewer(viewer), input) };
  }

  @Mutation(() => GithubConnectionPayload)
  @Requires('organization.manage')
  async disconnectGithub(
    @Args('input') input: DisconnectGithubInput,
    @Context() { viewer }: RequestContext,
  ): Promise<GithubConnectionPayload> {
    return { connection: await this.github.disconnect(requireViewer(viewer), input.organizationId) };
  }

  @Mutation(() => GithubExportPayload, {
    description: 'a repository on GitHub with one commit, the same tree as our own; asked again, it is the same one',
  })
  @Requires('generation.run')
  async exportToGithub(@Args('input') input: ExportToGithubInput, @Context() { viewer }: RequestContext): Promise<GithubExportPayload> {
    return { export: await this.github.export(requireViewer(viewer), input) };
  }

  @ResolveField(() => GithubExportType, { nullable: true, description: 'null where it was not exported' })
  async githubExport(@Parent() generation: GenerationType): Promise<GithubExportType | null> {
    return await this.github.find(generation.organizationId, generation.id);
  }
}
