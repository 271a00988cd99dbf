import { randomBytes } from 'node:crypto';
import { createServer, request as requestHttp, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Sandbox, SandboxProvider } from '../port.js';
import { FileRefused, SandboxGone } from '../problems.js';

const FOLDER = '/home/user/box';
const TOKEN_HEADER = 'e2b-traffic-access-token';
/** Ends a stream of the protocol. */
const LAST = 2;

interface Started {
  stdin: Buffer[] | undefined;
  begin: () => void;
  control: AbortController;
}

interface Held {
  sandbox: Sandbox;
  traffic: string;
  processes: Map<number, Started>;
}

/** What the service was asked, as it came over the wire. */
export interface Asked {
  path: string;
  body: unknown;
}

/** Speaks as E2B does, on 127.0.0.1; what it is asked happens in sandboxes of another provider. */
export class E2bServer {
  readonly asked: Asked[] = [];
  private readonly server: Server;
  private readonly held = new Map<string, Held>();
  private lastPid = 1;

  constructor(
    private readonly inner: SandboxProvider,
    private readonly apiKey: string,
  ) {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch((error: unknown) => this.fail(response, error));
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    await this.inner.close();
  }

  /** Machines that were not ended. */
  get left(): number {
    return this.held.size;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, port, id] = /^(\d+)-([0-9a-f]+)\./.exec(request.headers.host ?? '') ?? [];
    if (port && id) {
      await this.relay(request, response, Number(port), id);
      return;
    }
    const url = new URL(request.url ?? '/', 'http://server');
    if (/^\/(v2\/)?sandboxes/.test(url.pathname)) await this.control(request, response, url.pathname);
    else await this.inside(request, response, url);
  }

  private async control(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (request.headers['x-api-key'] !== this.apiKey) {
      json(response, 401, { code: 401, message: 'Invalid API key' });
      return;
    }
    const body = await readJson(request);
    this.asked.push({ path: `${request.method} ${path}`, body });
    const [, id, step] = /^\/sandboxes\/([0-9a-f]+)(\/timeout)?$/.exec(path) ?? [];
    const held = id === undefined ? undefined : this.held.get(id);
    if (path === '/v2/sandboxes') json(response, 201, await this.make(body as { timeout?: number }));
    else if (!held) json(response, 404, { code: 404, message: `Sandbox ${id} not found` });
    else if (step) {
      await held.sandbox.extend((body as { timeout: number }).timeout * 1000);
      response.writeHead(204).end();
    } else {
      await held.sandbox.stop();
      response.writeHead(204).end();
    }
  }

  private async make({ timeout = 15 }: { timeout?: number }): Promise<object> {
    const sandbox = await this.inner.create({ limits: { wallMs: timeout * 1000 } });
    const held = { sandbox, traffic: randomBytes(8).toString('hex'), processes: new Map<number, Started>() };
    this.held.set(sandbox.id, held);
    void sandbox.ended.then(() => this.held.delete(sandbox.id));
    return {
      ...{ sandboxID: sandbox.id, templateID: 'base', clientID: 'client', domain: null },
      ...{ envdVersion: '0.6.2', envdAccessToken: 'inside', trafficAccessToken: held.traffic },
    };
  }

  /** What runs on the machine itself answers here; where it is gone, the service says 502. */
  private async inside(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const held = this.held.get(String(request.headers['e2b-sandbox-id']));
    if (!held) {
      json(response, 502, { code: 502, message: 'The sandbox was not found' });
      return;
    }
    if (request.headers['x-access-token'] !== 'inside' && url.pathname !== '/health') json(response, 401, { code: 'unauthenticated' });
    else if (url.pathname === '/health') response.writeHead(204).end();
    else if (url.pathname === '/files') await this.files(request, response, held, url.searchParams.get('path') ?? '');
    else if (url.pathname === '/process.Process/Start') this.start(response, held, readEnvelope(await buffer(request)) as StartRequest);
    else json(response, ...this.call(held, url.pathname, (await readJson(request)) as CallRequest));
  }

  private async files(request: IncomingMessage, response: ServerResponse, { sandbox }: Held, path: string): Promise<void> {
    const below = path.slice(FOLDER.length + 1);
    if (request.method === 'POST') {
      await sandbox.write([{ path: below, bytes: await buffer(request) }]);
      json(response, 200, [{ name: below.split('/').at(-1), type: 'file', path }]);
      return;
    }
    const bytes = await sandbox.read(below, 2 ** 26);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length });
    response.end(bytes);
  }

  private call(held: Held, path: string, { process, input }: CallRequest): [number, object] {
    // The work folder is always there.
    if (path === '/filesystem.Filesystem/MakeDir') return [409, { code: 'already_exists', message: 'It exists' }];
    const started = held.processes.get(process?.pid ?? 0);
    if (!started) return [404, { code: 'not_found', message: 'No such process' }];
    if (path === '/process.Process/SendInput') started.stdin?.push(Buffer.from(input?.stdin ?? '', 'base64'));
    else if (path === '/process.Process/CloseStdin') started.begin();
    else if (path === '/process.Process/SendSignal') started.control.abort();
    else return [404, { code: 'unimplemented', message: path }];
    return [200, {}];
  }

  private start(response: ServerResponse, { sandbox, processes }: Held, { process, stdin }: StartRequest): void {
    const pid = ++this.lastPid;
    const send = (event: object): void => void response.write(envelope(0, { event }));
    const begun = Promise.withResolvers<void>();
    const started: Started = { stdin: stdin ? [] : undefined, begin: begun.resolve, control: new AbortController() };
    processes.set(pid, started);
    if (!stdin) begun.resolve();
    response.writeHead(200, { 'content-type': 'application/connect+json' });
    send({ start: { pid } });
    const cwd = process.cwd?.slice(FOLDER.length + 1);
    begun.promise
      .then(() =>
        sandbox.exec({
          ...{ argv: [process.cmd, ...(process.args ?? [])], env: process.envs, cwd: cwd === '' ? undefined : cwd },
          ...{ stdin: started.stdin && Buffer.concat(started.stdin), timeoutMs: 3_600_000, outputBytes: 2 ** 26 },
          signal: started.control.signal,
          onOutput: ({ stream, bytes }) => send({ data: { [stream]: Buffer.from(bytes).toString('base64') } }),
        }),
      )
      .then(
        ({ exitCode, signal }) => {
          send({ end: { exitCode: exitCode ?? -1, exited: exitCode !== null, status: signal ?? `exit status ${exitCode}` } });
          response.end(envelope(LAST, {}));
        },
        () => response.destroy(),
      )
      .finally(() => processes.delete(pid));
  }

  private async relay(request: IncomingMessage, response: ServerResponse, port: number, id: string): Promise<void> {
    const held = this.held.get(id);
    if (!held || request.headers[TOKEN_HEADER] !== held.traffic) {
      json(response, held ? 403 : 502, { message: 'No way to this port' });
      return;
    }
    const { socketPath, close } = await held.sandbox.openPort(port);
    const call = requestHttp({ socketPath, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    call.once('error', () => response.destroy());
    response.once('close', () => void close());
    request.pipe(call);
  }

  private fail(response: ServerResponse, error: unknown): void {
    const status = error instanceof SandboxGone ? 502 : error instanceof FileRefused ? 404 : 500;
    if (response.headersSent) response.destroy();
    else json(response, status, { code: status, message: (error as Error).message });
  }
}

interface StartRequest {
  process: { cmd: string; args?: string[]; envs?: Record<string, string>; cwd?: string };
  stdin?: boolean;
}

interface CallRequest {
  process?: { pid?: number };
  input?: { stdin?: string };
}

/** Flags, length and JSON: one message of a stream. */
function envelope(flags: number, message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const header = Buffer.alloc(5);
  header.writeUInt8(flags);
  header.writeUInt32BE(body.length, 1);
  return Buffer.concat([header, body]);
}

const readEnvelope = (bytes: Buffer): unknown => JSON.parse(bytes.subarray(5, 5 + bytes.readUInt32BE(1)).toString());

async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = (await buffer(request)).toString();
  return text === '' ? {} : JSON.parse(text);
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
