import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface, type Interface } from 'node:readline';

/** Lets Node run the sources as they are: names of the built files lead to them. */
const HOOK = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  try { return next(name, context); } catch (error) { if (!name.endsWith('.js')) throw error; return next(name.replace(/\\.js$/, '.ts'), context); }
} });`;
const SAY = `const say = (value) => console.log('>' + JSON.stringify(value));`;
const TYPES = ['--disable-warning=ExperimentalWarning', '--experimental-transform-types'];

export interface ChildWorkerOptions {
  /** Descriptors that it is given behind the first three. */
  extra?: (number | 'ignore')[];
  /** User that it runs as. Default the own one. */
  user?: number;
}

/** A process that runs a module of sources, in which `say(value)` tells a value and lines come by standard input. */
export class ChildWorker {
  /** Ends those that still run; for the end of a test, however it went. */
  static async endAll(): Promise<void> {
    await Promise.all([...ChildWorker.running].map((child) => child.kill()));
  }
  private static readonly running = new Set<ChildWorker>();

  readonly exited: Promise<void>;
  private readonly process: ChildProcess;
  private readonly values: AsyncIterator<string>;

  constructor(source: string, { extra = [], user }: ChildWorkerOptions = {}) {
    const hook = ['--import', `data:text/javascript,${encodeURIComponent(HOOK)}`];
    this.process = spawn(process.execPath, [...TYPES, ...hook, '--input-type=module', '-e', `${SAY}\n${source}`], {
      stdio: ['pipe', 'pipe', 'inherit', ...extra],
      env: { PATH: process.env.PATH, HOME: tmpdir() },
      ...(user === undefined ? {} : { uid: user, gid: user }),
    });
    ChildWorker.running.add(this);
    this.exited = new Promise((resolve) => this.process.once('exit', () => resolve()));
    void this.exited.then(() => ChildWorker.running.delete(this));
    const lines: Interface = createInterface({ input: this.process.stdout! });
    this.values = lines[Symbol.asyncIterator]();
  }

  /** The next value that it says. */
  async said<T>(): Promise<T> {
    for (;;) {
      const { value, done } = await this.values.next();
      if (done) throw new Error('The worker ended and said nothing');
      if (value.startsWith('>')) return JSON.parse(value.slice(1)) as T;
    }
  }

  tell(line: string): void {
    this.process.stdin!.write(`${line}\n`);
  }

  /** Ends its input: a worker that only waits for it ends. */
  async leave(): Promise<void> {
    this.process.stdin!.end();
    await this.exited;
  }

  async kill(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.exited;
  }
}
