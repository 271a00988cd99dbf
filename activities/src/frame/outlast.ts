import { DatabaseAway } from '@millwright/persistence';
import pRetry from 'p-retry';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;

/**
 * Does something, and does it again where the database cannot be reached, until it can: an outage is no failure of what is
 * done. What was done before its connection broke may have been kept, so it must be something that may be done twice.
 *
 * @param signal ends the waiting, not the first try.
 * @throws what `work` throws, where that is not an outage; AbortError, or the reason of `signal`, where it is aborted meanwhile
 */
export async function outlast<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseAway) || signal.aborted) throw error;
  }
  return await pRetry(work, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_WAIT_MS,
    maxTimeout: LONGEST_WAIT_MS,
    factor: 2,
    shouldRetry: ({ error }) => error instanceof DatabaseAway,
    signal,
  });
}
