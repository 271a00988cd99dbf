import { EMPTY_STATE, NO_USAGE, type GenerationState, type StageState } from '@millwright/domain';
import { waitsOf } from './waits-of.js';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);
const stage = (more: Partial<StageState>): StageState => ({
  name: 'CODE',
  title: 'Code',
  status: 'RUNNING',
  attempts: 1,
  startedAt: ago(60).toISOString(),
  finishedAt: null,
  provider: null,
  model: null,
  usage: NO_USAGE,
  error: null,
  itemsTotal: null,
  itemsDone: 0,
  ...more,
});
const row = (state: Partial<GenerationState> = {}, status: GenerationState['status'] = 'RUNNING') => ({
  status,
  createdAt: ago(600),
  state: { ...EMPTY_STATE, status, currentStage: 'CODE' as const, ...state },
});
const reasons = (...given: Parameters<typeof waitsOf>): string[] => waitsOf(...given).map(({ reason }) => reason);

describe('what a generation waits for', () => {
  it('is nothing while it is at work, or about to be', () => {
    const pending = [
      { isStarted: true, attempt: 1, scheduledAt: ago(30), heartbeat: { stage: 'CODE' as const, seconds: 3 } },
      { isStarted: false, attempt: 1, scheduledAt: ago(1) },
    ];
    expect(waitsOf(row(), pending, now)).toEqual([]);
  });

  it('is its start where Temporal is away, and somebody who resumes it where it is paused', () => {
    expect(reasons(row({}, 'QUEUED'), [], now)).toEqual(['START']);
    expect(waitsOf(row({ pausedAt: ago(7).toISOString() }, 'PAUSED'), [], now)).toMatchObject([{ reason: 'PAUSED', since: ago(7) }]);
  });

  it('is each decision of a person, with the moment from which it was wanted', () => {
    const state = {
      stages: [
        stage({ approval: { requestedAt: ago(20).toISOString() } }),
        stage({ name: 'REPOSITORY', conflicts: ['a.ts'], conflictsSince: ago(8).toISOString() }),
      ],
      raiseAwaited: { neededMicros: 2, ceilingMicros: 1, since: ago(4).toISOString() },
    };
    const waits = waitsOf(row(state, 'AWAITING_INPUT'), [], now);
    expect(waits.map(({ reason, stage: where }) => [reason, where])).toEqual([
      ['APPROVAL', 'CODE'],
      ['CONFLICT', 'REPOSITORY'],
      ['CEILING', 'CODE'],
    ]);
    expect(waits.map(({ since }) => since)).toEqual([ago(20), ago(8), ago(4)]);
  });

  it('is the next attempt, a limit, or a worker that has room', () => {
    const heartbeat = { stage: 'CODE' as const, item: 'a.ts', seconds: 40 };
    const waits = waitsOf(
      row(),
      [
        { isStarted: false, attempt: 3, scheduledAt: ago(-8), lastEndedAt: ago(2), failure: 'UNAVAILABLE', heartbeat },
        { isStarted: false, attempt: 2, scheduledAt: ago(-5), lastEndedAt: ago(3), failure: 'RATE_LIMITED', heartbeat },
        {
          isStarted: true,
          attempt: 1,
          scheduledAt: ago(50),
          heartbeat: { ...heartbeat, waitsFor: { limit: 'ORGANIZATION_LIMIT', since: ago(30).toISOString() } },
        },
        { isStarted: false, attempt: 1, scheduledAt: ago(90) },
      ],
      now,
    );
    expect(waits).toEqual([
      { reason: 'RETRY', stage: 'CODE', item: 'a.ts', since: ago(2), until: ago(-8) },
      { reason: 'PROVIDER_LIMIT', stage: 'CODE', item: 'a.ts', since: ago(3), until: ago(-5) },
      { reason: 'ORGANIZATION_LIMIT', stage: 'CODE', item: 'a.ts', since: ago(30), until: null },
      { reason: 'WORKER', stage: 'CODE', item: null, since: ago(90), until: null },
    ]);
  });
});
