import { cutText, type StageName } from '@millwright/domain';
import { DatabaseAway, type LogLine, type Transaction } from '@millwright/persistence';
import type { Services } from './services.js';

// What an attempt may say; one that goes round and round says the same again.
const MOST_LINES = 200;
const LONGEST_LINE = 1_000;

export interface AttemptOf {
  organizationId: string;
  generationId: string;
  stage: StageName;
  item?: string;
  attempt: number;
}

/** Says in plain words what is done, for those who look at the attempt while it runs or years later. */
export interface Sayer {
  say(message: string): void;
  /** Something that is not as it should be. */
  warn(message: string): void;
}

export const SILENT: Sayer = { say: () => undefined, warn: () => undefined };

/**
 * What one attempt says. Lines are written from time to time while it runs, so that they are there after its worker is
 * killed, and the last ones together with what the attempt made.
 */
export class AttemptLog implements Sayer {
  private lines: LogLine[] = [];
  private count = 0;

  constructor(
    private readonly services: Pick<Services, 'unitOfWork' | 'log'>,
    private readonly of: AttemptOf,
  ) {}

  say(message: string): void {
    this.add('INFO', message);
  }

  warn(message: string): void {
    this.add('WARN', message);
  }

  /** Writes what is not written yet. Losing a line loses nothing but a view: it never fails the attempt. */
  async flush(): Promise<void> {
    if (this.lines.length === 0) return;
    try {
      await this.with(() => Promise.resolve());
    } catch (error) {
      // It is tried again each second, and an outage is told by others.
      if (!(error instanceof DatabaseAway))
        this.services.log.warn({ err: error, stage: this.of.stage }, 'What an attempt said was not written');
    }
  }

  /** Does something in a transaction, and writes in it what is not written yet. */
  async with<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const lines = this.lines.splice(0);
    try {
      return await this.services.unitOfWork.run(this.of, async (tx) => {
        const result = await work(tx);
        await tx.attemptLogs.add(this.of.generationId, this.of, lines);
        return result;
      });
    } catch (error) {
      this.lines.unshift(...lines);
      throw error;
    }
  }

  private add(level: LogLine['level'], message: string): void {
    this.count++;
    if (this.count > MOST_LINES) return;
    const text = this.count === MOST_LINES ? 'More was said than is kept' : message;
    this.lines.push({ at: new Date(), level, message: text.length > LONGEST_LINE ? `${cutText(text, LONGEST_LINE)}…` : text });
  }
}
