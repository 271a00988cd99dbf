import { Component, computed, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { INVITATION_LINK, forgetLinkSecret, linkSecret } from '../../core/link-secret';
import { Session } from '../../core/session';

@Component({
  imports: [RouterLink, Trouble, MatButton],
  template: `
    <main class="page">
      <h1>You are invited</h1>
      @if (fault()) { <mw-trouble what="The invitation could not be answered" [means]="fault()" hint="Ask whoever invited you to send it again, to the address that you sign in with." /> }
      @if (!secret) { <mw-trouble what="This link is not whole" means="It ends with a secret that is missing here." hint="Open the whole address from the mail, or the one that you were given." /> }
      @else if (session.viewer(); as viewer) {
        <p class="muted">Signed in as {{ viewer.email }}. The invitation must be for this address.</p>
        <p class="row"><button matButton="filled" (click)="answer('accept')" [disabled]="isWaiting()">Accept and join</button> <button matButton="outlined" (click)="answer('reject')" [disabled]="isWaiting()">Decline</button> <a routerLink="/projects">Later</a></p>
      } @else {
        <p>Sign in with the address that was invited, or create an account with it.</p>
        <p class="row"><a matButton="filled" routerLink="/sign-up" [queryParams]="{ next: here() }">Create an account</a> <a matButton="outlined" routerLink="/sign-in" [queryParams]="{ next: here() }">Sign in</a></p>
      }
    </main>
  `,
})
export class InvitationPage {
  readonly invitationId = input.required<string>();
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly secret = linkSecret(INVITATION_LINK);
  protected readonly here = computed(() => `/invitation/${this.invitationId()}`);
  protected readonly fault = signal('');
  protected readonly isWaiting = signal(false);

  constructor() {
    if (this.session.viewer() === undefined) void this.session.load().catch(() => undefined);
  }

  protected async answer(what: 'accept' | 'reject'): Promise<void> {
    this.isWaiting.set(true);
    try {
      await this.session.auth(`/organization/${what}-invitation`, { invitationId: this.invitationId(), secret: this.secret });
      forgetLinkSecret(INVITATION_LINK);
      await this.session.load();
      await this.router.navigateByUrl('/projects');
    } catch (error) {
      this.fault.set((error as Error).message);
      this.isWaiting.set(false);
    }
  }
}
