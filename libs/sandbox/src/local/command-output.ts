import { FRAME, type Frame } from '../agent/frames.js';
import type { CommandResult, OutputChunk } from '../port.js';
import { BadFrame } from '../problems.js';

const CAUSES = ['exit', 'timeout', 'output', 'abort'] as const;

/** Both outputs of one command, up to a bound. */
export class CommandOutput {
  private readonly parts = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  private size = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly onOutput: ((chunk: OutputChunk) => void) | undefined,
  ) {}

  /** @throws BadFrame past the bound: the agent knows it too. */
  take({ kind, payload }: Frame): void {
    if (kind !== FRAME.stdout && kind !== FRAME.stderr) throw new BadFrame('A frame that is no output');
    this.size += payload.length;
    if (this.size > this.maxBytes) throw new BadFrame('More output than was asked for');
    const stream = kind === FRAME.stdout ? 'stdout' : 'stderr';
    this.parts[stream].push(payload);
    this.onOutput?.({ stream, bytes: payload });
  }

  text(): { stdout: string; stderr: string } {
    return { stdout: Buffer.concat(this.parts.stdout).toString(), stderr: Buffer.concat(this.parts.stderr).toString() };
  }
}

/** @throws BadFrame where the claim has another form. */
export function readOutcome({
  exitCode,
  signal,
  endedBy,
}: Record<string, unknown>): Pick<CommandResult, 'exitCode' | 'signal' | 'endedBy'> {
  const cause = CAUSES.find((name) => name === endedBy);
  const isCode = exitCode === null || (Number.isInteger(exitCode) && (exitCode as number) >= 0 && (exitCode as number) <= 255);
  const isSignal = signal === null || (typeof signal === 'string' && /^SIG[A-Z0-9+-]{1,12}$/.test(signal));
  if (!cause || !isCode || !isSignal) throw new BadFrame('An outcome has an unknown form');
  return { exitCode: exitCode as number | null, signal: signal as string | null, endedBy: cause };
}
