import type { Revision } from '@millwright/contracts';
import type { PinnedStage, StageName } from '@millwright/domain';
import type { Decision, Gates } from './gates.js';

/** Which stage an error came from; the error itself stays as it is. */
export class StageFailed extends Error {
  constructor(
    readonly stage: PinnedStage,
    readonly reason: unknown,
  ) {
    super(`${stage.name} failed`);
  }
}

/** What a stage's way from start to end is made of. */
export interface StageSteps {
  /** Does the stage once: as it stands, or again as a person asked. */
  make(stage: PinnedStage, revision?: Revision): Promise<void>;
  /** Whether a person may have to say yes after it. */
  isGated(stage: PinnedStage): boolean;
  /** Asks for a yes. @returns whether anybody has to give it, or what was decided before. */
  ask(stage: PinnedStage, round: number): Promise<boolean | Decision>;
  /** Told after each decision. */
  decided(stage: PinnedStage): void;
}

/**
 * Does a stage until it needs no yes or has one; each no makes it anew, with what the person said.
 *
 * @param first what a person said of it before, where an earlier generation ended with that.
 */
export async function runStage(stage: PinnedStage, gates: Gates, steps: StageSteps, first?: Revision): Promise<void> {
  await steps.make(stage, first);
  for (let round = first?.round ?? 1; steps.isGated(stage); round++) {
    const decision = await gates.pass(stage.name, round, () => steps.ask(stage, round));
    if (decision) steps.decided(stage);
    if (!decision || decision.isApproved) return;
    const { comment = '', items } = decision;
    await steps.make(stage, { round: round + 1, comment, ...(items ? { items } : {}) });
  }
}

/**
 * Runs stages in the order of their needs, side by side where they can be.
 *
 * @param isCancellation errors that are nobody's failure.
 * @param stop ends what still runs; called at each failure.
 * @throws the first StageFailed, or else the first cancellation.
 */
export async function runPipeline(
  stages: readonly PinnedStage[],
  run: (stage: PinnedStage) => Promise<void>,
  { isCancellation, stop }: { isCancellation(error: unknown): boolean; stop(): void },
): Promise<void> {
  const ended = new Map<StageName, Promise<void>>();
  for (const stage of stages) {
    const needs = stage.needs.flatMap((name) => ended.get(name) ?? []);
    ended.set(
      stage.name,
      Promise.all(needs).then(async () => {
        try {
          await run(stage);
        } catch (error) {
          // What runs beside it is of no more use.
          stop();
          throw error instanceof StageFailed || isCancellation(error) ? error : new StageFailed(stage, error);
        }
      }),
    );
  }
  const outcomes = await Promise.allSettled(ended.values());
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  // The failure that began it all, before the cancellations that followed from it.
  const first = reasons.find((reason) => reason instanceof StageFailed) ?? reasons[0];
  if (first !== undefined) throw first;
}
