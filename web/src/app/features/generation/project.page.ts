import { Component, DestroyRef, computed, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { MatTooltip } from '@angular/material/tooltip';
import { Title } from '@angular/platform-browser';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { duration, afterAttempts, inSentence, type GenerationOperation } from '@millwright/domain';
import { Skeleton, Status, statusWord, Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { firstValueFrom } from 'rxjs';
import { Attempt } from '../../core/attempt';
import { Clock } from '../../core/clock';
import { Commands } from '../../core/commands';
import { exact, money, numbered } from '../../core/format';
import { ApiError, hintOf, messageOf } from '../../core/graphql';
import { MissingPart } from '../../core/missing-part';
import { Reach } from '../../core/reach';
import { Session } from '../../core/session';
import { AgainDialog, type AgainData } from './again.dialog';
import { causeOf, sentence } from './causes';
import { Ceiling } from './ceiling';
import { CompareTab } from './compare.tab';
import type { ForkData } from './fork.dialog';
import { FilesTab } from './files.tab';
import { GenerationStore, type GenerationItem } from './generation.store';
import { GenerationName } from './generation-name';
import { HistoryTab } from './history.tab';
import { workedMs } from './idle-time';
import { LiveView } from './live.view';
import { OverviewTab } from './overview.tab';
import { ReadmeTab } from './readme.tab';
import { RecordMenu } from './record-menu';
import { ReplayResult } from './replay-result';
import { keptOf, NOTHING_KEPT, stoppedAt } from './rest-of';
import { RunAgain, offersOf, type Again } from './run-again';
import { TimelineTab } from './timeline.tab';
import { SchemaTab } from './schema/schema.tab';
import { PutAway } from '../projects/put-away';
import { UnderstandingTab } from '../understanding/understanding.tab';

const TABS = [
  { id: 'stages', title: 'Stages' },
  { id: 'timeline', title: 'Timeline' },
  { id: 'overview', title: 'Overview' },
  { id: 'understanding', title: 'Understanding' },
  { id: 'schema', title: 'Schema' },
  { id: 'readme', title: 'README' },
  { id: 'files', title: 'Files' },
  { id: 'compare', title: 'Compare' },
  { id: 'history', title: 'History' },
];

@Component({
  imports: [
    RouterLink,
    MatButton,
    MatProgressBar,
    MatTabNav,
    MatTabLink,
    MatTabNavPanel,
    MatTooltip,
    Status,
    Skeleton,
    Trouble,
    MissingPart,
    LiveView,
    OverviewTab,
    SchemaTab,
    UnderstandingTab,
    ReadmeTab,
    FilesTab,
    HistoryTab,
    CompareTab,
    TimelineTab,
    Ceiling,
    RecordMenu,
    ReplayResult,
    RunAgain,
    GenerationName,
    PutAway,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
  ],
  providers: [GenerationStore, Attempt],
  templateUrl: './project.page.html',
  styles: `
    .page { max-width: 1500px; }
    .name { min-width: 0; max-width: 80ch; flex: 1 1 300px; } .name h1 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
    .trail, .facts { margin: 0; } .facts { gap: 4px 20px; font-variant-numeric: tabular-nums; }
    /* What changes while one watches has its room from the start. */
    .facts mw-status { min-width: 8.5em; } .elapsed { min-width: 4.5em; } .spent { display: inline-grid; gap: 2px; min-width: 9em; } .bar { min-height: 4px; }
    @media (max-width: 900px) { .acts { flex: 1 1 100%; min-height: 84px; align-content: start; } .facts { min-height: 5.5em; align-content: start; } }
    .deleted { border-left: 4px solid var(--warn); min-height: 96px; }
    .code { font-family: var(--mono); font-size: 0.8rem; margin: 8px 0 0; }
    mat-tab-nav-panel { display: block; min-height: 50vh; }
  `,
})
export class ProjectPage {
  readonly projectId = input.required<string>();
  readonly tab = input<string>();
  readonly generation = input<string>();
  readonly file = input<string>();
  readonly stage = input<string>();
  readonly view = input<string>();
  readonly least = input<string>();
  readonly with = input<string>();
  readonly correct = input<string>();
  /** The stage that a fork begins from, while its dialog is open; empty: the last. */
  readonly forking = input<string>();
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  private readonly dialogs = inject(MatDialog);
  private readonly reach = inject(Reach);
  private isForking = false;
  private isGone = false;
  protected readonly tabs = TABS;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly attempt = inject(Attempt);
  protected readonly active = computed(() =>
    TABS.some((t) => t.id === this.tab()) ? this.tab()! : this.store.generation()?.status === 'COMPLETE' ? 'overview' : 'stages',
  );
  /** Who has watched it to its end stays where they are, and is told where to go. */
  protected readonly isSeenThrough = computed(() => this.store.state().status === 'COMPLETE' && this.active() === 'stages');
  protected readonly current = computed(() => {
    const { stages, status, currentStage } = this.store.state();
    if (this.store.finishing()) return this.store.finishing();
    if (status === 'COMPLETE') return '';
    const stage = stages.find((s) => s.name === currentStage);
    return stage ? `${stage.title}${stage.itemsTotal ? ` ${stage.itemsDone}/${stage.itemsTotal}` : ''}` : '';
  });
  protected readonly elapsed = computed(() => {
    const { completedAt } = this.store.state();
    const generation = this.store.generation();
    return generation
      ? duration(workedMs(generation.createdAt, completedAt ? Date.parse(completedAt) : this.clock.now(), this.store.idle()))
      : '';
  });
  /** How long it waited for people, which it did not take itself. */
  protected readonly waited = computed(() => {
    const { ms, since } = this.store.idle();
    const waited = ms + (since === null ? 0 : this.clock.now() - since);
    return waited < 1_000 ? '' : `, and ${duration(waited)} of waiting for somebody`;
  });
  /** What the browser's tab says: a state and how far it is, while there is something to wait for. */
  protected readonly heading = computed(() => {
    const generation = this.store.generation();
    const name = `${this.store.project()?.name ?? 'Project'}${generation ? ` ${numbered(generation)}` : ''}`;
    const { status } = this.store.state();
    if (!this.store.isOpen()) return status === 'FAILED' ? `✕ Failed · ${name}` : `${name} · Millwright`;
    return status === 'RUNNING'
      ? `● ${this.current() || statusWord(status)} · ${name}`
      : `${status === 'QUEUED' ? '○' : '‖'} ${statusWord(status)} · ${name}`;
  });
  protected readonly failedAt = computed(() => {
    const { failure, stages } = this.store.state();
    if (!failure) return '';
    const title = stages.find((stage) => stage.name === failure.stage)?.title ?? failure.stage;
    const cause = causeOf(failure.code);
    return `It failed at ${inSentence(title)}${afterAttempts(failure.attempts)}: ${cause[0]!.toLowerCase()}${cause.slice(1)}`;
  });

  constructor() {
    effect(() => {
      const [project, generation] = [this.projectId(), this.generation()];
      untracked(() => void this.store.load(project, generation));
    });
    effect(() => {
      const from = this.forking();
      if (from !== undefined && this.session.canWrite() && this.store.state().seq > 0 && !this.store.isOpen())
        untracked(() => void this.openFork(from));
    });
    const title = inject(Title);
    effect(() => title.setTitle(this.heading()));
    // The router puts the route's own title in its place whenever the address changes, right after it has said so.
    this.router.events.pipe(takeUntilDestroyed()).subscribe((event) => {
      if (event instanceof NavigationEnd && !this.isGone) queueMicrotask(() => !this.isGone && title.setTitle(this.heading()));
    });
    inject(DestroyRef).onDestroy(() => (this.isGone = true));
    inject(Commands).offer(() => this.commands());
  }

  protected can(operation: GenerationOperation): boolean {
    return this.store.refusal(operation) === null;
  }

  private commands() {
    const go = (queryParams: Record<string, string | null>): void =>
      void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
    const here = (title: string, run: () => void) => ({ title, group: 'Here' as const, run });
    const isOpen = this.store.isOpen() && this.session.canWrite();
    const schema = this.store.schema.hasValue() ? this.store.schema.value() : undefined;
    return [
      ...(isOpen && this.can('resumeGeneration')
        ? [{ ...here('Resume this generation', () => void this.act('resume')), keys: 'P' }]
        : []),
      ...(isOpen && this.can('pauseGeneration')
        ? [{ ...here('Pause this generation', () => void this.act('pause')), keys: 'P' }]
        : []),
      ...(isOpen && this.can('cancelGeneration') ? [here('Cancel this generation', () => void this.act('cancel'))] : []),
      ...TABS.map((tab) => here(tab.title, () => go({ tab: tab.id, file: null }))),
      ...(this.canRunAgain()
        ? offersOf(this.store.state()).map(({ how, title }) => here(`Run again: ${inSentence(title)}`, () => void this.again(how)))
        : []),
      ...(schema?.dependency_priority.order ?? []).map(({ path }) => here(`File ${path}`, () => go({ tab: 'files', file: path }))),
    ];
  }

  protected reload(): void {
    void this.store.load(this.projectId(), this.generation());
  }
  protected isMissing(error: unknown): boolean {
    return error instanceof ApiError && error.code === 'NOT_FOUND';
  }

  protected async act(what: 'pause' | 'stop' | 'resume' | 'cancel'): Promise<void> {
    const question = {
      title: 'Cancel this generation?',
      text: 'What it made so far stays. It can be run again from where it stopped.',
      verb: 'Cancel it',
    };
    if (what === 'cancel' && !(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.store.act(what);
      return '';
    });
  }

  /** What a generation has cost of its ceiling, in percent; undefined where there is none. */
  protected readonly spentShare = computed(() => {
    const budget = this.store.generation()?.budgetUsd;
    return budget == null ? undefined : budget === 0 ? 100 : Math.min(100, (this.store.state().usage.costMicros / 1e6 / budget) * 100);
  });
  protected readonly spent = computed(() => {
    const generation = this.store.generation();
    if (generation && !generation.isPriced) return 'cost not known';
    const cost = money(this.store.state().usage.costMicros / 1_000_000);
    return generation?.budgetUsd == null ? cost : `${cost} of ${money(generation.budgetUsd)}`;
  });

  protected readonly canRunAgain = computed(
    () =>
      this.session.canWrite() &&
      !this.store.project()?.deletion &&
      this.store.generation() !== undefined &&
      this.store.state().seq > 0 &&
      !this.store.isOpen() &&
      !this.store.replay(),
  );
  /** What helps after a failure: to go on from it, or where that fails again, another engine. */
  protected readonly remedy = computed(() => {
    const offers = this.canRunAgain() ? offersOf(this.store.state()) : [];
    return offers.find(({ how }) => how === 'REST') ?? offers.find(({ how }) => how === 'OTHER');
  });

  /** Asks how exactly, and what it may cost; nothing begins before. */
  protected async again(how: Again, wish = ''): Promise<void> {
    if (how === 'STAGE') return await this.fork();
    const [project, generation, state] = [this.store.project(), this.store.generation(), this.store.state()];
    const stopped = how === 'REST' ? stoppedAt(state) : undefined;
    const description = wish && project ? `${project.description}\n\n${sentence(wish)}` : undefined;
    const gates = project?.approveAfter.length ? project.approveAfter : generation?.approveAfter;
    const data: AgainData = {
      title: description
        ? 'Run again with this change'
        : stopped
          ? `Run again from ${inSentence(stopped.title)}`
          : how === 'OTHER'
            ? 'Run again with another engine'
            : 'Run all of it again',
      engine: generation?.engine ?? '',
      model: generation?.model ?? null,
      budgetUsd: generation?.budgetUsd ?? null,
      isOther: how === 'OTHER' || !generation,
      kept: stopped ? keptOf(state) : NOTHING_KEPT,
      stages: state.stages.length,
      ...(stopped ? {} : { approveAfter: gates ?? [] }),
      start: (choice) => (stopped ? this.store.retry(choice) : this.store.startAgain(choice, description)),
    };
    const id = await firstValueFrom(this.dialogs.open<AgainDialog, AgainData, string>(AgainDialog, { data, width: '720px' }).afterClosed());
    if (id) await this.show(id);
  }

  /** Another generation from a stage of this one on. The address says that the dialog is open: Back closes it, and nothing else. */
  protected async fork(): Promise<void> {
    await this.router.navigate([], {
      queryParams: { forking: this.stage() ?? '' },
      queryParamsHandling: 'merge',
      state: { opensDialog: true },
    });
  }

  private async openFork(fromStage: string): Promise<void> {
    const generation = this.store.generation();
    if (!generation || this.isForking) return;
    this.isForking = true;
    const id = await this.askHowToFork(generation, fromStage).finally(() => (this.isForking = false));
    if (id) await this.show(id, true);
    else if (this.forking() === undefined) return;
    else if ((history.state as { opensDialog?: boolean } | null)?.opensDialog) history.back();
    else await this.router.navigate([], { queryParams: { forking: null }, queryParamsHandling: 'merge', replaceUrl: true });
  }

  /** @returns the id of what was started */
  private async askHowToFork(generation: GenerationItem, fromStage: string): Promise<string | undefined> {
    const { stages } = this.store.state();
    const dialog = await import('./fork.dialog').catch(() => undefined);
    if (!dialog) {
      const isThere = await this.reach.ask();
      const hint = isThere ? 'The console was replaced by a newer one: load the page again.' : 'Try again when the server answers.';
      this.attempt.trouble.set(new ApiError('The dialog could not be loaded', 'OFFLINE', { hint }));
      return undefined;
    }
    const { id: generationId, engine, model, budgetUsd, approveAfter } = generation;
    const data: ForkData = {
      generationId,
      numbered: numbered(generation),
      engine,
      model,
      budgetUsd,
      approveAfter,
      stages,
      ...(fromStage ? { fromStage } : {}),
    };
    return await firstValueFrom(
      this.dialogs.open<unknown, ForkData, string>(dialog.ForkDialog, { data, width: '960px', maxWidth: '96vw' }).afterClosed(),
    );
  }

  private async show(id: string, isInPlace = false): Promise<void> {
    await this.router.navigate([], {
      queryParams: { generation: id, tab: 'stages', stage: null, file: null, forking: null },
      queryParamsHandling: 'merge',
      replaceUrl: isInPlace,
    });
    await this.store.load(this.projectId(), id);
  }
}
