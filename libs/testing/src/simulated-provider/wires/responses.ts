import type { JsonSchema } from '@millwright/domain';
import { strictFault } from '../strict.js';
import { newId, sse, type Ask, type Counted, type Ending, type WireFormat } from '../wire.js';

interface Body {
  model?: string;
  instructions?: string;
  input?: string | { role: string; content: string | { text?: string }[] }[];
  stream?: boolean;
  max_output_tokens?: number;
  text?: { format?: { type: string; name?: string; strict?: boolean; schema?: JsonSchema } };
}

const textOf = (content: string | { text?: string }[]): string =>
  typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');

/** OpenAI's Responses API. */
export function responsesWire(): WireFormat {
  let id = '';
  let itemId = '';
  let sequence = 0;
  let isRefusing = false;
  const event = (type: string, rest: object): string => sse(type, { type, sequence_number: sequence++, ...rest });
  const place = (): object => ({ item_id: itemId, output_index: 0, content_index: 0 });
  const response = (ask: Ask, status: string, rest: object = {}): object => ({
    id,
    object: 'response',
    created_at: Math.floor(Date.now() / 1_000),
    status,
    error: null,
    incomplete_details: null,
    model: ask.model,
    output: [],
    parallel_tool_calls: true,
    tools: [],
    usage: null,
    ...rest,
  });
  const usage = ({ inputTokens, cachedTokens, outputTokens }: Counted): object => ({
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedTokens },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  });
  const part = (text: string): object =>
    isRefusing ? { type: 'refusal', refusal: text } : { type: 'output_text', text, annotations: [], logprobs: [] };
  const message = (text: string, status: string): object => ({
    id: itemId,
    type: 'message',
    status,
    role: 'assistant',
    content: [part(text)],
  });
  const final = (ask: Ask, text: string, ending: Ending, counted: Counted): object =>
    response(ask, ending === 'length' ? 'incomplete' : 'completed', {
      output: [message(text, ending === 'length' ? 'incomplete' : 'completed')],
      incomplete_details: ending === 'length' ? { reason: 'max_output_tokens' } : null,
      usage: usage(counted),
    });

  return {
    name: 'responses',
    read(body) {
      const { model = '', instructions = '', input = '', stream, max_output_tokens: maxTokens, text } = body as Body;
      const turns = typeof input === 'string' ? [{ role: 'user', content: input }] : input;
      const format = text?.format;
      const fault = format?.type === 'json_schema' && format.strict ? strictFault(format.schema ?? {}) : undefined;
      return {
        model,
        prompt: [instructions, ...turns.filter((turn) => turn.role !== 'assistant').map((turn) => textOf(turn.content))].join('\n'),
        cacheable: '',
        partial: turns
          .filter((turn) => turn.role === 'assistant')
          .map((turn) => textOf(turn.content))
          .join(''),
        schema: format?.type === 'json_schema' ? format.schema : undefined,
        isStreaming: stream === true,
        maxTokens: maxTokens ?? Infinity,
        ...(fault
          ? {
              fault: {
                status: 400,
                message: `Invalid schema for response_format: ${fault}`,
                code: 'invalid_json_schema',
                param: 'text.format.schema',
              },
            }
          : {}),
      };
    },
    begin(ask) {
      [id, itemId, sequence, isRefusing] = [newId('resp'), newId('msg'), 0, false];
      return [
        event('response.created', { response: response(ask, 'in_progress') }),
        event('response.in_progress', { response: response(ask, 'in_progress') }),
        event('response.output_item.added', {
          output_index: 0,
          item: { id: itemId, type: 'message', status: 'in_progress', role: 'assistant', content: [] },
        }),
        event('response.content_part.added', { ...place(), part: part('') }),
      ];
    },
    text: (delta) => event('response.output_text.delta', { ...place(), delta, logprobs: [] }),
    alive: () => event('response.in_progress', { response: { id, object: 'response', status: 'in_progress' } }),
    end(ask, text, ending, counted) {
      isRefusing = ending === 'refusal';
      const said = isRefusing
        ? [event('response.refusal.delta', { ...place(), delta: text }), event('response.refusal.done', { ...place(), refusal: text })]
        : [event('response.output_text.done', { ...place(), text, logprobs: [] })];
      return [
        ...said,
        event('response.content_part.done', { ...place(), part: part(text) }),
        event('response.output_item.done', { output_index: 0, item: message(text, 'completed') }),
        event(ending === 'length' ? 'response.incomplete' : 'response.completed', { response: final(ask, text, ending, counted) }),
      ];
    },
    whole(ask, text, ending, counted) {
      [id, itemId, isRefusing] = [newId('resp'), newId('msg'), ending === 'refusal'];
      return final(ask, text, ending, counted);
    },
    error: (_status, code, message, param) => ({ error: { message, type: typeOf(code), param: param ?? null, code } }),
    errorEvent: (code, message) => event('error', { code, message, param: null }),
    headers: () => ({ 'x-request-id': newId('req'), 'openai-processing-ms': '1' }),
  };
}

export function typeOf(code: string): string {
  if (/rate_limit/.test(code)) return 'requests';
  return /server|overloaded/.test(code) ? 'server_error' : 'invalid_request_error';
}
