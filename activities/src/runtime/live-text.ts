import type { StageName } from '@millwright/domain';
import type { Services } from './services.js';

const FLUSH_EVERY_MS = 60;

/**
 * Text on its way to those who watch: collected for a moment, then a row and a notification.
 * Losing a piece loses nothing but a view, so a failed write is logged and writing goes on.
 */
export class LiveText {
  private offset = 0;
  private buffer = '';
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();
  private wroteAny = false;

  constructor(
    private readonly services: Services,
    private readonly organizationId: string,
    private readonly generationId: string,
    private readonly stage: StageName,
    private readonly path: string,
  ) {}

  push(text: string): void {
    this.buffer += text;
    this.timer ??= setTimeout(() => this.flush(), FLUSH_EVERY_MS);
  }

  /** Begins the text anew, for an answer that is asked for again. */
  restart(): void {
    this.buffer = '';
    this.offset = 0;
  }

  /** Ends the text: what is not written yet stays unwritten, since the artifact follows. @returns whether rows were written. */
  async end(): Promise<boolean> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.buffer = '';
    await this.writing;
    return this.wroteAny;
  }

  private flush(): void {
    this.timer = undefined;
    const text = this.buffer;
    const offset = this.offset;
    if (text === '') return;
    this.buffer = '';
    this.offset += text.length;
    this.wroteAny = true;
    this.writing = this.writing.then(async () => {
      try {
        await this.services.unitOfWork.run({ organizationId: this.organizationId }, (tx) => tx.outputs.add(this.generationId, this.stage, this.path, offset, text));
      } catch (error) {
        this.services.log.warn({ err: error, stage: this.stage }, 'A piece of live text was not written');
      }
    });
  }
}
