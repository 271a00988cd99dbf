import { Component, inject } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Trouble } from '@millwright/ui';
import { hintOf, messageOf } from '../../core/graphql';
import { Session } from '../../core/session';
import { Attempt } from '../../core/attempt';

@Component({
  selector: 'app-profile-tab',
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatHint, MatError, MatInput, Trouble],
  providers: [Attempt],
  template: `
    @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    <section class="card">
      <h2>Profile</h2>
      <p class="muted">{{ session.viewer()?.email }}</p>
      <form class="narrow" (ngSubmit)="rename()" [formGroup]="profile">
        <mat-form-field><mat-label>Name</mat-label><input matInput id="me" autocomplete="name" formControlName="name" /><mat-error>Your name is missing</mat-error></mat-form-field>
        <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Save name</button>
      </form>
    </section>
    <section class="card">
      <h2>Password</h2>
      <form class="narrow" (ngSubmit)="changePassword(changing)" [formGroup]="passwords" #changing="ngForm">
        <input class="hidden" type="text" autocomplete="username" [value]="session.viewer()?.email" tabindex="-1" aria-hidden="true" readonly />
        <mat-form-field><mat-label>Current password</mat-label><input matInput id="old" type="password" autocomplete="current-password" formControlName="current" /><mat-error>The current password is missing</mat-error></mat-form-field>
        <mat-form-field><mat-label>New password</mat-label><input matInput id="new" type="password" autocomplete="new-password" formControlName="next" /><mat-hint>10 characters or more. Other sessions are signed out.</mat-hint><mat-error>It needs 10 characters or more</mat-error></mat-form-field>
        <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Change password</button>
      </form>
    </section>
  `,
  styles: `:host { display: flex; flex-direction: column; gap: 16px; } .narrow { max-width: 420px; display: flex; flex-direction: column; gap: 8px; align-items: start; }`,
})
export class ProfileTab {
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly profile = new FormGroup({
    name: new FormControl(this.session.viewer()?.name ?? '', {
      nonNullable: true,
      validators: [Validators.required, Validators.pattern(/\S/)],
    }),
  });
  protected readonly passwords = new FormGroup({
    current: new FormControl('', { nonNullable: true, validators: Validators.required }),
    next: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.minLength(10)] }),
  });

  protected async rename(): Promise<void> {
    if (this.profile.invalid) return;
    await this.attempt.run(async () => {
      await this.session.auth('/update-user', { name: this.profile.getRawValue().name.trim() });
      await this.session.load();
      return 'Your name is saved.';
    });
  }

  protected async changePassword(directive: FormGroupDirective): Promise<void> {
    if (this.passwords.invalid) return;
    const { current, next } = this.passwords.getRawValue();
    await this.attempt.run(async () => {
      await this.session.auth('/change-password', { currentPassword: current, newPassword: next, revokeOtherSessions: true });
      directive.resetForm();
      return 'Your password is changed.';
    });
  }
}
