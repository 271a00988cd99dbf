import type { TestCounts } from '@millwright/domain';
import type { OutputChunk } from '@millwright/sandbox';

const LONGEST_LINE = 64 * 1024;

/** Reads what `go test -json` writes: counts of tests, and the text that a person would have seen. */
export class GoTests {
  readonly counts: TestCounts = { passed: 0, failed: 0, skipped: 0 };
  private readonly decoder = new TextDecoder();
  private rest = '';

  /** @param take what the events hold as output; lines that are no event go on as they are. */
  constructor(private readonly take: (chunk: OutputChunk) => void) {}

  readonly read = (chunk: OutputChunk): void => {
    if (chunk.stream === 'stderr') {
      this.take(chunk);
      return;
    }
    const lines = (this.rest + this.decoder.decode(chunk.bytes, { stream: true })).split('\n');
    this.rest = lines.pop()!.slice(-LONGEST_LINE);
    const text = lines.map((line) => this.textOf(line)).join('');
    if (text) this.take({ stream: 'stdout', bytes: Buffer.from(text) });
  };

  private textOf(line: string): string {
    let event: { Action?: unknown; Test?: unknown; Output?: unknown } | null;
    try {
      event = JSON.parse(line) as typeof event;
    } catch {
      return `${line}\n`;
    }
    if (typeof event?.Action !== 'string') return `${line}\n`;
    if (typeof event.Test === 'string') {
      if (event.Action === 'pass') this.counts.passed++;
      if (event.Action === 'fail') this.counts.failed++;
      if (event.Action === 'skip') this.counts.skipped++;
    }
    return typeof event.Output === 'string' ? event.Output : '';
  }
}
