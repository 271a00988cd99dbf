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
    expect(reasons(row({}, 'PAUSED'), [], now)).toEqual(['PAUSED']);
  });

  it('is each decision of a person, with the moment from which it was wanted', () => {
    const state = {
      stages: [stage({ approval: { requestedAt: ago(20).toISOString() } }), stage({ name: 'REPOSITORY', conflicts: ['a.ts'] })],
      raiseAwaited: { neededMicros: 2, ceilingMicros: 1 },
    };
    const waits = waitsOf(row(state, 'AWAITING_INPUT'), [], now);
    expect(waits.map(({ reason, stage: where }) => [reason, where])).toEqual([
      ['APPROVAL', 'CODE'],
      ['CONFLICT', 'REPOSITORY'],
      ['CEILING', 'CODE'],
    ]);
    expect(waits[0]!.since).toEqual(ago(20));
  });

  it('is the next attempt, a limit, or a worker that has room', () => {
    const heartbeat = { stage: 'CODE' as const, item: 'a.ts', seconds: 40 };
    const waits = waitsOf(
      row(),
      [
        { isStarted: false, attempt: 3, scheduledAt: ago(-8), heartbeat },
        { isStarted: true, attempt: 1, scheduledAt: ago(50), heartbeat: { ...heartbeat, waitsFor: 'ORGANIZATION_LIMIT' } },
        { isStarted: false, attempt: 1, scheduledAt: ago(90) },
      ],
      now,
    );
    expect(waits).toEqual([
      { reason: 'RETRY', stage: 'CODE', item: 'a.ts', since: now, until: ago(-8) },
      { reason: 'ORGANIZATION_LIMIT', stage: 'CODE', item: 'a.ts', since: ago(40), until: null },
      { reason: 'WORKER', stage: 'CODE', item: null, since: ago(90), until: null },
    ]);
  });
});
