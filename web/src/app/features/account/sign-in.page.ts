import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Graphql } from '../../core/graphql';
import { INVITATION_LINK, SETUP_LINK, linkSecret } from '../../core/link-secret';
import { SignInOptionsDocument } from '../../core/operations';
import { Session } from '../../core/session';

const PASSWORD_MIN = 10;

@Component({
  imports: [RouterLink, ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatHint, MatError, MatInput],
  template: `
    <main class="page narrow">
      <a class="brand" routerLink="/"><img src="icon.svg" alt="" width="32" height="32" /> Millwright</a>
      <h1>{{ isSignUp() ? 'Create an account' : 'Sign in' }}</h1>
      <form class="card stack" (ngSubmit)="submit()" [formGroup]="form()">
        @if (isSignUp()) {
          <mat-form-field><mat-label>Name</mat-label><input matInput id="name" autocomplete="name" formControlName="name" /><mat-error>Your name is missing.</mat-error></mat-form-field>
        }
        <mat-form-field><mat-label>E-mail</mat-label><input matInput id="email" type="email" autocomplete="username" formControlName="email" /><mat-error>The e-mail address is missing, or is none.</mat-error></mat-form-field>
        <mat-form-field>
          <mat-label>Password</mat-label>
          <input matInput id="password" type="password" [attr.autocomplete]="isSignUp() ? 'new-password' : 'current-password'" formControlName="password" />
          @if (isSignUp()) {<mat-hint>{{ least }} characters or more.</mat-hint>}
          <mat-error>{{ isSignUp() ? 'The password needs ' + least + ' characters or more.' : 'The password is missing.' }}</mat-error>
        </mat-form-field>
        @if (fault()) { <p class="fault" role="alert">{{ fault() }}</p> }
        @if (notice()) { <p role="status">{{ notice() }}</p> }
        <button matButton="filled" type="submit" [disabled]="isWaiting()">{{ isWaiting() ? 'One moment …' : isSignUp() ? 'Create account' : 'Sign in' }}</button>
        @if (options.value(); as o) {
          @if (o.github) { <button matButton="outlined" type="button" (click)="social('github')">Continue with GitHub</button> }
          @if (o.google) { <button matButton="outlined" type="button" (click)="social('google')">Continue with Google</button> }
        }
      </form>
      <p class="muted">
        @if (isSignUp()) { You have an account? <a routerLink="/sign-in" queryParamsHandling="preserve">Sign in</a> }
        @else if (options.value()?.invitedOnly) { <a routerLink="/forgotten">Forgotten password?</a> · New here? Open the link of your invitation. }
        @else { <a routerLink="/forgotten">Forgotten password?</a> · New here? <a routerLink="/sign-up" queryParamsHandling="preserve">Create an account</a> }
      </p>
    </main>
  `,
  styles: `
    .narrow { max-width: 440px; padding-top: 8vh; }
    .brand { display: flex; gap: 10px; align-items: center; font-weight: 700; text-decoration: none; color: var(--text); }
    form { gap: 8px; } p { margin: 0; }
  `,
})
export class SignInPage {
  readonly mode = input<'sign-in' | 'sign-up'>('sign-in');
  readonly next = input<string>();
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly graphql = inject(Graphql);
  protected readonly least = PASSWORD_MIN;
  protected readonly isSignUp = computed(() => this.mode() === 'sign-up');
  protected readonly form = linkedSignal(() => formFor(this.isSignUp()));
  protected readonly fault = signal('');
  protected readonly notice = signal('');
  protected readonly isWaiting = signal(false);
  protected readonly options = resource({ loader: async () => (await this.graphql.ask(SignInOptionsDocument, {})).signInOptions });

  protected async submit(): Promise<void> {
    const form = this.form();
    this.fault.set('');
    if (form.invalid) return;
    const { name, email, password } = form.getRawValue();
    this.isWaiting.set(true);
    try {
      const credentials = { email: email.trim(), password };
      await (this.isSignUp()
        ? this.session.auth('/sign-up/email', { ...credentials, name: name.trim(), ...admittedBy(this.next()) })
        : this.session.auth('/sign-in/email', credentials));
      const viewer = await this.session.load();
      if (!viewer) this.notice.set('Almost there: open the address in the mail that was sent to you.');
      // Beside the console, the server shows Temporal's.
      else if (/^\/temporal(?:\/|$)/.test(this.target())) location.assign(this.target());
      else await this.router.navigateByUrl(this.target());
    } catch (error) {
      this.fault.set((error as Error).message);
    } finally {
      this.isWaiting.set(false);
    }
  }

  protected async social(provider: string): Promise<void> {
    try {
      const { url } = await this.session.auth<{ url: string }>('/sign-in/social', { provider, callbackURL: this.target() });
      location.assign(url);
    } catch (error) {
      this.fault.set((error as Error).message);
    }
  }

  /** Only addresses of this console. */
  private target(): string {
    const next = this.next() ?? '/projects';
    return /^\/(?!\/)/.test(next) ? next : '/projects';
  }
}

/** The link that somebody came by, which may be what lets them in. */
function admittedBy(next: string | undefined): object {
  const invitation = /^\/invitation\/([^/?#]+)$/.exec(next ?? '')?.[1];
  if (invitation) return { invitation: { id: decodeURIComponent(invitation), secret: linkSecret(INVITATION_LINK) } };
  return next === '/setup' ? { setup: linkSecret(SETUP_LINK) } : {};
}

function formFor(isSignUp: boolean): FormGroup<{ name: FormControl<string>; email: FormControl<string>; password: FormControl<string> }> {
  const text = (...validators: ReturnType<typeof Validators.minLength>[]): FormControl<string> =>
    new FormControl('', { nonNullable: true, validators: [Validators.required, ...validators] });
  return new FormGroup({
    name: isSignUp ? text(Validators.pattern(/\S/)) : new FormControl('', { nonNullable: true }),
    email: text(Validators.pattern(/^\s*\S+@\S+\s*$/)),
    password: isSignUp ? text(Validators.minLength(PASSWORD_MIN)) : text(),
  });
}
