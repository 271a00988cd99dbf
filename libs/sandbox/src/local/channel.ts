import type { Duplex } from 'node:stream';
import { encodeFrame, FRAME, FrameReader, MAX_PAYLOAD, type Frame } from '../agent/frames.js';
import { BadFrame, FileRefused, SandboxGone } from '../problems.js';
import type { SandboxEnd } from '../port.js';

/** Requests in flight at one time. */
const MAX_OPEN = 64;
const FROM_AGENT = [FRAME.hello, FRAME.reply, FRAME.stdout, FRAME.stderr, FRAME.data, FRAME.entry, FRAME.failed];
const ANSWERS: ReadonlySet<number> = new Set([FRAME.stdout, FRAME.stderr, FRAME.data, FRAME.entry]);

interface Pending {
  /** Takes a frame; throws BadFrame where it breaks the request's bounds. */
  onFrame: (frame: Frame) => void;
  resolve: (reply: Record<string, unknown>) => void;
  reject: (error: Error) => void;
}

export interface Request {
  body: Record<string, unknown>;
  /** Sent behind the request. */
  data?: Uint8Array;
  onFrame?: (frame: Frame) => void;
  /** Asks the agent to end it early. */
  signal?: AbortSignal;
}

/** An object out of JSON from inside. @throws BadFrame */
export function readClaim(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString()) as unknown;
  } catch (cause) {
    throw new BadFrame('A frame holds no JSON', { cause });
  }
}

function readObject(payload: Buffer): Record<string, unknown> {
  const claim = readClaim(payload);
  if (typeof claim !== 'object' || claim === null || Array.isArray(claim)) throw new BadFrame('A frame holds no object');
  return claim as Record<string, unknown>;
}

/**
 * The host's end of the one channel to an agent. Whatever comes is a claim of foreign code; the first frame that is
 * not of the agreed form ends the sandbox.
 */
export class AgentChannel {
  /** Settled by the agent's first frame. */
  readonly ready: Promise<void>;
  private readonly reader = new FrameReader(FROM_AGENT);
  private readonly open = new Map<number, Pending>();
  private greet!: () => void;
  private refuse!: (error: Error) => void;
  private hasGreeted = false;
  private gone: SandboxGone | undefined;
  private last = 0;

  /** @param onFault called once where the other end breaks the form. */
  constructor(
    private readonly socket: Duplex,
    private readonly onFault: () => void,
  ) {
    this.ready = new Promise((resolve, reject) => {
      this.greet = resolve;
      this.refuse = reject;
    });
    this.ready.catch(() => undefined);
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', () => undefined);
  }

  /** @throws FileRefused with the agent's words · SandboxGone */
  async request({ body, data, onFrame, signal }: Request): Promise<Record<string, unknown>> {
    if (this.gone) throw this.gone;
    if (this.open.size >= MAX_OPEN) throw new FileRefused(`More than ${MAX_OPEN} requests at one time`);
    const id = (this.last = (this.last % 0xffff_fff0) + 1);
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
      const refuseFrames = (): void => {
        throw new BadFrame('A frame that was not asked for');
      };
      this.open.set(id, { onFrame: onFrame ?? refuseFrames, resolve, reject });
    });
    const cancel = (): void => void this.socket.write(encodeFrame(FRAME.cancel, id));
    this.socket.write(encodeFrame(FRAME.request, id, JSON.stringify(body)));
    if (data) this.sendData(id, data);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel);
    try {
      return await answer;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Nothing comes any more: what waits is told so. */
  close(end: SandboxEnd): void {
    if (this.gone) return;
    this.gone = new SandboxGone(end);
    this.socket.destroy();
    this.refuse(this.gone);
    for (const { reject } of this.open.values()) reject(this.gone);
    this.open.clear();
  }

  private sendData(id: number, data: Uint8Array): void {
    for (let at = 0; at < data.length; at += MAX_PAYLOAD)
      this.socket.write(encodeFrame(FRAME.data, id, data.subarray(at, at + MAX_PAYLOAD)));
    this.socket.write(encodeFrame(FRAME.end, id));
  }

  private read(chunk: Buffer): void {
    if (this.gone) return;
    try {
      for (const frame of this.reader.push(chunk)) this.take(frame);
    } catch {
      this.onFault();
    }
  }

  private take(frame: Frame): void {
    if (frame.kind === FRAME.hello) {
      if (this.hasGreeted || frame.id !== 0 || frame.payload.length > 0) throw new BadFrame('A greeting out of turn');
      this.hasGreeted = true;
      this.greet();
      return;
    }
    const pending = this.open.get(frame.id);
    if (!pending) throw new BadFrame('A frame for no request');
    if (ANSWERS.has(frame.kind)) {
      pending.onFrame(frame);
      return;
    }
    const claim = readObject(frame.payload);
    this.open.delete(frame.id);
    if (frame.kind === FRAME.reply) pending.resolve(claim);
    else pending.reject(new FileRefused(String(claim['message']).slice(0, 500)));
  }
}
