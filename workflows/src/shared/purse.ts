import {
  costOf,
  fitsBudget,
  openBudget,
  reserveBudget,
  settleBudget,
  type Budget,
  type PinnedStage,
  type TokenPrice,
} from '@millwright/domain';

// Bound of one call's input. Prompts are cut to it before they are sent.
const INPUT_BOUND_TOKENS = 100_000;

/** No call may begin: it could take the generation past its ceiling. */
export class CeilingReached extends Error {
  constructor(
    readonly spentMicros: number,
    readonly neededMicros: number,
    readonly ceilingMicros: number,
  ) {
    super(`The next call could cost ${dollars(neededMicros)}, and ${dollars(spentMicros)} of ${dollars(ceilingMicros)} are spent`);
  }
}

/** The generation's money: reserved before each call, settled after it. */
export class Purse {
  private budget: Budget;

  constructor(
    ceilingMicros: number | null,
    private readonly price: TokenPrice,
    /** Resolves once the condition holds; in a workflow, Temporal's own. */
    private readonly until: (condition: () => boolean) => Promise<unknown>,
  ) {
    this.budget = openBudget(ceilingMicros);
  }

  get spentMicros(): number {
    return this.budget.spentMicros;
  }

  /**
   * Runs a call with its worst cost reserved. Where that does not fit beside the calls in flight, it waits for them.
   *
   * @param call gets its allowance and tells what it cost, also when it fails; undefined counts as all of it.
   * @throws CeilingReached before anything is bought.
   */
  async spend<T>(
    stage: PinnedStage,
    call: (allowanceMicros: number) => Promise<T>,
    costOfOutcome: (outcome: { value?: T; error?: unknown }) => number | undefined,
  ): Promise<T> {
    const worst = costOf(this.price, INPUT_BOUND_TOKENS, stage.maxOutputTokens);
    const fits = (): boolean => fitsBudget(this.budget, worst);
    // Others may wait for the same money, and one of them may have taken it by the time this one goes on.
    while (!fits() && this.budget.reservedMicros > 0) await this.until(() => fits() || this.budget.reservedMicros === 0);
    if (!fits()) throw new CeilingReached(this.budget.spentMicros, worst, this.budget.ceilingMicros ?? 0);
    this.budget = reserveBudget(this.budget, worst);
    let cost: number | undefined;
    try {
      const value = await call(worst);
      cost = costOfOutcome({ value });
      return value;
    } catch (error) {
      cost = costOfOutcome({ error });
      throw error;
    } finally {
      // A call whose cost is unknown counts as the dearest it could have been.
      this.budget = settleBudget(this.budget, worst, Math.min(worst, cost ?? worst));
    }
  }
}

const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;
