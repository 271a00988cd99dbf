import type { Config } from '@millwright/platform';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { API_KEYS, CONFIG, ORGANIZATIONS } from '../../tokens.js';
import type { ApiKeyService } from './api-key.service.js';
import type { OrganizationService } from './organization.service.js';
import {
  ApiKeyType,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  OrganizationType,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
  SignInOptionsType,
  ViewerType,
} from './viewer.types.js';

@Resolver(() => ViewerType)
export class ViewerResolver {
  constructor(
    @Inject(API_KEYS) private readonly apiKeyService: ApiKeyService,
    @Inject(ORGANIZATIONS) private readonly organizations: OrganizationService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => ViewerType, { nullable: true, description: 'null for someone who is not signed in' })
  @Requires('anyone')
  viewer(@Context() { viewer }: RequestContext): ViewerType | null {
    if (!viewer) return null;
    const { userId: id, name, email, isAdministrator, memberships } = viewer;
    return {
      id,
      name,
      email,
      isAdministrator,
      memberships,
      homeOrganizationId: memberships.length > 0 ? viewer.home.organizationId : null,
    };
  }

  @Query(() => SignInOptionsType)
  @Requires('anyone')
  signInOptions(): SignInOptionsType {
    const { config } = this;
    return {
      github: Boolean(config.GITHUB_CLIENT_ID && config.GITHUB_CLIENT_SECRET),
      google: Boolean(config.GOOGLE_CLIENT_ID && config.GOOGLE_CLIENT_SECRET),
      invitedOnly: config.SIGN_UP === 'invited',
      confirmsEmail: Boolean(config.SMTP_URL),
    };
  }

  @Query(() => OrganizationType)
  @Requires('organization.read')
  async organization(
    @Args('id', { type: () => ID, nullable: true, description: 'default: the caller’s own' }) id: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<OrganizationType> {
    return await this.organizations.get(requireViewer(viewer), id);
  }

  @Query(() => [ApiKeyType], { description: 'the caller’s own, newest first' })
  @Requires('signed-in')
  async apiKeys(@Context() { viewer }: RequestContext): Promise<ApiKeyType[]> {
    return await this.apiKeyService.list(requireViewer(viewer));
  }

  @Mutation(() => CreateApiKeyPayload)
  @Requires('signed-in')
  async createApiKey(@Args('input') input: CreateApiKeyInput, @Context() { viewer }: RequestContext): Promise<CreateApiKeyPayload> {
    return await this.apiKeyService.create(requireViewer(viewer), input);
  }

  @Mutation(() => RevokeApiKeyPayload)
  @Requires('signed-in')
  async revokeApiKey(@Args('input') input: RevokeApiKeyInput, @Context() { viewer }: RequestContext): Promise<RevokeApiKeyPayload> {
    await this.apiKeyService.revoke(requireViewer(viewer), input.id);
    return { id: input.id };
  }
}
