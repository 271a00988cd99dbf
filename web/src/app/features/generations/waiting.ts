import { Component, inject, linkedSignal, resource } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { duration, stageDescriptor } from '@millwright/domain';
import { ActivityFeed } from '../../core/activity';
import { Clock } from '../../core/clock';
import { ago, exact, numbered } from '../../core/format';
import { Graphql } from '../../core/graphql';
import { WaitingDocument, type WaitingQuery } from '../../core/operations';
import { Session } from '../../core/session';

type Waits = WaitingQuery['waiting'][number];
type Wait = Waits['waits'][number];

const LOOK_AGAIN_MS = 5_000;
const SHOWN = 5;
const REASONS: Record<Wait['reason'], string> = {
  START: 'Temporal, which is to begin with it',
  PAUSED: 'somebody who resumes it',
  APPROVAL: 'an approval',
  CONFLICT: 'a decision on edits by hand',
  CEILING: 'a higher ceiling',
  RETRY: 'its next attempt',
  ORGANIZATION_LIMIT: 'this organization’s limit of calls a minute',
  ENGINE_LIMIT: 'the limit of calls a minute that all share',
  PROVIDER_LIMIT: 'the provider, which limits requests',
  WORKER: 'a worker that has room; organizations take turns',
};

/** What of an organization's open generations waits, and for what. */
@Component({
  selector: 'app-waiting',
  imports: [RouterLink, MatTooltip],
  template: `
    @if (all().length > 0) {
      <section class="card" aria-labelledby="waiting">
        <h2 id="waiting">What waits, and for what</h2>
        <ul>
          @for (one of all(); track one.generation.id) {
            <li>
              <a [routerLink]="['/projects', one.generation.project.id]" [queryParams]="{ generation: one.generation.id, tab: 'stages' }">{{ one.generation.project.name }}</a> <span class="muted">{{ numbered(one.generation) }}</span>
              <ul>
                @for (wait of one.waits.slice(0, shown); track $index) {
                  <li>{{ what(wait) }} waits for <strong>{{ reasons[wait.reason] }}</strong> <span class="muted" [matTooltip]="exact(wait.until ?? wait.since)">{{ when(wait) }}</span></li>
                }
                @if (one.waits.length > shown) { <li class="muted">and {{ one.waits.length - shown }} more</li> }
              </ul>
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `h2 { margin: 0 0 8px; } ul { list-style: none; margin: 0; padding: 0; } ul ul { padding-left: 16px; } li { padding: 3px 0; }`,
})
export class Waiting {
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly activity = inject(ActivityFeed).activity;
  private readonly clock = inject(Clock);
  protected readonly exact = exact;
  protected readonly numbered = numbered;
  protected readonly reasons = REASONS;
  protected readonly shown = SHOWN;
  private readonly list = resource({
    params: () => {
      const open = this.activity()?.open ?? [];
      // Looked at again as long as anything is open; what is not there needs no look.
      return open.length === 0
        ? undefined
        : { organizationId: this.session.organization()?.organizationId ?? null, round: Math.floor(this.clock.now() / LOOK_AGAIN_MS) };
    },
    loader: async ({ params: { organizationId } }) => (await this.graphql.ask(WaitingDocument, { organizationId })).waiting,
  });
  /** While it is asked again, what was known stays. */
  protected readonly all = linkedSignal<Waits[] | undefined, Waits[]>({
    source: () => (this.list.hasValue() ? this.list.value() : this.list.status() === 'idle' ? [] : undefined),
    computation: (now, before) => now ?? before?.value ?? [],
  });

  protected what({ stage, item }: Wait): string {
    return item ?? (stage ? stageDescriptor(stage).title : 'It');
  }
  protected when({ since, until }: Wait): string {
    return until ? `in ${duration(Math.max(0, Date.parse(until) - this.clock.now()))}` : ago(since, this.clock.now());
  }
}
