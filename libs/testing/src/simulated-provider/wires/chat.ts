import type { JsonSchema } from '@millwright/domain';
import { strictFault } from '../strict.js';
import { newId, sse, type WireFormat, type Counted, type Ask } from '../wire.js';
import { typeOf } from './responses.js';

interface Body {
  model?: string;
  messages?: { role: string; content: string }[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
  max_tokens?: number;
  max_completion_tokens?: number;
  response_format?: { type: string; json_schema?: { strict?: boolean; schema?: JsonSchema } };
}

/** How an endpoint can be made to answer in JSON: by a schema, by JSON mode, or by asking nicely. */
export type ChatFormats = 'schema' | 'json' | 'prompt';

/** Chat completions, as OpenAI and the compatible endpoints speak them. */
export function chatWire(formats: ChatFormats): WireFormat {
  let id = '';
  let withUsage = false;
  const chunk = (ask: Ask, delta: object, finish: string | null = null): string =>
    sse(undefined, {
      id,
      object: 'chat.completion.chunk',
      created: Math.floor(Date.now() / 1_000),
      model: ask.model,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...(withUsage ? { usage: null } : {}),
    });
  let asked: Ask;
  const usage = ({ inputTokens, cachedTokens, outputTokens }: Counted): object => ({
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  });

  return {
    name: 'chat',
    read(body) {
      const { model = '', messages = [], stream, stream_options, response_format: format, ...rest } = body as Body;
      withUsage = stream_options?.include_usage === true;
      const isRefused =
        format !== undefined && format.type !== 'text' && (formats === 'prompt' || (formats === 'json' && format.type === 'json_schema'));
      const schema = format?.json_schema?.schema;
      const bad = format?.json_schema?.strict ? strictFault(schema ?? {}) : undefined;
      const fault = isRefused
        ? {
            status: 400,
            message: `response_format of type ${format.type} is not supported`,
            code: 'invalid_request_error',
            param: 'response_format',
          }
        : bad
          ? { status: 400, message: `Invalid schema for response_format: ${bad}`, code: 'invalid_json_schema', param: 'response_format' }
          : undefined;
      return {
        model,
        prompt: messages
          .filter((message) => message.role !== 'assistant')
          .map((message) => message.content)
          .join('\n'),
        cacheable: '',
        partial: messages
          .filter((message) => message.role === 'assistant')
          .map((message) => message.content)
          .join(''),
        schema,
        isStreaming: stream === true,
        maxTokens: rest.max_completion_tokens ?? rest.max_tokens ?? Infinity,
        ...(fault ? { fault } : {}),
      };
    },
    begin(ask) {
      id = newId('chatcmpl');
      asked = ask;
      return [chunk(ask, { role: 'assistant', content: '', refusal: null })];
    },
    text: (content) => chunk(asked, { content }),
    alive: () => ': keep-alive\n\n',
    end(ask, text, ending, counted) {
      const finish = ending === 'length' ? 'length' : 'stop';
      return [
        ...(ending === 'refusal' ? [chunk(ask, { refusal: text })] : []),
        chunk(ask, {}, finish),
        ...(withUsage
          ? [sse(undefined, { id, object: 'chat.completion.chunk', created: 0, model: ask.model, choices: [], usage: usage(counted) })]
          : []),
        sse(undefined, '[DONE]'),
      ];
    },
    whole: (ask, text, ending, counted) => ({
      id: newId('chatcmpl'),
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1_000),
      model: ask.model,
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: ending === 'refusal' ? null : text, refusal: ending === 'refusal' ? text : null },
          logprobs: null,
          finish_reason: ending === 'length' ? 'length' : 'stop',
        },
      ],
      usage: usage(counted),
    }),
    error: (_status, code, message, param) => ({ error: { message, type: typeOf(code), param: param ?? null, code } }),
    errorEvent: (code, message) => sse(undefined, { error: { message, type: typeOf(code), param: null, code } }),
    headers: () => ({ 'x-request-id': newId('req') }),
  };
}
