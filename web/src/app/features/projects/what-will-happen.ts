import { Component, computed, input } from '@angular/core';
import { duration, stagesOf } from '@millwright/domain';
import { isPriced, priceOf, type Engine } from '../../core/prices';
import type { GenerationEstimateQuery } from '../../core/operations';
import { ceilingDoubt, expectedCost } from './price-range';

/** The stages that follow, with what they took the last times, and what all of it will cost. */
@Component({
  selector: 'app-what-will-happen',
  template: `
    <aside class="card" aria-labelledby="will">
      <h2 id="will">What will happen</h2>
      <ol>@for (stage of stages(); track stage.name) { <li><span class="row between nowrap"><span>{{ stage.title }}</span> <span class="muted">{{ stage.took }}</span></span></li> }</ol>
      @if (expected(); as cost) { <p><strong>{{ past() ? 'About ' + duration(past()!.durationMs) + ', ' + cost.words : sentence(cost.words) }}</strong><br /><span class="muted">{{ cost.rests }}</span></p> }
      @if (doubt(); as text) { <p class="warn" role="status">{{ text }}</p> }
      <p class="muted">
        {{ tokens() }}
        You can watch each stage, pause and cancel.
      </p>
    </aside>
  `,
  styles: `ol { margin: 0 0 12px; padding-left: 20px; } li { padding: 2px 0; } .nowrap { flex-wrap: nowrap; } p { margin: 0 0 8px; } .warn { color: var(--warn); }`,
})
export class WhatWillHappen {
  readonly engine = input<Engine>();
  readonly model = input<string>();
  readonly ceiling = input<number | null>(null);
  /** Of the organization's own generations with this model; null: there are none. */
  readonly past = input<GenerationEstimateQuery['generationEstimate']>(null);
  protected readonly duration = duration;
  private readonly price = computed(() => this.engine()?.prices.find(({ model }) => model === this.model()));
  protected readonly expected = computed(() => (this.engine() ? expectedCost(this.price(), this.model(), this.past()) : undefined));
  protected readonly doubt = computed(() => {
    const expected = this.expected();
    return expected ? ceilingDoubt(this.ceiling(), expected) : '';
  });
  protected readonly tokens = computed(() => {
    const price = this.price();
    return isPriced(price) && priceOf(price) !== 'free' ? `A million tokens cost ${priceOf(price)}.` : '';
  });
  protected readonly stages = computed(() => {
    const past = this.past()?.stages;
    // Whether a server tries what is made shows in what was made before.
    const isVerified = past?.some(({ stage }) => stage === 'VERIFY') ?? false;
    return stagesOf({ isVerified }).map(({ name, title }) => {
      const took = past?.find((stage) => stage.stage === name);
      return { name, title, took: took ? `~ ${duration(took.durationMs)}` : '' };
    });
  });

  protected sentence(words: string): string {
    return words[0]!.toUpperCase() + words.slice(1);
  }
}
