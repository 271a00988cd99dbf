import { computed, inject, Injectable } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { inSentence } from '@millwright/domain';
import { firstValueFrom } from 'rxjs';
import { Attempt } from '../../core/attempt';
import { numbered } from '../../core/format';
import { ApiError } from '../../core/graphql';
import { Reach } from '../../core/reach';
import { Session } from '../../core/session';
import { AgainDialog, type AgainData } from './again.dialog';
import { sentence } from './causes';
import type { ForkData } from './fork.dialog';
import { GenerationStore, type GenerationItem } from './generation.store';
import { keptOf, NOTHING_KEPT, stoppedAt } from './rest-of';
import { offersOf, type Again } from './run-again';

/** Further generations of the project that is looked at: what can be begun, and the dialogs that begin it. */
@Injectable()
export class FurtherRuns {
  private readonly store = inject(GenerationStore);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialogs = inject(MatDialog);
  private readonly reach = inject(Reach);
  private readonly attempt = inject(Attempt);
  private isForking = false;

  readonly canRunAgain = computed(
    () =>
      this.session.canWrite() &&
      !this.store.project()?.deletion &&
      this.store.generation() !== undefined &&
      this.store.state().seq > 0 &&
      !this.store.isOpen() &&
      !this.store.replay(),
  );
  /** What helps after a failure: to go on from it, or where that fails again, another engine. */
  readonly remedy = computed(() => {
    const offers = this.canRunAgain() ? offersOf(this.store.state()) : [];
    return offers.find(({ how }) => how === 'REST') ?? offers.find(({ how }) => how === 'OTHER');
  });

  /** Asks how exactly, and what it may cost; nothing begins before. */
  async again(how: Exclude<Again, 'STAGE'>, wish = ''): Promise<void> {
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

  /** @param isOpen whether the address still says so: Back closes the dialog, and nothing else. */
  async openFork(fromStage: string, isOpen: () => boolean): Promise<void> {
    const generation = this.store.generation();
    if (!generation || this.isForking) return;
    this.isForking = true;
    const id = await this.askHowToFork(generation, fromStage).finally(() => (this.isForking = false));
    if (id) await this.show(id, true);
    else if (!isOpen()) return;
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
    const project = this.store.project();
    if (project) await this.store.load(project.id, id);
  }
}
