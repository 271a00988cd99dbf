import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below those that systems give to outgoing connections (from 32,768 on Linux, from 49,152 elsewhere): what is free there
// now is not taken by a connection of somebody's a moment later.
const [LOWEST, HIGHEST] = [15_000, 32_000];
const TRIES = 1_000;

/** Whether a TCP port of this machine is free. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return await new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * An address of the loopback that nobody can guess, with a port: of 2^24 where the system has them all, 127.0.0.1 where it
 * has one. A page whose name leads to this machine would have to try each; other accounts here can still look it up.
 */
export async function hiddenAddress(): Promise<string> {
  const port = await freePort();
  const host = ['127', randomInt(1, 255), randomInt(0, 256), randomInt(1, 255)].join('.');
  return `${(await isFree(port, host)) ? host : '127.0.0.1'}:${port}`;
}

/** A port to listen at, free now and likely to stay so until it is used. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error(`No port between ${LOWEST} and ${HIGHEST} is free`);
}
