import { onStage } from '../generation-state.js';
import { counted, type GenerationEvents } from './entry.js';

/** Files that a person changed by hand and that were generated anew. */
export const EDIT_EVENTS: GenerationEvents<'CONFLICTS_FOUND' | 'CONFLICTS_RESOLVED'> = {
  CONFLICTS_FOUND: {
    apply: (state, { stage: name, conflicts }, at) =>
      onStage({ ...state, currentStage: name }, name, (stage) => ({
        ...stage,
        status: 'AWAITING_INPUT',
        error: null,
        conflicts: conflicts.map((conflict) => conflict.path),
        conflictsSince: at,
      })),
    describe: ({ conflicts }) => `${counted(conflicts.length, 'file')} changed by hand and generated anew: somebody has to decide`,
    span: (timeline, { stage }, at, seq) => timeline.begin(timeline.row(stage), 'conflict', at, seq, { kind: 'CONFLICT' }),
  },
  CONFLICTS_RESOLVED: {
    apply: (state, { stage: name }) => onStage(state, name, (stage) => ({ ...stage, status: 'RUNNING', conflicts: null })),
    describe: ({ files, actor }) => `${counted(files.length, 'conflict')} resolved by ${actor.name}`,
    span: (timeline, { actor }, at, seq) => timeline.close('conflict', at, seq, { by: actor.name, text: 'Resolved' }),
  },
};
