import { hasFailed } from './events/attempts.js';
import { describeEvent } from './state.js';

it.each([
  [0, 'Failed at Development plan: The ceiling is used up'],
  [1, 'Failed at Development plan after 1 attempt: The ceiling is used up'],
  [3, 'Failed at Development plan after 3 attempts: The ceiling is used up'],
])('counts the attempts of a failure, where there were any: %d', (attempts, text) => {
  const failure = { stage: 'DEV_PLAN', attempts, code: 'BUDGET', message: 'The ceiling is used up', hint: null } as never;
  expect(describeEvent({ type: 'GENERATION_FAILED', failure })).toBe(text);
});

it.each([
  ['CANCELLED', 'Code attempt 1 of a.ts was stopped'],
  ['ALLOWANCE_USED', 'Code attempt 1 of a.ts stopped at the ceiling'],
  ['HELD', 'Code attempt 1 of a.ts stopped, since the generation is paused'],
])('calls no failure what a person or a ceiling stopped: %s', (code, text) => {
  const error = { code, message: 'Cancelled', isRetryable: false };
  expect(describeEvent({ type: 'ATTEMPT_FAILED', stage: 'CODE', item: 'a.ts', attempt: 1, error, durationMs: 1 })).toBe(text);
  expect(hasFailed(error)).toBe(false);
  expect(hasFailed({ code: 'CUT' })).toBe(true);
});

it('says of a stage that waits for a person what its state says', () => {
  expect(describeEvent({ type: 'APPROVAL_REQUESTED', stage: 'BLUEPRINT', round: 1 })).toBe('Blueprint is waiting for you');
});

it('says how much of a stage, or of a file of it, could not be put right', () => {
  const made = { attempt: 1, artifacts: [], durationMs: 2_000 };
  const stage = { type: 'STAGE_COMPLETED', stage: 'BLUEPRINT', ...made } as const;
  expect(describeEvent(stage)).toBe('Blueprint complete in 2.0 s');
  expect(describeEvent({ ...stage, warnings: ['A form leads nowhere', 'A table has two owners'] })).toBe(
    'Blueprint complete in 2.0 s, with 2 open points',
  );
  const usage = { inputTokens: 0, outputTokens: 0, costMicros: 0 } as never;
  expect(describeEvent({ type: 'ITEM_COMPLETED', stage: 'CODE', item: 'a.ts', ...made, usage, warnings: ['A type does not fit'] })).toBe(
    'a.ts written in 2.0 s, with 1 open point',
  );
});

it('says which files are written again, and the first reason of each', () => {
  const items = ['a.ts', 'b.ts', 'c.ts', 'd.ts'].map((item) => ({ item, faults: ['It answers 200', 'It imports "x"'] }));
  expect(describeEvent({ type: 'ITEMS_REOPENED', stage: 'CODE', round: 1, items: items.slice(0, 1) })).toBe(
    'Code: written again, since it does not fit the rest: a.ts (It answers 200, and 1 more)',
  );
  expect(describeEvent({ type: 'ITEMS_REOPENED', stage: 'CODE', round: 1, items })).toMatch(
    /since they do not fit the rest: a\.ts .*; c\.ts \(It answers 200, and 1 more\); and 1 more file$/,
  );
});
