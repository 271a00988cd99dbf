import type { JsonSchema } from '@millwright/domain';

/** A request, whatever wire it came by. */
export interface Ask {
  model: string;
  /** Everything that stands before an answer: instructions, context and the question. */
  prompt: string;
  /** The part that the caller wants cached, for wires that know such a thing. */
  cacheable: string;
  /** The beginning of an answer that is to be continued. */
  partial: string;
  schema: JsonSchema | undefined;
  isStreaming: boolean;
  maxTokens: number;
  /** Why the provider would not even look at it. */
  fault?: { status: number; message: string; code: string; param?: string };
}

export interface Counted {
  inputTokens: number;
  cachedTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
}

export type Ending = 'stop' | 'length' | 'refusal';

/** How a provider writes: a stream as its events, whole answers, and errors. Each event is one write. */
export interface WireFormat {
  name: 'responses' | 'chat' | 'messages';
  read(body: Record<string, unknown>, headers: Record<string, string | string[] | undefined>): Ask;
  begin(ask: Ask, counted: Counted): string[];
  text(piece: string): string;
  /** A sign of life without text. */
  alive(): string;
  end(ask: Ask, text: string, ending: Ending, counted: Counted): string[];
  whole(ask: Ask, text: string, ending: Ending, counted: Counted): object;
  error(status: number, code: string, message: string, param?: string): object;
  /** An error in the middle of a stream. */
  errorEvent(code: string, message: string): string;
  headers(): Record<string, string>;
}

export const sse = (event: string | undefined, data: object | string): string =>
  `${event ? `event: ${event}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;

let count = 0;
export const newId = (prefix: string): string => `${prefix}_${Date.now().toString(36)}${(++count).toString(36).padStart(6, '0')}`;
