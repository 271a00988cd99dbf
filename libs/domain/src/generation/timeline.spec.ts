import type { Actor, GenerationEvent, GenerationEventBody } from './events/bodies.js';
import { pinStages } from './stages.js';
import { timelineOf } from './timeline.js';
import { NO_USAGE } from './usage.js';

const actor: Actor = { kind: 'user', id: 'u', name: 'Ana' };
const usage = { ...NO_USAGE, costMicros: 10, outputTokens: 5 };
const START = Date.parse('2026-01-01T00:00:00.000Z');
/** Events at seconds from the start. */
const events = (...list: [number, GenerationEventBody][]): GenerationEvent[] =>
  [
    [0, { type: 'GENERATION_QUEUED', stages: pinStages(), engine: 'e', model: 'm', budgetMicros: null }] as [number, GenerationEventBody],
    ...list,
  ].map(([s, body], i) => ({ seq: i + 1, at: new Date(START + s * 1_000).toISOString(), body }));
const began = (attempt: number, more: object = {}): GenerationEventBody => ({
  type: 'ATTEMPT_STARTED',
  stage: 'DEV_PLAN',
  attempt,
  worker: 'w',
  ...more,
});
const failed = (attempt: number, nextRetryDelayMs?: number): GenerationEventBody => ({
  type: 'ATTEMPT_FAILED',
  stage: 'DEV_PLAN',
  attempt,
  durationMs: 1,
  usage,
  error: { code: 'UNAVAILABLE', message: 'down', isRetryable: true, ...(nextRetryDelayMs ? { nextRetryDelayMs } : {}) },
});
const spans = (list: GenerationEvent[], stage = 'DEV_PLAN') =>
  timelineOf(list)
    .rows.find((row) => row.stage === stage)!
    .spans.map(({ kind, from, to, outcome, by, text }) => ({
      kind,
      at: [(from - START) / 1_000, to === null ? null : (to - START) / 1_000],
      ...(outcome ? { outcome } : {}),
      ...(by ? { by } : {}),
      ...(text ? { text } : {}),
    }));

it('tells waiting in a queue, attempts and waits between them apart, and counts what failed attempts cost', () => {
  const list = events(
    [2, began(1, { queuedMs: 1_500, version: '1' })],
    [3, failed(1, 4_000)],
    [6, began(2)],
    [8, { type: 'STAGE_COMPLETED', stage: 'DEV_PLAN', attempt: 2, artifacts: [], usage, durationMs: 2_000 }],
  );
  expect(spans(list)).toEqual([
    { kind: 'QUEUED', at: [0.5, 2] },
    { kind: 'ATTEMPT', at: [2, 3], outcome: 'FAILED' },
    // The next attempt came before the wait was over.
    { kind: 'RETRY_WAIT', at: [3, 6] },
    { kind: 'ATTEMPT', at: [6, 8], outcome: 'COMPLETE' },
  ]);
  expect(timelineOf(list).rows[0]).toMatchObject({
    usage: { costMicros: 20 },
    spans: [{}, { version: '1', error: { message: 'down' }, seqs: [2, 3] }, {}, {}],
  });
});

it('shows who let it wait for how long: gates, ceilings, conflicts and pauses', () => {
  const list = events(
    [1, { type: 'APPROVAL_REQUESTED', stage: 'DEV_PLAN', round: 1 }],
    [5, { type: 'STAGE_SENT_BACK', stage: 'DEV_PLAN', round: 1, actor, comment: 'shorter' }],
    [6, { type: 'BUDGET_AWAITED', stage: 'DEV_PLAN', neededMicros: 9, spentMicros: 0, ceilingMicros: 1 }],
    [9, { type: 'BUDGET_RAISED', actor, budgetMicros: 5_000_000, reason: 'worth it' }],
    [10, { type: 'GENERATION_PAUSED', actor }],
  );
  expect(spans(list)).toEqual([
    { kind: 'APPROVAL', at: [1, 5], by: 'Ana', text: 'Sent back: shorter' },
    { kind: 'CEILING', at: [6, 9], by: 'Ana', text: 'Raised to $5.00: worth it' },
  ]);
  expect(timelineOf(list)).toMatchObject({
    to: null,
    rows: [{ title: 'Generation', spans: [{ kind: 'PAUSE', to: null }] }, {}, {}, {}, {}, {}, {}, {}, {}],
  });
});

it('folds files under their stage, and ends what was open with the generation', () => {
  const list = events(
    [1, { type: 'ATTEMPT_STARTED', stage: 'CODE', item: 'a.ts', attempt: 1, worker: 'w' }],
    [2, { type: 'ATTEMPT_STARTED', stage: 'CODE', item: 'b.ts', attempt: 1, worker: 'w' }],
    [3, { type: 'ITEM_COMPLETED', stage: 'CODE', item: 'a.ts', attempt: 1, artifacts: [], usage, durationMs: 2_000 }],
    [4, { type: 'GENERATION_CANCELLED' }],
  );
  const code = timelineOf(list).rows.find((row) => row.stage === 'CODE')!;
  expect(code.children.map(({ item, spans: [span] }) => [item, span!.outcome])).toEqual([
    ['a.ts', 'COMPLETE'],
    ['b.ts', 'CANCELLED'],
  ]);
  expect(code.usage.costMicros).toBe(10);
  expect(timelineOf(list).to).toBe(START + 4_000);
});
