import {
  NOT_RECORDED,
  type Exchange,
  type GenerationEventBody,
  type RecordedRequest,
  type ReplayChoice,
  type StageName,
} from '@millwright/domain';
import { recordedEngine, type ModelEngine, type RecordStore } from '@millwright/integrations';
import type { UnitOfWork } from '@millwright/persistence';
import { readRecord, requestIdentity, type FullRecord } from '@millwright/platform';
import { ApplicationFailure } from '@temporalio/common';
import { LRUCache } from 'lru-cache';
import { setTimeout as sleep } from 'node:timers/promises';

/** A record with its exchanges where a question finds them. */
export interface OpenRecord {
  record: FullRecord;
  /** By stage and path. */
  exchanges: ReadonlyMap<string, readonly (Exchange & { identity: string })[]>;
}

// A worker replays few at once, and each may be tens of megabytes.
const OPEN_RECORDS = 4;
// A call without an answer waits so long for the generation to end.
const HELD_MS = 10_000;

/** The records that this worker replays. */
export class Records {
  private readonly opened = new LRUCache<string, Promise<OpenRecord>>({ max: OPEN_RECORDS });

  constructor(private readonly store: RecordStore) {}

  /** @throws BlobMissing · DecryptionFailed · BadInput */
  async open(organizationId: string, { record: address }: ReplayChoice): Promise<OpenRecord> {
    const key = `${organizationId}/${address}`;
    const known = this.opened.get(key);
    if (known) return await known;
    const opened = this.read(organizationId, address);
    this.opened.set(key, opened);
    opened.catch(() => this.opened.delete(key));
    return await opened;
  }

  private async read(organizationId: string, address: string): Promise<OpenRecord> {
    const record = await readRecord(await this.store.get(organizationId, address));
    const exchanges = new Map<string, (Exchange & { identity: string })[]>();
    for (const exchange of record.exchanges) {
      // One that was stopped before it said anything tells nothing.
      if (exchange.error?.kind === 'cancelled' && exchange.text === '') continue;
      const place = placeOf(exchange);
      exchanges.set(place, [...(exchanges.get(place) ?? []), { ...exchange, identity: requestIdentity(exchange.request) }]);
    }
    return { record, exchanges };
  }
}

const placeOf = ({ stage, path }: { stage: StageName; path: string }): string => `${stage}|${path}`;

export interface ReplayedQuestion {
  organizationId: string;
  generationId: string;
  stage: StageName;
  path: string;
  engine: string;
  price: Parameters<typeof recordedEngine>[1];
}

/** The engine that gives a record's answers to the questions for one file. */
export function replayedEngine(
  unitOfWork: UnitOfWork,
  { record, exchanges }: OpenRecord,
  { withCode }: ReplayChoice,
  { organizationId, generationId, stage, path, engine, price }: ReplayedQuestion,
): ModelEngine {
  return recordedEngine(engine, price, async (request: RecordedRequest, signal: AbortSignal) => {
    const identity = requestIdentity(request);
    // In the database: a worker that is killed in the middle leaves no gap.
    const { ofIdentity, ofPath } = await unitOfWork.run({ organizationId }, (tx) =>
      tx.exchanges.take(generationId, { stage, path, identity }),
    );
    const here = exchanges.get(placeOf({ stage, path })) ?? [];
    const same = here.filter((exchange) => exchange.identity === identity);
    const found = same[ofIdentity] ?? (withCode && same.length === 0 ? here[ofPath] : undefined);
    const { status, complete } = record.generation;
    // It was in flight when the recorded generation ended: what ended it then is to end it now.
    if (!found && status !== 'COMPLETE' && !complete.includes(stage)) await sleep(HELD_MS, undefined, { signal }).catch(() => undefined);
    return found;
  });
}

/** The kind of host that an engine was when it was recorded; undefined where it was asked nothing. */
export function recordedHost({ record }: OpenRecord, engine: string): string | undefined {
  return record.exchanges.find(({ request }) => request.engine === engine)?.host;
}

type EventOf<T extends GenerationEventBody['type']> = Extract<GenerationEventBody, { type: T }>;

/** Events of certain types in the recorded ledger, in order. */
export function recordedEvents<T extends GenerationEventBody['type']>({ record }: OpenRecord, ...types: T[]): EventOf<T>[] {
  return record.ledger.entries.map(({ body }) => body).filter((body): body is EventOf<T> => (types as string[]).includes(body.type));
}

/** Ends a replay where the record does: what came next is not known. */
export function recordEnds(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, NOT_RECORDED, {
    code: NOT_RECORDED,
    hint: 'A replay goes as far as its record does.',
    attempts: 1,
  });
}
