/** What the reason means with which a provider ended an answer. */
export type Finish = 'whole' | 'limited' | 'failed' | 'refused';

// The first that matches. Routers hand on the words of whoever is behind them, so that no list is ever whole.
const MEANINGS: readonly [RegExp, Finish][] = [
  [/filter|safety|refus|sensitive|recitation|prohibited|blocklist|blocked|spii|guardrail|moderat|policy|toxic/, 'refused'],
  [/error|abort|cancel|fail|insufficient|overload|unavailable|timeout|timed_out|interrupt|disconnect|preempt|malformed/, 'failed'],
  [/length|limit|max|truncat|incomplete|exceed|pause/, 'limited'],
];

/**
 * A reason as one of four. One that says nothing of the kind (`stop`, `eos`, `end_turn`, `tool_calls`, a word that nobody
 * knows) came with an end mark: the answer is whole, and is held to its structure as every other.
 */
export function finishOf(reason: string): Finish {
  const word = reason.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return MEANINGS.find(([pattern]) => pattern.test(word))?.[1] ?? 'whole';
}
