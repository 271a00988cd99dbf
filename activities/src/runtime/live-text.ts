import { wholeLength, type StageName } from '@millwright/domain';
import { DatabaseAway, type UnitOfWork } from '@millwright/persistence';
import type { Logger } from '@millwright/platform';

const FLUSH_EVERY_MS = 60;

interface Piece {
  organizationId: string;
  generationId: string;
  stage: StageName;
  path: string;
  offset: number;
  text: string;
}

/**
 * Text on its way to those who watch. The pieces of all calls of a process are collected for a moment and
 * written together, so that a hundred streams cost as many transactions as one. Losing a piece loses nothing
 * but a view, so a failed write is logged and writing goes on.
 */
export class LiveTextWriter {
  private pieces: Piece[] = [];
  private timer: NodeJS.Timeout | undefined;
  private isEager = false;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly services: { unitOfWork: UnitOfWork; log: Logger }) {}

  add(piece: Piece): void {
    const last = this.pieces.find(
      (other) =>
        other.generationId === piece.generationId &&
        other.path === piece.path &&
        other.stage === piece.stage &&
        other.offset + other.text.length === piece.offset,
    );
    if (last) last.text += piece.text;
    else this.pieces.push(piece);
    // The first words of a text are what people wait for.
    if (piece.offset === 0 && !this.isEager) {
      clearTimeout(this.timer);
      this.isEager = true;
      this.timer = setTimeout(() => this.flush(), 0);
    }
    this.timer ??= setTimeout(() => this.flush(), FLUSH_EVERY_MS);
  }

  /** Drops what is not written yet of one text, and waits for what is being written. */
  async drop(generationId: string, stage: StageName, path: string): Promise<void> {
    this.pieces = this.pieces.filter((piece) => piece.generationId !== generationId || piece.stage !== stage || piece.path !== path);
    await this.writing;
  }

  private flush(): void {
    const pieces = this.pieces;
    this.pieces = [];
    this.timer = undefined;
    this.isEager = false;
    this.writing = this.writing.then(async () => {
      for (const [organizationId, own] of Map.groupBy(pieces, (piece) => piece.organizationId)) await this.write(organizationId, own);
    });
  }

  /** What one text cannot be written for, such as a generation that was deleted, takes no other one with it. */
  private async write(organizationId: string, pieces: Piece[]): Promise<void> {
    try {
      await this.services.unitOfWork.run({ organizationId }, (tx) => tx.outputs.add(pieces));
    } catch (error) {
      const texts = [...Map.groupBy(pieces, (piece) => JSON.stringify([piece.generationId, piece.stage, piece.path])).values()];
      if (texts.length > 1 && !(error instanceof DatabaseAway)) for (const text of texts) await this.write(organizationId, text);
      else this.services.log.warn({ err: error }, 'Live text was not written');
    }
  }
}

/** The text of one answer. */
export class LiveText {
  private offset = 0;
  private half = '';

  constructor(
    private readonly writer: LiveTextWriter,
    private readonly organizationId: string,
    private readonly generationId: string,
    private readonly stage: StageName,
    private readonly path: string,
  ) {}

  push(more: string): void {
    const all = this.half + more;
    // Half of a character waits for the other half: by itself it cannot be written.
    const text = all.slice(0, wholeLength(all));
    this.half = all.slice(text.length);
    if (text === '') return;
    const { organizationId, generationId, stage, path, offset } = this;
    this.writer.add({ organizationId, generationId, stage, path, offset, text });
    this.offset += text.length;
  }

  /** Begins the text anew, for an answer that is asked for again. */
  restart(): void {
    this.offset = 0;
    this.half = '';
  }

  /** Ends the text: what is not written yet stays unwritten, since the artifact follows. */
  async end(): Promise<void> {
    await this.writer.drop(this.generationId, this.stage, this.path);
  }
}
