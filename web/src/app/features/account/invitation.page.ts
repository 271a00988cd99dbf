import { Component, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Session } from '../../core/session';

@Component({
  imports: [RouterLink, Trouble, MatButton],
  template: `
    <main class="page">
      <h1>You are invited</h1>
      <p class="muted">Signed in as {{ session.viewer()?.email }}. The invitation must be for this address.</p>
      @if (fault()) { <mw-trouble what="The invitation could not be answered" [means]="fault()" hint="Ask whoever invited you to send it again, to the address that you sign in with." /> }
      <p class="row"><button matButton="filled" (click)="answer('accept')" [disabled]="isWaiting()">Accept and join</button> <button matButton="outlined" (click)="answer('reject')" [disabled]="isWaiting()">Decline</button> <a routerLink="/projects">Later</a></p>
    </main>
  `,
})
export class InvitationPage {
  readonly invitationId = input.required<string>();
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly fault = signal('');
  protected readonly isWaiting = signal(false);

  protected async answer(what: 'accept' | 'reject'): Promise<void> {
    this.isWaiting.set(true);
    try {
      await this.session.auth(`/organization/${what}-invitation`, { invitationId: this.invitationId() });
      await this.session.load();
      await this.router.navigateByUrl('/projects');
    } catch (error) {
      this.fault.set((error as Error).message);
      this.isWaiting.set(false);
    }
  }
}
