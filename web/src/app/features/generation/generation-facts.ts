import { Component, computed, inject, input } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { duration } from '@millwright/domain';
import { Status } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { exact, money } from '../../core/format';
import { GenerationStore, type GenerationItem } from './generation.store';
import { workedMs } from './idle-time';

/** How a generation stands: status, time, cost, engine and what it is at. */
@Component({
  selector: 'app-generation-facts',
  imports: [RouterLink, MatProgressBar, MatTooltip, Status],
  template: `
    <p class="facts row" role="status" aria-live="polite">
      <mw-status [status]="store.finishing() ? 'PAUSING' : store.state().status" />
      <span class="elapsed" aria-live="off" [matTooltip]="'Started ' + exact(generation().createdAt) + waited()">{{ elapsed() }}</span>
      <span class="spent" aria-live="off" [matTooltip]="generation().isPriced ? 'What engine calls have cost' : 'Nobody here knows what this model costs'">{{ spent() }}@if (spentShare() !== undefined) { <mat-progress-bar [value]="spentShare()" aria-label="Share of the ceiling that is spent" /> }</span>
      <span class="muted">{{ generation().engine }} {{ generation().model }}</span>
      @if (generation().temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">Temporal ↗</a> }
      @if (store.current(); as stage) { <span>{{ stage }}</span> }
      @if (isSeenThrough()) { <a [routerLink]="[]" [queryParams]="{ tab: 'overview' }" queryParamsHandling="merge">See what it made</a> }
    </p>
    <div class="bar">@if (store.isOpen()) { <mat-progress-bar [value]="store.state().progress" aria-label="Progress" /> }</div>
  `,
  styles: `
    :host { display: contents; }
    .facts { margin: 0; gap: 4px 20px; font-variant-numeric: tabular-nums; }
    /* What changes while one watches has its room from the start. */
    .facts mw-status { min-width: 8.5em; } .elapsed { min-width: 4.5em; } .spent { display: inline-grid; gap: 2px; min-width: 9em; } .bar { min-height: 4px; }
    @media (max-width: 900px) { .facts { min-height: 5.5em; align-content: start; } }
  `,
})
export class GenerationFacts {
  readonly generation = input.required<GenerationItem>();
  /** Who has watched it to its end stays where they are, and is told where to go. */
  readonly isSeenThrough = input.required<boolean>();
  protected readonly store = inject(GenerationStore);
  private readonly clock = inject(Clock);
  protected readonly exact = exact;
  protected readonly elapsed = computed(() => {
    const { completedAt } = this.store.state();
    return duration(workedMs(this.generation().createdAt, completedAt ? Date.parse(completedAt) : this.clock.now(), this.store.idle()));
  });
  /** How long it waited for people, which it did not take itself. */
  protected readonly waited = computed(() => {
    const { ms, since } = this.store.idle();
    const waited = ms + (since === null ? 0 : this.clock.now() - since);
    return waited < 1_000 ? '' : `, and ${duration(waited)} of waiting for somebody`;
  });
  /** What a generation has cost of its ceiling, in percent; undefined where there is none. */
  protected readonly spentShare = computed(() => {
    const { budgetUsd: budget } = this.generation();
    return budget == null ? undefined : budget === 0 ? 100 : Math.min(100, (this.store.state().usage.costMicros / 1e6 / budget) * 100);
  });
  protected readonly spent = computed(() => {
    const { isPriced, budgetUsd } = this.generation();
    if (!isPriced) return 'cost not known';
    const cost = money(this.store.state().usage.costMicros / 1_000_000);
    return budgetUsd == null ? cost : `${cost} of ${money(budgetUsd)}`;
  });
}
