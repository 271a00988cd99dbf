import type { TokenPrice } from '@millwright/domain';
import { createHash } from 'node:crypto';
import { ModelError, type EngineInfo, type ModelEngine, type ModelEvent, type ModelRequest } from '../port.js';
import { Throttle } from './throttle.js';
import { toModelError } from './to-model-error.js';
import { Watchdog } from './watchdog.js';

/** A call on the wire. */
export interface WireCall {
  request: ModelRequest;
  apiKey: string | undefined;
  signal: AbortSignal;
  /** Told what the response's headers are, before its body is read. */
  onHeaders(headers: Headers): void;
}

export type WireEvent = ModelEvent | { type: 'alive' };

/** A provider's wire format. Errors may be thrown as the SDK throws them. */
export interface Wire {
  stream(call: WireCall): AsyncIterable<WireEvent>;
  listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]>;
}

export interface HttpEngineOptions {
  info: EngineInfo;
  wire: Wire;
  /** The server's own key. */
  apiKey: string | undefined;
  price(model: string): TokenPrice | null;
  idleMs: number;
}

// An answer may be this many times longer in characters than its tokens allow for before it counts as run wild.
const CHARACTERS_PER_TOKEN = 16;
const KEYLESS = 'none';

/** An engine behind a provider's API: its wire, with all that the SDKs leave to their users. */
export class HttpEngine implements ModelEngine {
  readonly info: EngineInfo;
  private readonly throttle = new Throttle();

  constructor(private readonly options: HttpEngineOptions) {
    this.info = options.info;
  }

  price(model: string): TokenPrice | null {
    return this.options.price(model);
  }

  async listModels({ apiKey, signal }: { apiKey?: string; signal: AbortSignal }): Promise<string[]> {
    try {
      return await this.options.wire.listModels(apiKey ?? this.options.apiKey, signal);
    } catch (error) {
      if (signal.aborted) throw new ModelError('timeout', `${this.info.name} did not answer in time`, { cause: error });
      throw toModelError(error, this.info.name, false);
    }
  }

  async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const apiKey = request.apiKey ?? this.options.apiKey;
    const keyId = apiKey ? createHash('sha256').update(apiKey).digest('hex') : KEYLESS;
    await this.throttle.open(keyId, signal, request.onHeldBack);
    const watchdog = new Watchdog(this.options.idleMs, signal);
    const most = request.maxOutputTokens * CHARACTERS_PER_TOKEN;
    let characters = 0;
    let isWhole = false;
    let hasBegun = false;
    try {
      if (signal.aborted) throw watchdog.explain()!;
      const events = this.options.wire.stream({
        request,
        apiKey,
        signal: watchdog.signal,
        onHeaders: (headers) => {
          hasBegun = true;
          watchdog.alive();
          this.throttle.read(keyId, headers);
        },
      });
      for await (const event of events) {
        if (event.type === 'alive') {
          watchdog.alive();
          continue;
        }
        if (event.type === 'text') {
          if (event.text === '') continue;
          characters += event.text.length;
          watchdog.text(event.text.length);
          if (characters > most)
            throw new ModelError('invalid-answer', `The answer of ${this.info.name} ran past ${most} characters and was stopped`);
          yield event;
          continue;
        }
        isWhole = true;
        yield event;
        break;
      }
      // An aborted stream ends as quietly as a whole one does.
      if (!isWhole) throw watchdog.explain() ?? new ModelError('cut', `The answer of ${this.info.name} ended without its end mark`);
    } catch (error) {
      const known = watchdog.explain(error) ?? toModelError(error, this.info.name, characters > 0);
      // A silent provider may be at work on it all the same.
      known.mayBeBilled = hasBegun || known.kind === 'timeout';
      if (known.kind === 'rate-limited') this.throttle.hold(keyId, known.retryAfterMs ?? 1_000);
      throw known;
    } finally {
      watchdog.close();
    }
  }
}
