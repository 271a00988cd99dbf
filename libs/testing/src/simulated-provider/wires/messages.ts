import type { JsonSchema } from '@millwright/domain';
import { newId, sse, type Ask, type Counted, type Ending, type WireFormat } from '../wire.js';

interface Block {
  type: string;
  text?: string;
  cache_control?: object;
}
interface Body {
  model?: string;
  system?: string | Block[];
  messages?: { role: string; content: string | Block[] }[];
  stream?: boolean;
  max_tokens?: number;
  tools?: { name: string; input_schema: JsonSchema }[];
  tool_choice?: { type: string; name?: string };
}

const blocksOf = (content: string | Block[]): Block[] => (typeof content === 'string' ? [{ type: 'text', text: content }] : content);
const textOf = (content: string | Block[]): string =>
  blocksOf(content)
    .map((block) => block.text ?? '')
    .join('\n');

const TYPES: Record<number, string> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'api_error',
  529: 'overloaded_error',
};

/** Anthropic's Messages API. */
export function messagesWire(): WireFormat {
  let tool: string | undefined;
  const usage = ({ inputTokens, cachedTokens, cacheWriteTokens, outputTokens }: Counted): object => ({
    input_tokens: inputTokens - cachedTokens - cacheWriteTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    cache_read_input_tokens: cachedTokens,
    output_tokens: outputTokens,
    service_tier: 'standard',
  });
  const reason = (ending: Ending): string =>
    ending === 'length' ? 'max_tokens' : ending === 'refusal' ? 'refusal' : tool ? 'tool_use' : 'end_turn';
  const event = (type: string, rest: object): string => sse(type, { type, ...rest });
  const message = (ask: Ask, rest: object): object => ({
    id: newId('msg'),
    type: 'message',
    role: 'assistant',
    model: ask.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    ...rest,
  });

  return {
    name: 'messages',
    read(body, headers) {
      const { model = '', system = '', messages = [], stream, max_tokens: maxTokens, tools, tool_choice: choice } = body as Body;
      tool = choice?.type === 'tool' ? choice.name : undefined;
      const fault =
        maxTokens === undefined
          ? 'max_tokens: Field required'
          : headers['anthropic-version'] === undefined
            ? 'anthropic-version: header is required'
            : messages.some((one) => textOf(one.content).trim() === '')
              ? 'messages: text content blocks must contain non-whitespace text'
              : undefined;
      return {
        model,
        prompt: [textOf(system), ...messages.filter((one) => one.role !== 'assistant').map((one) => textOf(one.content))].join('\n'),
        cacheable: blocksOf(system)
          .filter((block) => block.cache_control)
          .map((block) => block.text ?? '')
          .join('\n'),
        partial: messages
          .filter((one) => one.role === 'assistant')
          .map((one) => textOf(one.content))
          .join(''),
        schema: tools?.find(({ name }) => name === tool)?.input_schema,
        isStreaming: stream === true,
        maxTokens: maxTokens ?? Infinity,
        ...(fault ? { fault: { status: 400, message: fault, code: 'invalid_request_error' } } : {}),
      };
    },
    begin: (ask, counted) => [
      event('message_start', { message: message(ask, { usage: usage({ ...counted, outputTokens: 1 }) }) }),
      event('content_block_start', {
        index: 0,
        content_block: tool ? { type: 'tool_use', id: newId('toolu'), name: tool, input: {} } : { type: 'text', text: '' },
      }),
      event('ping', {}),
    ],
    text: (piece) =>
      event('content_block_delta', {
        index: 0,
        delta: tool ? { type: 'input_json_delta', partial_json: piece } : { type: 'text_delta', text: piece },
      }),
    alive: () => event('ping', {}),
    end: (_ask, _text, ending, counted) => [
      event('content_block_stop', { index: 0 }),
      event('message_delta', {
        delta: { stop_reason: reason(ending), stop_sequence: null },
        usage: { output_tokens: counted.outputTokens },
      }),
      event('message_stop', {}),
    ],
    whole: (ask, text, ending, counted) =>
      message(ask, {
        content:
          ending === 'refusal'
            ? []
            : [tool ? { type: 'tool_use', id: newId('toolu'), name: tool, input: JSON.parse(text) as object } : { type: 'text', text }],
        stop_reason: reason(ending),
        usage: usage(counted),
      }),
    error: (status, code, text) => ({ type: 'error', error: { type: TYPES[status] ?? code, message: text }, request_id: newId('req') }),
    errorEvent: (code, text) =>
      sse('error', { type: 'error', error: { type: /overloaded/.test(code) ? 'overloaded_error' : 'api_error', message: text } }),
    headers: () => ({ 'request-id': newId('req') }),
  };
}
