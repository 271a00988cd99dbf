import { chmodSync, chownSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { IdleClock } from '../idle-clock.js';
import type { OpenPort } from '../port.js';

/** Connections from inside that may wait for a caller. */
const MAX_IDLE = 16;
/** Callers that may wait for a connection from inside, and for how long. */
const MAX_WAITING = 64;
const WAIT_MS = 10_000;
/** Connections of all kinds at one time. */
const MAX_SOCKETS = 256;

interface Caller {
  socket: Socket;
  port: number;
}

/**
 * Callers on the host joined to ports inside. The host only listens: a socket made inside could be a link to another
 * one of the host.
 */
export class PortLinks {
  private readonly servers = new Set<Server>();
  private readonly sockets = new Set<Socket>();
  private readonly idle: Socket[] = [];
  private readonly waiting: Caller[] = [];
  private inner: Promise<void> | undefined;

  /**
   * @param shared folder that the sandbox sees.
   * @param own folder that only the worker sees.
   * @param gid group that may connect from inside; undefined where the user is the worker's.
   * @param clock told of each caller for as long as it is there.
   */
  constructor(
    private readonly shared: string,
    private readonly own: string,
    private readonly gid: number | undefined,
    private readonly clock: IdleClock,
  ) {}

  /** Listens for callers of a port. */
  async open(port: number): Promise<OpenPort> {
    await (this.inner ??= this.answer('ports.sock', (socket) => this.offer(socket)));
    const socketPath = join(this.own, `${port}.sock`);
    const server = createServer((socket) => this.call({ socket, port }));
    await this.listen(server, socketPath);
    return {
      socketPath,
      close: async () => {
        this.servers.delete(server);
        await new Promise<void>((resolve) => server.close(() => resolve()));
      },
    };
  }

  close(): void {
    for (const server of this.servers) server.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** Answers what dials `/run/host/NAME` inside. */
  async answer(name: string, take: (socket: Socket) => void): Promise<void> {
    const server = createServer((socket) => {
      if (this.sockets.size >= MAX_SOCKETS) socket.destroy();
      else take(this.track(socket));
    });
    await this.listenInside(server, join(this.shared, name));
  }

  private async listenInside(server: Server, path: string): Promise<void> {
    await this.listen(server, path);
    if (this.gid !== undefined) chownSync(path, 0, this.gid);
    chmodSync(path, this.gid === undefined ? 0o600 : 0o660);
  }

  private async listen(server: Server, path: string): Promise<void> {
    rmSync(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, resolve);
    });
    server.on('error', () => undefined);
    this.servers.add(server);
  }

  private track(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.sockets.delete(socket);
      const at = this.idle.indexOf(socket);
      if (at >= 0) this.idle.splice(at, 1);
    });
    return socket;
  }

  private offer(socket: Socket): void {
    const caller = this.waiting.shift();
    if (caller) this.join(caller, socket);
    else if (this.idle.length >= MAX_IDLE) socket.destroy();
    else this.idle.push(socket);
  }

  private call(caller: Caller): void {
    this.track(caller.socket);
    this.clock.begin();
    caller.socket.once('close', () => this.clock.end());
    const inside = this.idle.shift();
    if (inside) this.join(caller, inside);
    else if (this.waiting.length >= MAX_WAITING) caller.socket.destroy();
    else this.await(caller);
  }

  private await(caller: Caller): void {
    this.waiting.push(caller);
    const leave = (): void => {
      const at = this.waiting.indexOf(caller);
      if (at < 0) return;
      this.waiting.splice(at, 1);
      caller.socket.destroy();
    };
    setTimeout(leave, WAIT_MS).unref();
    caller.socket.once('close', leave);
  }

  private join({ socket, port }: Caller, inside: Socket): void {
    inside.write(`${port}\n`);
    socket.pipe(inside).pipe(socket);
    socket.once('close', () => inside.destroy());
    inside.once('close', () => socket.destroy());
  }
}
