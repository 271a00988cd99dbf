import type { PerformStageInput } from '@millwright/contracts';
import type { UnitOfWork } from '@millwright/persistence';
import { SealBroken, sealPacked, unsealPacked } from '@millwright/platform';
import type { Answers } from './answers.js';
import { outlast } from '../frame/outlast.js';

const PURPOSE = 'answers';

export interface AnswersOf {
  input: PerformStageInput;
  /** The Temporal activity; the same for all its attempts. */
  activity: string;
  attempt: number;
  engine: string;
  model: string;
  /** How long answers of other generations serve, in seconds; 0: never. */
  ttlSeconds: number;
  /** The server's own: what is kept is sealed with it. */
  secret: string;
  /** Ends the waiting for a database that is away. */
  signal: AbortSignal;
}

/** Answers in PostgreSQL, for all workers of an organization, under its seal. */
export function databaseAnswers(unitOfWork: UnitOfWork, of: AnswersOf): Answers {
  const { input, activity, attempt, engine, model, ttlSeconds, secret, signal } = of;
  return {
    find: async (key) => {
      const kept = await unitOfWork.run(input, (tx) => tx.modelCalls.findAnswer(input.generationId, key, ttlSeconds));
      const text = kept && (kept.sealed ? await open(kept.sealed, input.organizationId, secret) : kept.text);
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
      const sealed = text ? await sealPacked(secret, PURPOSE, input.organizationId, text) : null;
      await outlast(() => unitOfWork.run(input, (tx) => tx.modelCalls.end(id, { outcome, sealed, usage })), signal);
    },
    forget: (keys) => unitOfWork.run(input, (tx) => tx.modelCalls.forget(keys)),
  };
}

/** null where it was sealed with a secret that is no longer the server's: better asked again than never. */
async function open(sealed: Buffer, organizationId: string, secret: string): Promise<string | null> {
  try {
    return (await unsealPacked(secret, PURPOSE, organizationId, sealed)).toString('utf8');
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
