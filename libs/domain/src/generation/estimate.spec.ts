import { estimateGeneration } from './estimate.js';
import { EMPTY_STATE, type GenerationState, type StageState } from './generation-state.js';
import { NO_USAGE } from './usage.js';

const stage = (name: StageState['name'], ms: number): StageState => ({
  name,
  title: name,
  status: 'COMPLETE',
  attempts: 1,
  startedAt: new Date(0).toISOString(),
  finishedAt: new Date(ms).toISOString(),
  provider: null,
  model: null,
  usage: NO_USAGE,
  error: null,
  itemsTotal: null,
  itemsDone: 0,
});
const past = (durationMs: number, costMicros: number, planMs: number): GenerationState => ({
  ...EMPTY_STATE,
  status: 'COMPLETE',
  stages: [stage('DEV_PLAN', planMs)],
  usage: { ...NO_USAGE, costMicros },
  stats: { files: 1, directories: 1, linesOfCode: 1, technologies: [], durationMs },
});

it('gives nothing where there is nothing to go by', () => {
  expect(estimateGeneration([])).toBeNull();
  expect(estimateGeneration([{ ...past(1, 1, 1), status: 'FAILED' }])).toBeNull();
});

it('takes the median, so that one that hung does not count', () => {
  expect(estimateGeneration([past(40_000, 100, 8_000), past(42_000, 120, 9_000), past(3_600_000, 90, 7_000)])).toEqual({
    generations: 3,
    durationMs: 42_000,
    costMicros: 100,
    stages: [{ name: 'DEV_PLAN', durationMs: 8_000 }],
  });
});

it('takes the mean of the two in the middle', () => {
  expect(estimateGeneration([past(10, 3, 2), past(20, 4, 4)])).toMatchObject({
    durationMs: 15,
    costMicros: 4,
    stages: [{ durationMs: 3 }],
  });
});
