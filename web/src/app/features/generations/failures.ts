import { Component, computed, inject, output, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Trouble } from '@millwright/ui';
import { ActivityFeed } from '../../core/activity';
import { Attempt } from '../../core/attempt';
import { Clock } from '../../core/clock';
import { ago } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { FailuresDocument, RetryFailuresDocument, type FailuresQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { causeOf } from '../generation/causes';

/** Failures that nobody has run again, by cause; all of one cause are tried again at once. */
@Component({
  selector: 'app-failures',
  imports: [MatButton, Trouble],
  providers: [Attempt],
  template: `
    @if (causes().length > 0) {
      <section class="card" aria-labelledby="failures">
        <h2 id="failures">Failures by cause</h2>
        <ul>
          @for (cause of causes(); track cause.code + cause.engine) {
            <li class="row between">
              <span><strong>{{ cause.count }}</strong> × {{ causeOf(cause.code) }} <span class="muted">with {{ cause.engine }}, last {{ ago(cause.lastAt, clock.now()) }} <span class="mono code">{{ cause.code }}</span></span></span>
              @if (session.canWrite()) { <button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" (click)="retry(cause)">Run {{ cause.count === 1 ? 'it' : 'all ' + cause.count }} again</button> }
            </li>
          }
        </ul>
        @if (attempt.trouble(); as error) { <mw-trouble what="They were not run again" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      </section>
    }
  `,
  styles: `h2 { margin: 0 0 8px; } ul { list-style: none; margin: 0; padding: 0; } li { padding: 6px 0; } .code { font-size: 0.8rem; }`,
})
export class Failures {
  readonly retried = output();
  private readonly graphql = inject(Graphql);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly clock = inject(Clock);
  protected readonly ago = ago;
  protected readonly causeOf = causeOf;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  private readonly organizationId = computed(() => this.session.organization()?.organizationId ?? null);
  protected readonly list = resource({
    params: () => ({ organizationId: this.organizationId() }),
    loader: async ({ params }) => (await this.graphql.ask(FailuresDocument, params)).failures,
  });
  protected readonly causes = computed(() => (this.list.hasValue() ? this.list.value() : []));

  constructor() {
    inject(ActivityFeed).whenOpenChanges(() => void this.refresh());
  }

  private async refresh(): Promise<void> {
    const answer = await this.graphql.ask(FailuresDocument, { organizationId: this.organizationId() }).catch(() => undefined);
    if (answer) this.list.set(answer.failures);
  }

  protected async retry({ code, engine }: FailuresQuery['failures'][number]): Promise<void> {
    await this.attempt.run(async () => {
      const { retryFailures } = await this.graphql.ask(RetryFailuresDocument, {
        input: { organizationId: this.organizationId(), code, engine },
      });
      await this.refresh();
      this.retried.emit();
      const { generations, left } = retryFailures;
      return `${generations.length} started${left ? `; ${left} wait until fewer generations are open` : ''}`;
    });
  }
}
