import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '../..');
const TALK = pathToFileURL(join(import.meta.dirname, 'talk.mjs')).href;

/** `npm start`, as it is run: what it says, and how it ends. */
export class Launched {
  output = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  /** @param env its own settings, its folder among them; it runs on what was built for the tests where they say nothing else. */
  constructor(private readonly env: NodeJS.ProcessEnv & { DATA_DIR: string }) {
    const { MILLWRIGHT_TEST_ENV: _, ...own } = process.env;
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', TALK, 'deploy/local/src/main.ts', 'start'], {
      cwd: ROOT,
      env: { ...own, VERIFY: 'off', RATE_LIMIT_PER_MINUTE: '100000', MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** From now on nobody reads its standard output, its standard error is closed, and it has much to say. */
  async talkToNobody(): Promise<void> {
    this.child.stdout!.pause();
    this.child.stderr!.destroy();
    const talked = new Promise((resolve) => this.child.once('message', resolve));
    this.child.send('talk');
    await talked;
  }

  listen(): void {
    this.child.stdout!.resume();
  }

  async says(words: string): Promise<void> {
    let isOver = false;
    void this.ended.then(() => (isOver = true));
    while (!this.output.includes(words)) {
      if (isOver) throw new Error(`It ended without saying “${words}”:\n${this.output}\n${this.logs()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @returns its exit code. */
  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal && this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return await this.ended;
  }

  /** What its processes wrote last. */
  private logs(): string {
    return ['api', 'workflow-worker', 'activity-worker']
      .map((name) => {
        const lines = readFileSync(join(this.env.DATA_DIR, `logs/${name}.log`), 'utf8').split('\n');
        return `== ${name}\n${lines
          .map((line) => line.slice(0, 300))
          .slice(-30)
          .join('\n')}`;
      })
      .join('\n');
  }
}

/** `npm run` on a data folder. */
export async function runOn(dataDir: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, MILLWRIGHT_BUILD: process.env.MILLWRIGHT_TEST_BUILD, DATA_DIR: dataDir, TEMPORAL_ADDRESS: '' };
  return await new Promise((resolve) =>
    execFile(process.execPath, ['deploy/local/run.mjs', ...args], { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
    ),
  );
}
