/** Who asked Temporal for work, on any queue of ours. */
export interface Poller {
  identity: string;
  queues: string[];
  /** When it last asked, by Temporal's clock, in milliseconds. */
  askedAt: number;
}

/** One that asks for work and is no process that runs. */
export interface Stray extends Poller {
  /** When it was first seen to, by our clock. */
  since: Date;
}

interface Memory extends Poller {
  /** Looks in a row at which it was no process that runs. */
  unknown: number;
  /** Looks since it last asked for work. */
  quiet: number;
  since?: Date;
}

/** Looks without a question after which a poller counts as gone: at 10 s each more than a long poll, which lasts a minute. */
const GONE_AFTER = 9;

/**
 * Tells pollers that are no running process from those that are, from one look to the next. Temporal names a poller for
 * minutes after its end, so that only one that asks again counts: between two looks at both of which no process of its
 * name ran. Clocks of different machines are never compared.
 */
export class StrayPollers {
  private readonly known = new Map<string, Memory>();

  /**
   * @param pollers as Temporal names them now.
   * @param running identities of the processes that run now.
   * @returns those that stray, and which of them are new or gone since the last look.
   */
  look(pollers: readonly Poller[], running: ReadonlySet<string>, now = new Date()): { strays: Stray[]; come: Stray[]; gone: Stray[] } {
    const before = this.strays();
    for (const identity of this.known.keys()) if (!pollers.some((poller) => poller.identity === identity)) this.known.delete(identity);
    for (const poller of pollers) {
      const last = this.known.get(poller.identity);
      const hasAsked = last !== undefined && poller.askedAt > last.askedAt;
      const unknown = running.has(poller.identity) ? 0 : (last?.unknown ?? 0) + 1;
      const quiet = hasAsked ? 0 : (last?.quiet ?? 0) + 1;
      const isStray = unknown >= 2 && (hasAsked || last?.since !== undefined) && quiet < GONE_AFTER;
      this.known.set(poller.identity, { ...poller, unknown, quiet, ...(isStray ? { since: last?.since ?? now } : {}) });
    }
    const strays = this.strays();
    const has = (list: readonly Stray[], { identity }: Stray): boolean => list.some((one) => one.identity === identity);
    return { strays, come: strays.filter((one) => !has(before, one)), gone: before.filter((one) => !has(strays, one)) };
  }

  private strays(): Stray[] {
    return [...this.known.values()].flatMap(({ identity, queues, askedAt, since }) =>
      since ? [{ identity, queues, askedAt, since }] : [],
    );
  }
}
