import { Component, inject, resource, signal } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { ROLES, type Role } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { CopyButton, confirm } from '@millwright/ui/actions';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ApiKeysDocument, CreateApiKeyDocument, RevokeApiKeyDocument, type ApiKeysQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { Attempt } from '../../core/attempt';

type Key = ApiKeysQuery['apiKeys'][number];

@Component({
  selector: 'app-keys-tab',
  imports: [
    ReactiveFormsModule,
    MatButton,
    MatFormField,
    MatLabel,
    MatHint,
    MatError,
    MatInput,
    Trouble,
    Skeleton,
    DataTable,
    Cell,
    CopyButton,
  ],
  providers: [Attempt],
  template: `
    @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    <section class="card">
      <h2>API keys</h2>
      <p class="muted">For programs and for git: send one in the <code>x-api-key</code> header, or as the password of a clone. A key acts in one organization and never beyond your own role.</p>
      @if (secret(); as key) { <div class="card secret" role="status"><p><strong>Your new key.</strong> It is shown this once; copy it now.</p><p class="row"><code>{{ key }}</code> <mw-copy [text]="key" /></p></div> }
      @if (keys.error(); as error) { <mw-trouble what="The keys could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="keys.reload()" /> }
      @else if (keys.value(); as list) {
        <mw-table [rows]="list" [columns]="columns" label="keys" [id]="idOf" empty="You have no keys.">
          <ng-template mwCell="start" let-key><code>{{ key.start }}…</code></ng-template>
          <ng-template mwCell="made" let-key>{{ exact(key.createdAt) }}</ng-template>
          <ng-template mwCell="expires" let-key>{{ key.expiresAt ? exact(key.expiresAt) : 'never' }}</ng-template>
          <ng-template mwCell="used" let-key>{{ key.lastUsedAt ? exact(key.lastUsedAt) : 'never' }}</ng-template>
          <ng-template mwCell="actions" let-key><button matButton type="button" class="danger" (click)="revoke(key)">Revoke</button></ng-template>
        </mw-table>
      } @else { <mw-skeleton label="Loading keys" /> }
    </section>
    <section class="card">
      <h2>New key</h2>
      <form class="fields" (ngSubmit)="create(directive)" [formGroup]="form" #directive="ngForm">
        <mat-form-field><mat-label>What it is for</mat-label><input matInput id="key-name" autocomplete="off" formControlName="name" /><mat-error>It needs a name</mat-error></mat-form-field>
        <mat-form-field><mat-label>Role</mat-label><select matNativeControl id="key-role" formControlName="role">@for (role of roles; track role) { <option [value]="role">{{ role.toLowerCase() }}</option> }</select></mat-form-field>
        <mat-form-field><mat-label>Days</mat-label><input matInput id="key-days" type="number" min="1" max="365" formControlName="days" /><mat-hint>Empty: for ever</mat-hint><mat-error>1 to 365</mat-error></mat-form-field>
        <button matButton="filled" type="submit" [disabled]="attempt.isWaiting()">Create key</button>
      </form>
    </section>
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; } .secret { border-color: var(--ok); margin-bottom: 16px; } .secret p { margin: 0 0 8px; } .secret code { overflow-wrap: anywhere; }
    .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 0 1 220px; }
  `,
})
export class KeysTab {
  private readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  private readonly dialogs = inject(MatDialog);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly roles = ROLES;
  protected readonly secret = signal('');
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    role: new FormControl<Role>('EDITOR', { nonNullable: true }),
    days: new FormControl<number | null>(null, [Validators.min(1), Validators.max(365)]),
  });
  protected readonly idOf = (key: Key): string => key.id;
  protected readonly columns: readonly Column<Key>[] = [
    { key: 'name', title: 'Name', value: (key) => key.name },
    { key: 'start', title: 'Begins with', value: (key) => key.start },
    { key: 'role', title: 'Role', value: (key) => key.role.toLowerCase() },
    { key: 'made', title: 'Made', value: (key) => key.createdAt },
    { key: 'expires', title: 'Expires', value: (key) => key.expiresAt },
    { key: 'used', title: 'Last used', value: (key) => key.lastUsedAt },
    { key: 'actions', title: '', value: () => null },
  ];
  protected readonly keys = resource({ loader: async () => (await this.graphql.ask(ApiKeysDocument, {})).apiKeys });

  protected async create(directive: FormGroupDirective): Promise<void> {
    if (this.form.invalid) return;
    const { name, role, days } = this.form.getRawValue();
    await this.attempt.run(async () => {
      const { createApiKey } = await this.graphql.ask(CreateApiKeyDocument, {
        input: { name, role, organizationId: this.session.organization()?.organizationId ?? null, expiresInDays: days },
      });
      this.secret.set(createApiKey.secret);
      directive.resetForm();
      this.keys.reload();
      return '';
    });
  }

  protected async revoke(key: Key): Promise<void> {
    const question = { title: `Revoke “${key.name}”?`, text: 'Programs that use it stop working at once.', verb: 'Revoke' };
    if (!(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.graphql.ask(RevokeApiKeyDocument, { input: { id: key.id } });
      this.keys.reload();
      return `${key.name} is revoked.`;
    });
  }
}
