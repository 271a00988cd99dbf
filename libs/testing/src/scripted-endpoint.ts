import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A call as it came in. */
export interface EndpointCall {
  path: string;
  /** undefined where it has none. */
  body: Record<string, unknown> | undefined;
}

/** What is answered: parts of a body, each written by itself; a number is a pause in milliseconds. */
export interface EndpointReply {
  /** Default 200. */
  status?: number;
  /** Content type; default that of a stream of events. */
  type?: string;
  parts: (string | number)[];
}

/** A server that says exactly what it is told to, for the many ways in which compatible endpoints differ. */
export class ScriptedEndpoint {
  readonly calls: EndpointCall[] = [];
  private readonly server: Server;

  /** @param reply told how many calls of the same path came before. */
  constructor(private readonly reply: (call: EndpointCall, before: number) => EndpointReply) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  /** @returns the address without a path. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const part of request) text += String(part);
    const path = (request.url ?? '').split('?')[0]!;
    const call: EndpointCall = { path, body: text ? (JSON.parse(text) as Record<string, unknown>) : undefined };
    const before = this.calls.filter((other) => other.path === path).length;
    this.calls.push(call);
    const { status = 200, type = 'text/event-stream', parts } = this.reply(call, before);
    response.writeHead(status, { 'content-type': type });
    response.flushHeaders();
    for (const part of parts) {
      if (response.destroyed) return;
      if (typeof part === 'number') await sleep(part, undefined, { ref: false });
      else response.write(part);
    }
    response.end();
  }
}

const event = (data: unknown, name?: string): string => `${name ? `event: ${name}\n` : ''}data: ${JSON.stringify(data)}\n\n`;

/** Parts of a stream of chat completions. */
export const chatParts = {
  /** A chunk with a message, or with a text. */
  delta: (delta: unknown): string =>
    event({ choices: [{ index: 0, delta: typeof delta === 'string' ? { content: delta } : delta, finish_reason: null }] }),
  finish: (reason: string | null, rest: object = {}): string =>
    event({ choices: [{ index: 0, delta: {}, finish_reason: reason, ...rest }] }),
  usage: (input: number, output: number): string => event({ choices: [], usage: { prompt_tokens: input, completion_tokens: output } }),
  done: 'data: [DONE]\n\n',
  /** The whole of an ordinary answer. */
  whole: (text: string): string[] => [chatParts.delta(text), chatParts.finish('stop'), chatParts.done],
  refusal: (status: number, error: object): EndpointReply => ({ status, type: 'application/json', parts: [JSON.stringify({ error })] }),
};

/** Parts of a stream of Anthropic's messages. */
export const messageParts = {
  start: (usage?: object): string =>
    event({ type: 'message_start', message: { type: 'message', ...(usage ? { usage } : {}) } }, 'message_start'),
  text: (text: string): string =>
    event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }, 'content_block_delta'),
  json: (json: string): string =>
    event({ type: 'content_block_delta', index: 0, delta: { type: 'input_json_delta', partial_json: json } }, 'content_block_delta'),
  stop: (reason: string | null, usage?: object): string =>
    event({ type: 'message_delta', delta: { stop_reason: reason }, ...(usage ? { usage } : {}) }, 'message_delta') +
    event({ type: 'message_stop' }, 'message_stop'),
  ping: event({ type: 'ping' }, 'ping'),
};
