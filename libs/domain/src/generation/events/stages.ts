import { duration } from '../../shared/duration.js';
import { onStage, withUsage } from '../generation-state.js';
import { counted, titleOf, type GenerationEvents } from './entry.js';

// Of files that are written again.
const NAMED = 3;

/** What could not be put right. */
const openPoints = (warnings: readonly string[] | undefined): string =>
  warnings?.length ? `, with ${counted(warnings.length, 'open point')}` : '';

/** A stage, and the items of one that fans out: begun, written, taken over from an earlier generation. */
export const STAGE_EVENTS: GenerationEvents<
  'STAGE_STARTED' | 'STAGE_ITEMS_PLANNED' | 'ITEM_COMPLETED' | 'ITEMS_REOPENED' | 'STAGE_COMPLETED' | 'STAGE_REUSED' | 'ITEMS_REUSED'
> = {
  STAGE_STARTED: {
    apply: (state, { stage: name, engine, model }, at) =>
      onStage({ ...state, currentStage: name }, name, (stage) => ({
        ...stage,
        status: 'RUNNING',
        startedAt: stage.startedAt ?? at,
        provider: engine ?? stage.provider,
        model: model ?? stage.model,
      })),
    describe: ({ stage }) => `${titleOf(stage)} started`,
  },
  STAGE_ITEMS_PLANNED: {
    apply: (state, { stage: name, items }) => onStage(state, name, (stage) => ({ ...stage, itemsTotal: items.length })),
    describe: ({ stage, items }) => `${titleOf(stage)} will write ${items.length} files`,
  },
  ITEM_COMPLETED: {
    apply: (state, { stage: name, usage }) =>
      withUsage(
        onStage(state, name, (stage) => ({
          ...stage,
          status: 'RUNNING',
          error: null,
          // One that is written again was there before.
          itemsDone: Math.min(stage.itemsDone + 1, stage.itemsTotal ?? Infinity),
        })),
        name,
        usage,
      ),
    describe: ({ item, durationMs, warnings }) => `${item} written in ${duration(durationMs)}${openPoints(warnings)}`,
    span: (timeline, { stage, item, usage }, at, seq) => timeline.finish(timeline.row(stage, item), at, seq, usage),
  },
  ITEMS_REOPENED: {
    // They are there: where one cannot be mended, it stays as it is.
    apply: (state, { stage: name }) => onStage(state, name, (stage) => ({ ...stage, status: 'RUNNING' })),
    describe: ({ stage, items }) =>
      `${titleOf(stage)}: written again, since ${items.length === 1 ? 'it does' : 'they do'} not fit the rest: ${items
        .slice(0, NAMED)
        .map(({ item, faults }) => `${item} (${faults[0]}${faults.length > 1 ? `, and ${faults.length - 1} more` : ''})`)
        .join('; ')}${items.length > NAMED ? `; and ${counted(items.length - NAMED, 'more file')}` : ''}`,
  },
  STAGE_COMPLETED: {
    apply: (state, { stage: name, usage, repository }, at) => {
      const done = onStage(state, name, (stage) => ({ ...stage, status: 'COMPLETE', finishedAt: at, error: null }));
      const running = done.stages.find((stage) => stage.status === 'RUNNING' || stage.status === 'RETRYING');
      const headCommit = repository ? { headCommit: repository.headCommit } : {};
      return withUsage({ ...done, ...headCommit, currentStage: running?.name ?? done.currentStage }, name, usage);
    },
    describe: ({ stage, durationMs, merged, warnings }) =>
      `${titleOf(stage)} complete in ${duration(durationMs)}${openPoints(warnings)}${merged?.length ? `, edits by hand kept in ${counted(merged.length, 'file')}` : ''}`,
    span: (timeline, { stage, usage }, at, seq) => timeline.finish(timeline.row(stage), at, seq, usage),
  },
  STAGE_REUSED: {
    apply: (state, { stage: name }, at) => onStage(state, name, (stage) => ({ ...stage, status: 'REUSED', startedAt: at, finishedAt: at })),
    describe: ({ stage, edits }) => `${titleOf(stage)} reused as it was${edits?.length ? `, ${counted(edits.length, 'file')} edited` : ''}`,
    span: (timeline, { stage }, at, seq) => timeline.row(stage).spans.push({ kind: 'REUSED', from: at, to: at, seqs: [seq, seq] }),
  },
  ITEMS_REUSED: {
    apply: (state, { stage: name, artifacts }) =>
      onStage(state, name, (stage) => ({ ...stage, itemsDone: stage.itemsDone + artifacts.length })),
    describe: ({ stage, artifacts }) => `${titleOf(stage)}: ${counted(artifacts.length, 'file')} reused as written before`,
  },
};
