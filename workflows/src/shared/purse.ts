import {
  fitsBudget,
  openBudget,
  raiseCeiling,
  reserveBudget,
  settleBudget,
  worstCostOf,
  type Budget,
  type PinnedStage,
  type TokenPrice,
} from '@millwright/domain';

// What older generations reserve for the input of a call.
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

/** What a call may need, in micro-dollars: what it takes at most, and what it cannot begin without. */
export interface Need {
  worstMicros: number;
  leastMicros: number;
}

/** How a call ended, as far as money goes. */
export interface Outcome {
  /** What it cost; undefined counts as all that it might have. */
  costMicros: number | undefined;
  /** Set where it wants more than it was given, and keeps what it has until it gets it. */
  needs?: Need;
}

/**
 * What a call of a stage needs where its input is known to have at most `promptBytes`; a token is a byte or more.
 * Older generations know no bound: theirs is fixed, and all of it or nothing.
 */
export function needOf(price: TokenPrice | null, stage: PinnedStage, promptBytes: number | undefined): Need {
  if (!price) return { worstMicros: 0, leastMicros: 0 };
  const worstMicros = worstCostOf(price, promptBytes ?? INPUT_BOUND_TOKENS, stage.maxOutputTokens);
  return { worstMicros, leastMicros: promptBytes === undefined ? worstMicros : 0 };
}

/** The generation's money: reserved before each call, settled after it. */
export class Purse {
  private budget: Budget;

  constructor(
    ceilingMicros: number | null,
    /** Resolves once the condition holds; in a workflow, Temporal's own. */
    private readonly until: (condition: () => boolean) => Promise<unknown>,
  ) {
    this.budget = openBudget(ceilingMicros);
  }

  get spentMicros(): number {
    return this.budget.spentMicros;
  }

  /** null: none. */
  get ceilingMicros(): number | null {
    return this.budget.ceilingMicros;
  }

  /** @param ceilingMicros above the one before. */
  raise(ceilingMicros: number): void {
    this.budget = raiseCeiling(this.budget, ceilingMicros);
  }

  /**
   * Runs a call with money reserved for it. Where that does not fit beside the calls in flight, it waits for them and
   * takes what is left; where the call turns out to need more, it is made again with more.
   *
   * @param call gets its allowance.
   * @param whenRaised resolves once there is a higher ceiling than the one that holds the call back; without it, the call fails.
   * @throws CeilingReached before anything is bought.
   */
  async spend<T>(
    first: Need,
    call: (allowanceMicros: number) => Promise<T>,
    outcomeOf: (ended: { value?: T; error?: unknown }) => Outcome,
    whenRaised?: (reached: CeilingReached) => Promise<unknown>,
  ): Promise<T> {
    for (let need = first; ;) {
      // Others may wait for the same money, and one of them may have taken it by the time this one goes on. Where nobody
      // has to wait, nothing is awaited: what runs beside it stays in the order that older histories have.
      while (!this.fits(need) && this.budget.reservedMicros > 0)
        await this.until(() => this.fits(need) || this.budget.reservedMicros === 0);
      let reserved: number;
      try {
        reserved = this.reserve(need);
      } catch (error) {
        if (!(error instanceof CeilingReached) || !whenRaised) throw error;
        await whenRaised(error);
        continue;
      }
      let outcome: Outcome = { costMicros: undefined };
      try {
        const value = await call(reserved);
        outcome = outcomeOf({ value });
        return value;
      } catch (error) {
        outcome = outcomeOf({ error });
        if (!outcome.needs) throw error;
        need = outcome.needs;
      } finally {
        // A call whose cost is unknown counts as the dearest it could have been.
        this.budget = settleBudget(this.budget, reserved, outcome.costMicros ?? reserved);
      }
    }
  }

  private fits({ worstMicros }: Need): boolean {
    return fitsBudget(this.budget, worstMicros);
  }

  /** @returns what was reserved: all that the call may take, or else what is left. */
  private reserve({ worstMicros, leastMicros }: Need): number {
    const { ceilingMicros, spentMicros } = this.budget;
    const amount = this.fits({ worstMicros, leastMicros }) ? worstMicros : (ceilingMicros ?? 0) - spentMicros;
    if (amount < leastMicros || (amount <= 0 && worstMicros > 0))
      throw new CeilingReached(spentMicros, Math.max(leastMicros, 1), ceilingMicros ?? 0);
    this.budget = reserveBudget(this.budget, amount);
    return amount;
  }
}

const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;
