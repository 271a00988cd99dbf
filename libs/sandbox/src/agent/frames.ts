/** Kinds of frames between host and agent, as one byte. */
export const FRAME = {
  request: 1,
  data: 2,
  end: 3,
  cancel: 4,
  hello: 10,
  reply: 11,
  stdout: 12,
  stderr: 13,
  entry: 14,
  failed: 15,
} as const;

export interface Frame {
  kind: number;
  /** The request that it belongs to. */
  id: number;
  payload: Buffer;
}

/** Bytes of a payload; a longer one is no frame. */
export const MAX_PAYLOAD = 256 * 1024;
const HEADER = 9;

/** A frame as bytes: length and kind and request, then the payload. */
export function encodeFrame(kind: number, id: number, payload: Uint8Array | string = ''): Buffer {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload;
  if (body.length > MAX_PAYLOAD) throw new RangeError(`A frame of ${body.length} bytes is too long`);
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32BE(body.length, 0);
  frame.writeUInt8(kind, 4);
  frame.writeUInt32BE(id, 5);
  frame.set(body, HEADER);
  return frame;
}

/** Cuts a stream of bytes into frames. It holds no more than one frame. */
export class FrameReader {
  private waiting: Buffer[] = [];
  private size = 0;
  private readonly kinds: ReadonlySet<number>;

  /** @param kinds the kinds that may come. */
  constructor(kinds: readonly number[]) {
    this.kinds = new Set(kinds);
  }

  /** @throws RangeError for a frame past the bound or of another kind; nothing may be read afterwards. */
  push(chunk: Buffer): Frame[] {
    this.waiting.push(chunk);
    this.size += chunk.length;
    const frames: Frame[] = [];
    while (this.size >= HEADER) {
      const header = this.peek(HEADER);
      const length = header.readUInt32BE(0);
      const kind = header.readUInt8(4);
      if (length > MAX_PAYLOAD) throw new RangeError(`A frame claims ${length} bytes`);
      if (!this.kinds.has(kind)) throw new RangeError(`A frame has the kind ${kind}`);
      if (this.size < HEADER + length) break;
      const whole = this.peek(HEADER + length);
      this.drop(whole.length);
      frames.push({ kind, id: whole.readUInt32BE(5), payload: whole.subarray(HEADER) });
    }
    return frames;
  }

  private peek(bytes: number): Buffer {
    if (this.waiting[0]!.length < bytes) this.waiting = [Buffer.concat(this.waiting)];
    return this.waiting[0]!.subarray(0, bytes);
  }

  private drop(bytes: number): void {
    this.size -= bytes;
    const rest = this.waiting[0]!.subarray(bytes);
    if (rest.length > 0) this.waiting[0] = rest;
    else this.waiting.shift();
  }
}
