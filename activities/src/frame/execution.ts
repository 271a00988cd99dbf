import type { StageName } from '@millwright/domain';
import { Context } from '@temporalio/activity';

/** What an activity lets its frame know of itself; all of it may be left out. */
export interface Telling {
  /** Asked each second, for the heartbeat. */
  beat?(): unknown;
  /** Set for the attempt of a stage, which is counted by how it ends. */
  attemptOf?: StageName;
  /** What its engine calls have cost so far, those of earlier attempts included. */
  costMicros?(): number;
  /** Where another engine waits to take over: attempts after which an engine in trouble is given up. */
  fallbackAfter?: number | undefined;
  /** Writes a failure down, before Temporal is told of it. */
  recordFailure?(error: unknown): Promise<void>;
  /** Histories know what goes wrong with it by its class: it is told as it was thrown. */
  failsAsThrown?: boolean;
}

/** One attempt of an activity, as its frame sees it. It stays the same where the work is gone through again. */
export class Execution {
  private static readonly all = new WeakMap<Context, Execution>();

  /** How often the work was gone through: again after each outage of the database. */
  tries = 0;
  telling: Telling = {};
  private kept: unknown;

  /** @param signal aborts when it is cancelled, as soon as that is known here. */
  constructor(public signal: AbortSignal) {}

  /** That of an activity; made when it is first asked for. */
  static of(context: Context): Execution {
    let execution = this.all.get(context);
    if (!execution) this.all.set(context, (execution = new Execution(context.cancellationSignal)));
    return execution;
  }

  static current(): Execution {
    return this.of(Context.current());
  }

  /** Makes something the first time that the work is gone through, and gives the same at each further one. */
  once<T>(make: () => T): T {
    this.kept ??= make();
    return this.kept as T;
  }
}
