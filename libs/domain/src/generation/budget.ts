/**
 * A generation's ceiling. Money is reserved before a call and settled after it, so that calls
 * running side by side can never pass the ceiling together. All amounts are whole micro-dollars.
 */
export interface Budget {
  /** null: no ceiling. */
  readonly ceilingMicros: number | null;
  readonly spentMicros: number;
  readonly reservedMicros: number;
}

export function openBudget(ceilingMicros: number | null): Budget {
  return { ceilingMicros, spentMicros: 0, reservedMicros: 0 };
}

/** Whether a call that may cost `worstMicros` fits beside what is spent and reserved. */
export function fitsBudget(budget: Budget, worstMicros: number): boolean {
  return budget.ceilingMicros === null || budget.spentMicros + budget.reservedMicros + worstMicros <= budget.ceilingMicros;
}

export function reserveBudget(budget: Budget, worstMicros: number): Budget {
  if (!fitsBudget(budget, worstMicros)) throw new RangeError('The reservation does not fit the budget');
  return { ...budget, reservedMicros: budget.reservedMicros + worstMicros };
}

/** Gives a reservation back and books what the call really cost. */
export function settleBudget(budget: Budget, reservedMicros: number, actualMicros: number): Budget {
  return {
    ...budget,
    reservedMicros: budget.reservedMicros - reservedMicros,
    spentMicros: budget.spentMicros + actualMicros,
  };
}

/** @throws RangeError where it is not above the ceiling that stands. */
export function raiseCeiling(budget: Budget, ceilingMicros: number): Budget {
  if (budget.ceilingMicros === null || ceilingMicros <= budget.ceilingMicros)
    throw new RangeError('The ceiling is not above the one before');
  return { ...budget, ceilingMicros };
}
