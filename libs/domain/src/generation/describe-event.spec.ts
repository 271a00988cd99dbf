import { describeEvent } from './state.js';


it.each([
  [0, 'Failed at Development plan: The ceiling is used up'],
  [1, 'Failed at Development plan after 1 attempt: The ceiling is used up'],
  [3, 'Failed at Development plan after 3 attempts: The ceiling is used up'],
])('counts the attempts of a failure, where there were any: %d', (attempts, text) => {
  const failure = { stage: 'DEV_PLAN', attempts, code: 'BUDGET', message: 'The ceiling is used up', hint: null } as never;
  expect(describeEvent({ type: 'GENERATION_FAILED', failure })).toBe(text);
});
