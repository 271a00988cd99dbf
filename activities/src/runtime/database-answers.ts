import type { PerformStageInput } from '@millwright/contracts';
import type { UnitOfWork } from '@millwright/persistence';
import pRetry from 'p-retry';
import type { Answers } from './answers.js';

// Half a minute in all; the first tries come soon, since most outages are short.
const KEEP_TRYING = { retries: 14, minTimeout: 100, maxTimeout: 3_000, factor: 2 };

export interface AnswersOf {
  input: PerformStageInput;
  /** The Temporal activity; the same for all its attempts. */
  activity: string;
  attempt: number;
  engine: string;
  model: string;
  /** How long answers of other generations serve, in seconds; 0: never. */
  ttlSeconds: number;
}

/** Answers in PostgreSQL, for all workers of an organization. */
export function databaseAnswers(unitOfWork: UnitOfWork, { input, activity, attempt, engine, model, ttlSeconds }: AnswersOf): Answers {
  return {
    find: (key) => unitOfWork.run(input, (tx) => tx.modelCalls.findAnswer(input.generationId, key, ttlSeconds)),
    begin: ({ key, worstMicros }) =>
      unitOfWork.run(input, (tx) =>
        tx.modelCalls.begin({
          generationId: input.generationId,
          stage: input.stage,
          ...(input.item === undefined ? {} : { item: input.item }),
          activity,
          attempt,
          engine,
          model,
          key,
          worstMicros,
        }),
      ),
    // What is answered is bought: while the database is away, it is held here for a while.
    end: (id, result) => pRetry(() => unitOfWork.run(input, (tx) => tx.modelCalls.end(id, result)), KEEP_TRYING),
    forget: (keys) => unitOfWork.run(input, (tx) => tx.modelCalls.forget(keys)),
  };
}
