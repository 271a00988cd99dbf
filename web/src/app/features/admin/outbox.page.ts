import { Component, inject, resource } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { OutboxDocument } from '../../core/operations';

@Component({
  imports: [Skeleton, Trouble],
  template: `
    <div class="page">
      <h1>Outbox</h1>
      <p class="muted">Mails of this server. Without <code>SMTP_URL</code> none leaves it: read here what people would have got, such as invitations and new passwords.</p>
      @if (mails.error(); as error) { <mw-trouble what="The outbox could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="mails.reload()" /> }
      @else if (mails.value(); as list) {
        @for (mail of list; track mail.id) {
          <details class="card">
            <summary><strong>{{ mail.subject }}</strong> <span class="muted">to {{ mail.recipient }}, {{ exact(mail.createdAt) }}: {{ mail.sentAt ? 'sent' : (mail.error ?? 'kept here') }}</span></summary>
            <pre>{{ mail.text }}</pre>
          </details>
        } @empty { <p class="card">There are no mails yet.</p> }
      } @else { <mw-skeleton label="Loading mails" /> }
    </div>
  `,
  styles: `pre { white-space: pre-wrap; overflow-wrap: anywhere; }`,
})
export class OutboxPage {
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly mails = resource({ loader: async () => (await this.graphql.ask(OutboxDocument, {})).outbox });
}
