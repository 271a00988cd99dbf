import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import { Graphql } from './graphql';
import { ActivityChangedDocument, type ActivityChangedSubscription } from './operations';
import { Session } from './session';

export type Activity = ActivityChangedSubscription['activityChanged'];

/** What goes on in the organization that one works in, always up to date: one subscription for the whole console. */
@Injectable({ providedIn: 'root' })
export class ActivityFeed {
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  /** undefined until the first answer. */
  readonly activity = signal<Activity | undefined>(undefined);

  constructor() {
    effect((onCleanup) => {
      const organizationId = this.session.organization()?.organizationId;
      this.activity.set(undefined);
      if (!organizationId) return;
      onCleanup(
        this.graphql.follow(ActivityChangedDocument, () => ({ organizationId }), {
          next: ({ activityChanged }) => this.activity.set(activityChanged),
        }),
      );
    });
  }

  /** Runs when a generation has begun or ended, for as long as the caller lives; not for what there is at first. */
  whenOpenChanges(run: () => void): void {
    let before: string | undefined;
    effect(() => {
      const now = this.activity()
        ?.open.map((generation) => generation.id)
        .join();
      if (before !== undefined && now !== undefined && now !== before) untracked(run);
      before = now ?? before;
    });
  }
}
