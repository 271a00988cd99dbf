/** What engine calls used. Costs are whole millionths of a US dollar. */
export interface Usage {
  /** All that was read, what the provider had cached among it. */
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  requests: number;
  /** Answers that were had before and were not bought again. */
  cachedRequests: number;
}

export const NO_USAGE: Usage = { inputTokens: 0, outputTokens: 0, costMicros: 0, requests: 0, cachedRequests: 0 };

export function addUsage(a: Usage, b: Usage | undefined): Usage {
  if (!b) return a;
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    costMicros: a.costMicros + b.costMicros,
    requests: a.requests + b.requests,
    cachedRequests: a.cachedRequests + b.cachedRequests,
  };
}

/** What of `a` is not of `b`; nothing of it is below zero, where `b` was read later and has grown. */
export function restOfUsage(a: Usage, b: Usage): Usage {
  const rest = (name: keyof Usage): number => Math.max(0, a[name] - b[name]);
  return {
    inputTokens: rest('inputTokens'),
    outputTokens: rest('outputTokens'),
    costMicros: rest('costMicros'),
    requests: rest('requests'),
    cachedRequests: rest('cachedRequests'),
  };
}

/** Price of an engine's tokens, in whole millionths of a US dollar for a million tokens. */
export interface TokenPrice {
  inputMicrosPerMTok: number;
  outputMicrosPerMTok: number;
  /** Input that the provider had cached; absent: as other input. */
  cachedInputMicrosPerMTok?: number;
  /** Input that the provider writes to its cache; absent: as other input. */
  cacheWriteMicrosPerMTok?: number;
}

/** Tokens of one call as the provider counts them. */
export interface TokenCount {
  /** All of the input. */
  inputTokens: number;
  outputTokens: number;
  /** Part of `inputTokens` that came from the provider's cache. */
  cachedInputTokens?: number;
  /** Part of `inputTokens` that was written to it. */
  cacheWriteTokens?: number;
}

/** The cost of a call, rounded up to a whole micro-dollar so that sums never come out short. */
export function costOf(price: TokenPrice, { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0 }: TokenCount): number {
  const plain = Math.max(0, inputTokens - cachedInputTokens - cacheWriteTokens);
  return Math.ceil(
    (plain * price.inputMicrosPerMTok +
      cachedInputTokens * (price.cachedInputMicrosPerMTok ?? price.inputMicrosPerMTok) +
      cacheWriteTokens * (price.cacheWriteMicrosPerMTok ?? price.inputMicrosPerMTok) +
      outputTokens * price.outputMicrosPerMTok) /
      1_000_000,
  );
}

/** The most that a call can cost which reads at most `inputTokens` and writes at most `outputTokens`. */
export function worstCostOf(price: TokenPrice, inputTokens: number, outputTokens: number): number {
  const dearest = Math.max(price.inputMicrosPerMTok, price.cachedInputMicrosPerMTok ?? 0, price.cacheWriteMicrosPerMTok ?? 0);
  return Math.ceil((inputTokens * dearest + outputTokens * price.outputMicrosPerMTok) / 1_000_000);
}

/** How many tokens of output `leftMicros` pays for beside the input; 0 where it does not even pay for that. */
export function affordableOutput(price: TokenPrice, inputTokens: number, leftMicros: number, most: number): number {
  if (leftMicros === Infinity) return most;
  const left = leftMicros - worstCostOf(price, inputTokens, 0);
  if (left < 0) return 0;
  if (price.outputMicrosPerMTok === 0) return most;
  // One less, since costs are rounded up.
  return Math.max(0, Math.min(most, Math.floor((left * 1_000_000) / price.outputMicrosPerMTok) - 1));
}
