import { HELD } from '@millwright/contracts';
import { detailsOf } from '../shared/stage-failure.js';
import type { GenerationRun } from './generation-run.js';
import { showStatus } from './status.js';

/** What was paused before the run was replaced by this one stays so. */
export function stayPaused({ control, operated }: GenerationRun): void {
  if (control.isPaused) return;
  operated.change((state) => ({ ...state, status: 'PAUSED' }));
  control.pause();
  showStatus('PAUSED');
}

/** Does work again once it may go on, where it finds the generation paused. */
export async function heeding<T>(run: GenerationRun, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (detailsOf(error)?.code !== HELD) throw error;
      stayPaused(run);
      await run.control.open();
    }
  }
}
