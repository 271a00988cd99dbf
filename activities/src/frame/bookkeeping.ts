import { Execution } from './execution.js';

/**
 * Activities that write down what happened. What goes wrong in one of them is told as it was thrown: histories know it by its
 * class.
 */
export function bookkeeping<T extends object>(activities: T): T {
  return Object.fromEntries(
    Object.entries(activities).map(([name, work]) => [
      name,
      (input: unknown) => {
        Execution.current().telling = { failsAsThrown: true };
        return (work as (input: unknown) => Promise<unknown>)(input);
      },
    ]),
  ) as T;
}
