import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../../deploy/local/src/ports.js';

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
    const child = fork(join(import.meta.dirname, '../../api/dist/main.js'), {
      env: { ...(JSON.parse(process.env.MILLWRIGHT_TEST_ENV!) as NodeJS.ProcessEnv), PORT: String(port), PUBLIC_URL: base, ...env },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) => reject(new Error(`The API ended with ${code}`)));
    });
    return new ApiProcess(base, child);
  }

  /** Resident memory, in MB. */
  async memoryMb(): Promise<number> {
    const metrics = await (await fetch(`${this.base}/metrics`)).text();
    return Number(/^process_resident_memory_bytes (\S+)/m.exec(metrics)![1]) / 1e6;
  }

  async metric(name: string): Promise<number> {
    const metrics = await (await fetch(`${this.base}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? NaN);
  }

  /** Without warning, as a crash does. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}
