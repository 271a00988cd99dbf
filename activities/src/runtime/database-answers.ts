import type { PerformStageInput } from '@millwright/contracts';
import type { UnitOfWork } from '@millwright/persistence';
import type { AnswerCipher } from './answer-cipher.js';
import type { Answers } from './answers.js';
import { outlast } from '../frame/outlast.js';

export interface AnswersOf {
  input: PerformStageInput;
  /** The Temporal activity; the same for all its attempts. */
  activity: string;
  attempt: number;
  engine: string;
  model: string;
  /** How long answers of other generations serve, in seconds; 0: never. */
  ttlSeconds: number;
  /** What is kept goes through it. */
  cipher: AnswerCipher;
  /** Ends the waiting for a database that is away. */
  signal: AbortSignal;
}

/** Answers in PostgreSQL, for all workers of an organization, encrypted for it. */
export function databaseAnswers(unitOfWork: UnitOfWork, of: AnswersOf): Answers {
  const { input, activity, attempt, engine, model, ttlSeconds, cipher, signal } = of;
  return {
    find: async (key) => {
      const kept = await unitOfWork.run(input, (tx) => tx.modelCalls.findAnswer(input.generationId, key, ttlSeconds));
      const text = kept && (kept.sealed ? await cipher.decrypt(input.organizationId, kept.sealed) : kept.text);
      return kept && text ? { text, isWhole: kept.isWhole, isShared: kept.isShared } : undefined;
    },
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
    // What is answered is bought: while the database is away, it is held here.
    end: async (id, { outcome, text, usage }) => {
      const sealed = text ? await cipher.encrypt(input.organizationId, text) : null;
      await outlast(() => unitOfWork.run(input, (tx) => tx.modelCalls.end(id, { outcome, sealed, usage })), signal);
    },
    forget: (keys) => unitOfWork.run(input, (tx) => tx.modelCalls.forget(keys)),
  };
}
