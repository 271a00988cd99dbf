import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
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

  constructor(baseUrl: string, who: string) {
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
        yield* this.responses.stream({
          ...call,
          onHeaders: (headers) => {
            this.hasResponses = true;
            call.onHeaders(headers);
          },
        });
        return;
      } catch (error) {
        if (this.hasResponses || !isUnknownRoute(error)) throw error;
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
