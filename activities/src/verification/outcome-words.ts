import type { TestCounts } from '@millwright/domain';
import { DEFAULT_LIMITS, type CommandResult, type SandboxEnd, type SandboxLimits } from '@millwright/sandbox';
import type { StepBounds, StepOutcome } from './run-step.js';

const LONGEST = 300;

/** Why a sandbox's end is the failure of what ran in it. */
export function wordsOfEnd(end: SandboxEnd, limits: Partial<SandboxLimits> = {}): string {
  const { memoryBytes, processes, wallMs } = { ...DEFAULT_LIMITS, ...limits };
  if (end === 'memory') return `It used more memory than the ${Math.round(memoryBytes / 1024 ** 2)} MiB that it has, and was ended`;
  if (end === 'processes') return `It started more than the ${processes} processes that it may, and was ended`;
  if (end === 'wall-clock') return `It was ended after the ${seconds(wallMs)} that all checks together have`;
  if (end === 'protocol') return 'It disturbed the sandbox from inside, and was ended';
  return 'It ended the sandbox that it ran in, or the sandbox was lost';
}

/** @returns why a command that was to end well failed, in a sentence; undefined where it did not */
export function faultOfStep(
  outcome: Exclude<StepOutcome, { kind: 'missing' }>,
  bounds: StepBounds,
  limits?: Partial<SandboxLimits>,
): string | undefined {
  if (outcome.kind === 'gone') return wordsOfEnd(outcome.end, limits);
  const { result, tests } = outcome;
  const ended = wordsOfOwnEnd(result, bounds);
  if (ended !== undefined) return ended;
  if (result.exitCode !== 0)
    return `${tests?.failed ? `${testsOf(tests)}; ` : ''}it ended with exit code ${result.exitCode}`.replace(/^i/, 'I');
  return undefined;
}

/** @returns why a test that ended well shows nothing all the same */
export function faultOfTests(tests: TestCounts | undefined): string | undefined {
  if (!tests) return undefined;
  if (tests.failed > 0) return `${testsOf(tests)}, although the command ended well`;
  return tests.passed === 0 ? 'The command ended well, but no test was run' : undefined;
}

/** Where a command did not end by itself. */
export function wordsOfOwnEnd({ endedBy, signal }: CommandResult, { timeoutMs, outputBytes }: StepBounds): string | undefined {
  if (endedBy === 'timeout') return `It did not end within ${seconds(timeoutMs)}`;
  if (endedBy === 'output') return `It printed more than ${Math.round(outputBytes / 1024 ** 2)} MiB, and was ended`;
  return signal === null ? undefined : `It was ended by the signal ${signal}`;
}

const testsOf = ({ passed, failed, skipped }: TestCounts): string =>
  `${failed} of ${passed + failed + skipped} tests ${failed === 1 ? 'fails' : 'fail'}`;

export const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 1000)} s`);

/** The line of an output that says most about why a program ended: its error, else the last one. */
export function tellingLine(output: string): string | undefined {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((one) => one !== '' && !/^(?:Node\.js v\d|npm error )/.test(one))
    .slice(-60);
  const line = lines.findLast((one) => /^(?:\w+ ?)?(?:\w*Error|\w*Exception|panic|fatal)\b.{0,60}:/i.test(one)) ?? lines.at(-1);
  return line?.slice(0, LONGEST);
}
