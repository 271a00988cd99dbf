import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Skeleton, Status, Trouble } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { duration, exact, money } from '../../core/format';
import { ApiError, hintOf } from '../../core/graphql';
import { Session } from '../../core/session';
import { FilesTab } from './files.tab';
import { GenerationStore } from './generation.store';
import { HistoryTab } from './history.tab';
import { LiveView } from './live.view';
import { OverviewTab } from './overview.tab';
import { ReadmeTab } from './readme.tab';
import { SchemaTab } from './schema.tab';

const TABS = [
  { id: 'stages', title: 'Stages' },
  { id: 'overview', title: 'Overview' },
  { id: 'schema', title: 'Schema' },
  { id: 'readme', title: 'README' },
  { id: 'files', title: 'Files' },
  { id: 'history', title: 'History' },
];

@Component({
  imports: [RouterLink, Status, Skeleton, Trouble, LiveView, OverviewTab, SchemaTab, ReadmeTab, FilesTab, HistoryTab],
  providers: [GenerationStore],
  template: `
    <div class="page wide-page">
      @if (store.error(); as error) {
        <mw-trouble [what]="isMissing(error) ? 'This project was not found' : 'The project could not be loaded'" [means]="$any(error).message" [hint]="hintOf(error)" [canRetry]="!isMissing(error)" (again)="reload()" />
      } @else if (store.project(); as project) {
        <header class="stack">
          <div class="row between">
            <div class="name"><p class="trail"><a routerLink="/projects">Projects</a></p><h1>{{ project.name }}</h1></div>
            @if (session.canWrite()) {
              <div class="row">
                @if (store.isOpen()) {
                  @if (store.state().status === 'PAUSED') { <button (click)="act('resume')" [disabled]="isWaiting()">Resume</button> }
                  @else if (!store.state().isCancelRequested) { <button (click)="act('pause')" [disabled]="isWaiting()">Pause</button> }
                  <button class="danger" (click)="act('cancel')" [disabled]="isWaiting() || store.state().isCancelRequested">{{ store.state().isCancelRequested ? 'Cancelling …' : 'Cancel' }}</button>
                } @else if (store.generation() && store.state().seq > 0) { <button class="primary" (click)="again()" [disabled]="isWaiting()">Generate again</button> }
              </div>
            }
          </div>
          @if (store.generation(); as generation) {
            <p class="facts row" role="status" aria-live="polite">
              <mw-status [status]="store.state().status" />
              @if (current(); as stage) { <span>{{ stage }}</span> }
              <span title="Time since it was started">{{ elapsed() }}</span>
              <span title="What engine calls have cost">{{ money(store.state().usage.costMicros / 1000000) }}{{ generation.budgetUsd === null ? '' : ' of ' + money(generation.budgetUsd) }}</span>
              <span class="muted">{{ generation.engine }}</span>
              @if (generation.temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">Temporal ↗</a> }
              @if (!store.isConnected()) { <span class="warn">Connection lost; it is made again. What you see stays.</span> }
            </p>
            @if (store.isOpen()) { <div class="bar" role="progressbar" aria-label="Progress" [attr.aria-valuenow]="store.state().progress" aria-valuemin="0" aria-valuemax="100"><div [style.width.%]="store.state().progress"></div></div> }
          }
        </header>
        @if (trouble(); as error) { <mw-trouble what="That was refused" [means]="$any(error).message" [hint]="hintOf(error)" /> }
        @if (store.state().failure; as failure) { <mw-trouble [what]="'It failed at ' + failure.stage.toLowerCase().replaceAll('_', ' ') + ' after ' + failure.attempts + (failure.attempts === 1 ? ' attempt' : ' attempts')" [means]="failure.message" [hint]="failure.hint ?? ''" /> }
        @if (!store.generation()) { <section class="card"><h2>Nothing was generated yet</h2><p class="muted">The project has a description and no generation.</p>@if (session.canWrite()) { <button class="primary" (click)="again()">Start generation</button> }</section> }
        @else {
          <nav class="tabs" aria-label="Project">@for (t of tabs; track t.id) { <a [routerLink]="[]" [queryParams]="{ tab: t.id, file: null }" queryParamsHandling="merge" [class.on]="t.id === active()" [attr.aria-current]="t.id === active() ? 'page' : null">{{ t.title }}</a> }</nav>
          @switch (active()) {
            @case ('stages') { <app-live-view [selected]="stage()" [file]="file()" /> }
            @case ('overview') { <app-overview-tab /> }
            @case ('schema') { @defer (on immediate) { <app-schema-tab [file]="file()" [view]="view()" /> } @placeholder { <mw-skeleton /> } }
            @case ('readme') { @defer (on immediate) { <app-readme-tab /> } @placeholder { <mw-skeleton /> } }
            @case ('files') { @defer (on immediate) { <app-files-tab [file]="file()" /> } @placeholder { <mw-skeleton /> } }
            @case ('history') { <app-history-tab /> }
          }
        }
      } @else { <mw-skeleton label="Loading the project" [lines]="[30, 60, 100, 100]" /> }
    </div>
  `,
  styles: `
    .wide-page { max-width: 1500px; }
    .name { min-width: 0; max-width: 80ch; } .name h1 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
    .trail, .facts { margin: 0; } .facts { gap: 20px; } .warn { color: var(--warn); }
    .bar { height: 6px; border-radius: 3px; background: var(--raised); overflow: hidden; } .bar div { height: 100%; background: var(--accent); transition: width 150ms; }
    .tabs { display: flex; gap: 4px; border-bottom: 1px solid var(--line); overflow-x: auto; }
    .tabs a { padding: 8px 14px; text-decoration: none; color: var(--text); border-bottom: 2px solid transparent; white-space: nowrap; }
    .tabs a.on { border-color: var(--accent); font-weight: 600; }
  `,
})
export class ProjectPage {
  readonly projectId = input.required<string>();
  readonly tab = input<string>();
  readonly generation = input<string>();
  readonly file = input<string>();
  readonly stage = input<string>();
  readonly view = input<string>();
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  protected readonly tabs = TABS;
  protected readonly hintOf = hintOf;
  protected readonly money = money;
  protected readonly exact = exact;
  protected readonly isWaiting = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly active = computed(() =>
    TABS.some((t) => t.id === this.tab()) ? this.tab()! : this.store.state().status === 'COMPLETE' ? 'overview' : 'stages',
  );
  protected readonly current = computed(() => {
    const { stages, status } = this.store.state();
    if (status === 'COMPLETE') return '';
    const stage = stages.find((s) => s.name === this.store.state().currentStage);
    return stage ? `${stage.title}${stage.itemsTotal ? ` ${stage.itemsDone}/${stage.itemsTotal}` : ''}` : '';
  });
  protected readonly elapsed = computed(() => {
    const { completedAt } = this.store.state();
    const generation = this.store.generation();
    return generation ? duration((completedAt ? Date.parse(completedAt) : this.clock.now()) - Date.parse(generation.createdAt)) : '';
  });

  constructor() {
    effect(() => {
      const [project, generation] = [this.projectId(), this.generation()];
      untracked(() => void this.store.load(project, generation));
    });
  }

  protected reload(): void {
    void this.store.load(this.projectId(), this.generation());
  }
  protected isMissing(error: unknown): boolean {
    return error instanceof ApiError && error.code === 'NOT_FOUND';
  }

  protected async act(what: 'pause' | 'resume' | 'cancel'): Promise<void> {
    if (what === 'cancel' && !confirm('Cancel this generation? What it made so far stays; it cannot be resumed.')) return;
    await this.attempt(() => this.store.act(what));
  }

  protected async again(): Promise<void> {
    await this.attempt(async () => {
      const id = await this.store.startAgain();
      await this.router.navigate([], { queryParams: { generation: id, tab: 'stages' }, queryParamsHandling: 'merge' });
      await this.store.load(this.projectId(), id);
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.isWaiting.set(true);
    this.trouble.set(undefined);
    try {
      await work();
    } catch (error) {
      this.trouble.set(error);
    } finally {
      this.isWaiting.set(false);
    }
  }
}
