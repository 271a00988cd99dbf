import { Problem, Unauthenticated } from '@millwright/domain';
import type { Logger } from '@millwright/platform';
import type { IncomingHttpHeaders } from 'node:http';
import type { Viewer } from './viewer.js';

/** For changes that were not announced. */
const EVERY_MS = 60_000;
/** Changes come in bursts: those within so long are looked at together. */
const SETTLE_MS = 100;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Opened {
  viewer: Viewer;
  headers: IncomingHttpHeaders;
  lost(problem: Problem): void;
  expiry?: NodeJS.Timeout | undefined;
}

/**
 * Decides anew about what stays open longer than a request: when somebody's identity has changed, when a session or key
 * ends, and each minute. Whoever has lost a right loses what was opened with it.
 */
export class RightsWatch {
  private readonly open = new Set<Opened>();
  private readonly timer: NodeJS.Timeout;
  private settling: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly viewerOf: (headers: IncomingHttpHeaders) => Promise<Viewer | undefined>,
    private readonly log: Logger,
  ) {
    this.timer = setInterval(() => this.lookAgain(), EVERY_MS);
    this.timer.unref();
  }

  /**
   * @param viewer one that remembers what it was allowed.
   * @param headers the credential that it came from.
   * @param lost called once, with what a new request would be refused with.
   * @returns how to stop; to be called when it is closed.
   */
  watch(viewer: Viewer, headers: IncomingHttpHeaders, lost: (problem: Problem) => void): () => void {
    const { cookie, authorization, 'x-api-key': key } = headers;
    // The credential alone: what else came with the request is not kept for hours.
    const credential = Object.fromEntries(Object.entries({ cookie, authorization, 'x-api-key': key }).filter(([, value]) => value));
    const opened: Opened = { viewer, headers: credential, lost };
    this.open.add(opened);
    // What changed while it was being opened was announced before anybody listened for it; it costs no query where nothing did.
    void this.look(opened);
    return () => this.forget(opened);
  }

  /** Looks at all that is open, soon. */
  lookAgain(): void {
    this.settling ??= setTimeout(() => {
      this.settling = undefined;
      this.round = this.round.then(() => this.lookAtAll());
    }, SETTLE_MS);
  }

  close(): void {
    clearInterval(this.timer);
    clearTimeout(this.settling);
    for (const opened of this.open) this.forget(opened);
  }

  private async lookAtAll(): Promise<void> {
    // One after the other: whoever asks now goes first, and most share a credential that is looked up once.
    for (const opened of [...this.open]) await this.look(opened);
  }

  private async look(opened: Opened): Promise<void> {
    if (!this.open.has(opened)) return;
    try {
      const viewer = await this.viewerOf(opened.headers);
      if (!viewer) throw new Unauthenticated();
      viewer.confirm(opened.viewer);
      this.awaitExpiry(opened, viewer.expiresAt);
    } catch (error) {
      // Without the database nothing new is read either: it is asked again.
      if (!(error instanceof Problem) || error.code === 'UNAVAILABLE') {
        this.log.warn({ err: error }, 'Whether somebody may still follow could not be asked; it is asked again');
        return;
      }
      if (!this.open.has(opened)) return;
      this.forget(opened);
      opened.lost(error);
    }
  }

  private awaitExpiry(opened: Opened, expiresAt: Date | undefined): void {
    clearTimeout(opened.expiry);
    if (!expiresAt || !this.open.has(opened)) return;
    const waitMs = Math.min(Math.max(expiresAt.getTime() - Date.now(), 0) + SETTLE_MS, LONGEST_TIMER_MS);
    opened.expiry = setTimeout(() => void this.look(opened), waitMs);
    opened.expiry.unref();
  }

  private forget(opened: Opened): void {
    clearTimeout(opened.expiry);
    this.open.delete(opened);
  }
}
