import type { JsonSchema } from '@millwright/domain';
import { LRUCache } from 'lru-cache';
import type OpenAI from 'openai';
import { ModelError } from '../../port.js';
import { schemaOf, systemOf, turnsOf, type Turn } from '../../http/continuation.js';
import { finishOf } from '../../http/finish-reason.js';
import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
import { outputUnder } from '../../http/output-terms.js';
import { faultToModelError } from '../../http/to-model-error.js';
import { readFault } from '../../http/provider-fault.js';
import { NotAStream, WatchedBody } from '../../http/watched-body.js';
import { contentOf, saidRefusal, thoughtOf, type ChatMessage } from './chat-content.js';
import { FIRST_TERMS, betterTerms, type ChatTerms } from './chat-terms.js';
import type { OpenAiClients } from './clients.js';
import { strictSchema } from './strict-schema.js';

// Each refusal teaches one thing, and there are not more than these to learn.
const MOST_REFUSALS = 8;

/** A chunk of a stream or a whole answer, as far as compatible endpoints agree on one. */
interface Chunk {
  error?: unknown;
  usage?: Usage | null;
  x_groq?: { usage?: Usage | null };
  choices?: {
    delta?: ChatMessage | null;
    message?: ChatMessage | null;
    finish_reason?: string | null;
    error?: unknown;
    usage?: Usage | null;
  }[];
}
type Usage = Partial<Pick<OpenAI.CompletionUsage, 'prompt_tokens' | 'completion_tokens' | 'prompt_tokens_details'>>;

/** Chat completions, as OpenAI-compatible endpoints speak them. What an endpoint can do is found out once for each model. */
export class ChatWire implements Wire {
  private readonly terms = new LRUCache<string, ChatTerms>({ max: 500 });

  constructor(
    private readonly clients: OpenAiClients,
    private readonly who: string,
  ) {}

  listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    return this.clients.listModels(apiKey, signal);
  }

  findAddress(apiKey: string | undefined): Promise<string | undefined> {
    return this.clients.findAddress(apiKey);
  }

  async *stream(call: WireCall): AsyncIterable<WireEvent> {
    const body = new WatchedBody(() => call.onLife());
    const { data: stream, response } = await this.open(call, body);
    call.onHeaders(response.headers);
    let usage: Usage = {};
    let reason = '';
    let refusal = '';
    let hasText = false;
    for await (const chunk of chunksOf(stream)) {
      // Some endpoints put an error where a chunk should be.
      if (chunk.error) throw faultToModelError(readFault(chunk.error), this.who);
      const choice = chunk.choices?.[0];
      usage = better(usage, chunk.usage ?? chunk.x_groq?.usage ?? choice?.usage);
      if (choice?.error) throw faultToModelError(readFault(choice.error), this.who);
      reason = choice?.finish_reason || reason;
      // A last chunk may repeat the whole of what came in parts.
      const message = choice?.delta ?? (hasText ? undefined : choice?.message) ?? {};
      refusal += message.refusal ?? '';
      const { text, thought } = contentOf(message.content);
      const characters = thought + thoughtOf(message);
      hasText ||= text !== '';
      if (characters > 0) yield { type: 'thinking', characters };
      yield text ? { type: 'text', text } : { type: 'alive' };
    }
    // Some endpoints give no reason and only the mark.
    if (reason === '' && !body.isDone) return;
    const count = {
      inputTokens: usage.prompt_tokens,
      outputTokens: usage.completion_tokens,
      cachedInputTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    };
    const said = { inputTokens: count.inputTokens ?? 0, outputTokens: count.outputTokens ?? 0, cachedInputTokens: count.cachedInputTokens };
    const finish = finishOf(reason);
    if (refusal) throw new ModelError('REFUSED', saidRefusal(refusal), { count: said });
    if (finish === 'refused') throw new ModelError('REFUSED', `${this.who} stopped the answer by its content policy`, { count: said });
    if (finish === 'failed') throw new ModelError('UNAVAILABLE', `${this.who} broke its answer off (${reason})`);
    yield { type: 'end', ...count, ...(finish === 'limited' ? { isLimited: true } : {}) };
  }

  private async open(call: WireCall, body: WatchedBody): Promise<{ data: AsyncIterable<unknown>; response: Response }> {
    const { request, apiKey, signal } = call;
    const schema = schemaOf(request);
    for (let refusals = 0; ; refusals++) {
      const terms = this.terms.get(request.model) ?? FIRST_TERMS;
      const most = outputUnder(terms, request);
      try {
        return await this.clients
          .get(apiKey, body)
          .chat.completions.create(bodyOf(request, schema, terms, most), { signal })
          .withResponse();
      } catch (error) {
        if (refusals >= MOST_REFUSALS) throw error;
        call.onLife();
        // Another call may have learned it meanwhile.
        if ((this.terms.get(request.model) ?? FIRST_TERMS) !== terms) continue;
        const better = betterTerms(error, terms, request, most, schema !== undefined);
        if (!better) throw error;
        this.terms.set(request.model, better);
      }
    }
  }
}

/** The chunks of a stream; a whole answer that came in its place is one. */
async function* chunksOf(stream: AsyncIterable<unknown>): AsyncIterable<Chunk> {
  try {
    yield* stream as AsyncIterable<Chunk>;
  } catch (error) {
    const whole = error instanceof NotAStream ? (error.json as Chunk | undefined) : undefined;
    if (!Array.isArray(whole?.choices)) throw error;
    yield { ...whole, choices: whole.choices.map((choice) => ({ ...choice, finish_reason: choice.finish_reason || 'stop' })) };
  }
}

/** Of two counts the one that counts something. */
function better(before: Usage, now: Usage | null | undefined): Usage {
  return now && (now.prompt_tokens || now.completion_tokens) ? { ...before, ...now } : before;
}

function bodyOf(
  request: WireCall['request'],
  schema: JsonSchema | undefined,
  { format, limit, countsUsage, takesSystem }: ChatTerms,
  most: number,
): OpenAI.ChatCompletionCreateParamsStreaming {
  const described =
    schema && format !== 'schema' ? `\n\nAnswer with one JSON document that fits this JSON Schema:\n${JSON.stringify(schema)}` : '';
  const system = systemOf(request) + described;
  const turns = turnsOf(request).map(({ role, text }) => ({ role, content: text }));
  return {
    model: request.model,
    messages: takesSystem ? [{ role: 'system', content: system }, ...turns] : withSystem(system, turns),
    [limit]: most,
    stream: true,
    ...(countsUsage ? { stream_options: { include_usage: true } } : {}),
    ...(schema && format === 'schema'
      ? {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: request.stage.toLowerCase(), strict: true, schema: strictSchema(schema) as Record<string, unknown> },
          },
        }
      : {}),
    ...(schema && format === 'json' ? { response_format: { type: 'json_object' as const } } : {}),
  };
}

function withSystem(system: string, turns: { role: Turn['role']; content: string }[]): { role: Turn['role']; content: string }[] {
  return turns.map((turn, i) => (i === 0 ? { ...turn, content: `${system}\n\n${turn.content}` } : turn));
}
