import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { SETUP_LINK, forgetLinkSecret, linkSecret } from '../../core/link-secret';
import { ClaimServerDocument } from '../../core/operations';
import { Session } from '../../core/session';

/** Where the setup link leads that the server prints at its start. */
@Component({
  imports: [RouterLink, MatButton, Trouble],
  providers: [Attempt],
  template: `
    <main class="page narrow">
      <h1>Set up this server</h1>
      @if (attempt.trouble(); as error) { <mw-trouble what="You are not administrator yet" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (!token) { <mw-trouble what="This is no setup link" means="It ends with a secret that is missing here." hint="Copy the whole address that the server printed at its start." /> }
      @else if (isDone()) {
        <p role="status">You administer this server now. Others are made administrators on their own page.</p>
        <p class="row"><a matButton="filled" routerLink="/admin/administrators">Administrators</a> <a matButton="outlined" routerLink="/projects">Projects</a></p>
      } @else if (session.viewer(); as viewer) {
        <p>Signed in as {{ viewer.email }}. This account will administer the server: read its outbox, with the links in it, and make others administrators.</p>
        <button matButton="filled" type="button" (click)="claim()" [disabled]="attempt.isWaiting()">Become administrator</button>
      } @else {
        <p>The link makes an account administrator of this server, once. Which one?</p>
        <p class="row"><a matButton="filled" routerLink="/sign-up" [queryParams]="{ next: '/setup' }">Create an account</a> <a matButton="outlined" routerLink="/sign-in" [queryParams]="{ next: '/setup' }">Sign in</a></p>
      }
    </main>
  `,
  styles: `.narrow { max-width: 560px; padding-top: 8vh; }`,
})
export class SetupPage {
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly token = linkSecret(SETUP_LINK);
  protected readonly isDone = signal(false);

  constructor() {
    if (this.session.viewer() === undefined) void this.session.load().catch(() => undefined);
  }

  protected async claim(): Promise<void> {
    await this.attempt.run(async () => {
      await this.graphql.ask(ClaimServerDocument, { input: { token: this.token } });
      forgetLinkSecret(SETUP_LINK);
      this.isDone.set(true);
      await this.session.load();
      return '';
    });
  }
}
