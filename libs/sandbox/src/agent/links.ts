import { connect, createServer, type Socket } from 'node:net';
import type { Exchange } from './exchange.js';

/** Sockets of the host, in a folder that cannot be written from inside. */
const PORTS = '/run/host/ports.sock';
const PACKAGES = '/run/host/packages.sock';
/** Connections that wait at the host for a caller. */
const IDLE = 4;

function join(a: Socket, b: Socket): void {
  a.pipe(b).pipe(a);
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

/** Dials the host, and joins each connection to the port that the host asks for by it. */
function dial(): void {
  const host = connect(PORTS);
  let line = '';
  let isUsed = false;
  const readPort = (bytes: Buffer): void => {
    line += bytes.toString('latin1');
    const at = line.indexOf('\n');
    if (at < 0) return;
    isUsed = true;
    host.off('data', readPort);
    host.pause();
    dial();
    const inside = connect(Number(line.slice(0, at)), '127.0.0.1');
    if (at + 1 < line.length) inside.write(Buffer.from(line.slice(at + 1), 'latin1'));
    join(host, inside);
  };
  host.on('data', readPort);
  host.on('error', () => undefined);
  host.on('close', () => {
    if (!isUsed) setTimeout(dial, 200).unref();
  });
}

export async function dialPorts(): Promise<unknown> {
  for (let i = 0; i < IDLE; i++) dial();
  return {};
}

/** Answers on a port of 127.0.0.1 with what the package proxy of the host says. */
export async function relayPackages(exchange: Exchange): Promise<unknown> {
  const server = createServer((socket) => join(socket, connect(PACKAGES)));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(exchange.request.port ?? 4873, '127.0.0.1', resolve);
  });
  return {};
}
