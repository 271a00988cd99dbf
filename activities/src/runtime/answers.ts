import type { Usage } from '@millwright/domain';

/** How a call to an engine ended: with a whole answer, with the beginning of one, or with nothing. */
export type CallOutcome = 'WHOLE' | 'PARTIAL' | 'FAILED';

/**
 * What was asked of engines and what came back, by the hash of the whole request. A call is written down before it is
 * made, so that one whose worker died is known to have been bought; its answer serves the same request again.
 */
export interface Answers {
  /** The answer to a request, or the beginning of one that was cut. `isShared`: it was bought for another generation. */
  find(key: string): Promise<{ text: string; isWhole: boolean; isShared?: boolean } | undefined>;
  /** @returns the id of the call. */
  begin(call: { key: string; worstMicros: number }): Promise<string>;
  /** @param result.text all there is of the answer, earlier parts included. */
  end(id: string, result: { outcome: CallOutcome; text: string; usage: Usage }): Promise<void>;
  /** What was no use is not given again. */
  forget(keys: readonly string[]): Promise<void>;
}

/** For engines whose answers cost nothing and are the same each time. */
export const NO_ANSWERS: Answers = {
  find: () => Promise.resolve(undefined),
  begin: () => Promise.resolve(''),
  end: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};
