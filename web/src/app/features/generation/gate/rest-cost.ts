import { Component, computed, inject, resource } from '@angular/core';
import { duration } from '@millwright/domain';
import { money } from '../../../core/format';
import { Graphql } from '../../../core/graphql';
import { GenerationEstimateDocument } from '../../../core/operations';
import { Session } from '../../../core/session';
import { GenerationStore } from '../generation.store';
import { aheadOf } from '../rest-of';

const usd = (micros: number): string => money(micros / 1_000_000);

/** What a yes sets going: the stages that are left, and what they are likely to take and to cost. */
@Component({
  selector: 'app-rest-cost',
  template: `
    <section aria-labelledby="doc-rest">
      <h3 id="doc-rest">What the rest is likely to cost</h3>
      <p role="status">{{ text() }}</p>
      <p class="muted">{{ spent() }}</p>
    </section>
  `,
  styles: `h3 { font-size: 1.1rem; margin: 0 0 8px; } p { margin: 0; max-width: 80ch; min-height: 1.5em; }`,
})
export class RestCost {
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly store = inject(GenerationStore);
  private readonly estimate = resource({
    params: () => {
      const generation = this.store.generation();
      if (!generation) return undefined;
      return { engine: generation.engine, model: generation.model, organizationId: this.session.organization()?.organizationId ?? null };
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate ?? null,
  });
  private readonly ahead = computed(() =>
    aheadOf(this.store.state(), this.estimate.hasValue() ? this.estimate.value() : null, this.store.generation()?.isPriced ?? false),
  );
  /** In a few words, for beside the button that spends it; empty where nobody knows. */
  readonly brief = computed(() => {
    const { costMicros, durationMs } = this.ahead();
    const parts = [
      ...(durationMs === undefined ? [] : [`about ${duration(durationMs)}`]),
      ...(costMicros === undefined
        ? []
        : [costMicros === 0 ? 'at no cost' : `${durationMs === undefined ? 'about ' : ''}${usd(costMicros)}`]),
    ];
    return this.estimate.isLoading() || parts.length === 0 ? '' : `The rest: ${parts.join(', ')}`;
  });
  protected readonly text = computed(() => {
    if (this.estimate.isLoading()) return 'Looking up what it is likely to cost …';
    const { stages, costMicros, durationMs, past } = this.ahead();
    const left = stages === 1 ? 'One stage is left' : `${stages} stages are left`;
    if (costMicros === undefined)
      return `${left}. What they will cost is not known: nothing with this engine and a known price is complete yet.`;
    const takes = durationMs === undefined ? '' : `take about ${duration(durationMs)} and `;
    const costs = costMicros === 0 ? 'cost nothing' : `cost about ${usd(costMicros)}`;
    const from =
      past === 0
        ? 'by what is done so far'
        : past === 1
          ? 'as with the one before with this engine'
          : `as with the last ${past} with this engine`;
    return `${left}; ${stages === 1 ? 'it is' : 'they are'} likely to ${takes}${costs}, ${from}.`;
  });
  protected readonly spent = computed(() => {
    const generation = this.store.generation();
    if (!generation?.isPriced) return 'What has been spent so far is not known: nobody here knows what this model costs.';
    const ceiling = this.store.state().budgetMicros ?? null;
    const so = `${usd(this.store.state().usage.costMicros)} ${ceiling === null ? 'is' : `of its ceiling of ${usd(ceiling)} is`} spent so far.`;
    return ceiling === null ? so : `${so} Beyond the ceiling nothing is bought.`;
  });
}
