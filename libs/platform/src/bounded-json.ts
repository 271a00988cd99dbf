import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream/promises';
import { Readable, Writable } from 'node:stream';

/** What JSON from outside may come to. What one of these is too small for is refused before it is parsed. */
export interface JsonBounds {
  /** Of the text, unpacked. */
  bytes: number;
  /** Arrays and objects within each other. */
  depth: number;
  /** Values in all, those in arrays and objects counted each. */
  values: number;
}

/** JSON is larger, deeper or has more values than its bounds. */
export class JsonTooLarge extends Error {
  constructor(readonly bound: keyof JsonBounds) {
    super(`JSON with more ${bound} than may be`);
    this.name = 'JsonTooLarge';
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\,[]{}') as unknown as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

/**
 * Counts what JSON in UTF-8 would come to while it arrives, without making anything of it: text of a few kilobytes, or a
 * few bytes of gzip, can be gigabytes once parsed. Text that is no JSON is counted in some way, and refused by the parser.
 */
export class JsonMeter {
  private bytes = 0;
  private depth = 0;
  private values = 1;
  private isText = false;
  private isEscaped = false;

  constructor(private readonly bounds: JsonBounds) {}

  /** @throws JsonTooLarge */
  take(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.bytes > this.bounds.bytes) throw new JsonTooLarge('bytes');
    for (const byte of chunk) {
      if (this.isText) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === BACKSLASH) this.isEscaped = true;
        else if (byte === QUOTE) this.isText = false;
      } else if (byte === QUOTE) this.isText = true;
      else if (byte === COMMA) this.values++;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        this.values++;
        this.depth++;
        if (this.depth > this.bounds.depth) throw new JsonTooLarge('depth');
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) this.depth--;
    }
    if (this.values > this.bounds.values) throw new JsonTooLarge('values');
  }
}

/** @throws JsonTooLarge · SyntaxError */
export function parseBounded(text: string, bounds: JsonBounds): unknown {
  new JsonMeter(bounds).take(Buffer.from(text, 'utf8'));
  return JSON.parse(text) as unknown;
}

/**
 * Unpacks and parses JSON packed with gzip. It is unpacked no further than its bounds.
 *
 * @throws JsonTooLarge · SyntaxError · Error of zlib where it is no gzip, or not whole
 */
export async function unpackBounded(packed: Readable | Uint8Array, bounds: JsonBounds): Promise<unknown> {
  const meter = new JsonMeter(bounds);
  const chunks: Buffer[] = [];
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      try {
        meter.take(chunk);
        chunks.push(chunk);
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  await pipeline(packed instanceof Readable ? packed : Readable.from([Buffer.from(packed)]), createGunzip(), collect);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}
