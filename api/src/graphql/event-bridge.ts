import { LEDGER_CHANNEL, MAIL_CHANNEL, OUTPUT_CHANNEL, readPayload } from '@millwright/contracts';
import { PostgresListener } from '@millwright/persistence';
import { openSubscriptions, type Logger } from '@millwright/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Turnstile } from '../security/turnstile.js';
import type { Turns } from './turns.js';

type Channel = typeof LEDGER_CHANNEL | typeof OUTPUT_CHANNEL;

/** Wakes whoever follows a generation when PostgreSQL says that there is something new to read. */
export class EventBridge {
  private readonly sleepers = new Map<string, Set<() => void>>();
  private readonly listener: PostgresListener;

  /** @param reads how many look at the database at once: a thousand that are woken together leave connections to others. */
  constructor(
    url: string,
    log: Logger,
    private readonly reads: Pick<Turnstile, 'pass'>,
    private readonly turns: Turns,
  ) {
    this.listener = new PostgresListener(url, [LEDGER_CHANNEL, OUTPUT_CHANNEL, MAIL_CHANNEL], {
      notification: ({ channel, payload }) => {
        if (channel === MAIL_CHANNEL) this.onMail?.();
        const read = readPayload(payload);
        if (!read) return;
        this.wake(`${channel}/${read.streamId}`);
        if (read.organizationId) this.wake(`${channel}/${read.organizationId}`);
      },
      // Notifications sent in the meantime are lost, rows are not: everyone looks again.
      reconnect: () => {
        for (const key of this.sleepers.keys()) this.wake(key);
        this.onMail?.();
      },
      error: (error) => log.warn({ err: error }, 'The listening connection to PostgreSQL was lost'),
    });
  }

  /** Called when there may be a mail to send. */
  onMail: (() => void) | undefined;

  async start(): Promise<void> {
    await this.listener.start();
  }

  async close(): Promise<void> {
    await this.listener.close();
  }

  /**
   * Follows rows: reads what is there, waits for a notification, reads on. It asks for the next batch only
   * when the last one has been taken, so a slow reader costs one batch of memory, whatever happens. Each row waits for a
   * turn: whoever gets it computes a result of it.
   *
   * @param id the generation to follow, or the organization: a ledger row wakes the followers of both.
   * @param read the next rows in order; empty where there are none yet.
   * @param isLast whether nothing can follow a row; the iteration ends after it.
   * @param settleMs how long it waits between two looks, where nobody needs each row at once. Default 0.
   */
  follow<T>(
    channel: Channel,
    id: string,
    read: () => Promise<T[]>,
    isLast: (row: T) => boolean,
    isOver: () => Promise<boolean> = async () => false,
    settleMs = 0,
  ): AsyncIterableIterator<T> {
    const key = `${channel}/${id}`;
    let batch: T[] = [];
    let isDone = false;
    let isWoken = true;
    let looks = 0;
    let resume: (() => void) | undefined;
    const wake = (): void => {
      isWoken = true;
      resume?.();
    };
    this.add(key, wake);
    openSubscriptions.inc();
    const finish = (): void => {
      if (isDone) return;
      isDone = true;
      this.remove(key, wake);
      openSubscriptions.dec();
      resume?.();
    };
    // A hand-made iterator: a generator function that waits here would never run its cleanup when the client leaves.
    const iterator: AsyncIterableIterator<T> = {
      next: async () => {
        try {
          while (!isDone) {
            if (batch.length > 0) {
              await this.turns.take(key);
              if (isDone) break;
              const row = batch.shift()!;
              if (isLast(row)) finish();
              return { done: false, value: row };
            }
            isWoken = false;
            if (settleMs > 0 && looks++ > 0) await sleep(settleMs);
            if (isDone) break;
            batch = await this.reads.pass(read);
            if (batch.length > 0 || isDone) continue;
            if (await this.reads.pass(isOver)) {
              // What was written between the two looks.
              batch = await this.reads.pass(read);
              if (batch.length > 0) continue;
              break;
            }
            if (!isWoken) await new Promise<void>((resolve) => (resume = resolve));
            resume = undefined;
          }
        } catch (error) {
          finish();
          throw error;
        }
        finish();
        return { done: true, value: undefined };
      },
      return: async () => {
        finish();
        return { done: true, value: undefined };
      },
      throw: async (error) => {
        finish();
        throw error;
      },
      [Symbol.asyncIterator]: () => iterator,
    };
    return iterator;
  }

  private add(key: string, wake: () => void): void {
    const group = this.sleepers.get(key) ?? new Set();
    group.add(wake);
    this.sleepers.set(key, group);
  }

  private remove(key: string, wake: () => void): void {
    const group = this.sleepers.get(key);
    group?.delete(wake);
    if (group?.size === 0) this.sleepers.delete(key);
  }

  private wake(key: string): void {
    for (const wake of this.sleepers.get(key) ?? []) wake();
  }
}
