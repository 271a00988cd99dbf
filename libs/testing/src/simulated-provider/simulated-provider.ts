import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Answers } from './answers.js';
import { deliver, fails } from './deliver.js';
import { faultsIn, type Meets } from './faults.js';
import { readTask } from './read-task.js';
import { DEFAULTS, type SimulatedCall, type SimulatedSettings } from './settings.js';
import type { Ask, Counted, WireFormat } from './wire.js';
import { chatWire } from './wires/chat.js';
import { messagesWire } from './wires/messages.js';
import { responsesWire } from './wires/responses.js';

export type { SimulatedCall, SimulatedSettings };

const CALLS_PATH = '/simulated/calls';

/**
 * A provider on this machine: it speaks the wire formats of OpenAI (Responses and chat completions), of Anthropic
 * (Messages) and of compatible endpoints, at a set pace, and fails as told. Answers are those of the built-in engines.
 */
export class SimulatedProvider {
  readonly calls: SimulatedCall[] = [];
  readonly settings: SimulatedSettings;
  private readonly met = new Map<string, number>();
  private readonly cached = new Set<string>();
  private readonly server: Server;
  private readonly answers: Answers;

  constructor(settings: Partial<SimulatedSettings> = {}) {
    this.settings = { ...DEFAULTS, ...settings };
    this.answers = new Answers(this.settings);
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500).end(JSON.stringify({ error: { message: String(error) } }));
        else response.destroy();
      });
    });
  }

  /** @returns the address without a path, such as `http://127.0.0.1:4321`. */
  async start(port = 0): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private isOwnHost(host: string | undefined): boolean {
    const { port } = this.server.address() as AddressInfo;
    return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?')[0]!;
    // A page elsewhere whose name leads here: it would be of the same origin, and read all of it.
    if (!this.isOwnHost(request.headers.host)) return void response.writeHead(421).end();
    const wire = this.wireOf(path);
    const key = keyOf(request);
    const json = (status: number, body: object, headers: Record<string, string> = {}): void =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...(wire?.headers() ?? {}), ...headers })
        .end(JSON.stringify(body));
    // What was asked is for who started it: nobody, where no key was set.
    if (path === CALLS_PATH)
      return this.settings.key !== undefined && key === this.settings.key
        ? json(200, this.calls)
        : json(401, { error: { message: 'The calls are shown to who has the key of this run' } });
    if (this.settings.key !== undefined && key !== this.settings.key)
      return json(
        401,
        (wire ?? this.wireOf('/v1/messages')!).error(401, 'invalid_api_key', `Incorrect API key provided: ${(key ?? '').slice(0, 7)}***`),
      );
    if (path.endsWith('/models'))
      return json(200, {
        object: 'list',
        data: this.settings.models.map((id) => ({
          id,
          type: 'model',
          object: 'model',
          created: 0,
          owned_by: 'simulated',
          display_name: id,
          created_at: '2026-01-01T00:00:00Z',
        })),
        has_more: false,
        first_id: this.settings.models[0] ?? null,
        last_id: this.settings.models.at(-1) ?? null,
      });
    if (!wire)
      return json(404, {
        error: {
          message: `Unknown request URL: ${request.method} ${path}`,
          type: 'invalid_request_error',
          param: null,
          code: 'unknown_url',
        },
      });
    const ask = wire.read(JSON.parse(await bodyOf(request)) as Record<string, unknown>, request.headers);
    if (ask.fault) return json(ask.fault.status, wire.error(ask.fault.status, ask.fault.code, ask.fault.message, ask.fault.param));
    const task = readTask(ask.prompt);
    const call: SimulatedCall = {
      wire: wire.name,
      model: ask.model,
      key,
      task: task?.kind,
      item: task?.kind === 'file' ? task.file.path : '',
      description: task?.description ?? '',
      isContinued: ask.partial !== '',
      startedAt: Date.now(),
      outcome: 'running',
      outputTokens: 0,
    };
    this.calls.push(call);
    response.once('close', () => {
      call.endedAt ??= Date.now();
      if (call.outcome === 'running') call.outcome = 'aborted';
    });
    if (!this.settings.models.includes(ask.model)) {
      call.outcome = 'model-404';
      return json(404, wire.error(404, 'model_not_found', `The model \`${ask.model}\` does not exist or you do not have access to it.`));
    }
    const fault = this.faultFor(call);
    const delivery = { wire, ask, call, fault, response, settings: this.settings, json };
    if (fails(delivery)) return;
    const answer = await this.answers.write(ask, task, fault);
    call.outputTokens = answer.tokens;
    await deliver(delivery, answer, this.count(ask, answer.tokens));
  }

  private count(ask: Ask, outputTokens: number): Counted {
    const [all, prefix] = [Math.ceil((ask.prompt.length + ask.partial.length) / 4), Math.ceil(ask.cacheable.length / 4)];
    const hash = createHash('sha256').update(`${ask.model}/${ask.cacheable}`).digest('hex');
    const isCached = prefix > 0 && this.cached.has(hash);
    if (prefix > 0) this.cached.add(hash);
    return {
      inputTokens: all,
      cachedTokens: isCached ? prefix : 0,
      cacheWriteTokens: prefix > 0 && !isCached ? prefix : 0,
      outputTokens: Math.ceil(outputTokens),
    };
  }

  private faultFor(call: SimulatedCall): Meets | undefined {
    const rules = [...this.settings.faults, ...faultsIn(call.description)];
    for (const [i, rule] of rules.entries()) {
      if ((rule.task && rule.task !== call.task) || (rule.item && rule.item !== call.item)) continue;
      const key = [i, rule.kind, call.wire, call.model, call.task, call.item, call.description].join('/');
      const times = this.met.get(key) ?? 0;
      if (times >= (rule.times ?? 1)) continue;
      this.met.set(key, times + 1);
      return rule.kind;
    }
    return undefined;
  }

  private wireOf(path: string): WireFormat | undefined {
    if (path.endsWith('/responses')) return this.settings.hasResponses ? responsesWire() : undefined;
    if (path.endsWith('/chat/completions')) return chatWire(this.settings.formats);
    return path.endsWith('/messages') ? messagesWire() : undefined;
  }
}

function keyOf({ headers }: IncomingMessage): string | undefined {
  const own = headers['x-api-key'];
  return typeof own === 'string' ? own : /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
