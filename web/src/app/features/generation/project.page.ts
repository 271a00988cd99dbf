import { Component, DestroyRef, computed, effect, inject, input, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { Title } from '@angular/platform-browser';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { afterAttempts, inSentence, type GenerationOperation } from '@millwright/domain';
import { Skeleton, statusWord, Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { Attempt } from '../../core/attempt';
import { Commands } from '../../core/commands';
import { numbered } from '../../core/format';
import { ApiError, hintOf, messageOf } from '../../core/graphql';
import { MissingPart } from '../../core/missing-part';
import { Session } from '../../core/session';
import { TabInSight } from '../../core/tab-in-sight';
import { causeOf } from './causes';
import { Ceiling } from './ceiling';
import { CompareTab } from './compare.tab';
import { FilesTab } from './files.tab';
import { FurtherRuns } from './further-runs';
import { GenerationFacts } from './generation-facts';
import { GenerationStore } from './generation.store';
import { GenerationName } from './generation-name';
import { HistoryTab } from './history.tab';
import { LiveView } from './live.view';
import { OverviewTab } from './overview.tab';
import { ReadmeTab } from './readme.tab';
import { RecordMenu } from './record-menu';
import { ReplayResult } from './replay-result';
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
    MatTabNav,
    MatTabLink,
    MatTabNavPanel,
    TabInSight,
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
    GenerationFacts,
    GenerationName,
    PutAway,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
  ],
  providers: [GenerationStore, Attempt, FurtherRuns],
  templateUrl: './project.page.html',
  styles: `
    .page { max-width: 1500px; }
    .name { min-width: 0; max-width: 80ch; flex: 1 1 300px; } .name h1 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
    .trail { margin: 0; }
    @media (max-width: 900px) { .acts { flex: 1 1 100%; min-height: 84px; align-content: start; } }
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
  protected readonly runs = inject(FurtherRuns);
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialogs = inject(MatDialog);
  private isGone = false;
  protected readonly tabs = TABS;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly attempt = inject(Attempt);
  protected readonly active = computed(() =>
    TABS.some((t) => t.id === this.tab()) ? this.tab()! : this.store.generation()?.status === 'COMPLETE' ? 'overview' : 'stages',
  );
  /** Who has watched it to its end stays where they are, and is told where to go. */
  protected readonly isSeenThrough = computed(() => this.store.state().status === 'COMPLETE' && this.active() === 'stages');
  /** What the browser's tab says: a state and how far it is, while there is something to wait for. */
  protected readonly heading = computed(() => {
    const generation = this.store.generation();
    const name = `${this.store.project()?.name ?? 'Project'}${generation ? ` ${numbered(generation)}` : ''}`;
    const { status } = this.store.state();
    if (!this.store.isOpen()) return status === 'FAILED' ? `✕ Failed · ${name}` : `${name} · Millwright`;
    return status === 'RUNNING'
      ? `● ${this.store.current() || statusWord(status)} · ${name}`
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
        untracked(() => void this.runs.openFork(from, () => this.forking() !== undefined));
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
      ...(isOpen && this.can('resumeGeneration') ? [{ ...here('Resume this generation', () => void this.act('resume')), keys: 'P' }] : []),
      ...(isOpen && this.can('pauseGeneration') ? [{ ...here('Pause this generation', () => void this.act('pause')), keys: 'P' }] : []),
      ...(isOpen && this.can('cancelGeneration') ? [here('Cancel this generation', () => void this.act('cancel'))] : []),
      ...TABS.map((tab) => here(tab.title, () => go({ tab: tab.id, file: null }))),
      ...(this.runs.canRunAgain()
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

  /** Asks how exactly, and what it may cost; a fork's dialog stands in the address. */
  protected async again(how: Again, wish = ''): Promise<void> {
    if (how !== 'STAGE') return await this.runs.again(how, wish);
    await this.router.navigate([], {
      queryParams: { forking: this.stage() ?? '' },
      queryParamsHandling: 'merge',
      state: { opensDialog: true },
    });
  }
}
