import { because, dollars, titleOf, type GenerationEvents } from './entry.js';

/** The ceiling, where it holds work back until a person raises it. */
export const BUDGET_EVENTS: GenerationEvents<'BUDGET_AWAITED' | 'BUDGET_RAISED'> = {
  BUDGET_AWAITED: {
    apply: (state, { neededMicros, ceilingMicros }, at) => ({ ...state, raiseAwaited: { neededMicros, ceilingMicros, since: at } }),
    describe: ({ ceilingMicros, stage, item, spentMicros }) =>
      `The ceiling of ${dollars(ceilingMicros)} holds ${titleOf(stage)}${item ? ` (${item})` : ''} back; ${dollars(spentMicros)} are spent`,
    span: (timeline, { stage }, at, seq) => timeline.begin(timeline.row(stage), 'ceiling', at, seq, { kind: 'CEILING' }),
  },
  BUDGET_RAISED: {
    // One that is higher already stays.
    apply: (state, { budgetMicros }) => ({ ...state, raiseAwaited: null, budgetMicros: Math.max(state.budgetMicros ?? 0, budgetMicros) }),
    describe: ({ budgetMicros, actor, reason }) => `Ceiling raised to ${dollars(budgetMicros)} by ${actor.name}${because(reason)}`,
    span: (timeline, { budgetMicros, actor, reason }, at, seq) =>
      timeline.close('ceiling', at, seq, { by: actor.name, text: `Raised to $${(budgetMicros / 1e6).toFixed(2)}${because(reason)}` }),
  },
};
