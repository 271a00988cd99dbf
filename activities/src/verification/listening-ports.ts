import { REGISTRY_PORT, type Sandbox } from '@millwright/sandbox';

const LISTEN = '0A';
const MAX_PORTS = 8;

/** Ports on which something inside listens, the package registry's apart. It is a claim: whoever believes it asks there. */
export async function listeningPorts(sandbox: Sandbox, signal: AbortSignal): Promise<number[]> {
  const { stdout } = await sandbox.exec({
    argv: ['cat', '/proc/net/tcp', '/proc/net/tcp6'],
    timeoutMs: 5_000,
    outputBytes: 256 * 1024,
    signal,
  });
  return readListening(stdout);
}

/** Reads Linux' tables of connections. */
export function readListening(table: string): number[] {
  const ports = [...table.matchAll(/^ {0,6}\d{1,6}: [0-9A-F]{8,32}:([0-9A-F]{4}) [0-9A-F]{8,32}:0000 ([0-9A-F]{2}) /gm)].flatMap(
    ([, port, state]) => (state === LISTEN ? [Number.parseInt(port!, 16)] : []),
  );
  return [...new Set(ports)]
    .filter((port) => port !== REGISTRY_PORT && port > 0)
    .sort((a, b) => a - b)
    .slice(0, MAX_PORTS);
}
