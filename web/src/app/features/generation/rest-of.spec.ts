import { EMPTY_STATE, NO_USAGE, pinStages, type GenerationState, type StageState } from '@millwright/domain';
import { keptBefore, keptInWords, keptOf, likelyRest, NOTHING_KEPT, stoppedAt, type Estimate } from './rest-of';

const stage = (i: number, change: Partial<StageState> = {}): StageState => {
  const { name, title } = pinStages()[i]!;
  const nothing = { attempts: 1, startedAt: null, finishedAt: null, provider: null, model: null, error: null, itemsTotal: null, itemsDone: 0 };
  return { name, title, status: 'PENDING', usage: NO_USAGE, ...nothing, ...change };
};
const costing = (costMicros: number) => ({ ...NO_USAGE, costMicros });
const failed: GenerationState = {
  ...EMPTY_STATE,
  status: 'FAILED',
  failure: { stage: 'ARCHITECTURE' as never, attempts: 4, code: 'UNAVAILABLE', message: 'away' },
  stages: [
    stage(0, { status: 'COMPLETE', usage: costing(30_000) }),
    stage(1, { status: 'FAILED', itemsTotal: 5, itemsDone: 2, usage: costing(10_000) }),
    stage(2),
  ],
};
const estimate: Estimate = {
  generations: 3,
  durationMs: 30_000,
  costUsd: 0.1,
  stages: [0, 1, 2].map((i) => ({ stage: stage(i).name, durationMs: 10_000 })),
};

it('says what is left where a part stands, from what earlier ones took', () => {
  expect(likelyRest(estimate, keptOf(failed))).toEqual({ costMicros: 60_000, durationMs: 20_000, isAtMost: true });
  expect(likelyRest(estimate, NOTHING_KEPT)).toEqual({ costMicros: 100_000, durationMs: 30_000, isAtMost: false });
  expect(likelyRest(estimate, keptBefore(failed, stage(1).name))).toMatchObject({ costMicros: 70_000, isAtMost: false });
});

it('says what is kept', () => {
  expect(keptInWords(keptOf(failed), 3)).toBe('Keeps 1 of 3 stages and the 2 files written since.');
  expect(keptInWords(NOTHING_KEPT, 3)).toBe('Keeps nothing of it: every stage is done anew.');
});

it('goes on from where one stopped, but for what the same engine refuses again', () => {
  expect(stoppedAt(failed)?.name).toBe(stage(1).name);
  expect(stoppedAt({ ...failed, failure: { ...failed.failure!, code: 'UNSUPPORTED_INPUT' } })).toBeUndefined();
  expect(stoppedAt({ ...failed, status: 'COMPLETE', failure: null })).toBeUndefined();
});
