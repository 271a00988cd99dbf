import { Component, computed, inject, input, resource } from '@angular/core';
import { duration } from '@millwright/domain';
import { money } from '../../core/format';
import { Graphql } from '../../core/graphql';
import { GenerationEstimateDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { likelyRest, NOTHING_KEPT, type Kept } from './rest-of';

/** What it is likely to cost to run again, for who has to decide on it. */
@Component({
  selector: 'app-again-cost',
  template: `<p role="status">{{ text() }}</p>`,
  styles: `p { margin: 0; min-height: 1.5em; }`,
})
export class AgainCost {
  readonly engine = input.required<string>();
  readonly model = input<string | null>(null);
  readonly kept = input<Kept>(NOTHING_KEPT);
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly estimate = resource({
    params: () => {
      const [engine, model] = [this.engine(), this.model()];
      return engine && model ? { engine, model, organizationId: this.session.organization()?.organizationId ?? null } : undefined;
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate ?? null,
  });
  private readonly likely = computed(() => {
    const estimate = this.estimate.hasValue() ? this.estimate.value() : null;
    return estimate && { ...likelyRest(estimate, this.kept()), generations: estimate.generations };
  });
  /** For the button that spends it; empty where nobody knows. */
  readonly brief = computed(() => {
    const likely = this.likely();
    if (!likely) return '';
    return likely.costMicros === 0 ? 'at no cost' : `for ${about(likely)}`;
  });
  protected readonly text = computed(() => {
    if (this.estimate.isLoading()) return 'Looking up what it is likely to cost …';
    const likely = this.likely();
    if (!likely)
      return 'What it will cost is not known: no generation of this organization with this engine is complete yet. A ceiling holds it.';
    const from = likely.generations === 1 ? 'the one' : `the last ${likely.generations}`;
    return `It is likely to take ${duration(likely.durationMs)} and ${likely.costMicros === 0 ? 'to cost nothing' : `${about(likely)}`}, as ${from} with this engine did.`;
  });
}

const about = ({ costMicros, isAtMost }: { costMicros: number; isAtMost: boolean }): string =>
  `${isAtMost ? 'up to' : 'about'} ${money(costMicros / 1_000_000)}`;
