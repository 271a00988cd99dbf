import fc from 'fast-check';
import type { GenerationEventBody } from './events/bodies.js';

import { pinStages, STAGES } from './stages.js';
import { EMPTY_STATE, type GenerationState } from './generation-state.js';
import { describeEvent, reduceGeneration } from './state.js';
import { NO_USAGE } from './usage.js';

const at = '2026-01-01T00:00:00.000Z';
const fold = (bodies: GenerationEventBody[]): GenerationState =>
  bodies.reduce((state, body, i) => reduceGeneration(state, { seq: i + 1, at, body }), EMPTY_STATE);
const queued: GenerationEventBody = { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'offline', model: 'm', budgetMicros: null };
const usage = { ...NO_USAGE, inputTokens: 10, outputTokens: 5, costMicros: 7, requests: 1 };

describe('reduceGeneration', () => {
  it('leaves the state alone when an event comes twice', () => {
    const once = fold([queued, { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' }]);
    expect(
      reduceGeneration(once, {
        seq: 2,
        at,
        body: { type: 'GENERATION_FAILED', failure: { stage: 'CODE', attempts: 1, code: 'X', message: 'm' } },
      }),
    ).toBe(once);
  });

  it('counts attempts, shows the last error while it retries, and forgets it once the stage is complete', () => {
    const retrying = fold([
      queued,
      { type: 'STAGE_STARTED', stage: 'DEV_PLAN' },
      { type: 'ATTEMPT_STARTED', stage: 'DEV_PLAN', attempt: 1, worker: 'w' },
      {
        type: 'ATTEMPT_FAILED',
        stage: 'DEV_PLAN',
        attempt: 1,
        error: { code: 'RATE_LIMITED', message: 'slow down', isRetryable: true },
        durationMs: 5,
        usage,
      },
    ]);
    expect(retrying.stages[0]).toMatchObject({ status: 'RETRYING', attempts: 1, error: 'slow down', usage });
    const done = reduceGeneration(retrying, {
      seq: 5,
      at,
      body: { type: 'STAGE_COMPLETED', stage: 'DEV_PLAN', artifacts: [], usage, durationMs: 9 },
    });
    expect(done.stages[0]).toMatchObject({ status: 'COMPLETE', error: null });
    expect(done.usage.costMicros).toBe(14);
  });

  it('closes what was running when the generation fails, and names the stage', () => {
    const failed = fold([
      queued,
      { type: 'STAGE_STARTED', stage: 'CODE' },
      { type: 'STAGE_STARTED', stage: 'MAIN_README' },
      { type: 'GENERATION_FAILED', failure: { stage: 'CODE', attempts: 3, code: 'X', message: 'no' } },
    ]);
    expect(failed).toMatchObject({ status: 'FAILED', currentStage: 'CODE', failure: { attempts: 3 }, completedAt: at });
    expect(failed.stages.find((stage) => stage.name === 'MAIN_README')?.status).toBe('CANCELLED');
  });

  it('reaches 100 only when the generation is complete', () => {
    const all = fold([
      queued,
      ...STAGES.map((stage): GenerationEventBody => ({ type: 'STAGE_COMPLETED', stage: stage.name, artifacts: [], durationMs: 1 })),
    ]);
    expect(all.progress).toBe(99);
    const stats = { files: 1, directories: 1, linesOfCode: 1, durationMs: 1, technologies: [] };
    expect(reduceGeneration(all, { seq: 99, at, body: { type: 'GENERATION_COMPLETED', stats } }).progress).toBe(100);
  });

  it('never lets progress go back, whatever the order of events', () => {
    const stage = fc.constantFrom(...STAGES.map((s) => s.name));
    const event: fc.Arbitrary<GenerationEventBody> = fc.oneof(
      stage.map((name): GenerationEventBody => ({ type: 'STAGE_STARTED', stage: name })),
      stage.map((name): GenerationEventBody => ({ type: 'STAGE_COMPLETED', stage: name, artifacts: [], durationMs: 1 })),
      fc.nat(20).map((n): GenerationEventBody => ({
        type: 'STAGE_ITEMS_PLANNED',
        stage: 'CODE',
        items: Array.from({ length: n + 1 }, (_, i) => `f${i}`),
      })),
      fc.constant<GenerationEventBody>({
        type: 'ITEM_COMPLETED',
        stage: 'CODE',
        item: 'f',
        attempt: 1,
        artifacts: [],
        usage: NO_USAGE,
        durationMs: 1,
      }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (bodies) => {
        let state = fold([queued]);
        for (const [i, body] of bodies.entries()) {
          const next = reduceGeneration(state, { seq: i + 2, at, body });
          expect(next.progress).toBeGreaterThanOrEqual(state.progress);
          expect(next.progress).toBeLessThan(100);
          state = next;
        }
      }),
    );
  });

  const actor = { kind: 'user', id: 'u', name: 'Ana' } as const;
  const started: GenerationEventBody = { type: 'GENERATION_STARTED', workflowId: 'w', runId: 'r' };
  const asked: GenerationEventBody = { type: 'APPROVAL_REQUESTED', stage: 'CODE', round: 1, reason: 'rule' };

  it('waits for a person as long as a gate or a ceiling does, and goes on after it', () => {
    const waiting = fold([
      queued,
      started,
      asked,
      { type: 'BUDGET_AWAITED', stage: 'CODE', neededMicros: 2, spentMicros: 0, ceilingMicros: 1 },
    ]);
    expect(waiting).toMatchObject({ status: 'AWAITING_INPUT', raiseAwaited: { ceilingMicros: 1 } });
    const next = (state: GenerationState, body: GenerationEventBody): GenerationState =>
      reduceGeneration(state, { seq: state.seq + 1, at, body });
    const approved = next(waiting, { type: 'STAGE_APPROVED', stage: 'CODE', round: 1, actor });
    expect(approved).toMatchObject({ status: 'AWAITING_INPUT' });
    expect(approved.stages.find(({ name }) => name === 'CODE')).toMatchObject({ status: 'COMPLETE', approval: null });
    expect(next(approved, { type: 'BUDGET_RAISED', actor, budgetMicros: 5 })).toMatchObject({ status: 'RUNNING', raiseAwaited: null });
  });

  it('counts a file that is written again as there, before and after', () => {
    const file: GenerationEventBody = {
      type: 'ITEM_COMPLETED',
      stage: 'CODE',
      item: 'a',
      attempt: 1,
      artifacts: [],
      usage,
      durationMs: 1,
    };
    const written: GenerationEventBody[] = [
      queued,
      started,
      { type: 'STAGE_STARTED', stage: 'CODE' },
      { type: 'STAGE_ITEMS_PLANNED', stage: 'CODE', items: ['a'] },
      file,
      { type: 'ITEMS_REOPENED', stage: 'CODE', round: 1, items: [{ item: 'a', faults: ['It does not fit'] }] },
    ];
    for (const events of [written, [...written, file]])
      expect(fold(events).stages.find(({ name }) => name === 'CODE')).toMatchObject({ status: 'RUNNING', itemsDone: 1, itemsTotal: 1 });
  });
  it('does a stage again that was sent back: only the files that were named', () => {
    const file = (item: string): GenerationEventBody => ({
      type: 'ITEM_COMPLETED',
      stage: 'CODE',
      item,
      attempt: 1,
      artifacts: [],
      usage,
      durationMs: 1,
    });
    const state = fold([
      queued,
      started,
      { type: 'STAGE_ITEMS_PLANNED', stage: 'CODE', items: ['a', 'b', 'c'] },
      ...['a', 'b', 'c'].map(file),
      { type: 'STAGE_COMPLETED', stage: 'CODE', artifacts: [], durationMs: 1 },
      asked,
      { type: 'STAGE_SENT_BACK', stage: 'CODE', round: 1, actor, comment: 'again', items: ['b'] },
    ]);
    expect(state.stages.find(({ name }) => name === 'CODE')).toMatchObject({
      status: 'PENDING',
      round: 2,
      itemsTotal: 3,
      itemsDone: 2,
      finishedAt: null,
    });
    expect(state.status).toBe('RUNNING');
  });

  it('stays paused while something waits, and lets nothing wait once it has ended', () => {
    const paused = fold([queued, started, { type: 'GENERATION_PAUSED', actor }, asked]);
    expect(paused.status).toBe('PAUSED');
    const resumed = fold([queued, started, { type: 'GENERATION_PAUSED', actor }, asked, { type: 'GENERATION_RESUMED', actor }]);
    expect(resumed.status).toBe('AWAITING_INPUT');
    const ended = fold([queued, started, asked, { type: 'GENERATION_CANCELLED' }]);
    expect(ended.stages.find(({ name }) => name === 'CODE')).toMatchObject({ status: 'CANCELLED', approval: null });
  });

  it('says each event in a sentence', () => {
    expect(
      describeEvent({
        type: 'ATTEMPT_FAILED',
        stage: 'CODE',
        item: 'src/a.ts',
        attempt: 2,
        error: { code: 'X', message: 'cut', isRetryable: true },
        durationMs: 1,
      }),
    ).toBe('Code attempt 2 of src/a.ts failed: cut; it will be tried again');
  });
});

describe('the stages', () => {
  it('need only stages that come before them', () => {
    for (const [i, stage] of STAGES.entries())
      for (const need of stage.needs) expect(STAGES.findIndex((other) => other.name === need)).toBeLessThan(i);
  });
});
