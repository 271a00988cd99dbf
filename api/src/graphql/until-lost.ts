import type { Problem } from '@millwright/domain';
import { GraphQLError, type ExecutionResult } from 'graphql';

/**
 * The results of a subscription until its reader loses the right to them: then one result that says so, and the end.
 *
 * @param watch told how to end it; @returns how to stop watching.
 */
export function untilLost(
  source: AsyncIterableIterator<ExecutionResult> | AsyncGenerator<ExecutionResult>,
  watch: (lost: (problem: Problem) => void) => () => void,
): AsyncIterableIterator<ExecutionResult> {
  type Step = IteratorResult<ExecutionResult>;
  const END: Step = { done: true, value: undefined };
  let refusal: GraphQLError | undefined;
  let isOver = false;
  let waiting: ((step: Step) => void) | undefined;
  const leave = (): void => {
    isOver = true;
    stop();
  };
  const refused = (): Step => {
    if (isOver) return END;
    leave();
    return { done: false, value: { errors: [refusal!] } };
  };
  const stop = watch((problem) => {
    refusal = new GraphQLError(problem.message, { originalError: problem });
    void source.return?.(undefined);
    waiting?.(refused());
  });
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      if (isOver) return END;
      if (refusal) return refused();
      // By hand: Promise.race would keep a reaction to the refusal for each result that ever came.
      return await new Promise<Step>((resolve, reject) => {
        waiting = resolve;
        source.next().then(
          (step) => {
            waiting = undefined;
            if (step.done && !refusal) leave();
            resolve(refusal ? refused() : step);
          },
          (error: unknown) => {
            leave();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      });
    },
    return: async () => {
      leave();
      await source.return?.(undefined);
      return END;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
