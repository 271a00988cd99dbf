import { Component, computed, input } from '@angular/core';

const LOOKS: Record<string, { word: string; icon: string; tone: string }> = {
  QUEUED: { word: 'Queued', icon: '◌', tone: 'muted' },
  PENDING: { word: 'Waiting', icon: '○', tone: 'muted' },
  RUNNING: { word: 'Running', icon: '●', tone: 'run' },
  RETRYING: { word: 'Retrying', icon: '↻', tone: 'warn' },
  AWAITING_INPUT: { word: 'Awaiting input', icon: '?', tone: 'warn' },
  PAUSED: { word: 'Paused', icon: '❙❙', tone: 'warn' },
  COMPLETE: { word: 'Complete', icon: '✓', tone: 'ok' },
  REUSED: { word: 'Reused', icon: '✓', tone: 'ok' },
  FAILED: { word: 'Failed', icon: '✗', tone: 'bad' },
  CANCELLED: { word: 'Cancelled', icon: '⊘', tone: 'muted' },
};

/** A status as a word, an icon and a colour. */
@Component({
  selector: 'mw-status',
  template: `<span class="status" [class]="look().tone"><span aria-hidden="true">{{ look().icon }}</span> {{ look().word }}</span>`,
  styles: `
    .status { white-space: nowrap; font-weight: 600; }
    .ok { color: var(--ok); } .bad { color: var(--bad); } .warn { color: var(--warn); } .run { color: var(--run); } .muted { color: var(--muted); }
  `,
})
export class Status {
  readonly status = input.required<string>();
  protected readonly look = computed(() => LOOKS[this.status()] ?? { word: this.status(), icon: '·', tone: 'muted' });
}
