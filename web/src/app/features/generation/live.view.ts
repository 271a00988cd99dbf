import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { StageName, StageState } from '@millwright/domain';
import { duration } from '@millwright/domain';
import { Skeleton, Status } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { money } from '../../core/format';
import { Commands } from '../../core/commands';
import { MissingPart } from '../../core/missing-part';
import { ArtifactView } from './artifact-view';
import { sentence } from './causes';
import { Conflicts } from './conflicts';
import { GenerationStore } from './generation.store';
import { Inspector } from './inspector';
import { placeTexts } from './live-slots';
import { LiveText } from './live-text';
import { StageReview } from './stage-review';
import { Verification } from './verification';
import { worthReading } from './worth-reading';

const SIDE_BY_SIDE = 4;

/** Stages on the left, what is being written (or was) in the middle, attempts on the right. */
@Component({
  selector: 'app-live-view',
  imports: [Status, Skeleton, MissingPart, RouterLink, ArtifactView, LiveText, Inspector, StageReview, Conflicts, Verification],
  template: `
    <div class="panes" [class.deciding]="awaiting()">
      <ol class="stages card" aria-label="Stages">
        @for (stage of store.state().stages; track stage.name) {
          <li [class.on]="stage.name === chosen()?.name">
            <a [routerLink]="[]" [queryParams]="{ stage: stage.name, tab: 'stages', file: null }" queryParamsHandling="merge" [attr.aria-current]="stage.name === chosen()?.name ? 'step' : null">
              <span>{{ stage.title }}@if (stage.itemsTotal) { <span class="muted"> {{ stage.itemsDone }}/{{ stage.itemsTotal }}</span> }</span>
              <mw-status [status]="statusOf(stage)" />
              <span class="muted time">{{ stage.status === 'REUSED' ? '' : took(stage.startedAt, stage.finishedAt) }}@if (stage.usage.costMicros) { · {{ money(stage.usage.costMicros / 1000000) }} }@if (stage.attempts > (stage.itemsTotal ?? 1)) { · {{ stage.attempts }} attempts }</span>
              @if (hasTrouble(stage)) { <span class="fault">{{ sentence(stage.error ?? '') }}{{ countdown(stage.name) }}</span> }
            </a>
          </li>
        }
      </ol>
      <section class="text card" aria-label="What is written" tabindex="0">
        @if (awaiting(); as stage) { @defer (on immediate) { @if (stage.conflicts?.length) { <app-conflicts [stage]="stage" /> } @else { <app-stage-review [stage]="stage" /> } } @placeholder { <mw-skeleton label="Loading the editor" /> } @error { <app-missing-part what="The editor could not be loaded" /> } }
        @else if (chosen()?.name === 'VERIFY') { <app-verification /> }
        @else if (texts().length > 0) {
          <div [class.several]="chosen()?.itemsTotal">@for (path of places(); track $index) { @if (path === undefined) { <div></div> } @else { <app-live-text [path]="path" [text]="textOf(path)" /> } }</div>
          @if (chosen()?.itemsTotal) { <p class="muted more">{{ more() ? more() + ' more are written side by side.' : '' }}</p> }
        } @else if (made().length > 0 && store.generation()) {
          @if (made().length > 1) { <ul class="made">@for (path of made(); track path) { <li><a [routerLink]="[]" [queryParams]="{ file: path, stage: chosen()!.name }" queryParamsHandling="merge" [class.on]="path === shown()">{{ path }}</a></li> }</ul> }
          <app-artifact-view [generation]="store.generation()!.id" [stage]="chosen()!.name" [path]="shown()!" [sha256]="shownHash()" />
        } @else { <p class="muted">{{ waitingFor() }}</p> }
      </section>
      @if (chosen(); as stage) { <aside class="card" [attr.aria-label]="'About ' + stage.title"><app-inspector [stage]="stage" /></aside> }
    </div>
  `,
  styles: `
    .panes { font-variant-numeric: tabular-nums; display: grid; grid-template-columns: 286px minmax(0, 1fr) 320px; gap: 16px; align-items: start; }
    .stages { list-style: none; margin: 0; padding: 8px; min-height: 540px; } .stages mw-status { width: 9.2em; }
    .stages a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 8px; padding: 8px; border-radius: 6px; text-decoration: none; color: var(--text); min-height: 58px; }
    .stages .on a, .stages a:hover { background: var(--raised); }
    .time, .stages .fault { grid-column: 1 / -1; font-size: 0.87rem; overflow-wrap: anywhere; margin: 0; }
    .text { min-height: 540px; overflow: hidden; } .more { min-height: 1.5em; margin: 0; }
    .several { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); grid-template-rows: repeat(2, calc(30vh + 42px)); gap: 12px; --live-height: 30vh; }
    .made { display: flex; flex-wrap: wrap; gap: 4px 14px; padding: 0 0 12px; margin: 0 0 12px; list-style: none; border-bottom: 1px solid var(--line); max-height: 130px; overflow: auto; } .made a { font-family: var(--mono); font-size: 0.82rem; } .made a.on { font-weight: 700; color: var(--text); }
    /* A decision has the width of the page, and what it is made in stays in sight. */
    .deciding { grid-template-columns: 280px minmax(0, 1fr); } .deciding aside { grid-column: 1 / -1; } .deciding .text { overflow: clip; overflow-clip-margin: 2px; font-variant-numeric: normal; }
    @media (max-width: 1200px) { .panes { grid-template-columns: 240px minmax(0, 1fr); } .stages a { grid-template-columns: 1fr auto; } aside { grid-column: 1 / -1; } .text { height: 76vh; overflow: auto; } }
    @media (max-width: 700px) { .panes { grid-template-columns: minmax(0, 1fr); } .several { grid-template-columns: minmax(0, 1fr); grid-template-rows: none; grid-auto-rows: calc(30vh + 42px); } .deciding .text { order: -1; } }
    @media (max-width: 1200px) { .deciding .text { height: auto; overflow: clip; } }
  `,
})
export class LiveView {
  readonly selected = input<string>();
  readonly file = input<string>();
  protected readonly store = inject(GenerationStore);
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  protected readonly money = money;
  protected readonly sentence = sentence;

