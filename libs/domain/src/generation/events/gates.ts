import { onStage } from '../generation-state.js';
import { because, counted, titleOf, type GenerationEvents } from './entry.js';

/** What people decide on a stage. */
export const GATE_EVENTS: GenerationEvents<'APPROVAL_REQUESTED' | 'STAGE_APPROVED' | 'STAGE_SENT_BACK'> = {
  APPROVAL_REQUESTED: {
    apply: (state, { stage: name, reason }, at) =>
      onStage({ ...state, currentStage: name }, name, (stage) => ({
        ...stage,
        status: 'AWAITING_INPUT',
        approval: { requestedAt: at, ...(reason ? { reason } : {}) },
      })),
    describe: ({ stage, reason }) => `${titleOf(stage)} is waiting for you${because(reason)}`,
    span: (timeline, { stage, round, reason }, at, seq) =>
      timeline.begin(timeline.row(stage), `gate ${stage}`, at, seq, { kind: 'APPROVAL', round, ...(reason ? { text: reason } : {}) }),
  },
  STAGE_APPROVED: {
    apply: (state, { stage: name }) => onStage(state, name, (stage) => ({ ...stage, status: 'COMPLETE', approval: null })),
    describe: ({ stage, actor, edits, comment }) =>
      `${titleOf(stage)} approved by ${actor.name}${edits?.length ? `, ${counted(edits.length, 'file')} edited` : ''}${because(comment)}`,
    span: (timeline, { stage, actor, comment }, at, seq) =>
      timeline.close(`gate ${stage}`, at, seq, { by: actor.name, text: comment ? `Approved: ${comment}` : 'Approved' }),
  },
  STAGE_SENT_BACK: {
    apply: (state, { stage: name, round, items }) =>
      onStage(state, name, (stage) => ({
        ...stage,
        status: 'PENDING',
        finishedAt: null,
        approval: null,
        round: round + 1,
        itemsDone: items ? stage.itemsDone - items.length : 0,
      })),
    describe: ({ stage, actor, comment }) => `${titleOf(stage)} sent back by ${actor.name}${because(comment)}`,
    span: (timeline, { stage, actor, comment }, at, seq) =>
      timeline.close(`gate ${stage}`, at, seq, { by: actor.name, text: comment ? `Sent back: ${comment}` : 'Sent back' }),
  },
};
