import { Component, effect, inject, resource } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { RecordPolicyDocument, SetRecordPolicyDocument } from '../../core/operations';
import { Session } from '../../core/session';

const LONGEST_DAYS = 3_650;

/** How long what engines are asked and answer is kept. */
@Component({
  selector: 'app-records-tab',
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatHint, MatError, MatInput, Skeleton, Trouble],
  providers: [Attempt],
  template: `
    <section class="card">
      <h2>Records</h2>
      <p class="muted">What engines are asked and what they answer is kept under this organization’s seal, so that a generation can be replayed at no cost and looked into when it failed; records that people upload stay as long. Ledgers, artifacts and histories stay, whatever you choose here.</p>
      @if (policy.error(); as error) { <mw-trouble what="The setting could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="policy.reload()" /> }
      @else if (policy.value(); as now) {
        <p role="status">{{ now.days === 0 ? 'Nothing is kept.' : 'Kept for ' + now.days + (now.days === 1 ? ' day.' : ' days.') }} {{ now.isDefault ? 'That is what this server does where an organization does not say.' : '' }}</p>
        @if (session.canManage()) {
          <form class="fields" (ngSubmit)="save(form.getRawValue().days)" [formGroup]="form">
            <mat-form-field>
              <mat-label>Days</mat-label>
              <input matInput id="days" type="number" min="0" [max]="longest" formControlName="days" />
              <mat-hint>0: nothing, and what is kept now goes within the hour</mat-hint>
              <mat-error>0 to 3,650 days</mat-error>
            </mat-form-field>
            <button matButton="filled" type="submit" [disabled]="attempt.isWaiting() || form.invalid">Save</button>
            @if (!now.isDefault) { <button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" (click)="save(null)">As the server has it</button> }
          </form>
        } @else { <p class="muted">An owner or admin can change it.</p> }
        @if (attempt.trouble(); as error) { <mw-trouble what="It was not saved" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      } @else { <mw-skeleton label="Loading the setting" /> }
    </section>
  `,
  styles: `.fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 0 1 340px; } p { max-width: 80ch; }`,
})
export class RecordsTab {
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly longest = LONGEST_DAYS;
  protected readonly form = new FormGroup({
    days: new FormControl<number | null>(null, [Validators.required, Validators.min(0), Validators.max(LONGEST_DAYS)]),
  });
  protected readonly policy = resource({
    params: () => ({ organizationId: this.session.organization()?.organizationId ?? null }),
    loader: async ({ params }) => (await this.graphql.ask(RecordPolicyDocument, params)).recordPolicy,
  });

  constructor() {
    effect(() => {
      if (this.policy.hasValue()) this.form.controls.days.setValue(this.policy.value().days);
    });
  }

  protected async save(days: number | null): Promise<void> {
    await this.attempt.run(async () => {
      const organizationId = this.session.organization()?.organizationId ?? null;
      const { setRecordPolicy } = await this.graphql.ask(SetRecordPolicyDocument, { input: { organizationId, days } });
      this.policy.set(setRecordPolicy.policy);
      return 'Saved.';
    });
  }
}
