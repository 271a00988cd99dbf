import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as requestHttp, type ClientRequest, type IncomingMessage, type Server } from 'node:http';
import { request as requestHttps } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenPort } from '../port.js';
import type { Machine } from './machine.js';

/** Headers of one connection, which is not the next one's. */
const HOP = new Set(['connection', 'keep-alive', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'host']);

/** Sockets of this host that lead to ports of a machine; HTTP and what it upgrades to. */
export class PortRelay {
  private readonly folder = mkdtempSync(join(tmpdir(), 'millwright-ports-'));
  private readonly servers = new Set<Server>();

  constructor(private readonly machine: Machine) {}

  async open(port: number): Promise<OpenPort> {
    const socketPath = join(this.folder, `${port}.sock`);
    rmSync(socketPath, { force: true });
    const server = createServer((incoming, outgoing) => {
      const call = this.call(port, incoming);
      call.once('response', (response) => {
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(outgoing);
      });
      call.once('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
      incoming.pipe(call);
    });
    server.on('upgrade', (incoming, socket, head) => {
      const call = this.call(port, incoming, { connection: 'upgrade', upgrade: incoming.headers.upgrade });
      socket.on('error', () => call.destroy());
      call.once('error', () => socket.destroy());
      call.once('response', () => socket.destroy());
      call.once('upgrade', (response, other, first) => {
        const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${String(value)}`);
        socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
        other.on('error', () => socket.destroy());
        socket.write(first);
        other.write(head);
        socket.pipe(other).pipe(socket);
      });
      call.end();
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socketPath, resolve);
    });
    this.servers.add(server);
    return { socketPath, close: () => this.closeServer(server) };
  }

  async close(): Promise<void> {
    await Promise.all([...this.servers].map((server) => this.closeServer(server)));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async closeServer(server: Server): Promise<void> {
    this.servers.delete(server);
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private call(port: number, incoming: IncomingMessage, more: Record<string, string | undefined> = {}): ClientRequest {
    const { url, headers } = this.machine.portAt(port);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const handed = Object.fromEntries(Object.entries(incoming.headers).filter(([name]) => !HOP.has(name)));
    return request(new URL(incoming.url ?? '/', url), {
      method: incoming.method,
      headers: { ...handed, ...more, ...headers },
      agent: false,
    });
  }
}
