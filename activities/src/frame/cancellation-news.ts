import { LEDGER_CHANNEL, readPayload } from '@millwright/contracts';
import { PostgresListener } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';

/** Events after which nothing of their stream is to go on. */
const ENDING: readonly string[] = ['GENERATION_CANCEL_REQUESTED'];

/**
 * Tells what runs here that it is cancelled in the moment that the ledger says so. Temporal tells it too, with the answer to a
 * heartbeat, which may be seconds later: as long as a call to a provider goes on, it is paid for.
 */
export class CancellationNews {
  private readonly watchers = new Map<string, Set<() => void>>();
  private readonly listener: PostgresListener;

  /** @param url of the database; a connection of its own. */
  constructor(url: string, log: Logger) {
    this.listener = new PostgresListener(url, [LEDGER_CHANNEL], {
      notification: ({ payload }) => {
        const read = readPayload(payload);
        if (read?.type && ENDING.includes(read.type)) this.tell(read.streamId);
      },
      // What was missed meanwhile is learned from Temporal.
      reconnect: () => undefined,
      error: (error) => log.warn({ err: error }, 'The listening connection to PostgreSQL was lost'),
    });
  }

  async start(): Promise<void> {
    await this.listener.start();
  }

  async close(): Promise<void> {
    await this.listener.close();
  }

  /** @returns how to watch no longer. */
  watch(streamId: string, onCancelled: () => void): () => void {
    const all = this.watchers.get(streamId) ?? new Set();
    all.add(onCancelled);
    this.watchers.set(streamId, all);
    return () => {
      all.delete(onCancelled);
      if (all.size === 0 && this.watchers.get(streamId) === all) this.watchers.delete(streamId);
    };
  }

  private tell(streamId: string): void {
    for (const onCancelled of this.watchers.get(streamId) ?? []) onCancelled();
  }
}
