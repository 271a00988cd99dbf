import { Component, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { forgetLinkSecret, linkSecret } from '../../core/link-secret';
import { ApiKeysDocument, RevokeApiKeyDocument } from '../../core/operations';
import { Session } from '../../core/session';

const KEPT = 'reset-link';

/** A new password by the mailed link; then signed in with it, to decide about keys that still work. */
@Component({
  imports: [RouterLink, ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatHint, MatError, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <main class="page narrow">
      <h1>Choose a new password</h1>
      @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (apiKeys() !== undefined) {
        <p role="status">Your password is changed, and all sessions from before have ended. @if (apiKeys()) { {{ apiKeys() === 1 ? 'One API key of yours still works.' : apiKeys() + ' API keys of yours still work.' }} } @else { No API key of yours works. }</p>
        <p class="row">
          @if (apiKeys()) { <button matButton="filled" type="button" (click)="endKeys()" [disabled]="attempt.isWaiting()">End {{ apiKeys() === 1 ? 'it' : 'them all' }}</button> <a matButton="outlined" routerLink="/settings" [queryParams]="{ tab: 'keys' }">{{ apiKeys() === 1 ? 'Look at it' : 'Look at them' }}</a> }
          <a matButton="outlined" routerLink="/projects">Go on</a>
        </p>
      } @else if (!token) { <mw-trouble what="This link is not whole" means="It ends with a secret that is missing here." hint="Open the whole address from the mail, or ask for another one." /> }
      @else {
        <form class="card stack" (ngSubmit)="reset()" [formGroup]="form">
          <mat-form-field><mat-label>New password</mat-label><input matInput id="password" type="password" autocomplete="new-password" formControlName="password" /><mat-hint>10 characters or more. You are signed out everywhere.</mat-hint><mat-error>The password needs 10 characters or more.</mat-error></mat-form-field>
          <button matButton="filled" type="submit" [disabled]="attempt.isWaiting()">Change password</button>
        </form>
      }
      @if (apiKeys() === undefined) { <p class="muted"><a routerLink="/forgotten">Ask for another link</a></p> }
    </main>
  `,
  styles: `.narrow { max-width: 480px; padding-top: 8vh; } form { gap: 8px; }`,
})
export class ResetPage {
  private readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly token = linkSecret(KEPT);
  protected readonly apiKeys = signal<number | undefined>(undefined);
  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.minLength(10)] }),
  });

  protected async reset(): Promise<void> {
    if (this.form.invalid) return;
    const { password } = this.form.getRawValue();
    await this.attempt.run(async () => {
      const { email, apiKeys } = await this.session.auth<{ email: string; apiKeys: number }>('/reset-password', {
        token: this.token,
        newPassword: password,
      });
      forgetLinkSecret(KEPT);
      this.apiKeys.set(apiKeys);
      await this.session.auth('/sign-in/email', { email, password });
      await this.session.load();
      return '';
    });
  }

  protected async endKeys(): Promise<void> {
    await this.attempt.run(async () => {
      const { apiKeys } = await this.graphql.ask(ApiKeysDocument, {});
      for (const { id } of apiKeys) await this.graphql.ask(RevokeApiKeyDocument, { input: { id } });
      this.apiKeys.set(0);
      return 'Your API keys have ended.';
    });
  }
}
