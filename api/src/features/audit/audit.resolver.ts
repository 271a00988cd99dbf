import { ORGANIZATION, describeIn } from '@millwright/domain';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { pageSize, toConnection } from '../../graphql/connection.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { AUDIT } from '../../tokens.js';
import type { AuditService, OrganizationEvent } from './audit.service.js';
import { OrganizationEventConnection, OrganizationEventType } from './audit.types.js';

@Resolver()
export class AuditResolver {
  constructor(@Inject(AUDIT) private readonly audit: AuditService) {}

  @Query(() => OrganizationEventConnection, {
    description: 'what was changed in an organization: members, keys, settings, gates, files by hand; newest first',
  })
  @Requires('organization.manage')
  async organizationEvents(
    @Args('organizationId', { type: () => ID, nullable: true, description: 'default: the caller’s own' }) organizationId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 50 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<OrganizationEventConnection> {
    const { events, hasNextPage } = await this.audit.events(requireViewer(viewer), organizationId, { limit: pageSize(first, 50), after });
    return toConnection(events, hasNextPage, Boolean(after), ({ seq }) => String(seq), toOrganizationEvent);
  }

  @Subscription(() => OrganizationEventType, {
    name: 'organizationEvents',
    resolve: (event: OrganizationEventType) => event,
    description: 'every change after `after` (default: all), oldest first, then each new one; nothing is missed or repeated across a reconnect',
  })
  @Requires('organization.manage')
  followOrganizationEvents(
    @Args('organizationId', { type: () => ID, nullable: true, description: 'default: the caller’s own' }) organizationId: string | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): AsyncIterableIterator<OrganizationEventType> {
    return mapIterator(this.audit.follow(requireViewer(viewer), organizationId, after), toOrganizationEvent);
  }
}

function toOrganizationEvent({ seq, at, body }: OrganizationEvent): OrganizationEventType {
  return {
    cursor: String(seq),
    at: new Date(at),
    type: body.type,
    actor: body.actor.name,
    message: describeIn(ORGANIZATION, body),
    data: body,
  };
}
