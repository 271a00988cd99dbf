import { Component, computed, inject, input, resource } from '@angular/core';
import { duration, STAGES } from '@millwright/domain';
import { money } from '../../core/format';
import { Graphql } from '../../core/graphql';
import { GenerationEstimateDocument } from '../../core/operations';
import { isPriced, priceOf, type Engine } from '../../core/prices';
import { Session } from '../../core/session';

/** The stages that follow, with what they took the last times. */
@Component({
  selector: 'app-what-will-happen',
  template: `
    <aside class="card" aria-labelledby="will">
      <h2 id="will">What will happen</h2>
      <ol>@for (stage of stages(); track stage.name) { <li><span class="row between nowrap"><span>{{ stage.title }}</span> <span class="muted">{{ stage.took }}</span></span></li> }</ol>
      @if (estimate.value(); as e) { <p><strong>About {{ duration(e.durationMs) }}, {{ money(e.costUsd) }}</strong><br /><span class="muted">The middle of {{ e.generations === 1 ? 'the one' : 'the last ' + e.generations }} of this organization with this engine.</span></p> }
      @else if (!estimate.isLoading()) { <p class="muted">No generation with this engine is complete yet, so there is nothing to estimate from.</p> }
      <p class="muted">
        {{ costs() }}
        You can watch each stage, pause and cancel.
      </p>
    </aside>
  `,
  styles: `ol { margin: 0 0 12px; padding-left: 20px; } li { padding: 2px 0; } .nowrap { flex-wrap: nowrap; } p { margin: 0 0 8px; }`,
})
export class WhatWillHappen {
  readonly engine = input<Engine>();
  readonly model = input<string>();
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  protected readonly duration = duration;
  protected readonly money = money;
  protected readonly estimate = resource({
    params: () => {
      const [engine, model] = [this.engine(), this.model()];
      return engine && model
        ? { engine: engine.id, model, organizationId: this.session.organization()?.organizationId ?? null }
        : undefined;
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate,
  });
  protected readonly costs = computed(() => {
    const price = this.engine()?.prices.find(({ model }) => model === this.model());
    if (!isPriced(price)) return 'What this model costs is not known here.';
    return priceOf(price) === 'free' ? 'This engine costs nothing.' : `A million tokens cost ${priceOf(price)}.`;
  });
  protected readonly stages = computed(() => {
    const past = this.estimate.hasValue() ? this.estimate.value()?.stages : undefined;
    return STAGES.map(({ name, title }) => {
      const took = past?.find((stage) => stage.stage === name);
      return { name, title, took: took ? `~ ${duration(took.durationMs)}` : '' };
    });
  });
}
