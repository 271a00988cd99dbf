import { LEDGER_CHANNEL } from '@millwright/contracts';
import { NotFound, reduceStream, findStreamKind, type AnyStream, type StreamDefinition, type StreamEvent, type StreamState } from '@millwright/domain';
import type { TenantScope, Transaction, UnitOfWork } from '@millwright/persistence';
import { writeLedger } from '@millwright/platform';
import type { EventBridge } from '../../graphql/event-bridge.js';
import { mapIterator } from '../../graphql/map-iterator.js';
import { requireId } from '../../graphql/require-id.js';
import type { Viewer } from '../../security/viewer.js';

/** Rows read ahead for a subscriber: what one who does not take them costs. */
const BATCH = 25;

/** An event with the state that it led to. */
export interface Reduced<State, Body> {
  event: StreamEvent<Body>;
  state: State;
}

/** A stream that somebody may read. */
export interface FoundStream {
  id: string;
  scope: TenantScope;
  definition: AnyStream;
}

/** Streams of every kind: found, read, followed and taken along in the same way. */
export class StreamService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly bridge: EventBridge,
  ) {}

  /** Looks in the viewer's own organizations and nowhere else. @throws NotFound · Forbidden */
  async find(viewer: Viewer, id: string): Promise<FoundStream> {
    requireId(id, 'The stream');
    for (const { organizationId } of viewer.memberships) {
      const scope = { organizationId, userId: viewer.userId };
      const kind = await this.unitOfWork.run(scope, (tx) => tx.kindOfStream(id));
      const definition = kind === undefined ? undefined : findStreamKind(kind);
      if (!definition) continue;
      viewer.in(organizationId, definition.reading);
      return { id, scope, definition };
    }
    throw new NotFound('The stream');
  }

  /** Events past a cursor, each with the state that it led to. */
  async events<State extends StreamState, Body extends { type: string }>(
    definition: StreamDefinition<State, Body>,
    { id, scope }: Pick<FoundStream, 'id' | 'scope'>,
    { after, limit }: { after: number; limit: number },
  ): Promise<{ events: Reduced<State, Body>[]; hasNextPage: boolean }> {
    return await this.unitOfWork.run(scope, async (tx) => {
      const stream = tx.streams(definition);
      let state = await stream.stateAt(id, after);
      const events = await stream.read(id, after, limit + 1);
      const reduced = events.slice(0, limit).map((event) => ({ event, state: (state = reduceStream(definition, state, event)) }));
      return { events: reduced, hasNextPage: events.length > limit };
    });
  }

  /** Every event past a cursor, then each new one, until the stream ends. */
  async follow<State extends StreamState, Body extends { type: string }>(
    definition: StreamDefinition<State, Body>,
    { id, scope }: Pick<FoundStream, 'id' | 'scope'>,
    after: number,
  ): Promise<AsyncIterableIterator<Reduced<State, Body>>> {
    const run = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => this.unitOfWork.run(scope, work);
    let state = await run((tx) => tx.streams(definition).stateAt(id, after));
    let cursor = after;
    const read = async (): Promise<StreamEvent<Body>[]> => {
      const batch = await run((tx) => tx.streams(definition).read(id, cursor, BATCH));
      cursor = batch.at(-1)?.seq ?? cursor;
      return batch;
    };
    // Reduced as it is taken: what waits for a slow reader is rows, not states.
    const isLast = (event: StreamEvent<Body>): boolean => definition.isFinal((state = reduceStream(definition, state, event)));
    // Someone who asks after the last event is told at once that nothing follows.
    const events = this.bridge.follow(LEDGER_CHANNEL, id, read, isLast, async () => definition.isFinal(state));
    return mapIterator(events, (event) => ({ event, state }));
  }

  /** The ledger as a file, as it can be checked elsewhere. */
  async ledger({ id, scope, definition }: FoundStream): Promise<string> {
    return writeLedger(await this.unitOfWork.run(scope, (tx) => tx.streams(definition).export(id)));
  }
}
