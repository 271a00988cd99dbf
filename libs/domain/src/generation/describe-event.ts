import { duration } from '../shared/duration.js';
import type { GenerationEventBody } from './events.js';
import { STAGES } from './stages.js';
import type { StageName } from './stage.types.js';

const titleOf = (name: StageName): string => STAGES.find((stage) => stage.name === name)?.title ?? name;
/** A ceiling ends a generation between attempts: there is none to count. */
export const afterAttempts = (n: number): string => (n === 0 ? '' : ` after ${counted(n, 'attempt')}`);
const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
const dollars = (micros: number): string => `$${(micros / 1_000_000).toFixed(4)}`;
const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');

/** An event in one sentence for people; the same words in the console, the API and the log. */
export function describeEvent(body: GenerationEventBody): string {
  switch (body.type) {
    case 'GENERATION_QUEUED':
      if (body.replay)
        return `Queued by ${body.actor?.name ?? 'somebody'} as a replay${body.replay.withCode ? ' with today’s code' : ''}: no engine is asked`;
      return `Queued with the ${body.engine} engine${body.actor ? ` by ${body.actor.name}` : ''}${
        body.parent ? `, ${body.parent.kind === 'FORK' ? 'forked' : 'tried again'} from ${titleOf(body.parent.fromStage)}` : ''
      }`;
    case 'GENERATION_STARTED':
      return 'Started';
    case 'STAGE_STARTED':
      return `${titleOf(body.stage)} started`;
    case 'STAGE_ITEMS_PLANNED':
      return `${titleOf(body.stage)} will write ${body.items.length} files`;
    case 'ATTEMPT_STARTED':
      return body.attempt === 1
        ? `${titleOf(body.stage)} began${body.item ? ` ${body.item}` : ''}`
        : `${titleOf(body.stage)} began attempt ${body.attempt}${body.item ? ` of ${body.item}` : ''}`;
    case 'ENGINE_REPLACED':
      return `${titleOf(body.stage)}${body.item ? ` (${body.item})` : ''} goes on with ${body.to} ${body.model} instead of ${body.from}: ${body.reason}`;
    case 'ATTEMPT_FAILED':
      return `${titleOf(body.stage)} attempt ${body.attempt}${body.item ? ` of ${body.item}` : ''} failed: ${body.error.message}${
        body.error.isRetryable ? '; it will be tried again' : ''
      }`;
    case 'ITEM_COMPLETED':
      return `${body.item} written in ${duration(body.durationMs)}${body.warnings?.length ? `, with ${body.warnings.length} open ${body.warnings.length === 1 ? 'point' : 'points'}` : ''}`;
    case 'STAGE_COMPLETED':
      return `${titleOf(body.stage)} complete in ${duration(body.durationMs)}${body.merged?.length ? `, edits by hand kept in ${counted(body.merged.length, 'file')}` : ''}`;
    case 'STAGE_REUSED':
      return `${titleOf(body.stage)} reused as it was${body.edits?.length ? `, ${counted(body.edits.length, 'file')} edited` : ''}`;
    case 'ITEMS_REUSED':
      return `${titleOf(body.stage)}: ${counted(body.artifacts.length, 'file')} reused as written before`;
    case 'APPROVAL_REQUESTED':
      return `${titleOf(body.stage)} waits for approval${because(body.reason)}`;
    case 'STAGE_APPROVED':
      return `${titleOf(body.stage)} approved by ${body.actor.name}${body.edits?.length ? `, ${counted(body.edits.length, 'file')} edited` : ''}${because(body.comment)}`;
    case 'STAGE_SENT_BACK':
      return `${titleOf(body.stage)} sent back by ${body.actor.name}${because(body.comment)}`;
    case 'BUDGET_AWAITED':
      return `The ceiling of ${dollars(body.ceilingMicros)} holds ${titleOf(body.stage)}${body.item ? ` (${body.item})` : ''} back; ${dollars(body.spentMicros)} are spent`;
    case 'BUDGET_RAISED':
      return `Ceiling raised to ${dollars(body.budgetMicros)} by ${body.actor.name}${because(body.reason)}`;
    case 'CONFLICTS_FOUND':
      return `${counted(body.conflicts.length, 'file')} changed by hand and generated anew: somebody has to decide`;
    case 'CONFLICTS_RESOLVED':
      return `${counted(body.files.length, 'conflict')} resolved by ${body.actor.name}`;
    case 'RUN_REPLACED':
      return 'Temporal goes on with another run; what was done before stays';
    case 'GENERATION_PAUSED':
      return `Paused by ${body.actor.name}${body.inFlight === 'ABORT' ? ', work in flight stopped' : ''}${because(body.reason)}`;
    case 'GENERATION_RESUMED':
      return `Resumed by ${body.actor.name}${because(body.reason)}`;
    case 'GENERATION_CANCEL_REQUESTED':
      return `Cancellation asked for by ${body.actor.name}${because(body.reason)}`;
    case 'GENERATION_CANCELLED':
      return `Cancelled${because(body.reason)}`;
    case 'GENERATION_FAILED':
      return `Failed at ${titleOf(body.failure.stage)}${afterAttempts(body.failure.attempts)}: ${body.failure.message}`;
    case 'GENERATION_COMPLETED':
      return `Complete: ${body.stats.files} files, ${body.stats.linesOfCode} lines`;
  }
}
