import { listAttempts } from './attempts.js';
import type { GenerationEvent, GenerationEventBody } from './events/bodies.js';
import { NO_USAGE } from './usage.js';

const log = (...bodies: GenerationEventBody[]): GenerationEvent[] =>
  bodies.map((body, i) => ({ seq: i + 1, at: new Date(i * 1_000).toISOString(), body }));
const began = (attempt: number, item?: string): GenerationEventBody => ({
  type: 'ATTEMPT_STARTED',
  stage: item ? 'CODE' : 'DEV_PLAN',
  ...(item ? { item } : {}),
  attempt,
  worker: 'w',
});

it('tells a failed attempt from the one that follows it', () => {
  const attempts = listAttempts(
    log(
      began(1),
      {
        type: 'ATTEMPT_FAILED',
        stage: 'DEV_PLAN',
        attempt: 1,
        durationMs: 1,
        error: { code: 'RATE_LIMITED', message: 'slow down', isRetryable: true },
      },
      began(2),
      { type: 'STAGE_COMPLETED', stage: 'DEV_PLAN', attempt: 2, artifacts: [], durationMs: 1, usage: NO_USAGE },
    ),
  );
  expect(attempts.map(({ attempt, outcome, startedAt, endedAt }) => ({ attempt, outcome, startedAt, endedAt }))).toEqual([
    { attempt: 1, outcome: 'FAILED', startedAt: '1970-01-01T00:00:00.000Z', endedAt: '1970-01-01T00:00:01.000Z' },
    { attempt: 2, outcome: 'COMPLETE', startedAt: '1970-01-01T00:00:02.000Z', endedAt: '1970-01-01T00:00:03.000Z' },
  ]);
});

it('keeps items that run side by side apart, and ends what runs with the generation', () => {
  const attempts = listAttempts(
    log(
      began(1, 'a.ts'),
      began(1, 'b.ts'),
      { type: 'ITEM_COMPLETED', stage: 'CODE', item: 'b.ts', attempt: 1, artifacts: [], usage: NO_USAGE, durationMs: 1 },
      {
        type: 'GENERATION_CANCELLED',
      },
    ),
  );
  expect(attempts.map(({ item, outcome }) => [item, outcome])).toEqual([
    ['a.ts', 'CANCELLED'],
    ['b.ts', 'COMPLETE'],
  ]);
});

it('leaves what has not ended as running', () => {
  expect(listAttempts(log(began(1)))).toMatchObject([{ outcome: 'RUNNING', endedAt: null }]);
});
