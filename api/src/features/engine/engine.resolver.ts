import { PRICES_AS_OF } from '@millwright/integrations';
import type { EngineSettings } from '@millwright/persistence';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { ENGINES } from '../../tokens.js';
import type { EngineService } from './engine.service.js';
import {
  EnginePayload,
  EngineSettingsPayload,
  EngineSettingsType,
  EngineType,
  RemoveEngineKeyInput,
  SetEngineKeyInput,
  SetEngineSettingsInput,
} from './engine.types.js';

@Resolver(() => EngineType)
export class EngineResolver {
  constructor(@Inject(ENGINES) private readonly engines: EngineService) {}

  @Query(() => [EngineType], { name: 'engines', description: 'with the keys and models of an organization' })
  @Requires('organization.read')
  async list(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<EngineType[]> {
    return await this.engines.list(requireViewer(viewer), organizationId);
  }

  @Query(() => EngineSettingsType)
  @Requires('organization.read')
  async engineSettings(
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<EngineSettingsType> {
    return toSettings(await this.engines.settings(requireViewer(viewer), organizationId));
  }

  @Mutation(() => EnginePayload, { description: 'keeps a key of the organization’s own, once the provider has taken it' })
  @Requires('organization.manage')
  async setEngineKey(@Args('input') input: SetEngineKeyInput, @Context() { viewer }: RequestContext): Promise<EnginePayload> {
    return { engine: await this.engines.setKey(requireViewer(viewer), input) };
  }

  @Mutation(() => EnginePayload)
  @Requires('organization.manage')
  async removeEngineKey(@Args('input') input: RemoveEngineKeyInput, @Context() { viewer }: RequestContext): Promise<EnginePayload> {
    return { engine: await this.engines.removeKey(requireViewer(viewer), input) };
  }

  @Mutation(() => EngineSettingsPayload)
  @Requires('organization.manage')
  async setEngineSettings(
    @Args('input') input: SetEngineSettingsInput,
    @Context() { viewer }: RequestContext,
  ): Promise<EngineSettingsPayload> {
    return { settings: toSettings(await this.engines.setSettings(requireViewer(viewer), input)) };
  }
}

const toSettings = (settings: EngineSettings): EngineSettingsType => ({ ...settings, pricesAsOf: PRICES_AS_OF });
