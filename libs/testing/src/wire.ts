import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A line to a server that can be cut and mended: what a client meets while the server is away. */
export class Wire {
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private isCut = false;
  private refused = 0;
  private waiting: { count: number; resolve: () => void }[] = [];

  constructor(private readonly target: { host: string; port: number }) {
    this.server = createServer((socket) => this.join(socket));
  }

  /** @returns the port at which it is reached on this machine. */
  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection and takes no other. */
  cut(): void {
    this.isCut = true;
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  mend(): void {
    this.isCut = false;
    this.refused = 0;
  }

  /** Settles when so many connections have been tried while it is cut. */
  async tried(count: number): Promise<void> {
    if (this.refused >= count) return;
    await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(socket: Socket): void {
    socket.on('error', () => undefined);
    if (this.isCut) {
      socket.resetAndDestroy();
      this.refused++;
      for (const { resolve } of this.waiting.filter(({ count }) => count <= this.refused)) resolve();
      return;
    }
    const other = connect(this.target);
    for (const [one, end] of [
      [socket, other],
      [other, socket],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        this.sockets.delete(one);
        end.destroy();
      });
      one.pipe(end);
    }
  }
}
