import { InternalFault } from '../../fault.js';
import { readFault } from './provider-fault.js';

// What is looked at to tell a stream of events from a document, and the most that is kept of one.
const TELLING_BYTES = 6;
const DOCUMENT_BYTES = 4_000_000;
// Longer than what a line is known by.
const HEAD_BYTES = 24;

/** A document that came in the place of a stream: a whole answer, an error with a status that says otherwise, a page. */
export class NotAStream extends InternalFault {
  constructor(readonly body: string) {
    super('A document came in the place of a stream');
  }
  /** undefined where it is no JSON. */
  get json(): unknown {
    try {
      return JSON.parse(this.body) as unknown;
    } catch {
      return undefined;
    }
  }
}

/**
 * What the SDKs leave out of a streamed response: comments, pings and further blank lines are signs of life, `[DONE]` is an
 * end mark, and a body that is no stream is told apart from one that was cut. Refusals reach the SDK in one form.
 */
export class WatchedBody {
  /** Whether the end mark of chat completions came. */
  isDone = false;
  private head = '';
  private blankLines = 1;

  /** @param alive told of each sign of life that carries nothing else. */
  constructor(private readonly alive: () => void) {}

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    const { status, statusText, headers, body } = response;
    if (!body) return response;
    if (response.ok) return new Response(this.watch(body), { status, statusText, headers });
    const fault = readFault((await response.text()).trim() || 'nothing more');
    // Its length is that of the body as it was.
    const kept = new Headers(headers);
    kept.delete('content-length');
    kept.delete('content-encoding');
    return new Response(JSON.stringify({ error: { ...fault, type: fault.code } }), { status, statusText, headers: kept });
  };

  private watch(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    let first: Uint8Array | undefined;
    let isTold = false;
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        for (;;) {
          const { done, value } = await reader.read();
          // Blank lines before anything else are signs of life.
          if (value && (isTold || (!first && isBlank(value)))) {
            this.read(value);
            return controller.enqueue(value);
          }
          if (value) first = first ? Buffer.concat([first, value]) : value;
          const begins = first ? Buffer.from(first).toString('utf8').trimStart() : '';
          if (!done && begins.length < TELLING_BYTES) continue;
          if (begins !== '' && !isTold && !/^(data|event|id|retry|:|\uFEFF)/.test(begins)) {
            controller.error(new NotAStream(await rest(reader, first!)));
            return;
          }
          if (!isTold && first) {
            isTold = true;
            this.read(first);
            controller.enqueue(first);
            if (!done) return;
          }
          if (!done) continue;
          this.endLine();
          return controller.close();
        }
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }

  private read(bytes: Uint8Array): void {
    const part = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; ;) {
      const end = part.indexOf(10, at);
      const until = end < 0 ? part.length : end;
      if (this.head.length < HEAD_BYTES) this.head += part.toString('latin1', at, Math.min(until, at + HEAD_BYTES));
      if (end < 0) return;
      this.endLine();
      at = end + 1;
    }
  }

  private endLine(): void {
    const line = this.head.trim();
    this.head = '';
    // One blank line ends an event; another one is there to be seen.
    this.blankLines = line === '' ? this.blankLines + 1 : 0;
    if (line.startsWith(':') || this.blankLines > 1 || /^event: ?(ping|heartbeat|keep-?alive)/i.test(line)) this.alive();
    if (/^data: ?\[DONE\]/.test(line)) this.isDone = true;
  }
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 10 || byte === 13 || byte === 32);

async function rest(reader: ReadableStreamDefaultReader<Uint8Array>, first: Uint8Array): Promise<string> {
  const parts = [first];
  let size = first.length;
  for (let part = await reader.read(); !part.done && size < DOCUMENT_BYTES; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
  }
  await reader.cancel().catch(() => undefined);
  return Buffer.concat(parts).toString('utf8').trim();
}
