import type { CheckResult } from '@millwright/domain';
import { SandboxGone } from '@millwright/sandbox';
import { CheckOutput } from '../output/check-output.js';
import { seconds, tellingLine, wordsOfEnd, wordsOfOwnEnd } from '../outcome-words.js';
import { planProbes } from '../probe/plan-probes.js';
import { probeProject } from '../probe/probe-project.js';
import type { Recipe, Step } from '../recipes/recipe.js';
import type { VerificationBounds, VerifyFilesRequest } from '../verify-files.types.js';
import type { Workplace } from '../workplace.js';
import { startProject, type NotRunning, type RunningProject } from './start-project.js';

type End = (result: CheckResult, output: string) => Promise<void>;

/** Starts a project, asks it, and ends it. */
export class StartAndProbe {
  constructor(
    private readonly request: VerifyFilesRequest,
    private readonly recipe: Recipe,
    private readonly place: Workplace,
    private readonly bounds: VerificationBounds,
    private readonly end: End,
  ) {}

  async run(step: Step): Promise<void> {
    const { on, signal } = this.request;
    await on.checkBegan('START', step.shown);
    const printed = new CheckOutput((text) => on.output('START', text));
    const startedAt = performance.now();
    const project = await this.start(step, printed);
    const durationMs = performance.now() - startedAt;
    if (project.kind !== 'running') {
      await this.endNotRunning(step, project, durationMs, printed);
      return;
    }
    try {
      printed.say(`[it answers on port ${project.port}]`);
      await this.end({ name: 'START', status: 'PASSED', command: step.shown, durationMs, seenBy: 'host' }, await printed.end());
      await this.probe(project, printed);
      // WALK, by a browser, belongs here: while the project runs.
    } finally {
      await project.stop();
      await this.place.discard();
    }
    signal.throwIfAborted();
  }

  /** What tests left listening would be taken for the project: it starts in a sandbox without. */
  private async start(step: Step, printed: CheckOutput): Promise<RunningProject | NotRunning> {
    const { signal } = this.request;
    const { startMs, probeMs, requestMs, outputBytes } = this.bounds;
    if (await this.isTaken()) await this.place.discard();
    const lifeMs = startMs + probeMs + 30_000;
    return await startProject(this.place, step, { startMs, requestMs, outputBytes, lifeMs }, printed, signal);
  }

  /** Whether something listens already, or ends the sandbox when it is asked. */
  private async isTaken(): Promise<boolean> {
    try {
      return (await this.place.openedPorts()).length > 0;
    } catch (error) {
      if (error instanceof SandboxGone) return true;
      throw error;
    }
  }

  private async probe(project: RunningProject, printed: CheckOutput): Promise<void> {
    const { on, routes, signal } = this.request;
    await on.checkBegan('PROBE');
    const output = new CheckOutput((text) => on.output('PROBE', text));
    const before = printed.tail.length;
    const startedAt = performance.now();
    const fault = await probeProject(project, planProbes(routes, this.recipe.pages), this.bounds, output, signal);
    const durationMs = performance.now() - startedAt;
    const said = printed.tail.slice(before);
    // What it printed meanwhile says more about a fault than its answers.
    if (fault !== undefined && said) output.say(`[the project printed meanwhile]\n${said}`);
    const kept = await output.end();
    await this.end(
      {
        name: 'PROBE',
        status: fault === undefined ? 'PASSED' : 'FAILED',
        ...(fault === undefined ? {} : { reason: fault }),
        durationMs,
        seenBy: 'host',
      },
      kept,
    );
  }

  private async endNotRunning(step: Step, project: NotRunning, durationMs: number, printed: CheckOutput): Promise<void> {
    await this.place.discard();
    const kept = await printed.end();
    const common = { name: 'START', command: step.shown, durationMs } as const;
    const skipProbe = async (reason: string): Promise<void> =>
      await this.end({ name: 'PROBE', status: 'SKIPPED', reason, durationMs: 0, seenBy: 'host' }, '');
    if (project.kind === 'missing') {
      await this.end({ ...common, status: 'SKIPPED', reason: `${step.argv[0]} is not in the sandbox`, seenBy: 'claim' }, kept);
      await skipProbe('START was skipped');
      return;
    }
    // A program that does its work and ends serves nothing, and promises nothing that it would serve.
    if (project.kind === 'ended' && project.result.exitCode === 0 && this.request.routes.length === 0) {
      await this.end({ ...common, status: 'PASSED', exitCode: 0, seenBy: 'claim' }, kept);
      await skipProbe('It ended well by itself: there is nothing to ask');
      return;
    }
    const exitCode = project.kind === 'ended' ? project.result.exitCode : null;
    const seenBy = project.kind === 'silent' ? 'host' : 'claim';
    await this.end({ ...common, status: 'FAILED', reason: this.faultOf(project, kept), exitCode, seenBy }, kept);
    await skipProbe('START failed');
  }

  private faultOf(project: Exclude<NotRunning, { kind: 'missing' }>, output: string): string {
    const { startMs, outputBytes } = this.bounds;
    if (project.kind === 'gone') return wordsOfEnd(project.gone.end, this.request.limits);
    if (project.kind === 'silent')
      return project.port === undefined
        ? `It answers on no port within ${seconds(startMs)}; PORT names the one that is asked for`
        : `It takes connections on port ${project.port}, and answers no request within ${seconds(startMs)}`;
    const last = tellingLine(output);
    const ended =
      wordsOfOwnEnd(project.result, { timeoutMs: startMs, outputBytes }) ??
      `It ended with exit code ${project.result.exitCode} before it answered`;
    return last === undefined ? ended : `${ended}: ${last}`;
  }
}
