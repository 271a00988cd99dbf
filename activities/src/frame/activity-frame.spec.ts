import { ModelError } from '@millwright/integrations';
import { DatabaseAway } from '@millwright/persistence';
import { stageAttempts } from '@millwright/platform';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { once } from 'node:events';
import { activityFrame } from './activity-frame.js';
import { Execution } from './execution.js';

const away = (): DatabaseAway => new DatabaseAway(new Error('ECONNREFUSED'));
const environment = (attempt = 1): MockActivityEnvironment =>
  new MockActivityEnvironment({ attempt }, { logger: new DefaultLogger('ERROR'), interceptors: [activityFrame()] });
/** Settles with the details of the next heartbeat. */
const beat = (of: MockActivityEnvironment): Promise<unknown> => new Promise((resolve) => of.once('heartbeat', resolve));
const counts = async (): Promise<unknown> =>
  Object.fromEntries((await stageAttempts.get()).values.map(({ labels, value }) => [labels.outcome, value]));
beforeEach(() => stageAttempts.reset());

it('says that an activity lives, in the activity’s own words where it has some', async () => {
  const at = environment();
  const waits = (): Promise<void> => Context.current().cancelled;
  const running = at.run(waits);
  expect(await beat(at)).toBeUndefined();
  at.cancel();
  await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
  const other = environment();
  const talks = other.run(async () => {
    Execution.current().telling = { beat: () => 'half of it' };
    await Context.current().cancelled;
  });
  expect(await beat(other)).toBe('half of it');
  other.cancel();
  await expect(talks).rejects.toMatchObject({ name: 'CancelledFailure' });
});

it('goes through an activity again while the database is away, as the same attempt', async () => {
  const made: object[] = [];
  const result = await environment().run(async () => {
    const execution = Execution.current();
    made.push(execution.once(() => ({ tries: execution.tries })));
    if (execution.tries < 3) throw away();
    return execution.tries;
  });
  expect(result).toBe(3);
  expect(made).toEqual([{ tries: 1 }, { tries: 1 }, { tries: 1 }]);
  expect(new Set(made).size).toBe(1);
});

it('ends the waiting for the database where the activity is cancelled', async () => {
  const at = environment();
  const running = at.run(async () => {
    if (Execution.current().tries === 2) at.cancel();
    throw away();
  });
  await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
});

it('tells a failure with its code, its attempts and what it cost, once it is written down', async () => {
  const recorded: unknown[] = [];
  const error = new ModelError('RATE_LIMITED', 'Slow down', { retryAfterMs: 400 });
  const running = environment(2).run(() => {
    Execution.current().telling = {
      attemptOf: 'CODE',
      costMicros: () => 7,
      fallbackAfter: 2,
      recordFailure: async (failure) => void recorded.push(failure),
    };
    return Promise.reject(error);
  });
  await expect(running).rejects.toMatchObject({
    type: 'RATE_LIMITED',
    nonRetryable: true,
    nextRetryDelay: 400,
    details: [{ code: 'RATE_LIMITED', attempts: 2, costMicros: 7 }],
  });
  expect(recorded).toEqual([error]);
  expect(await counts()).toEqual({ failed: 1 });
});

it('counts the attempts of stages alone, by how they end', async () => {
  const ends = (error?: Error): Promise<unknown> =>
    environment()
      .run(async () => {
        Execution.current().telling = { attemptOf: 'CODE' };
        if (error) throw error;
      })
      .catch((reason: unknown) => reason);
  await ends();
  await ends(new ModelError('CANCELLED', 'stopped'));
  await environment().run(async () => undefined);
  expect(await counts()).toEqual({ complete: 1, cancelled: 1 });
});

it('lets what is told as it was thrown be', async () => {
  const error = new TypeError('x is not a function');
  const running = environment().run(() => {
    Execution.current().telling = { failsAsThrown: true };
    return Promise.reject(error);
  });
  await expect(running).rejects.toBe(error);
  const told = ApplicationFailure.nonRetryable('It was paused', 'HELD');
  await expect(environment().run(() => Promise.reject(told))).rejects.toBe(told);
});

it('stops what is cancelled as soon as the ledger says so, and tells Temporal once Temporal has said so', async () => {
  let cancelled = (): void => undefined;
  let isWatched = false;
  const news = {
    watch: (id: string, onCancelled: () => void) => {
      [cancelled, isWatched] = [onCancelled, id === 'g'];
      return () => void (isWatched = false);
    },
  };
  const at = new MockActivityEnvironment({ attempt: 1 }, { logger: new DefaultLogger('ERROR'), interceptors: [activityFrame(news)] });
  let isTold = false;
  const stopped = Promise.withResolvers<void>();
  const running = at.run(
    async (_input: { generationId: string }) => {
      await once(Execution.current().signal, 'abort');
      stopped.resolve();
      Execution.current().signal.throwIfAborted();
    },
    { generationId: 'g' },
  );
  void running.catch(() => (isTold = true));
  cancelled();
  await stopped.promise;
  // It goes on saying that it lives: the answer to that is what tells of the cancellation.
  await beat(at);
  expect([isTold, isWatched]).toEqual([false, true]);
  at.cancel();
  await expect(running).rejects.toMatchObject({ name: 'CancelledFailure' });
  expect(isWatched).toBe(false);
});
