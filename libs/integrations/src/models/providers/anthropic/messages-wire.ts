import Anthropic from '@anthropic-ai/sdk';
import { LRUCache } from 'lru-cache';
import { ModelError } from '../../port.js';
import { schemaOf, turnsOf } from '../../http/continuation.js';
import { findAddress } from '../../http/find-address.js';
import { finishOf } from '../../http/finish-reason.js';
import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
import { LimitedOutput } from '../../http/limited-output.js';
import { readModelList } from '../../http/model-list.js';
import { NotAStream, WatchedBody } from '../../http/watched-body.js';

const LONGEST_MS = 3_600_000;
const KEYLESS = 'none';
const ANSWER = 'answer';

/** Anthropic's Messages API, streaming; a structured answer is the input of a tool, the shared prefix is cached. */
export class MessagesWire implements Wire {
  private readonly clients = new LRUCache<string, Anthropic>({ max: 200 });
  private readonly limits = new LimitedOutput();

  constructor(
    private readonly baseURL: string,
    private readonly who: string,
  ) {}

  async listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    const response = await this.client(apiKey).models.list({ limit: 100 }, { signal }).asResponse();
    return readModelList(await response.text(), this.who);
  }

  findAddress(apiKey: string | undefined): Promise<string | undefined> {
    return findAddress(this.baseURL, '/v1/models', { 'x-api-key': apiKey ?? KEYLESS, 'anthropic-version': '2023-06-01' });
  }

  async *stream({ request, apiKey, signal, onHeaders, onLife }: WireCall): AsyncIterable<WireEvent> {
    const { prompt } = request;
    const schema = schemaOf(request);
    const client = this.client(apiKey).withOptions({ fetch: new WatchedBody(onLife).fetch });
    const { data: stream, response } = await this.limits.open(request, (most) =>
      client.messages
        .create(
          {
            model: request.model,
            max_tokens: most,
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
        .withResponse(),
    );
    onHeaders(response.headers);
    let usage: Usage = {};
    let reason = '';
    // A compatible endpoint may answer in text in spite of the tool: that counts where no use of the tool comes.
    const written = new Written(schema !== undefined);
    for await (const event of eventsOf(stream)) {
      switch (event.type) {
        case 'message_start':
          usage = { ...usage, ...counting(event.message?.usage) };
          yield { type: 'alive' };
          break;
        case 'content_block_start':
          yield* written.begin(event.content_block);
          break;
        case 'content_block_delta':
          yield* written.add(event.delta);
          break;
        case 'message_delta':
          usage = { ...usage, ...counting(event.usage) };
          reason = event.delta?.stop_reason ?? reason;
          yield { type: 'alive' };
          break;
        case 'message_stop': {
          const count = countOf(usage);
          const said = { ...count, inputTokens: count.inputTokens ?? 0, outputTokens: count.outputTokens ?? 0 };
          if (reason === 'model_context_window_exceeded')
            throw new ModelError('TOO_LONG', `${this.who} ran out of context for this request`, { count: said });
          const finish = finishOf(reason);
          if (finish === 'refused') throw new ModelError('REFUSED', 'The model declined to answer', { count: said });
          if (finish === 'failed') throw new ModelError('UNAVAILABLE', `${this.who} broke its answer off (${reason})`);
          yield* written.rest();
          yield { type: 'end', ...count, ...(finish === 'limited' ? { isLimited: true } : {}) };
          return;
        }
        default:
          yield { type: 'alive' };
      }
    }
    yield* written.rest();
  }

  private client(apiKey: string | undefined): Anthropic {
    const key = apiKey ?? KEYLESS;
    let client = this.clients.get(key);
    if (!client) {
      client = new Anthropic({ apiKey: key, baseURL: this.baseURL, maxRetries: 0, timeout: LONGEST_MS, logLevel: 'off' });
      this.clients.set(key, client);
    }
    return client;
  }
}

type Usage = Partial<Record<'input_tokens' | 'output_tokens' | 'cache_read_input_tokens' | 'cache_creation_input_tokens', number>>;

/** An event as far as compatible endpoints agree on it. */
interface Event {
  type: string;
  message?: { usage?: Usage | null };
  content_block?: Block;
  delta?: Block & { stop_reason?: string | null };
  usage?: Usage | null;
}
interface Block {
  type?: string;
  text?: string;
  partial_json?: string;
  thinking?: string;
  input?: object;
}

/** What there is of an answer. With a tool, text is kept back until it is clear whether the tool is used. */
class Written {
  private text = '';
  private input: object | undefined;
  private hasJson = false;

  constructor(private readonly hasTool: boolean) {}

  *begin(block: Block = {}): Iterable<WireEvent> {
    // Some endpoints give the whole of a block at its beginning.
    if (block.type === 'tool_use' && Object.keys(block.input ?? {}).length > 0) this.input = block.input;
    yield* this.add(block);
  }

  *add({ type = '', text, partial_json: json, thinking }: Block = {}): Iterable<WireEvent> {
    if (json) {
      this.hasJson = true;
      yield { type: 'text', text: json };
    } else if (text && /^text/.test(type) && !this.hasTool) yield { type: 'text', text };
    else if (text && /^text/.test(type)) {
      this.text += text;
      yield { type: 'thinking', characters: text.length };
    } else yield thinking ? { type: 'thinking', characters: thinking.length } : { type: 'alive' };
  }

  *rest(): Iterable<WireEvent> {
    if (this.hasJson) return;
    if (this.input) yield { type: 'text', text: JSON.stringify(this.input) };
    else if (this.text) yield { type: 'text', text: this.text };
  }
}

/** The events of a stream; a whole message that came in its place is told as such. */
async function* eventsOf(stream: AsyncIterable<unknown>): AsyncIterable<Event> {
  try {
    yield* stream as AsyncIterable<Event>;
  } catch (error) {
    const whole =
      error instanceof NotAStream ? (error.json as { content?: Block[]; stop_reason?: string; usage?: Usage } | undefined) : undefined;
    if (!Array.isArray(whole?.content)) throw error;
    for (const block of whole.content) yield { type: 'content_block_start', content_block: block };
    yield { type: 'message_delta', delta: { stop_reason: whole.stop_reason ?? null }, usage: whole.usage ?? null };
    yield { type: 'message_stop' };
  }
}

/** The figures that count something. */
function counting(usage: Usage | null | undefined): Usage {
  return Object.fromEntries(Object.entries(usage ?? {}).filter(([, count]) => typeof count === 'number' && count > 0));
}

function countOf(usage: Usage): { inputTokens?: number; outputTokens?: number; cachedInputTokens: number; cacheWriteTokens: number } {
  const [cachedInputTokens, cacheWriteTokens] = [usage.cache_read_input_tokens ?? 0, usage.cache_creation_input_tokens ?? 0];
  return {
    inputTokens: (usage.input_tokens ?? 0) + cachedInputTokens + cacheWriteTokens,
    outputTokens: usage.output_tokens ?? 0,
    cachedInputTokens,
    cacheWriteTokens,
  };
}
