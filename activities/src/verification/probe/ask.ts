import { request } from 'node:http';

/** Of an answer's body that is read; the rest is not waited for. */
const BODY_BYTES = 64 * 1024;
const HEADER_BYTES = 32 * 1024;

export interface Question {
  method: string;
  /** As it goes onto the wire. */
  path: string;
  /** Sent as JSON is. */
  body?: string;
}

export type Reply =
  | { kind: 'answer'; status: number; durationMs: number }
  /** Nothing listens, or the connection ended before an answer. */
  | { kind: 'closed'; durationMs: number }
  /** No answer in time, or one that is no HTTP. */
  | { kind: 'silent' | 'garbled'; durationMs: number };

/** Asks what listens behind a socket of the host one thing, within a time; nothing of the answer but its status is believed. */
export async function ask(
  { socketPath, port }: { socketPath: string; port: number },
  { method, path, body }: Question,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Reply> {
  const startedAt = performance.now();
  const taking = (): number => Math.round(performance.now() - startedAt);
  return await new Promise((resolve, reject) => {
    const headers = {
      host: `localhost:${port}`,
      accept: 'text/html,application/json;q=0.9,*/*;q=0.8',
      connection: 'close',
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    };
    const call = request({ socketPath, method, path, headers, agent: false, maxHeaderSize: HEADER_BYTES, signal });
    const finish = (reply: Reply): void => {
      clearTimeout(timer);
      resolve(reply);
      call.destroy();
    };
    const timer = setTimeout(() => finish({ kind: 'silent', durationMs: taking() }), timeoutMs);
    call.once('response', (response) => {
      const answer: Reply = { kind: 'answer', status: response.statusCode ?? 0, durationMs: taking() };
      let size = 0;
      // What streams without an end has answered with its status.
      response.on('data', (bytes: Buffer) => void ((size += bytes.length) > BODY_BYTES && finish(answer)));
      const patience = setTimeout(() => finish(answer), Math.min(1_000, timeoutMs));
      response.once('close', () => {
        clearTimeout(patience);
        finish(answer);
      });
      response.on('error', () => undefined);
    });
    call.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (signal.aborted) reject(signal.reason as Error);
      else resolve({ kind: error.code?.startsWith('HPE_') ? 'garbled' : 'closed', durationMs: taking() });
    });
    call.end(body);
  });
}
