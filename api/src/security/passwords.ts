import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

/** Of the priority that the operating system gives to a thread; requests of others come first. */
const NICE_BY = 10;
const IDLE_MS = 60_000;
/** Half of the cores at most. */
export const PASSWORDS_AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));

/**
 * Hashes and checks passwords, in threads that leave the processor to whatever else the server does: half of its cores at
 * most, and only time that nothing else needs. A crowd of sign-ups waits for its own hashes, and nobody else does.
 */
export class Passwords {
  private readonly threads = new Piscina<{ password: string; stored?: string }, string | boolean>({
    filename: new URL('password-thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: PASSWORDS_AT_ONCE,
    idleTimeout: IDLE_MS,
    niceIncrement: NICE_BY,
    execArgv: [],
  });

  /** @returns argon2id in PHC form. */
  async hash(password: string): Promise<string> {
    return (await this.threads.run({ password })) as string;
  }

  async verify(stored: string, password: string): Promise<boolean> {
    return (await this.threads.run({ password, stored })) as boolean;
  }

  async close(): Promise<void> {
    await this.threads.destroy();
  }
}
