import { describeIn, type AnyStream, type StreamState } from '@millwright/domain';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import { pageSize, toConnection } from '../../graphql/connection.js';
import { eventCursor } from '../../graphql/event-cursor.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import type { RequestContext } from '../../graphql/request-context.js';
import { Requires } from '../../security/requires.decorator.js';
import { requireViewer } from '../../security/viewer.js';
import { STREAMS } from '../../tokens.js';
import type { Reduced, StreamService } from './stream.service.js';
import { StreamEventConnection, StreamEventType } from './stream.types.js';

/** What happened, of every kind of recorded work: who may read it is decided by its kind. */
@Resolver()
export class StreamResolver {
  constructor(@Inject(STREAMS) private readonly streams: StreamService) {}

  @Query(() => StreamEventConnection, {
    description: 'what happened in a stream (a generation, an export, an organization), oldest first',
  })
  @Requires('signed-in')
  async streamEvents(
    @Args('streamId', { type: () => ID }) streamId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 100 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<StreamEventConnection> {
    const stream = await this.streams.find(requireViewer(viewer), streamId);
    const cursor = eventCursor(after);
    const { events, hasNextPage } = await this.streams.events(stream.definition, stream, { after: cursor, limit: pageSize(first, 100) });
    const show = (reduced: Reduced<StreamState, { type: string }>): StreamEventType => toStreamEvent(stream.definition, reduced);
    return toConnection(events, hasNextPage, cursor > 0, ({ event }) => String(event.seq), show);
  }

  @Subscription(() => StreamEventType, {
    name: 'streamEvents',
    resolve: (event: StreamEventType) => event,
    description:
      'every event of a stream after `after` (default: all), then each new one; ends when the stream does. Nothing is missed or repeated across a reconnect.',
  })
  @Requires('signed-in')
  async followStreamEvents(
    @Args('streamId', { type: () => ID }) streamId: string,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Context() { viewer }: RequestContext,
  ): Promise<AsyncIterableIterator<StreamEventType>> {
    const stream = await this.streams.find(requireViewer(viewer), streamId);
    const events = await this.streams.follow(stream.definition, stream, eventCursor(after));
    return mapIterator(events, (reduced) => toStreamEvent(stream.definition, reduced));
  }
}

function toStreamEvent(definition: AnyStream, { event, state }: Reduced<StreamState, { type: string }>): StreamEventType {
  const { seq, at, body } = event;
  return {
    cursor: String(seq),
    seq,
    at: new Date(at),
    type: body.type,
    message: describeIn(definition, body),
    status: state.status,
    data: body,
  };
}
