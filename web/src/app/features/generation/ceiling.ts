import { Component, inject, input, linkedSignal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { RaiseBudgetDocument } from '../../core/operations';
import { GenerationStore } from './generation.store';

/** A generation that waits at its ceiling, and the way to let it go on. */
@Component({
  selector: 'app-ceiling',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatPrefix, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <section class="card" role="status">
      <p><strong>The ceiling of {{ money(ceilingUsd()) }} is reached</strong><br /><span class="muted">The next call needs up to {{ money(neededUsd()) }}. Nothing is bought, and nothing is lost, until somebody raises it.</span></p>
      <form class="row" (submit)="$event.preventDefault(); raise()">
        <mat-form-field><mat-label>New ceiling</mat-label><span matTextPrefix>$&nbsp;</span><input matInput id="raise" type="number" step="0.01" [min]="ceilingUsd()" [value]="amount()" (input)="amount.set($any($event.target).valueAsNumber)" /></mat-form-field>
        <mat-form-field class="why"><mat-label>Reason</mat-label><input matInput id="raise-reason" [value]="reason" (input)="reason = $any($event.target).value" /><mat-hint>Kept in the ledger</mat-hint></mat-form-field>
        <button matButton="filled" type="submit" [disabled]="attempt.isWaiting() || !(amount() > ceilingUsd())">Raise and go on</button>
      </form>
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not raised" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </section>
  `,
  styles: `section { border-left: 4px solid var(--warn); } p { margin: 0 0 12px; } form { align-items: baseline; } mat-form-field { flex: 0 1 180px; } .why { flex: 1; min-width: 220px; }`,
})
export class Ceiling {
  readonly ceilingUsd = input.required<number>();
  readonly neededUsd = input.required<number>();
  private readonly graphql = inject(Graphql);
  private readonly store = inject(GenerationStore);
  protected readonly attempt = inject(Attempt);
  protected readonly money = money;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly amount = linkedSignal(() => Math.max(0.01, Math.ceil(this.ceilingUsd() * 200) / 100));
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
