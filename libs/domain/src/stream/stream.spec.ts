import { describeIn, reduceStream, type StreamDefinition, type StreamEvent } from './stream.js';

interface Loan {
  seq: number;
  status: 'OUT' | 'BACK';
  days: number;
}
type LoanEvent = { type: 'LENT'; days: number } | { type: 'BROUGHT_BACK' };

const LOAN: StreamDefinition<Loan, LoanEvent> = {
  kind: 'loan',
  reading: 'project.read',
  empty: { seq: 0, status: 'OUT', days: 0 },
  events: {
    LENT: { apply: (state, { days }) => ({ ...state, days }), describe: ({ days }) => `Lent for ${days} days` },
    BROUGHT_BACK: { apply: (state) => ({ ...state, status: 'BACK' }), describe: () => 'Brought back' },
  },
  isFinal: ({ status }) => status === 'BACK',
  settle: (state) => (state.status === 'BACK' ? { ...state, days: 0 } : state),
};
const at = '2026-01-01T00:00:00.000Z';
const fold = (...events: StreamEvent<LoanEvent>[]): Loan => events.reduce((state, event) => reduceStream(LOAN, state, event), LOAN.empty);

it('is its events, reduced, and then what follows from the whole', () => {
  expect(fold({ seq: 1, at, body: { type: 'LENT', days: 3 } })).toEqual({ seq: 1, status: 'OUT', days: 3 });
  expect(fold({ seq: 1, at, body: { type: 'LENT', days: 3 } }, { seq: 2, at, body: { type: 'BROUGHT_BACK' } })).toEqual({
    seq: 2,
    status: 'BACK',
    days: 0,
  });
});

it('takes nothing twice', () => {
  const once = fold({ seq: 1, at, body: { type: 'LENT', days: 3 } });
  expect(reduceStream(LOAN, once, { seq: 1, at, body: { type: 'LENT', days: 9 } })).toBe(once);
});

it('counts what a later release has added, and names it by its type', () => {
  const later = { type: 'WAS_EXTENDED' } as unknown as LoanEvent;
  expect(reduceStream(LOAN, LOAN.empty, { seq: 1, at, body: later })).toEqual({ ...LOAN.empty, seq: 1 });
  expect(describeIn(LOAN, later)).toBe('was extended');
  expect(describeIn(LOAN, { type: 'toString' } as unknown as LoanEvent)).toBe('tostring');
});
