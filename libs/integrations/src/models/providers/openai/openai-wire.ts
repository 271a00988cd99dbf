import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
import { toModelError } from '../../http/to-model-error.js';
import { NotAStream } from '../../http/watched-body.js';
import { ChatWire } from './chat-wire.js';
import { OpenAiClients } from './clients.js';
import { ResponsesWire } from './responses-wire.js';

/**
 * Responses where the address has them, else chat completions: `OPENAI_BASE_URL` often names a compatible server
 * that knows only these. Found out once.
 */
export class OpenAiWire implements Wire {
  private readonly responses: ResponsesWire;
  private readonly chat: ChatWire;
  private hasResponses: boolean | undefined;

  constructor(
    baseUrl: string,
    private readonly who: string,
  ) {
    const clients = new OpenAiClients(baseUrl, who);
    this.responses = new ResponsesWire(clients, who);
    this.chat = new ChatWire(clients, who);
  }

  listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    return this.chat.listModels(apiKey, signal);
  }

  findAddress(apiKey: string | undefined): Promise<string | undefined> {
    return this.chat.findAddress(apiKey);
  }

  async *stream(call: WireCall): AsyncIterable<WireEvent> {
    if (this.hasResponses !== false) {
      try {
        for await (const event of this.responses.stream(call)) {
          this.hasResponses = true;
          yield event;
        }
        return;
      } catch (error) {
        // Some servers say of a route that they do not know so with a status of 200.
        const isAnswered = error instanceof NotAStream && toModelError(error, this.who, false).code === 'WRONG_ADDRESS';
        if (this.hasResponses || !(isUnknownRoute(error) || isAnswered)) throw error;
        this.hasResponses = false;
      }
    }
    yield* this.chat.stream(call);
  }
}

/** 404 or 405 for the address itself; one for the model says so in its code or message. */
function isUnknownRoute(error: unknown): boolean {
  const { status, code, message = '' } = error as { status?: number; code?: string | null; message?: string };
  return (status === 404 || status === 405 || status === 501) && code !== 'model_not_found' && !/model/i.test(message);
}
