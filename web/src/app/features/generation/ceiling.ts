import { Component, computed, inject, input, linkedSignal, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { GenerationEstimateDocument, RaiseBudgetDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';
import { shortageOf, type Shortage } from './rest-of';

const usd = (micros: number): string => money(micros / 1_000_000);
const BASES: Record<Shortage['from'], string> = {
  PAST: 'What is proposed is what earlier ones with this engine took, with a quarter of the rest and room for two calls on top.',
  PROGRESS: 'What is proposed goes by what the part that is done has cost, with half of the rest and room for two calls on top.',
  NOTHING: 'What it takes is not known before a part of it is done.',
};

/** A generation that waits at its ceiling, and the way to let it go on. */
@Component({
  selector: 'app-ceiling',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatPrefix, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <section class="card" role="status">
      <p><strong>{{ needs() }}; {{ usd(shortage().leftMicros) }} left</strong><br /><span class="muted">{{ usd(spentMicros()) }} of its ceiling of {{ money(ceilingUsd()) }} are spent. {{ basis() }} Nothing is bought, and nothing is lost, until somebody raises it.</span></p>
      <form class="row" (submit)="$event.preventDefault(); raise()">
        <mat-form-field><mat-label>New ceiling</mat-label><span matTextPrefix>$&nbsp;</span><input matInput id="raise" type="number" step="0.01" [min]="ceilingUsd()" [value]="amount()" (input)="amount.set($any($event.target).valueAsNumber)" /></mat-form-field>
        <mat-form-field class="why"><mat-label>Reason</mat-label><input matInput id="raise-reason" [value]="reason" (input)="reason = $any($event.target).value" /><mat-hint>Kept in the ledger</mat-hint></mat-form-field>
        <button matButton="filled" type="submit" [disabled]="attempt.isWaiting() || refusal() !== null" [title]="refusal() ?? ''">Raise and go on</button>
      </form>
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not raised" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </section>
  `,
  styles: `section { border-left: 4px solid var(--warn); } p { margin: 0 0 12px; } form { align-items: baseline; } mat-form-field { flex: 0 1 180px; } .why { flex: 1; min-width: 220px; }`,
})
export class Ceiling {
  readonly ceilingUsd = input.required<number>();
  private readonly graphql = inject(Graphql);
  private readonly store = inject(GenerationStore);
  private readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly money = money;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  private readonly estimate = resource({
    params: () => {
      const generation = this.store.generation();
      if (!generation) return undefined;
      return { engine: generation.engine, model: generation.model, organizationId: this.session.organization()?.organizationId ?? null };
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate ?? null,
  });
  protected readonly shortage = computed(() => shortageOf(this.store.state(), this.estimate.hasValue() ? this.estimate.value() : null));
  protected readonly spentMicros = computed(() => this.store.state().usage.costMicros);
  protected readonly needs = computed(() => {
    const { restMicros } = this.shortage();
    return restMicros === undefined
      ? `Needs up to ${usd(this.store.state().raiseAwaited?.neededMicros ?? 0)} for its next call alone`
      : `Needs up to ${usd(restMicros)} more`;
  });
  protected readonly basis = computed(() => BASES[this.shortage().from]);
  protected readonly usd = usd;
  // Enough to come to the end; what somebody has typed stays.
  protected readonly amount = linkedSignal(() => this.shortage().proposedMicros / 1_000_000);
  protected readonly refusal = computed(() => this.store.refusal('raiseBudget', { budgetMicros: Math.floor(this.amount() * 1_000_000) }));
  protected reason = '';

  protected async raise(): Promise<void> {
    await this.attempt.run(async () => {
      const generationId = this.store.generation()!.id;
      const { raiseBudget } = await this.graphql.ask(RaiseBudgetDocument, {
        input: { generationId, budgetUsd: this.amount(), reason: this.reason.trim() || null },
      });
      this.store.generation.update((generation) => generation && { ...generation, budgetUsd: raiseBudget.generation.budgetUsd });
      return `The ceiling is ${money(this.amount())} now`;
    });
  }
}
