import { Component, inject, resource } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Skeleton, Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { Attempt } from '../../core/attempt';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import {
  AddAdministratorDocument,
  AdministratorsDocument,
  type AdministratorsQuery,
  RemoveAdministratorDocument,
} from '../../core/operations';
import { Session } from '../../core/session';

type Administrator = AdministratorsQuery['administrators'][number];

@Component({
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatError, MatInput, DataTable, Cell, Skeleton, Trouble],
  providers: [Attempt],
  template: `
    <div class="page">
      <h1>Administrators</h1>
      <p class="muted">They read the outbox, with the links in it, and make others administrators. Confirmed addresses of <code>ADMIN_EMAILS</code> count too and are not listed here.</p>
      @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (all.error(); as error) { <mw-trouble what="The administrators could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="all.reload()" /> }
      @else if (all.value(); as list) {
        <section class="card">
          <mw-table [rows]="list" [columns]="columns" label="administrators" [id]="idOf" empty="Nobody, by name.">
            <ng-template mwCell="since" let-one>{{ exact(one.since) }}</ng-template>
            <ng-template mwCell="actions" let-one>@if (one.userId !== session.viewer()?.id) { <button matButton type="button" class="danger" (click)="remove(one)">Remove</button> }</ng-template>
          </mw-table>
        </section>
        <section class="card">
          <h2>Another administrator</h2>
          <form class="fields" (ngSubmit)="add(adding)" [formGroup]="form" #adding="ngForm">
            <mat-form-field><mat-label>E-mail of their account</mat-label><input matInput id="administrator" type="email" autocomplete="off" formControlName="email" /><mat-error>This is no e-mail address</mat-error></mat-form-field>
            <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Make administrator</button>
          </form>
        </section>
      } @else { <mw-skeleton label="Loading administrators" /> }
    </div>
  `,
  styles: `section { margin-bottom: 16px; } .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 0 1 300px; }`,
})
export class AdministratorsPage {
  private readonly graphql = inject(Graphql);
  private readonly dialogs = inject(MatDialog);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly idOf = (one: Administrator): string => one.userId;
  protected readonly columns: readonly Column<Administrator>[] = [
    { key: 'name', title: 'Name', value: (one) => one.name },
    { key: 'email', title: 'E-mail', value: (one) => one.email },
    { key: 'since', title: 'Since', value: (one) => one.since },
    { key: 'by', title: 'Made one by', value: (one) => one.grantedBy },
    { key: 'actions', title: '', value: () => null },
  ];
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
  });
  protected readonly all = resource({ loader: async () => (await this.graphql.ask(AdministratorsDocument, {})).administrators });

  protected async add(directive: FormGroupDirective): Promise<void> {
    if (this.form.invalid) return;
    const { email } = this.form.getRawValue();
    await this.attempt.run(async () => {
      await this.graphql.ask(AddAdministratorDocument, { input: { email } });
      directive.resetForm();
      this.all.reload();
      return `${email} administers this server now.`;
    });
  }

  protected async remove(one: Administrator): Promise<void> {
    const question = { title: `Remove ${one.name}?`, text: 'They administer this server no longer, from this moment on.', verb: 'Remove' };
    if (!(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.graphql.ask(RemoveAdministratorDocument, { input: { userId: one.userId } });
      this.all.reload();
      return `${one.name} is no administrator any more.`;
    });
  }
}