  protected readonly chosen = computed(() => {
    const { stages, currentStage } = this.store.state();
    return (
      stages.find((stage) => stage.name === this.selected()) ??
      stages.find((stage) => stage.status === 'AWAITING_INPUT') ??
      stages.find((stage) => stage.name === currentStage) ??
      stages[0]
    );
  });
  /** The stage that is looked at, where it waits for a yes or no. */
  protected readonly awaiting = computed(() => {
    const stage = this.chosen();
    return stage?.status === 'AWAITING_INPUT' && this.store.isOpen() ? stage : undefined;
  });
  protected readonly texts = computed(() => textsOf(this.store.live(), this.chosen()?.name));
  protected readonly places = linkedSignal<string[], (string | undefined)[]>({
    source: () => this.texts().map(({ path }) => path),
    computation: (paths, before) => placeTexts(before?.value ?? [], paths, SIDE_BY_SIDE),
  });
  protected readonly more = computed(() => Math.max(0, this.texts().length - SIDE_BY_SIDE));
  private readonly hashes = computed(() => this.store.made().get(this.chosen()?.name ?? 'DEV_PLAN') ?? new Map<string, string>());
  protected readonly made = computed(() => [...this.hashes().keys()]);
  protected readonly shownHash = computed(() => this.hashes().get(this.shown() ?? ''));
  protected readonly shown = computed(() => {
    const [made, wanted] = [this.made(), this.file()];
    return wanted && made.includes(wanted) ? wanted : worthReading(made);
  });
  protected readonly waitingFor = computed(() => {
    const stage = this.chosen();
    if (!stage) return 'Waiting for a worker to begin.';
    if (stage.status === 'PENDING') return `${stage.title} is not begun: it follows the stages before it.`;
    if (stage.status === 'RETRYING')
      return `The last attempt failed: ${sentence(stage.error ?? '')}${this.countdown(stage.name) || ' The next one follows.'}`;
    if (stage.status === 'REUSED') return 'It was reused as an earlier generation had left it, and cost nothing.';
    if (this.isHeldBack(stage)) return `${stage.title} goes on once the ceiling is raised.`;
    if (stage.status === 'RUNNING') return `${stage.title} runs since ${this.took(stage.startedAt, null)}.`;
    return stage.status === 'COMPLETE' ? 'This stage leaves no file; what it made is the repository under Overview.' : 'It made nothing.';
  });

  constructor() {
    inject(Commands).offer(() =>
      this.awaiting()
        ? []
        : [
            { title: 'Next file of this stage', group: 'Here', keys: 'J', run: () => this.step(1) },
            { title: 'File of this stage before it', group: 'Here', keys: 'K', run: () => this.step(-1) },
          ],
    );
  }

  private step(by: number): void {
    const made = this.made();
    const file = made[made.indexOf(this.shown() ?? '') + by];
    if (file) void this.router.navigate([], { queryParams: { file, stage: this.chosen()!.name }, queryParamsHandling: 'merge' });
  }

  protected textOf(path: string): string {
    return this.texts().find((entry) => entry.path === path)?.text ?? '';
  }

  /** The ceiling holds its next call back, and nothing of it runs. */
  private isHeldBack({ name, status }: StageState): boolean {
    const { raiseAwaited } = this.store.state();
    return (
      Boolean(raiseAwaited) && status === 'RUNNING' && !this.store.attempts().some((one) => one.stage === name && one.outcome === 'RUNNING')
    );
  }
  protected statusOf(stage: StageState): string {
    return this.isHeldBack(stage) ? 'AWAITING_INPUT' : stage.status;
  }

  /** Of a stage that runs on, or that a person stopped, what went wrong before is past. */
  protected hasTrouble({ status, error }: StageState): boolean {
    return error !== null && (status === 'RETRYING' || status === 'FAILED');
  }

  /** How long a stage waits for its next attempt; empty where it does not. */
  protected countdown(stage: string): string {
    const due = this.store.isOpen() ? this.store.nextAttempts().get(stage) : undefined;
    if (due === undefined) return '';
    const ms = due - this.clock.now();
    return ms > 0 ? ` It is tried again in ${duration(ms)}.` : ' It is tried again now.';
  }

  protected took(startedAt: string | null, finishedAt: string | null): string {
    if (!startedAt) return '';
    return duration(
      (finishedAt ? Date.parse(finishedAt) : this.store.isOpen() ? this.clock.now() : Date.parse(startedAt)) - Date.parse(startedAt),
    );
  }
}

/** What is being written at a stage, by path. */
function textsOf(live: ReadonlyMap<string, string>, stage: StageName | undefined): { path: string; text: string }[] {
  return [...live]
    .filter(([key]) => key.startsWith(`${stage} `))
    .map(([key, text]) => ({ path: key.slice(key.indexOf(' ') + 1), text: text.slice(-6_000) }));
}
