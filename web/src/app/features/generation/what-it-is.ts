import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { FINAL_STATUSES, PATHS, type DevelopmentPlan } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { GenerationUnderstandingDocument } from '../../core/operations';
import { Artifacts } from './artifacts.service';
import { sentence } from './causes';
import { GenerationStore } from './generation.store';

const SHOWN = 8;

/** What was made, for who wants to use it: what it is, what it can do, and what was asked for and is not there. */
@Component({
  selector: 'app-what-it-is',
  imports: [RouterLink, Skeleton, Trouble],
  template: `
    <section class="card">
      <h2>What it is</h2>
      @if (read.error(); as error) { <mw-trouble what="What it is could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="read.reload()" /> }
      @else if (read.value(); as is) {
        <p>{{ is.summary }}</p>
        @if (is.can.length) {
          <h3>{{ is.isProven ? 'It can' : 'It was planned to' }}</h3>
          <ul class="can">@for (one of is.can.slice(0, shown); track $index) { <li>{{ one }}</li> }</ul>
        }
        @if (is.lacks.length) {
          <h3>Asked for, and not there</h3>
          <ul class="lacks">@for (one of is.lacks.slice(0, shown); track $index) { <li>{{ one.text }}@if (one.reason) { <span class="muted">{{ sentence(one.reason) }}</span> }</li> }</ul>
        }
        @if (is.isProven) { <p><a [routerLink]="[]" [queryParams]="{ tab: 'understanding' }" queryParamsHandling="merge">{{ rest() ? rest() + ' more: see' : 'See' }} the description phrase by phrase</a></p> }
      } @else if (read.isLoading() || !store.state().seq) { <mw-skeleton label="Loading what it is" [lines]="[90, 40, 60, 60, 50]" /> }
      @else { <p class="muted">It stands here as soon as the development plan is written.</p> }
    </section>
  `,
  styles: `
    section { min-height: 330px; display: flex; flex-direction: column; gap: 10px; } h2, h3, p, ul { margin: 0; } h3 { font-size: 1rem; } p { max-width: 80ch; }
    ul { padding-left: 0; list-style: none; display: grid; gap: 4px; } li { display: grid; grid-template-columns: auto 1fr; column-gap: 8px; overflow-wrap: anywhere; max-width: 90ch; } li::before { content: '✓'; color: var(--ok); font-weight: 700; } .lacks li::before { content: '–'; color: var(--warn); } li span { grid-column: 2; }
  `,
})
export class WhatItIs {
  private readonly graphql = inject(Graphql);
  private readonly artifacts = inject(Artifacts);
  protected readonly store = inject(GenerationStore);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly shown = SHOWN;
  protected readonly sentence = sentence;
  protected readonly read = resource({
    params: () => {
      const sha256 = this.store.made().get('DEV_PLAN')?.get(PATHS.planJson);
      const id = this.store.generation()?.id;
      return id && sha256 ? { id, sha256, isBuilt: this.store.state().status === 'COMPLETE' } : undefined;
    },
    loader: async ({ params: { id, sha256, isBuilt } }) => {
      const [text, { generation }] = await Promise.all([
        this.artifacts.text(id, { stage: 'DEV_PLAN', path: PATHS.planJson, sha256 }),
        this.graphql.ask(GenerationUnderstandingDocument, { id }),
      ]);
      return text ? whatItIs(JSON.parse(text) as DevelopmentPlan, isBuilt ? (generation?.understanding?.phrases ?? []) : []) : null;
    },
  });
  /** Its height is known, and what comes below it has its place; it stays so. */
  readonly isSettled = signal(false);
  /** Whether its events are still being read, with the plan among them. */
  private readonly isToCome = computed(() => {
    const [generation, { seq, status }] = [this.store.generation(), this.store.state()];
    if (!generation) return !this.store.project();
    return FINAL_STATUSES.includes(generation.status) ? !FINAL_STATUSES.includes(status) : seq === 0;
  });
  protected readonly rest = computed(() => {
    const is = this.read.hasValue() ? this.read.value() : null;
    return is ? Math.max(0, is.can.length - SHOWN) + Math.max(0, is.lacks.length - SHOWN) : 0;
  });

  constructor() {
    effect(() => {
      const status = this.read.status();
      if (status === 'resolved' || status === 'error' || (status === 'idle' && !this.isToCome())) this.isSettled.set(true);
    });
  }
}

interface Wish {
  text: string;
  outcome: string;
  reason?: string | null;
}

/** By the phrases of the description where the engine says what became of each, else by what the plan says. */
export function whatItIs(
  plan: Pick<DevelopmentPlan, 'summary' | 'features'>,
  phrases: readonly Wish[],
): { summary: string; can: string[]; lacks: { text: string; reason: string }[]; isProven: boolean } {
  const of = (outcome: string): Wish[] => phrases.filter((phrase) => phrase.outcome === outcome && /\p{L}/u.test(phrase.text));
  const isProven = phrases.length > 0;
  return {
    summary: plan.summary,
    can: isProven ? of('BUILT').map(({ text }) => bare(text)) : plan.features.map(({ name }) => sentence(name)),
    lacks: of('NOT_BUILT').map(({ text, reason }) => ({ text: bare(text), reason: reason ?? '' })),
    isProven,
  };
}

/** A phrase of a description as a sentence of its own. */
const bare = (text: string): string =>
  sentence(
    text
      .trim()
      .replace(/^(and|but|also|then)\s+/i, '')
      .replace(/([,;:]|\s+(and|but|or))+$/i, ''),
  );
