import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../../deploy/local/src/ports.js';

const TELL_MEMORY = pathToFileURL(join(import.meta.dirname, 'tell-memory.mjs')).href;

const running = new Set<ApiProcess>();
// A test that failed did not come to stopping its own.
afterAll(async () => void (await Promise.all([...running].map((api) => api.kill()))));

/** Another API beside the stack's own, on the same database: as many may run as one likes. */
export class ApiProcess {
  private constructor(
    readonly base: string,
    readonly child: ChildProcess,
  ) {}

  /** @param env changes to the stack's own settings. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<ApiProcess> {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const child = fork(join(process.env.MILLWRIGHT_TEST_BUILD!, 'api/dist/main.js'), {
      env: { ...(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv), PORT: String(port), PUBLIC_URL: base, ...env },
      execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', TELL_MEMORY],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The API ended with ${code}`)));
    });
    const api = new ApiProcess(base, child);
    running.add(api);
    return api;
  }

  /** What it holds on to, in MB: when garbage is collected is no matter of the test. */
  async memoryMb(): Promise<number> {
    return (await this.memory()).memory / 1e6;
  }

  /** What the machine has given it, in MB. */
  async residentMb(): Promise<number> {
    return (await this.memory()).rss / 1e6;
  }

  /** Every route of its router, as `GET /records/:id`. */
  async routes(): Promise<string[]> {
    return (await this.tell<{ routes: string[] }>('routes')).routes;
  }

  private async memory(): Promise<{ memory: number; rss: number }> {
    return await this.tell('memory');
  }

  private async tell<T>(what: string): Promise<T> {
    const told = new Promise<T>((resolve, reject) => {
      this.child.once('message', (message) => resolve(message as T));
      this.child.once('exit', (code) => reject(new Error(`The API ended with ${code}`)));
    });
    this.child.send(what);
    return await told;
  }

  async metric(name: string): Promise<number> {
    const { METRICS_TOKEN } = JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as { METRICS_TOKEN: string };
    const metrics = await (await fetch(`${this.base}/metrics`, { headers: { authorization: `Bearer ${METRICS_TOKEN}` } })).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? NaN);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Without warning, as a crash does. */
  async kill(): Promise<void> {
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    if (this.hasEnded) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
