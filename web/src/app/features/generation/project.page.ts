import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatProgressBar } from '@angular/material/progress-bar';
import { MatTabLink, MatTabNav, MatTabNavPanel } from '@angular/material/tabs';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink } from '@angular/router';
import { afterAttempts, inSentence } from '@millwright/domain';
import { Skeleton, Status, Trouble, confirm } from '@millwright/ui';
import { firstValueFrom } from 'rxjs';
import { Attempt } from '../../core/attempt';
import { Clock } from '../../core/clock';
import { Commands } from '../../core/commands';
import { duration, exact, money } from '../../core/format';
import { ApiError, hintOf, messageOf } from '../../core/graphql';
import { Session } from '../../core/session';
import { AgainDialog, type AgainData } from './again.dialog';
import { Ceiling } from './ceiling';
import { CompareTab } from './compare.tab';
import type { ForkData } from './fork.dialog';
import { FilesTab } from './files.tab';
import { GenerationStore } from './generation.store';
import { HistoryTab } from './history.tab';
import { LiveView } from './live.view';
import { OverviewTab } from './overview.tab';
import { ReadmeTab } from './readme.tab';
import { RecordMenu } from './record-menu';
import { ReplayResult } from './replay-result';
import { TimelineTab } from './timeline.tab';
import { SchemaTab } from './schema/schema.tab';
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
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
  ],
  providers: [GenerationStore, Attempt],
  templateUrl: './project.page.html',
  styles: `
    .page { max-width: 1500px; }
    .name { min-width: 0; max-width: 80ch; flex: 1 1 300px; } .name h1 { display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
    .trail, .facts { margin: 0; } .facts { gap: 4px 20px; } .warn { color: var(--warn); }
    .spent { display: inline-grid; gap: 2px; min-width: 90px; }
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
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly router = inject(Router);
  private readonly dialogs = inject(MatDialog);
  protected readonly tabs = TABS;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly attempt = inject(Attempt);
  protected readonly active = computed(() =>
    TABS.some((t) => t.id === this.tab()) ? this.tab()! : this.store.state().status === 'COMPLETE' ? 'overview' : 'stages',
  );
  protected readonly current = computed(() => {
    const { stages, status, currentStage } = this.store.state();
    if (status === 'COMPLETE') return '';
    const stage = stages.find((s) => s.name === currentStage);
    return stage ? `${stage.title}${stage.itemsTotal ? ` ${stage.itemsDone}/${stage.itemsTotal}` : ''}` : '';
  });
  protected readonly elapsed = computed(() => {
    const { completedAt } = this.store.state();
    const generation = this.store.generation();
    return generation ? duration((completedAt ? Date.parse(completedAt) : this.clock.now()) - Date.parse(generation.createdAt)) : '';
  });
  protected readonly failedAt = computed(() => {
    const { failure, stages } = this.store.state();
    if (!failure) return '';
    const title = stages.find((stage) => stage.name === failure.stage)?.title ?? failure.stage;
    return `It failed at ${inSentence(title)}${afterAttempts(failure.attempts)}`;
  });

  constructor() {
    effect(() => {
      const [project, generation] = [this.projectId(), this.generation()];
      untracked(() => void this.store.load(project, generation));
    });
    inject(Commands).offer(() => this.commands());
  }

  private commands() {
    const go = (queryParams: Record<string, string | null>): void =>
      void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
    const here = (title: string, run: () => void) => ({ title, group: 'Here' as const, run });
    const isOpen = this.store.isOpen() && this.session.canWrite();
    const schema = this.store.schema.hasValue() ? this.store.schema.value() : undefined;
    return [
      ...(isOpen && this.store.state().status === 'PAUSED' ? [here('Resume this generation', () => void this.act('resume'))] : []),
      ...(isOpen && this.store.state().status === 'RUNNING' ? [here('Pause this generation', () => void this.act('pause'))] : []),
      ...(isOpen ? [here('Cancel this generation', () => void this.act('cancel'))] : []),
      ...(!isOpen && !this.store.replay() && this.session.canWrite() ? [here('Generate again', () => void this.again())] : []),
      ...(!isOpen && !this.store.replay() && this.store.generation() && this.session.canWrite()
        ? [here('Fork this generation', () => void this.fork())]
        : []),
      ...TABS.map((tab) => here(tab.title, () => go({ tab: tab.id, file: null }))),
      ...(schema?.dependency_priority.order ?? []).map(({ path }) => here(`File ${path}`, () => go({ tab: 'files', file: path }))),
    ];
  }

  protected reloadPage(): void {
    location.reload();
  }
  protected reload(): void {
    void this.store.load(this.projectId(), this.generation());
  }
  protected isMissing(error: unknown): boolean {
    return error instanceof ApiError && error.code === 'NOT_FOUND';
  }

  protected async act(what: 'pause' | 'stop' | 'resume' | 'cancel'): Promise<void> {
    const question = { title: 'Cancel this generation?', text: 'What it made so far stays; it cannot be resumed.', verb: 'Cancel it' };
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

  /** The same project with another engine, model or ceiling. */
  protected async withAnother(): Promise<void> {
    const generation = this.store.generation();
    const data: AgainData = {
      engine: generation?.engine ?? '',
      model: generation?.model ?? null,
      budgetUsd: generation?.budgetUsd ?? null,
      start: (choice) => this.store.startAgain(choice),
    };
    const id = await firstValueFrom(this.dialogs.open<AgainDialog, AgainData, string>(AgainDialog, { data, width: '720px' }).afterClosed());
    if (id) await this.show(id);
  }

  protected async again(): Promise<void> {
    await this.attempt.run(async () => {
      await this.show(await this.store.startAgain());
      return '';
    });
  }

  protected async retry(): Promise<void> {
    await this.attempt.run(async () => {
      await this.show(await this.store.retry());
      return '';
    });
  }

  /** Another generation from a stage of this one on. */
  protected async fork(): Promise<void> {
    const [generation, { stages }] = [this.store.generation(), this.store.state()];
    if (!generation) return;
    const { ForkDialog } = await import('./fork.dialog');
    const { id: generationId, engine, model, budgetUsd, approveAfter } = generation;
    const data: ForkData = {
      generationId,
      engine,
      model,
      budgetUsd,
      approveAfter,
      stages,
      ...(this.stage() ? { fromStage: this.stage()! } : {}),
    };
    const id = await firstValueFrom(
      this.dialogs.open<unknown, ForkData, string>(ForkDialog, { data, width: '960px', maxWidth: '96vw' }).afterClosed(),
    );
    if (id) await this.show(id);
  }

  private async show(id: string): Promise<void> {
    await this.router.navigate([], {
      queryParams: { generation: id, tab: 'stages', stage: null, file: null },
      queryParamsHandling: 'merge',
    });
    await this.store.load(this.projectId(), id);
  }
}
