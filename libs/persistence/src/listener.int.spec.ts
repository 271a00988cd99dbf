import { createServer, connect, type Server, type Socket } from 'node:net';
import pg from 'pg';
import { PostgresListener } from './listener.js';

const real = new URL(process.env.MILLWRIGHT_TEST_DATABASE!);

/** Stands between a client and PostgreSQL; can cut what is open and turn away what comes. */
class Gate {
  readonly sockets = new Set<Socket>();
  attempts = 0;
  isOpen = true;
  private readonly server: Server = createServer((client) => {
    this.attempts++;
    if (!this.isOpen) return client.destroy();
    const upstream = connect(Number(real.port), real.hostname);
    for (const socket of [client, upstream]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
    return undefined;
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const url = new URL(real);
    url.port = String((this.server.address() as { port: number }).port);
    return url.href;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

it('comes back after a cut with growing waits, one attempt at a time, and hears again', async () => {
  const gate = new Gate();
  const url = await gate.listen();
  const heard: string[] = [];
  let onReconnect: () => void = () => undefined;
  const reconnected = new Promise<void>((resolve) => (onReconnect = resolve));
  let onFourthFailure: () => void = () => undefined;
  const failedFourTimes = new Promise<void>((resolve) => (onFourthFailure = resolve));
  let failures = 0;
  let onHeard: () => void = () => undefined;
  const listener = new PostgresListener(url, ['millwright_listener_test'], {
    notification: ({ payload }) => {
      heard.push(payload);
      onHeard();
    },
    reconnect: () => onReconnect(),
    error: () => {
      // The cut itself, then each attempt that was turned away.
      if (++failures === 5) onFourthFailure();
    },
  });
  const other = new pg.Client({ connectionString: real.href });
  await other.connect();
  try {
    await listener.start();
    expect(gate.attempts).toBe(1);
    gate.isOpen = false;
    gate.cut();
    await failedFourTimes;
    // 100, 200, 400 and 800 ms: four attempts, not one that begets two.
    expect(gate.attempts).toBe(1 + 4);
    gate.isOpen = true;
    await reconnected;
    expect(gate.attempts).toBe(1 + 5);
    const arrived = new Promise<void>((resolve) => (onHeard = resolve));
    await other.query(`SELECT pg_notify('millwright_listener_test', 'again')`);
    await arrived;
    expect(heard).toEqual(['again']);
  } finally {
    await listener.close();
    await other.end();
    gate.close();
  }
});
