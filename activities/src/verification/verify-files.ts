import type { CheckName, CheckResult, VerificationIsolation } from '@millwright/domain';
import { SandboxUnavailable, type Sandbox } from '@millwright/sandbox';
import { CheckOutput } from './output/check-output.js';
import { faultOfStep, faultOfTests } from './outcome-words.js';
import { recognize } from './recipes/recognize.js';
import { COMMAND_CHECKS, isStep, ProjectFiles, type CommandCheck, type Recipe, type Step } from './recipes/recipe.js';
import { runStep } from './run-step.js';
import { StartAndProbe } from './start/start-and-probe.js';
import { toolVersions } from './tool-versions.js';
import { DEFAULT_BOUNDS, type VerificationBounds, type VerificationReport, type VerifyFilesRequest } from './verify-files.types.js';
import { Workplace } from './workplace.js';

/**
 * Tries a tree of files inside a sandbox: installs, builds, checks types and style, tests, starts, and asks what was
 * started what its documents promise. Commands are those of the project; a check that it has none for is left out.
 * Everything it does ends within bounds, and nothing of it runs afterwards. Calling it again begins anew.
 *
 * @returns what was seen; where no sandbox can be started, SKIPPED with cause and remedy, and no call of `on` was made.
 * @throws the signal's reason once it is aborted, what `on` throws, and what `open` throws beyond SandboxUnavailable.
 */
export async function verifyFiles(request: VerifyFilesRequest): Promise<VerificationReport> {
  const recipe = recognize(new ProjectFiles(request.files, request.scripts));
  if (!recipe) return skipped(unknownKind(request.files.map(({ path }) => path)));
  const spec = {
    ...(request.limits ? { limits: request.limits } : {}),
    ...(recipe.needsPackages && request.packages ? { packages: request.packages } : {}),
  };
  const place = new Workplace(request.files, () => request.open(spec), request.signal);
  try {
    const sandbox = await place.sandbox();
    return await new Verification(request, recipe, place).run(sandbox);
  } catch (error) {
    if (!(error instanceof SandboxUnavailable)) throw error;
    return skipped(`No sandbox can be started: ${error.why}. ${error.remedy}`);
  } finally {
    await place.discard();
  }
}

const MANIFEST = /^(.{1,200})\/(?:package\.json|pyproject\.toml|requirements\.txt|go\.mod|pom\.xml|index\.html)$/;

/** Several projects in folders of one repository are not told apart. */
function unknownKind(paths: readonly string[]): string {
  const folders = [...new Set(paths.flatMap((path) => MANIFEST.exec(path)?.[1] ?? []))].filter((folder) => !folder.includes('/'));
  const known = 'None of the files at its top says how it is built, tested or started (package.json, pyproject.toml, go.mod, index.html …)';
  return folders.length === 0 ? known : `${known}; those in ${folders.slice(0, 5).join(', ')} are not looked at`;
}

const skipped = (reason: string): VerificationReport => ({ status: 'SKIPPED', reason, checks: [], versions: {} });

const BOUND_OF: Record<CommandCheck, keyof VerificationBounds> = {
  INSTALL: 'installMs',
  BUILD: 'buildMs',
  TYPECHECK: 'typecheckMs',
  LINT: 'lintMs',
  TEST: 'testMs',
};
const NO_REGISTRY = 'There is no package registry that the sandbox has a way to; name one in the configuration of npm on the host';

/** One run of all checks. */
class Verification {
  private readonly bounds: VerificationBounds;
  private readonly results: CheckResult[] = [];
  /** Why nothing more can be tried. */
  private blocked: string | undefined;

  constructor(
    private readonly request: VerifyFilesRequest,
    private readonly recipe: Recipe,
    private readonly place: Workplace,
  ) {
    this.bounds = { ...DEFAULT_BOUNDS, ...request.bounds };
  }

  async run({ isolation }: Sandbox): Promise<VerificationReport> {
    const { request, recipe } = this;
    const told: VerificationIsolation = { provider: request.provider, ...isolation };
    const { versions, fault } = await toolVersions(this.place, recipe.tools, request.signal);
    this.blocked = fault;
    await request.on.began(this.names(), told);
    for (const name of COMMAND_CHECKS) await this.command(name);
    await this.startAndProbe();
    return { ...this.verdict(), checks: this.results, versions, isolation: told };
  }

