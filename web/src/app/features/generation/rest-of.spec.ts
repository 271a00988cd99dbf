import { EMPTY_STATE, NO_USAGE, pinStages, type GenerationState, type StageState } from '@millwright/domain';
import { aheadOf, keptBefore, keptInWords, keptOf, likelyRest, NOTHING_KEPT, shortageOf, stoppedAt, type Estimate } from './rest-of';

const stage = (i: number, change: Partial<StageState> = {}): StageState => {
  const { name, title } = pinStages()[i]!;
  const nothing = {
    attempts: 1,
    startedAt: null,
    finishedAt: null,
    provider: null,
    model: null,
    error: null,
    itemsTotal: null,
    itemsDone: 0,
  };
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

describe('at a ceiling', () => {
  const waiting: GenerationState = {
    ...failed,
    status: 'AWAITING_INPUT',
    failure: null,
    usage: costing(40_000),
    stages: [stage(0, { status: 'COMPLETE' }), stage(1, { status: 'RUNNING' }), stage(2)],
    weights: [1, 1, 2],
    raiseAwaited: { neededMicros: 5_000, ceilingMicros: 50_000 },
  };

  it('proposes what the rest takes, not what the next call does, from earlier generations', () => {
    expect(shortageOf(waiting, estimate)).toEqual({ leftMicros: 10_000, restMicros: 85_000, proposedMicros: 130_000, from: 'PAST' });
  });

  it('goes by what is done where there are none to go by, or where they were cheaper', () => {
    const byProgress = { leftMicros: 10_000, restMicros: 190_000, proposedMicros: 230_000, from: 'PROGRESS' };
    expect(shortageOf(waiting, null)).toEqual(byProgress);
    expect(shortageOf(waiting, { ...estimate, costUsd: 0.03 })).toEqual(byProgress);
  });

  it('says that nobody can know where nothing is done yet', () => {
    const begun = { ...waiting, usage: NO_USAGE, stages: waiting.stages.map((one) => ({ ...one, status: 'PENDING' as const })) };
    expect(shortageOf(begun, null)).toMatchObject({ restMicros: undefined, proposedMicros: 500_000, from: 'NOTHING' });
  });
});

describe('at a gate', () => {
  const waiting: GenerationState = {
    ...failed,
    status: 'AWAITING_INPUT',
    failure: null,
    usage: costing(40_000),
    stages: [stage(0, { status: 'AWAITING_INPUT' }), stage(1), stage(2)],
    weights: [1, 1, 2],
  };

  it('tells what is ahead from earlier generations, without what is spent', () => {
    expect(aheadOf(waiting, estimate, true)).toEqual({ stages: 2, costMicros: 60_000, durationMs: 20_000, past: 3 });
  });

  it('goes by what is done where there are none, or where they were cheaper than it is already', () => {
    expect(aheadOf(waiting, null, true)).toEqual({ stages: 2, costMicros: 120_000, durationMs: undefined, past: 0 });
    expect(aheadOf(waiting, { ...estimate, costUsd: 0.01 }, true)).toMatchObject({ costMicros: 120_000, past: 0 });
  });

  it('says that it costs nothing only where that is known', () => {
    const free = { ...waiting, usage: { ...costing(0), requests: 1 } };
    expect(aheadOf(free, null, true).costMicros).toBe(0);
    expect(aheadOf(free, null, false).costMicros).toBeUndefined();
    expect(aheadOf({ ...waiting, usage: costing(0) }, null, true).costMicros).toBeUndefined();
  });
});
