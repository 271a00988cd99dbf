import type OpenAI from 'openai';
import type { Response } from 'openai/resources/responses/responses.js';
import { ModelError } from '../../port.js';
import { schemaOf, systemOf, turnsOf } from '../../http/continuation.js';
import type { Wire, WireCall, WireEvent } from '../../http/http-engine.js';
import { faultToModelError } from '../../http/to-model-error.js';
import { LimitedOutput } from '../../http/limited-output.js';
import { WatchedBody } from '../../http/watched-body.js';
import { saidRefusal } from './chat-content.js';
import type { OpenAiClients } from './clients.js';
import { strictSchema } from './strict-schema.js';

/** OpenAI's Responses API, streaming, with strict structured outputs. */
export class ResponsesWire implements Wire {
  private readonly limits = new LimitedOutput();

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

  async *stream({ request, apiKey, signal, onHeaders, onLife }: WireCall): AsyncIterable<WireEvent> {
    const schema = schemaOf(request);
    const client = this.clients.get(apiKey, new WatchedBody(onLife));
    const { data: stream, response } = await this.limits.open(request, (most) =>
      client.responses
        .create(
          {
            model: request.model,
            instructions: systemOf(request),
            input: turnsOf(request).map(({ role, text }) => ({ role, content: text })),
            max_output_tokens: most,
            store: false,
            stream: true,
            ...(schema ? { text: { format: formatOf(request.stage, schema) } } : {}),
          },
          { signal },
        )
        .withResponse(),
    );
    onHeaders(response.headers);
    let refusal = '';
    for await (const event of stream) {
      switch (event.type) {
        case 'response.output_text.delta':
          yield { type: 'text', text: event.delta };
          break;
        case 'response.refusal.delta':
          refusal += event.delta;
          yield { type: 'alive' };
          break;
        case 'response.reasoning_text.delta':
        case 'response.reasoning_summary_text.delta':
          yield { type: 'thinking', characters: event.delta.length };
          break;
        case 'response.completed':
        case 'response.incomplete':
          yield this.end(event.response, refusal);
          return;
        case 'response.failed':
          throw faultToModelError(
            { code: event.response.error?.code, message: event.response.error?.message ?? 'the response failed' },
            this.who,
          );
        // Delivered as any other event, not thrown.
        case 'error':
          throw faultToModelError({ code: event.code, message: event.message }, this.who);
        default:
          yield { type: 'alive' };
      }
    }
  }

  private end(response: Response, refusal: string): WireEvent {
    const reason = response.incomplete_details?.reason;
    const count = {
      inputTokens: response.usage?.input_tokens ?? 0,
      outputTokens: response.usage?.output_tokens ?? 0,
      cachedInputTokens: response.usage?.input_tokens_details?.cached_tokens ?? 0,
    };
    if (refusal) throw new ModelError('REFUSED', saidRefusal(refusal), { count });
    if (reason === 'content_filter') throw new ModelError('REFUSED', `${this.who} stopped the answer by its content policy`, { count });
    return {
      type: 'end',
      ...count,
      ...(response.status === 'incomplete' ? { isLimited: true } : {}),
    };
  }
}

function formatOf(stage: string, schema: NonNullable<WireCall['request']['schema']>): OpenAI.Responses.ResponseFormatTextJSONSchemaConfig {
  return { type: 'json_schema', name: stage.toLowerCase(), strict: true, schema: strictSchema(schema) as Record<string, unknown> };
}
