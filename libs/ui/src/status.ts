import { Component, computed, input } from '@angular/core';
import {
  mdiCancel,
  mdiCheck,
  mdiCheckAll,
  mdiCircleOutline,
  mdiClockOutline,
  mdiClose,
  mdiHandBackRightOutline,
  mdiMinusCircleOutline,
  mdiPause,
  mdiPlayCircle,
  mdiRefresh,
} from '@mdi/js';
import { Icon } from './icon';

const LOOKS: Record<string, { word: string; icon: string; tone: string }> = {
  QUEUED: { word: 'Queued', icon: mdiClockOutline, tone: 'muted' },
  PENDING: { word: 'Not begun', icon: mdiCircleOutline, tone: 'muted' },
  RUNNING: { word: 'Running', icon: mdiPlayCircle, tone: 'run' },
  RETRYING: { word: 'Trying again', icon: mdiRefresh, tone: 'warn' },
  AWAITING_INPUT: { word: 'Waiting for you', icon: mdiHandBackRightOutline, tone: 'warn' },
  PAUSING: { word: 'Pausing', icon: mdiPause, tone: 'warn' },
  PAUSED: { word: 'Paused', icon: mdiPause, tone: 'warn' },
  PASSED: { word: 'Passed', icon: mdiCheck, tone: 'ok' },
  SKIPPED: { word: 'Not tried', icon: mdiMinusCircleOutline, tone: 'warn' },
  COMPLETE: { word: 'Complete', icon: mdiCheck, tone: 'ok' },
  REUSED: { word: 'Reused', icon: mdiCheckAll, tone: 'ok' },
  FAILED: { word: 'Failed', icon: mdiClose, tone: 'bad' },
  STOPPED: { word: 'Stopped', icon: mdiCancel, tone: 'muted' },
  CANCELLED: { word: 'Cancelled', icon: mdiCancel, tone: 'muted' },
};

/** A status in the word that all places have for it; another is given back as it is. */
export const statusWord = (status: string): string => LOOKS[status]?.word ?? status;

/** A status as a word, an icon and a colour. */
@Component({
  selector: 'mw-status',
  imports: [Icon],
  template: `<span class="status" [class]="look().tone"><mw-icon [path]="look().icon" /> {{ look().word }}</span>`,
  styles: `
    .status { white-space: nowrap; font-weight: 600; }
    .ok { color: var(--ok); } .bad { color: var(--bad); } .warn { color: var(--warn); } .run { color: var(--run); } .muted { color: var(--muted); }
  `,
})
export class Status {
  /** A generation's or a stage's; another is shown as it is. */
  readonly status = input.required<string>();
  protected readonly look = computed(() => LOOKS[this.status()] ?? { word: this.status(), icon: mdiCircleOutline, tone: 'muted' });
}
