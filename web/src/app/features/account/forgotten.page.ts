import { Component, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { hintOf, messageOf } from '../../core/graphql';
import { Session } from '../../core/session';

@Component({
  imports: [RouterLink, ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatError, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <main class="page narrow">
      <h1>Forgotten password</h1>
      @if (attempt.trouble(); as error) { <mw-trouble what="No mail was written" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (isAsked()) { <p role="status">If there is an account with this address, a mail with a link is on its way; the link works for an hour. Where this server sends no mail, its administrator finds the link in the outbox.</p> }
      @else {
        <form class="card stack" (ngSubmit)="ask()" [formGroup]="form">
          <mat-form-field><mat-label>E-mail</mat-label><input matInput id="email" type="email" autocomplete="username" formControlName="email" /><mat-error>The e-mail address is missing, or is none.</mat-error></mat-form-field>
          <button matButton="filled" type="submit" [disabled]="attempt.isWaiting()">Send me a link</button>
        </form>
      }
      <p class="muted"><a routerLink="/sign-in">Back to sign in</a></p>
    </main>
  `,
  styles: `.narrow { max-width: 440px; padding-top: 8vh; } form { gap: 8px; }`,
})
export class ForgottenPage {
  private readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly isAsked = signal(false);
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.pattern(/^\s*\S+@\S+\s*$/)] }),
  });

  protected async ask(): Promise<void> {
    if (this.form.invalid) return;
    await this.attempt.run(async () => {
      await this.session.auth('/request-password-reset', { email: this.form.getRawValue().email.trim() });
      this.isAsked.set(true);
      return '';
    });
  }
}
