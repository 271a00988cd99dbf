import pg from 'pg';

export interface Notification {
  channel: string;
  payload: string;
}

/**
 * One connection that listens, kept alive: when it is cut it comes back with growing waits, and
 * `onReconnect` says that notifications may have been missed, so that readers look at the rows again.
 */
export class PostgresListener {
  private client: pg.Client | undefined;
  private isClosed = false;
  private retry: NodeJS.Timeout | undefined;

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly on: {
      notification(notification: Notification): void;
      reconnect(): void;
      error(error: Error): void;
    },
  ) {}

  async start(): Promise<void> {
    await this.connect(100);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(nextWaitMs: number): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, application_name: 'millwright-listener' });
    // Until it listens, a failure is the caller's to answer: answered here too, one attempt would beget two.
    let isEstablished = false;
    const lose = (error: Error): void => {
      if (!isEstablished || this.isClosed) return;
      isEstablished = false;
      this.on.error(error);
      client.end().catch(() => undefined);
      this.retry = setTimeout(() => void this.reconnect(nextWaitMs), nextWaitMs);
    };
    client.on('error', lose);
    client.on('end', () => lose(new Error('The connection to PostgreSQL ended')));
    client.on('notification', ({ channel, payload }) => this.on.notification({ channel, payload: payload ?? '' }));
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    isEstablished = true;
    this.client = client;
  }

  private async reconnect(waitMs: number): Promise<void> {
    if (this.isClosed) return;
    try {
      await this.connect(100);
      this.on.reconnect();
    } catch (error) {
      this.on.error(error as Error);
      const nextWaitMs = Math.min(waitMs * 2, 5_000);
      this.retry = setTimeout(() => void this.reconnect(nextWaitMs), nextWaitMs);
    }
  }
}
