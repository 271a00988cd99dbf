import type { TestCounts } from '@millwright/domain';
import { FileRefused, SandboxGone, type CommandResult, type SandboxEnd } from '@millwright/sandbox';
import type { CheckOutput } from './output/check-output.js';
import { GoTests } from './output/go-tests.js';
import { readTestCounts } from './output/test-counts.js';
import type { Step } from './recipes/recipe.js';
import type { Workplace } from './workplace.js';

/** How a command came out. */
export type StepOutcome =
  | { kind: 'ended'; result: CommandResult; tests?: TestCounts }
  /** The sandbox ended with it. */
  | { kind: 'gone'; end: SandboxEnd; durationMs: number }
  /** There is no such program. */
  | { kind: 'missing'; durationMs: number };

export interface StepBounds {
  timeoutMs: number;
  outputBytes: number;
}

/**
 * Runs one command of a project within its bounds. A sandbox that it spoilt is ended: one that was killed may have left
 * processes behind.
 *
 * @throws the signal's reason.
 */
export async function runStep(
  place: Workplace,
  step: Step,
  bounds: StepBounds,
  output: CheckOutput,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const sandbox = await place.sandbox();
  const startedAt = performance.now();
  const goTests = step.counts === 'go-json' ? new GoTests(output.take) : undefined;
  try {
    const { argv, env } = step;
    const result = await sandbox.exec({ argv, env, ...bounds, signal, onOutput: goTests?.read ?? output.take });
    signal.throwIfAborted();
    if (result.endedBy !== 'exit') await place.discard();
    const tests = goTests?.counts ?? readTestCounts(output.tail);
    return { kind: 'ended', result, ...(tests ? { tests } : {}) };
  } catch (error) {
    signal.throwIfAborted();
    const durationMs = performance.now() - startedAt;
    if (error instanceof FileRefused) return { kind: 'missing', durationMs };
    if (!(error instanceof SandboxGone)) throw error;
    await place.discard();
    return { kind: 'gone', end: error.end, durationMs };
  }
}
