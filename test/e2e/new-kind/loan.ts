import { operationOf, type Actor, type OperationTable, type StreamDefinition } from '@millwright/domain';

// A kind of work that the product knows nothing of: what this folder holds is all that it takes.

export const LOANS_QUEUE = 'loans';

export interface LoanState {
  seq: number;
  status: 'OUT' | 'BACK';
  days: number;
}
export type LoanEvent =
  | { type: 'LENT'; item: string; days: number }
  | { type: 'EXTENDED'; actor: Actor; days: '7' | '14' }
  | { type: 'BROUGHT_BACK'; days: number };

export const LOAN: StreamDefinition<LoanState, LoanEvent> = {
  kind: 'loan',
  reading: 'project.read',
  empty: { seq: 0, status: 'OUT', days: 0 },
  events: {
    LENT: { apply: (state, { days }) => ({ ...state, days }), describe: ({ item, days }) => `${item} is lent for ${days} days` },
    EXTENDED: {
      apply: (state, { days }) => ({ ...state, days: state.days + Number(days) }),
      describe: ({ actor, days }) => `${actor.name} keeps it ${days} days more`,
    },
    BROUGHT_BACK: { apply: (state) => ({ ...state, status: 'BACK' }), describe: ({ days }) => `It is back after ${days} days at most` },
  },
  isFinal: ({ status }) => status === 'BACK',
};

export const LOAN_OPERATIONS = {
  extendLoan: operationOf<LoanState, LoanEvent>()({
    permission: 'project.write',
    fields: { days: { type: 'choice', of: ['7', '14'], otherwise: '7' } },
    refuse: ({ days }) => (days > 20 ? 'It was extended once' : null),
    event: ({ days }, actor) => ({ type: 'EXTENDED', actor, days: days as '7' | '14' }),
  }),
} satisfies OperationTable<LoanState, LoanEvent>;

export interface LoanInput {
  loanId: string;
  organizationId: string;
  item: string;
}
