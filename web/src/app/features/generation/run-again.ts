import { Component, ViewEncapsulation, computed, inject, output, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { inSentence, type GenerationState } from '@millwright/domain';
import { money } from '../../core/format';
import { Graphql } from '../../core/graphql';
import { GenerationEstimateDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';
import { keptInWords, keptOf, likelyRest, NOTHING_KEPT, stoppedAt, type Kept } from './rest-of';

/** From where it stopped, from a stage that is chosen, all of it, or all of it with another engine. */
export type Again = 'REST' | 'STAGE' | 'ALL' | 'OTHER';
export interface AgainOffer {
  how: Again;
  title: string;
  kept: string;
  cost: string;
}

/** The ways to do a generation over that has ended: what each keeps, and what it costs. Choosing one asks before it begins. */
@Component({
  selector: 'app-run-again',
  encapsulation: ViewEncapsulation.None,
  imports: [MatButton, MatMenu, MatMenuItem, MatMenuTrigger],
  template: `
    <button matButton="outlined" type="button" [matMenuTriggerFor]="menu" (menuOpened)="isAsked.set(true)">Run again</button>
    <mat-menu #menu="matMenu" class="run-again">
      @for (offer of offers(); track offer.how) {
        <button mat-menu-item type="button" (click)="chosen.emit(offer.how)"><strong>{{ offer.title }}</strong><span class="muted">{{ offer.kept }} {{ offer.cost }}</span></button>
      }
    </mat-menu>
  `,
  styles: `
    .mat-mdc-menu-panel.run-again { max-width: min(440px, 94vw); }
    .run-again .mat-mdc-menu-item-text { display: grid; gap: 2px; padding: 8px 0; white-space: normal; } .run-again .muted { font-weight: 400; }
  `,
})
export class RunAgain {
  readonly chosen = output<Again>();
  protected readonly isAsked = signal(false);
  private readonly store = inject(GenerationStore);
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly estimate = resource({
    params: () => {
      const generation = this.store.generation();
      if (!generation || !this.isAsked()) return undefined;
      return { engine: generation.engine, model: generation.model, organizationId: this.session.organization()?.organizationId ?? null };
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate ?? null,
  });
  protected readonly offers = computed(() => offersOf(this.store.state(), (kept) => this.costOf(kept)));

  private costOf(kept: Kept): string {
    if (this.store.generation()?.isPriced === false) return 'What it costs is not known.';
    const estimate = this.estimate.hasValue() ? this.estimate.value() : null;
    if (!estimate) return this.estimate.isLoading() ? '' : 'What it costs is not known yet.';
    const { costMicros, isAtMost } = likelyRest(estimate, kept);
    return costMicros === 0 ? 'Costs nothing.' : `Costs ${isAtMost ? 'up to' : 'about'} ${money(costMicros / 1_000_000)}.`;
  }
}

/** What can be offered for a generation that has ended. */
export function offersOf(state: GenerationState, costOf: (kept: Kept) => string = () => ''): AgainOffer[] {
  const stopped = stoppedAt(state);
  const kept = keptOf(state);
  const all = state.stages.length;
  return [
    ...(stopped
      ? [{ how: 'REST' as const, title: `From ${inSentence(stopped.title)}, where it stopped …`, kept: keptInWords(kept, all), cost: costOf(kept) }]
      : []),
    ...(kept.stages.length > 0
      ? [
          {
            how: 'STAGE' as const,
            title: 'From a stage that you choose …',
            kept: 'Keeps the stages before it, with your edits.',
            cost: costOf(NOTHING_KEPT) === 'Costs nothing.' ? 'Costs nothing.' : 'Costs the rest.',
          },
        ]
      : []),
    { how: 'ALL', title: 'All of it …', kept: keptInWords(NOTHING_KEPT, all), cost: costOf(NOTHING_KEPT) },
    { how: 'OTHER', title: 'All of it, with another engine …', kept: keptInWords(NOTHING_KEPT, all), cost: 'Costs what that engine takes.' },
  ];
}
