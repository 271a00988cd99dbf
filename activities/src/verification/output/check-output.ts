import type { OutputChunk } from '@millwright/sandbox';
import { maskSecrets, plainText } from './clean-text.js';

/** What is kept of a check, in bytes, and half of what waits at most to be told, in characters. */
const KEPT = 64 * 1024;
const LONGEST_LINE = 8 * 1024;

/**
 * What one check prints: its end is kept, and all of it is told as it comes, in whole lines, one call at a time. Where
 * it comes faster than it is taken, the middle is left out.
 */
export class CheckOutput {
  private readonly decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  private readonly unfinished = { stdout: '', stderr: '' };
  private kept = '';
  private waiting = '';
  private leftOut = 0;
  private telling: Promise<void> | undefined;
  private failure: unknown;
  private isOver = false;

  /** @param tell takes text; the next call comes when it is through. */
  constructor(private readonly tell: (text: string) => Promise<void>) {}

  /** Takes a piece of either output. */
  readonly take = ({ stream, bytes }: OutputChunk): void => {
    const text = this.unfinished[stream] + this.decoders[stream].decode(bytes, { stream: true });
    const end = text.length > LONGEST_LINE ? text.length : text.lastIndexOf('\n') + 1;
    this.unfinished[stream] = text.slice(end);
    if (end > 0) this.add(text.slice(0, end));
  };

  /** Takes a line of the host's own. */
  say(line: string): void {
    this.add(`${line}\n`);
  }

  /**
   * Takes what is unfinished as it stands. What comes later is only to be seen in `tail`.
   *
   * @returns the last 64 KiB, secrets masked, when everything has been told.
   * @throws what telling threw.
   */
  async end(): Promise<string> {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.unfinished[stream] + this.decoders[stream].decode();
      this.unfinished[stream] = '';
      if (rest) this.add(rest);
    }
    this.isOver = true;
    while (this.telling) await this.telling;
    if (this.failure !== undefined) throw this.failure;
    return lastBytes(maskSecrets(this.kept));
  }

  /** The end of it so far, as it came. */
  get tail(): string {
    return this.kept;
  }

  private add(raw: string): void {
    const text = plainText(raw);
    this.kept += text;
    // Cut at twice the size: cutting copies what stays.
    if (this.kept.length > 2 * KEPT) this.kept = this.kept.slice(-KEPT);
    if (this.isOver) return;
    this.waiting += text;
    if (this.waiting.length > 2 * KEPT) {
      this.leftOut += this.waiting.length - KEPT;
      this.waiting = this.waiting.slice(-KEPT);
    }
    this.telling ??= this.pump();
  }

  private async pump(): Promise<void> {
    // A moment later: what comes in one go is told in one.
    await new Promise((resolve) => setImmediate(resolve));
    try {
      while (this.waiting && this.failure === undefined) {
        const text = (this.leftOut > 0 ? `[${this.leftOut} characters are left out]\n` : '') + maskSecrets(this.waiting);
        this.waiting = '';
        this.leftOut = 0;
        await this.tell(text);
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.telling = undefined;
    }
  }
}

/** @returns the last 64 KiB of a text as UTF-8, from a whole sign on. */
function lastBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= KEPT) return text;
  let at = bytes.length - KEPT;
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  return bytes.subarray(at).toString();
}
