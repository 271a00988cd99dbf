import { IDENTITY_CHANNEL } from '@millwright/contracts';
import { PostgresListener } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Viewer } from './viewer.js';

const LONGEST_MS = 10_000;
const MOST = 5_000;

/**
 * Who was behind a credential a moment ago. PostgreSQL announces every change of a session, a membership or a key,
 * and all is forgotten then; while the announcements cannot be heard, nothing is remembered at all.
 */
export class ViewerMemory {
  private readonly known = new Map<string, { viewer: Viewer; until: number }>();
  private readonly listener: PostgresListener;
  private isListening = false;
  /** Counts what was forgotten: an answer that was looked up before a change is not remembered after it. */
  private generation = 0;
  /** Called when somebody's identity may have changed, or when that cannot be heard. */
  onChange: (() => void) | undefined;

  constructor(url: string, log: Logger) {
    this.listener = new PostgresListener(url, [IDENTITY_CHANNEL], {
      notification: () => this.forget(),
      reconnect: () => {
        this.forget();
        this.isListening = true;
      },
      error: (error) => {
        this.isListening = false;
        this.forget();
        log.warn({ err: error }, 'Changes of identity cannot be heard; every request looks them up');
      },
    });
  }

  async start(): Promise<void> {
    await this.listener.start();
    this.isListening = true;
  }

  async close(): Promise<void> {
    await this.listener.close();
  }

  /** The viewer behind these headers, remembered or looked up; strangers are not remembered. */
  async recall(headers: IncomingHttpHeaders, look: () => Promise<Viewer | undefined>): Promise<Viewer | undefined> {
    const { authorization, cookie } = headers;
    // By hash: what is kept here is of no use to whoever reads it.
    const key = createHash('sha256')
      .update(JSON.stringify([authorization, cookie, headers['x-api-key']]))
      .digest('base64');
    const found = this.known.get(key);
    if (found && found.until > Date.now()) return found.viewer;
    const { generation } = this;
    const viewer = await look();
    if (viewer && this.isListening && generation === this.generation) {
      if (this.known.size >= MOST) this.known.clear();
      this.known.set(key, { viewer, until: Math.min(Date.now() + LONGEST_MS, viewer.expiresAt?.getTime() ?? Infinity) });
    }
    return viewer;
  }

  private forget(): void {
    this.generation++;
    this.known.clear();
    this.onChange?.();
  }
}
