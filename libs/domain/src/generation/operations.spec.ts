import { readInput } from '../operation/operation.js';
import { EMPTY_STATE } from './generation-state.js';
import { GENERATION_OPERATIONS, type GenerationOperation } from './operations.js';

const ADA = { kind: 'user' as const, id: 'u', name: 'Ada' };
const running = { ...EMPTY_STATE, status: 'RUNNING' as const };
const refusalOf = (operation: GenerationOperation, state: object, input: object = {}): string | null =>
  GENERATION_OPERATIONS[operation].refuse({ ...running, ...state }, input as never);

it.each([
  ['pauseGeneration', {}, {}, null],
  ['pauseGeneration', { status: 'PAUSED' }, {}, 'The generation is paused already'],
  ['pauseGeneration', { status: 'COMPLETE' }, {}, 'The generation has ended'],
  ['resumeGeneration', {}, {}, 'The generation is not paused'],
  ['resumeGeneration', { status: 'PAUSED' }, {}, null],
  ['resumeGeneration', { status: 'PAUSED', isCancelRequested: true }, {}, 'The generation is being cancelled'],
  ['cancelGeneration', { status: 'PAUSED' }, {}, null],
  ['cancelGeneration', { isCancelRequested: true }, {}, 'The generation is being cancelled'],
  ['raiseBudget', {}, { budgetMicros: 1 }, 'The generation has no ceiling'],
  ['raiseBudget', { budgetMicros: 2_000_000 }, { budgetMicros: 2_000_000 }, 'The ceiling is $2.00 already'],
  ['raiseBudget', { budgetMicros: 2_000_000 }, { budgetMicros: 2_000_001 }, null],
] as const)('%s in %j, given %j: %s', (operation, state, input, why) => {
  expect(refusalOf(operation, state, input)).toBe(why);
});

it('writes down who, and what was said', () => {
  const { fields, event } = GENERATION_OPERATIONS.raiseBudget;
  expect(event(readInput(fields, { budgetUsd: 1.5, reason: 'It is worth it' }), ADA)).toEqual({
    type: 'BUDGET_RAISED',
    actor: ADA,
    reason: 'It is worth it',
    budgetMicros: 1_500_000,
  });
});

it('takes what nobody chose as it is said to be, and leaves out what nobody said', () => {
  expect(readInput(GENERATION_OPERATIONS.pauseGeneration.fields, { inFlight: null, reason: null })).toEqual({ inFlight: 'FINISH' });
});

it('names every field that is wrong, as it was given', () => {
  const { fields } = GENERATION_OPERATIONS.raiseBudget;
  expect(() => readInput(fields, { budgetUsd: -1, reason: 'x'.repeat(2_001) })).toThrow(
    'input.budgetUsd: must be 0 to 1,000,000 US dollars; input.reason: must have at most 2,000 characters; it has 2,001',
  );
  expect(() => readInput(GENERATION_OPERATIONS.pauseGeneration.fields, { inFlight: 'NEVER' }, '')).toThrow(
    'inFlight: must be one of: FINISH, ABORT',
  );
});
