/** What engine calls used. Costs are whole millionths of a US dollar. */
export interface Usage {
  inputTokens: number;
  outputTokens: number;
  costMicros: number;
  requests: number;
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

/** Price of an engine's tokens, in whole millionths of a US dollar for a million tokens. */
export interface TokenPrice {
  inputMicrosPerMTok: number;
  outputMicrosPerMTok: number;
}

/** The cost of a call, rounded up to a whole micro-dollar so that sums never come out short. */
export function costOf(price: TokenPrice, inputTokens: number, outputTokens: number): number {
  return Math.ceil((inputTokens * price.inputMicrosPerMTok + outputTokens * price.outputMicrosPerMTok) / 1_000_000);
}
