import type { TokenPrice } from '@millwright/domain';
import { createHash } from 'node:crypto';
import { believableCount, type SaidCount } from './believable-count.js';
import { shownAddress } from './find-address.js';
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
  /** Told of signs of life that carry nothing: comments and pings. */
  onLife(): void;
}

/** The end of an answer, with what the provider counted as far as it did. */
export type WireEnd = { type: 'end'; isLimited?: boolean } & SaidCount;
/** `thinking`: so many characters that belong to no answer. */
export type WireEvent = Exclude<ModelEvent, { type: 'end' }> | WireEnd | { type: 'alive' } | { type: 'thinking'; characters: number };

/** A provider's wire format. Errors may be thrown as the SDK throws them. */
export interface Wire {
  stream(call: WireCall): AsyncIterable<WireEvent>;
  listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]>;
  /** Another address of the same server at which there are models; undefined where there is none. */
  findAddress(apiKey: string | undefined): Promise<string | undefined>;
}

export interface HttpEngineOptions {
  info: EngineInfo;
  wire: Wire;
  /** Where it is, and the variable that says so. */
  address: { url: string; variable: string };
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
      if (signal.aborted) throw new ModelError('TIMEOUT', `${this.info.name} did not answer in time`, { cause: error });
      const known = toModelError(error, this.info.name, false);
      // Endpoints that list nothing may answer all the same.
      const isUnlisted = known.code === 'WRONG_ADDRESS' && (error as { status?: number }).status !== undefined;
      throw await this.located(known, apiKey ?? this.options.apiKey, isUnlisted ? 'NO_MODEL' : 'WRONG_ADDRESS');
    }
  }

  async *answer(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent> {
    const apiKey = request.apiKey ?? this.options.apiKey;
    const keyId = apiKey ? createHash('sha256').update(apiKey).digest('hex') : KEYLESS;
    await this.throttle.open(keyId, signal, request.onHeldBack);
    const watchdog = new Watchdog(this.options.idleMs, signal);
    const most = request.maxOutputTokens * CHARACTERS_PER_TOKEN;
    let characters = 0;
    let hasText = false;
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
        onLife: () => watchdog.alive(),
      });
      for await (const event of events) {
        if (event.type === 'alive') {
          watchdog.alive();
          continue;
        }
        if (event.type === 'end') {
          isWhole = true;
          yield { type: 'end', ...(event.isLimited ? { isLimited: true } : {}), ...believableCount(event, request, characters) };
          break;
        }
        const length = event.type === 'text' ? event.text.length : event.characters;
        if (length === 0) continue;
        characters += length;
        watchdog.text(length);
        if (characters > most)
          throw new ModelError('INVALID_ANSWER', `The answer of ${this.info.name} ran past ${most} characters and was stopped`);
        if (event.type !== 'text') continue;
        hasText = true;
        yield event;
      }
      // An aborted stream ends as quietly as a whole one does.
      if (!isWhole) throw watchdog.explain() ?? new ModelError('CUT', `The answer of ${this.info.name} ended without its end mark`);
    } catch (error) {
      const known = watchdog.explain(error) ?? (await this.located(toModelError(error, this.info.name, hasText), apiKey));
      if (known.count) known.count = believableCount(known.count, request, characters);
      // A silent provider may be at work on it all the same.
      known.mayBeBilled = hasBegun || known.code === 'TIMEOUT';
      if (known.code === 'RATE_LIMITED') this.throttle.hold(keyId, known.retryAfterMs ?? 1_000);
      throw known;
    } finally {
      watchdog.close();
    }
  }

  /**
   * An error that says where its endpoint is thought to be, and where it is.
   * @param otherwise what it is where no other address answers.
   */
  private async located(
    error: ModelError,
    apiKey: string | undefined,
    otherwise: 'NO_MODEL' | 'WRONG_ADDRESS' = 'WRONG_ADDRESS',
  ): Promise<ModelError> {
    if (error.code !== 'WRONG_ADDRESS') return error;
    const { url, variable } = this.options.address;
    const found = await this.options.wire.findAddress(apiKey).catch(() => undefined);
    return new ModelError(found ? 'WRONG_ADDRESS' : otherwise, `${error.message} (${variable} is ${shownAddress(url)})`, {
      hint: found
        ? `Set ${variable} to ${shownAddress(found)}: models are listed there.`
        : `Check ${variable}: of an OpenAI-compatible server it mostly ends in /v1, and what comes behind that is left out.`,
      cause: error,
    });
  }
}
