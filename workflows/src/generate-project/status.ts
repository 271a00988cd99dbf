import { SEARCH_ATTRIBUTES } from '@millwright/contracts';
import { setCurrentDetails, upsertSearchAttributes, type SearchAttributes } from '@temporalio/workflow';
import type { Purse } from '../shared/purse.js';
import type { GenerationRun } from './generation-run.js';

/** Lets the run be found by its status. */
export function showStatus(status: string, more: SearchAttributes = {}): void {
  upsertSearchAttributes({ [SEARCH_ATTRIBUTES.status]: [status], ...more });
}

export const costOf = (purse: Purse): SearchAttributes => ({ [SEARCH_ATTRIBUTES.cost]: [purse.spentMicros / 1_000_000] });

/** Shows someone who has only the Temporal UI how far it is. */
export function showDetails(run: GenerationRun): void {
  setCurrentDetails(describe(run));
}

/** The state in Markdown. */
export function describe({ input, progress, control, purse }: GenerationRun): string {
  const state = control.isCancelRequested ? 'being cancelled' : control.isPaused ? 'paused' : 'running';
  return [
    `**${input.projectName.replace(/[*_`[\]<>]/g, ' ')}**: ${state}, engine \`${input.engine}\`, $${(purse.spentMicros / 1e6).toFixed(4)} spent${
      input.budgetMicros === null ? '' : ` of $${(input.budgetMicros / 1e6).toFixed(2)}`
    }`,
    '',
    ...input.stages.map((stage) => `- ${stage.title}: ${progress.get(stage.name)}`),
  ].join('\n');
}
