import type { JsonSchema } from '@millwright/domain';
import type OpenAI from 'openai';
import { ModelError } from '../../port.js';
import { schemaOf, systemOf, turnsOf } from '../../http/continuation.js';
import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
import type { OpenAiClients } from './clients.js';
import { strictSchema } from './strict-schema.js';

/** How an endpoint can be made to answer in JSON, best first. */
const FORMATS = ['schema', 'json', 'prompt'] as const;
type Format = (typeof FORMATS)[number];

/** Chat completions, as OpenAI-compatible endpoints speak them. What an endpoint can do is found out once for each model. */
export class ChatWire implements Wire {
  private readonly formats = new Map<string, Format>();

  constructor(
    private readonly clients: OpenAiClients,
    private readonly who: string,
  ) {}

  listModels(apiKey: string | undefined, signal: AbortSignal): Promise<string[]> {
    return this.clients.listModels(apiKey, signal);
  }

  async *stream(call: WireCall): AsyncIterable<WireEvent> {
    const { request, onHeaders } = call;
    const { data: stream, response } = await this.open(call);
    onHeaders(response.headers);
    let usage: OpenAI.CompletionUsage | undefined;
    let reason: string | null = null;
    let refusal = '';
    let characters = 0;
    for await (const chunk of stream) {
      // Some endpoints put an error where a chunk should be.
      if ('error' in chunk && chunk.error) throw Object.assign(new Error('error in stream'), { error: { error: chunk.error } });
      usage = chunk.usage ?? usage;
      const choice = chunk.choices?.[0];
      reason = choice?.finish_reason ?? reason;
      refusal += choice?.delta?.refusal ?? '';
      const text = choice?.delta?.content ?? '';
      characters += text.length;
      yield text ? { type: 'text', text } : { type: 'alive' };
    }
    if (reason === null) return;
    const count = {
      // Where an endpoint counts nothing, bytes are an upper bound: no token is less than one.
      inputTokens: usage?.prompt_tokens ?? Buffer.byteLength(systemOf(request) + request.prompt.user),
      outputTokens: usage?.completion_tokens ?? characters,
      cachedInputTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    };
    if (refusal) throw new ModelError('refused', `The model declined: ${refusal.slice(0, 300)}`, { count });
    if (reason === 'content_filter') throw new ModelError('refused', `${this.who} stopped the answer by its content policy`, { count });
    yield {
      type: 'end',
      ...count,
      ...(reason === 'length' ? { isLimited: true } : {}),
    };
  }

  private async open(call: WireCall): Promise<{ data: AsyncIterable<OpenAI.ChatCompletionChunk>; response: Response }> {
    const { request, apiKey, signal } = call;
    const schema = schemaOf(request);
    let format: Format = schema ? (this.formats.get(request.model) ?? 'schema') : 'prompt';
    for (;;) {
      try {
        return await this.clients
          .get(apiKey)
          .chat.completions.create(bodyOf(request, schema, format), { signal })
          .withResponse();
      } catch (error) {
        const next = FORMATS[FORMATS.indexOf(format) + 1];
        if (!schema || !next || !refusesFormat(error)) throw error;
        format = next;
        this.formats.set(request.model, format);
      }
    }
  }
}

function bodyOf(request: WireCall['request'], schema: JsonSchema | undefined, format: Format): OpenAI.ChatCompletionCreateParamsStreaming {
  const described =
    schema && format !== 'schema' ? `\n\nAnswer with one JSON document that fits this JSON Schema:\n${JSON.stringify(schema)}` : '';
  return {
    model: request.model,
    messages: [
      { role: 'system', content: systemOf(request) + described },
      ...turnsOf(request).map(({ role, text }) => ({ role, content: text })),
    ],
    max_tokens: request.maxOutputTokens,
    stream: true,
    stream_options: { include_usage: true },
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

/** A refusal of the way in which JSON was asked for, and not of anything else. */
function refusesFormat(error: unknown): boolean {
  const { status, message = '', param } = error as { status?: number; message?: string; param?: string | null };
  return (
    (status === 400 || status === 422) && /response_format|json_schema|json_object|structured|guided/i.test(`${param ?? ''} ${message}`)
  );
}
