import type { ApprovalsQuery } from '../../core/operations';
import { WHO_DECIDES, waitingDecisions } from './waiting-decisions';

type Generation = ApprovalsQuery['generations']['edges'][number]['node'];
const generation = (changes: Partial<Generation>): Generation => ({
  id: 'g',
  number: 3,
  name: null,
  engine: 'openai',
  budgetUsd: 5,
  isPriced: true,
  usage: { costUsd: 0.5 },
  createdAt: '2026-11-01T08:00:00Z',
  raiseAwaitedSince: null,
  startedBy: { id: 'u', name: 'Ana' },
  project: { id: 'p', name: 'Mill' },
  stages: [],
  ...changes,
});
const stage = (changes: Partial<Generation['stages'][number]>): Generation['stages'][number] => ({
  name: 'CODE',
  title: 'Code',
  status: 'AWAITING_INPUT',
  round: 1,
  finishedAt: '2026-11-01T09:00:00Z',
  approval: { requestedAt: '2026-11-01T09:00:01Z', reason: null },
  conflicts: [],
  conflictsSince: null,
  ...changes,
});

it('names who decides by the roles that may', () => expect(WHO_DECIDES).toBe('an owner, admin or editor'));

it.each([
  [{}, 'chosen when it was started', '2026-11-01T09:00:01Z'],
  [
    { approval: { requestedAt: '2026-11-01T10:00:00Z', reason: 'criticality 8 or more changes in a.ts' } },
    'criticality 8 or more changes in a.ts',
    '2026-11-01T10:00:00Z',
  ],
  [{ round: 2 }, 'sent back, and made anew', '2026-11-01T09:00:01Z'],
  [
    { approval: null, conflicts: ['a.ts', 'b.ts'], conflictsSince: '2026-11-01T11:00:00Z' },
    'edited by hand and generated anew: 2 files',
    '2026-11-01T11:00:00Z',
  ],
] as const)('says by which rule a stage waits, and since when: %j', (changes, rule, since) => {
  const [decision] = waitingDecisions([generation({ stages: [stage(changes as Partial<Generation['stages'][number]>)] })]);
  expect(decision).toMatchObject({ stage: 'CODE', rule, since, by: 'Ana', numbered: '#3', cost: '$0.50 of $5.00' });
});

it('counts a ceiling from when it was reached, not from when the generation began', () => {
  const [decision] = waitingDecisions([generation({ raiseAwaitedSince: '2026-11-01T08:30:00Z' })]);
  expect(decision).toMatchObject({ stage: null, what: 'The ceiling of $5.00 is reached', since: '2026-11-01T08:30:00Z' });
});