  /** What will be tried, in order. */
  private names(): CheckName[] {
    const { commands, start } = this.recipe;
    return [...COMMAND_CHECKS.filter((name) => commands[name] !== undefined), ...(start ? (['START', 'PROBE'] as const) : [])];
  }

  private async command(name: CommandCheck): Promise<void> {
    const planned = this.recipe.commands[name];
    if (!planned) return;
    const reason = this.blocked ?? (isStep(planned) ? undefined : planned.notHere) ?? this.withoutRegistry(name);
    if (reason !== undefined || !isStep(planned)) await this.skip(name, reason ?? '');
    else await this.runCommand(name, planned);
    const result = this.results.at(-1)!;
    if ((name === 'INSTALL' || name === 'BUILD') && result.status !== 'PASSED')
      this.blocked ??= `${name} ${result.status === 'FAILED' ? 'failed' : 'was skipped'}${result.status === 'SKIPPED' && result.reason ? `: ${result.reason}` : ''}`;
  }

  private withoutRegistry(name: CommandCheck): string | undefined {
    return name === 'INSTALL' && !this.request.packages ? NO_REGISTRY : undefined;
  }

  private async runCommand(name: CommandCheck, step: Step): Promise<void> {
    const { on, signal, limits } = this.request;
    const bounds = { timeoutMs: this.bounds[BOUND_OF[name]], outputBytes: this.bounds.outputBytes };
    await on.checkBegan(name, step.shown);
    const output = new CheckOutput((text) => on.output(name, text));
    const outcome = await runStep(this.place, step, bounds, output, signal);
    const kept = await output.end();
    const common = { name, command: step.shown, seenBy: 'claim' } as const;
    if (outcome.kind === 'missing') {
      const reason = `${step.argv[0]} is not in the sandbox`;
      await this.end({ ...common, status: 'SKIPPED', reason, durationMs: outcome.durationMs }, kept);
      return;
    }
    const tests = outcome.kind === 'ended' && name === 'TEST' ? outcome.tests : undefined;
    const fault = faultOfStep(outcome, bounds, limits) ?? faultOfTests(tests);
    if (fault === undefined && (name === 'INSTALL' || name === 'BUILD')) this.place.remember(step, bounds.timeoutMs);
    await this.end(
      {
        ...common,
        status: fault === undefined ? 'PASSED' : 'FAILED',
        ...(fault === undefined ? {} : { reason: fault }),
        exitCode: outcome.kind === 'ended' ? outcome.result.exitCode : null,
        durationMs: outcome.kind === 'ended' ? outcome.result.durationMs : outcome.durationMs,
        ...(tests ? { tests } : {}),
      },
      kept,
    );
  }

  private async startAndProbe(): Promise<void> {
    const { start } = this.recipe;
    if (!start) return;
    if (this.blocked !== undefined || !isStep(start)) {
      const reason = this.blocked ?? (isStep(start) ? '' : start.notHere);
      await this.skip('START', reason);
      await this.skip('PROBE', reason);
      return;
    }
    const end = async (result: CheckResult, output: string): Promise<void> => await this.end(result, output);
    await new StartAndProbe(this.request, this.recipe, this.place, this.bounds, end).run(start);
  }

  private async skip(name: CheckName, reason: string): Promise<void> {
    await this.end({ name, status: 'SKIPPED', reason, durationMs: 0, seenBy: 'host' }, '');
  }

  private async end(result: CheckResult, output: string): Promise<void> {
    const whole = { ...result, durationMs: Math.round(result.durationMs) };
    this.results.push(whole);
    await this.request.on.checkEnded(whole, output);
  }

  private verdict(): Pick<VerificationReport, 'status' | 'reason'> {
    const failed = this.results.find(({ status }) => status === 'FAILED');
    if (failed) return { status: 'FAILED', reason: `${failed.name}: ${failed.reason}` };
    if (this.results.some(({ status }) => status === 'PASSED')) return { status: 'PASSED' };
    const [first] = this.results;
    return { status: 'SKIPPED', reason: first?.reason ?? 'It has no command to build, test or start it' };
  }
}
