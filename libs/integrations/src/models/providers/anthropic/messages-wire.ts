import Anthropic from '@anthropic-ai/sdk';
import { LRUCache } from 'lru-cache';
import { ModelError } from '../../port.js';
import { schemaOf, turnsOf } from '../../http/continuation.js';
import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';

const LONGEST_MS = 3_600_000;
const ANSWER = 'answer';

/** Anthropic's Messages API, streaming; a structured answer is the input of a tool, the shared prefix is cached. */
export class MessagesWire implements Wire {
  private readonly clients = new LRUCache<string, Anthropic>({ max: 200 });

  constructor(
    private readonly baseURL: string,
    private readonly who: string,
  ) {}

  async listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    const page = await this.client(apiKey).models.list({ limit: 100 }, { signal });
    return page.data.map((model) => model.id);
  }

  async *stream({ request, apiKey, signal, onHeaders }: WireCall): AsyncIterable<WireEvent> {
    const { prompt } = request;
    const schema = schemaOf(request);
    const { data: stream, response } = await this.client(apiKey)
      .messages.create(
        {
          model: request.model,
          max_tokens: request.maxOutputTokens,
          stream: true,
          system: [
            { type: 'text', text: prompt.system },
            ...(prompt.context ? [{ type: 'text' as const, text: prompt.context, cache_control: { type: 'ephemeral' as const } }] : []),
          ],
          messages: turnsOf(request).map(({ role, text }) => ({ role, content: text })),
          ...(schema
            ? {
                tools: [{ name: ANSWER, description: 'Takes the answer.', input_schema: { ...schema, type: 'object' as const } }],
                tool_choice: { type: 'tool' as const, name: ANSWER, disable_parallel_tool_use: true },
              }
            : {}),
        },
        { signal },
      )
      .withResponse();
    onHeaders(response.headers);
    let count = { inputTokens: 0, cachedInputTokens: 0, cacheWriteTokens: 0 };
    let outputTokens = 0;
    let reason: string | null = null;
    for await (const event of stream) {
      switch (event.type) {
        case 'message_start': {
          const { usage } = event.message;
          const [cachedInputTokens, cacheWriteTokens] = [usage.cache_read_input_tokens ?? 0, usage.cache_creation_input_tokens ?? 0];
          count = { inputTokens: usage.input_tokens + cachedInputTokens + cacheWriteTokens, cachedInputTokens, cacheWriteTokens };
          yield { type: 'alive' };
          break;
        }
        case 'content_block_delta':
          if (event.delta.type === 'text_delta' && !schema) yield { type: 'text', text: event.delta.text };
          else if (event.delta.type === 'input_json_delta') yield { type: 'text', text: event.delta.partial_json };
          else yield { type: 'alive' };
          break;
        case 'message_delta':
          outputTokens = event.usage.output_tokens;
          reason = event.delta.stop_reason ?? reason;
          break;
        case 'message_stop':
          if (reason === 'refusal') throw new ModelError('refused', 'The model declined to answer', { count: { ...count, outputTokens } });
          if (reason === 'model_context_window_exceeded')
            throw new ModelError('too-long', `${this.who} ran out of context for this request`);
          yield { type: 'end', ...count, outputTokens, ...(reason === 'max_tokens' ? { isLimited: true } : {}) };
          return;
        default:
          yield { type: 'alive' };
      }
    }
  }

  private client(apiKey: string | undefined): Anthropic {
    const key = apiKey ?? 'none';
    let client = this.clients.get(key);
    if (!client) {
      client = new Anthropic({ apiKey: key, baseURL: this.baseURL, maxRetries: 0, timeout: LONGEST_MS, logLevel: 'off' });
      this.clients.set(key, client);
    }
    return client;
  }
}
