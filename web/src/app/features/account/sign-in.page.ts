import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Graphql } from '../../core/graphql';
import { Session } from '../../core/session';

@Component({
  imports: [RouterLink],
  template: `
    <main class="page narrow">
      <a class="brand" routerLink="/"><img src="icon.svg" alt="" width="32" height="32" /> Millwright</a>
      <h1>{{ isSignUp() ? 'Create an account' : 'Sign in' }}</h1>
      <form class="card stack" (submit)="submit($event)" novalidate>
        @if (isSignUp()) {
          <div><label for="name">Name</label><input id="name" name="name" autocomplete="name" required [value]="name()" (input)="name.set($any($event.target).value)" /></div>
        }
        <div><label for="email">E-mail</label><input id="email" name="email" type="email" autocomplete="username" required [value]="email()" (input)="email.set($any($event.target).value)" /></div>
        <div>
          <label for="password">Password</label>
          <input id="password" name="password" type="password" [attr.autocomplete]="isSignUp() ? 'new-password' : 'current-password'" required [value]="password()" (input)="password.set($any($event.target).value)" />
          @if (isSignUp()) { <p class="hint">10 characters or more.</p> }
        </div>
        @if (fault()) { <p class="fault" role="alert">{{ fault() }}</p> }
        @if (notice()) { <p role="status">{{ notice() }}</p> }
        <button class="primary" [disabled]="isWaiting()">{{ isWaiting() ? 'One moment …' : isSignUp() ? 'Create account' : 'Sign in' }}</button>
        @if (options(); as o) {
          @if (o.github) { <button type="button" (click)="social('github')">Continue with GitHub</button> }
          @if (o.google) { <button type="button" (click)="social('google')">Continue with Google</button> }
        }
      </form>
      <p class="muted">
        @if (isSignUp()) { You have an account? <a routerLink="/sign-in" queryParamsHandling="preserve">Sign in</a> }
        @else { New here? <a routerLink="/sign-up" queryParamsHandling="preserve">Create an account</a> }
      </p>
    </main>
  `,
  styles: `
    .narrow { max-width: 440px; padding-top: 8vh; }
    .brand { display: flex; gap: 10px; align-items: center; font-weight: 700; text-decoration: none; color: var(--text); }
    button { justify-content: center; }
    p { margin: 0; }
  `,
})
export class SignInPage {
  readonly mode = input<'sign-in' | 'sign-up'>('sign-in');
  readonly next = input<string>();
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly graphql = inject(Graphql);
  protected readonly isSignUp = computed(() => this.mode() === 'sign-up');
  protected readonly name = signal('');
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly fault = signal('');
  protected readonly notice = signal('');
  protected readonly isWaiting = signal(false);
  protected readonly options = signal<{ github: boolean; google: boolean; confirmsEmail: boolean } | undefined>(undefined);

  constructor() {
    void this.graphql
      .ask<{ signInOptions: { github: boolean; google: boolean; confirmsEmail: boolean } }>(
        '{ signInOptions { github google confirmsEmail } }',
      )
      .then(
        ({ signInOptions }) => this.options.set(signInOptions),
        () => undefined,
      );
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    this.fault.set(this.missing());
    if (this.fault()) return;
    this.isWaiting.set(true);
    try {
      const credentials = { email: this.email().trim(), password: this.password() };
      await (this.isSignUp()
        ? this.session.auth('/sign-up/email', { ...credentials, name: this.name().trim() })
        : this.session.auth('/sign-in/email', credentials));
      const viewer = await this.session.load();
      if (!viewer) this.notice.set('Almost there: open the address in the mail that was sent to you.');
      else await this.router.navigateByUrl(this.target());
    } catch (error) {
      this.fault.set((error as Error).message);
    } finally {
      this.isWaiting.set(false);
    }
  }

  protected async social(provider: string): Promise<void> {
    const { url } = await this.session.auth<{ url: string }>('/sign-in/social', { provider, callbackURL: this.target() });
    location.assign(url);
  }

  private missing(): string {
    if (this.isSignUp() && !this.name().trim()) return 'Your name is missing.';
    if (!/^\S+@\S+$/.test(this.email().trim())) return 'The e-mail address is missing, or is none.';
    if (this.isSignUp() && this.password().length < 10) return 'The password needs 10 characters or more.';
    return this.password() ? '' : 'The password is missing.';
  }

  /** Only addresses of this console. */
  private target(): string {
    const next = this.next() ?? '/projects';
    return /^\/(?!\/)/.test(next) ? next : '/projects';
  }
}
