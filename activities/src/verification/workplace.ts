import { SandboxGone, type CommandResult, type Sandbox } from '@millwright/sandbox';
import { listeningPorts } from './listening-ports.js';
import type { Step } from './recipes/recipe.js';
import type { TreeFile } from './verify-files.types.js';

/** A new sandbox did not come to where the one before had been; that is no matter of the project. */
export class NotPreparedAgain extends Error {
  readonly code = 'SANDBOX_NOT_PREPARED';
}

/** The sandbox of a verification, which is made anew where a check has spoilt it. */
export class Workplace {
  private current: Sandbox | undefined;
  /** Ports that something of the sandbox itself listens on, before anything of the project ran. */
  private ownPorts: readonly number[] = [];
  /** What has to be done in a new one before the next check. */
  private readonly done: { step: Step; timeoutMs: number }[] = [];

  constructor(
    private readonly files: readonly TreeFile[],
    private readonly open: () => Promise<Sandbox>,
    private readonly signal: AbortSignal,
  ) {}

  /** @returns the sandbox with the project in it, as its last lasting check left it. */
  async sandbox(): Promise<Sandbox> {
    this.signal.throwIfAborted();
    if (this.current) return this.current;
    const sandbox = await this.open();
    this.current = sandbox;
    // What a check left running may end it later, when nobody asks anything of it.
    void sandbox.ended.then(() => {
      if (this.current === sandbox) this.current = undefined;
    });
    this.ownPorts = await listeningPorts(sandbox, this.signal);
    await sandbox.write(this.files);
    for (const { step, timeoutMs } of this.done) await this.again(sandbox, step, timeoutMs);
    return sandbox;
  }

  /** Ports on which the project, or what its checks left behind, listens. It is a claim. */
  async openedPorts(): Promise<number[]> {
    const ports = await listeningPorts(await this.sandbox(), this.signal);
    return ports.filter((port) => !this.ownPorts.includes(port));
  }

  /** What a command made lasts: a new sandbox gets it, too. */
  remember(step: Step, timeoutMs: number): void {
    this.done.push({ step, timeoutMs });
  }

  /** Ends the sandbox, with all that runs in it; the next check begins in a new one. */
  async discard(): Promise<void> {
    const sandbox = this.current;
    this.current = undefined;
    await sandbox?.stop();
  }

  private async again(sandbox: Sandbox, { argv, env, shown }: Step, timeoutMs: number): Promise<void> {
    let result: CommandResult;
    try {
      result = await sandbox.exec({ argv, env, timeoutMs, signal: this.signal });
    } catch (error) {
      if (error instanceof SandboxGone) throw new NotPreparedAgain(`\`${shown}\` lost its sandbox`, { cause: error });
      throw error;
    }
    this.signal.throwIfAborted();
    if (result.exitCode !== 0) throw new NotPreparedAgain(`\`${shown}\` passed before and did not in a new sandbox`);
  }
}
