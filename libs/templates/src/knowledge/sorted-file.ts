import { openSync, readSync, fstatSync } from 'node:fs';

const BLOCK = 4096;
const BLOCKS = 256;

/** Lines of a sorted text file by binary search; holds at most 1 MB of it. Opened when first asked. Latin letters only. */
export class SortedFile {
  private handle?: number;
  private size = 0;
  private readonly blocks = new Map<number, Buffer>();

  constructor(private readonly path: string) {}

  /** The line that starts with `key` and a space. */
  find(key: string): string | undefined {
    this.open();
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = this.startOfLine((low + high) >> 1);
      const line = this.lineAt(middle);
      const word = line.slice(0, Math.max(line.indexOf(' '), 0));
      // Lines of the licence begin with spaces, so their word is empty and sorts first, as they do.
      if (word === key && word) return line;
      if (word < key) low = middle + line.length + 1;
      else if (high === middle) return undefined;
      else high = middle;
    }
    return undefined;
  }

  /** The line that begins at a byte. */
  lineAt(offset: number): string {
    this.open();
    let line = '';
    for (let at = offset; at < this.size; at = (Math.floor(at / BLOCK) + 1) * BLOCK) {
      const block = this.block(Math.floor(at / BLOCK));
      const end = block.indexOf(10, at % BLOCK);
      line += block.toString('latin1', at % BLOCK, end < 0 ? block.length : end);
      if (end >= 0) return line;
    }
    return line;
  }

  private startOfLine(offset: number): number {
    for (let at = offset; at > 0;) {
      const block = this.block(Math.floor((at - 1) / BLOCK));
      const end = block.lastIndexOf(10, (at - 1) % BLOCK);
      const start = Math.floor((at - 1) / BLOCK) * BLOCK;
      if (end >= 0) return start + end + 1;
      at = start;
    }
    return 0;
  }

  private block(number: number): Buffer {
    const known = this.blocks.get(number);
    if (known) return known;
    const length = Math.min(BLOCK, this.size - number * BLOCK);
    let block: Buffer = Buffer.alloc(0);
    if (this.blocks.size >= BLOCKS) {
      // The memory of the oldest block is used again, so that much reading leaves nothing to collect.
      const [oldest, memory] = this.blocks.entries().next().value!;
      this.blocks.delete(oldest);
      block = memory;
    }
    if (block.length !== length) block = Buffer.alloc(length);
    readSync(this.handle!, block, 0, length, number * BLOCK);
    this.blocks.set(number, block);
    return block;
  }

  private open(): void {
    if (this.handle !== undefined) return;
    this.handle = openSync(this.path, 'r');
    this.size = fstatSync(this.handle).size;
  }
}
