import { Component, type ElementRef, afterRenderEffect, computed, inject, input, viewChild } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import type { Attempt, StageState } from '@millwright/domain';
import { duration, hasFailed } from '@millwright/domain';
import { Status } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { exact, money } from '../../core/format';
import { sentence } from './causes';
import { GenerationStore } from './generation.store';

const SHOWN = 200;
const STOPPED: Partial<Record<string, string>> = {
  CANCELLED: 'Somebody stopped it.',
  ALLOWANCE_USED: 'The ceiling left no more for it; it goes on from there once it is raised.',
  HELD: 'The generation is paused; it goes on from there once it is resumed.',
};

/** A stage from the inside: its engine, tokens and cost, each attempt with its time and error, and its log. */
@Component({
  selector: 'app-inspector',
  imports: [Status, MatTooltip],
  template: `
    <h2>{{ stage().title }}</h2>
    <dl>
      @if (stage().provider) { <dt>Engine</dt><dd>{{ stage().provider }} {{ stage().model }}</dd> } @else { <dt>Done by</dt><dd>Millwright’s own code</dd> }
      @if (stage().provider) { <dt>Tokens</dt><dd>{{ stage().usage.inputTokens.toLocaleString('en') }} in, {{ stage().usage.outputTokens.toLocaleString('en') }} out</dd><dt>Cost</dt><dd>{{ money(stage().usage.costMicros / 1000000) }}</dd> }
    </dl>
    <h3>Attempts</h3>
    <ol #list tabindex="0" aria-label="Attempts" (scroll)="follow()">
      @for (attempt of attempts(); track attempt.item + ' ' + attempt.attempt + ' ' + attempt.startedAt) {
        <li>
          <span class="row between"><mw-status [status]="outcomeOf(attempt)" /> <span class="muted">{{ attempt.attempt > 1 ? 'attempt ' + attempt.attempt + ', ' : '' }}{{ took(attempt) }}</span></span>
          @if (attempt.item) { <span class="mono item">{{ attempt.item }}</span> }
          @if (attempt.error; as error) { @if (hasFailed(error)) { <span class="fault">{{ sentence(error.message) }}{{ error.nextRetryDelayMs ? ' The next attempt came ' + duration(error.nextRetryDelayMs) + ' later.' : '' }} <span class="muted mono code">{{ error.code }}</span></span> } @else { <span class="muted item">{{ stopped[error.code] ?? '' }}</span> } }
        </li>
      } @empty { <li class="muted">None yet.</li> }
    </ol>
    @if (hidden(); as n) { <p class="muted">{{ n }} earlier ones are in the ledger under History.</p> }
    <h3>Log</h3>
    <ol class="log" tabindex="0" aria-label="Log">@for (line of lines(); track line.seq) { <li [class.fault]="line.isBad"><time [attr.datetime]="line.at" [matTooltip]="exact(line.at)">{{ line.at.slice(11, 19) }}</time> {{ line.message }}</li> } @empty { <li class="muted">Nothing yet.</li> }</ol>
  `,
  styles: `
    :host { font-variant-numeric: tabular-nums; }
    dl { align-content: start; min-height: 84px; display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 0 0 16px; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
    ol { list-style: none; margin: 0 0 16px; padding: 0; height: 30vh; overflow: auto; } li { padding: 4px 0; overflow-wrap: anywhere; } .item, .fault { display: block; font-size: 0.82rem; margin: 0; } .code { font-size: 0.75rem; }
    .log { font-size: 0.87rem; } .log time { color: var(--muted); font-family: var(--mono); }
  `,
})
export class Inspector {
  readonly stage = input.required<StageState>();
  private readonly store = inject(GenerationStore);
  private readonly clock = inject(Clock);
  protected readonly money = money;
  protected readonly exact = exact;
  protected readonly duration = duration;
  protected readonly sentence = sentence;
  protected readonly hasFailed = hasFailed;
  protected readonly stopped = STOPPED;
  private readonly all = computed(() => this.store.attempts().filter((attempt) => attempt.stage === this.stage().name));
  protected readonly attempts = computed(() => this.all().slice(-SHOWN));
  protected readonly hidden = computed(() => Math.max(0, this.all().length - SHOWN));
  protected readonly lines = computed(() =>
    this.store
      .log()
      .filter(({ body }) => ('stage' in body ? body.stage === this.stage().name : body.type.startsWith('GENERATION_')))
      .slice(-SHOWN),
  );

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private isFollowing = true;

  constructor() {
    // New ones come at the end: nothing that is read moves.
    afterRenderEffect(() => {
      this.attempts();
      const list = this.list().nativeElement;
      if (this.isFollowing) list.scrollTop = list.scrollHeight;
    });
  }

  protected follow(): void {
    const list = this.list().nativeElement;
    this.isFollowing = list.scrollHeight - list.scrollTop - list.clientHeight < 24;
  }

  protected outcomeOf({ outcome, error }: Attempt): string {
    return outcome === 'FAILED' && error && !hasFailed(error) ? 'STOPPED' : outcome;
  }

  protected took({ startedAt, endedAt }: Attempt): string {
    return duration((endedAt ? Date.parse(endedAt) : this.clock.now()) - Date.parse(startedAt));
  }
}
