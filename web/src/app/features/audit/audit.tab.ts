import { Component, DestroyRef, PendingTasks, computed, effect, inject, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Skeleton, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { AuditLogDocument, FollowAuditLogDocument, type AuditEventFragment } from '../../core/operations';
import { Session } from '../../core/session';

/** What was changed in the organization and by whom, newest first; new entries wait above the list until they are asked for. */
@Component({
  selector: 'app-audit-tab',
  imports: [MatButton, Skeleton, Trouble, DataTable, Cell],
  template: `
    @if (!session.canManage()) {
      <section class="card"><h2>Audit log</h2><p class="muted">An owner or admin can read what was changed in this organization; ask one of them for it, or for the role.</p></section>
    } @else {
      <section class="card">
        <div class="row between"><h2>Audit log</h2><span class="row"><a matButton="outlined" [href]="'/organizations/' + id() + '/ledger'" download>Download the ledger</a> <a matButton="outlined" href="/.well-known/millwright-keys.json" download="millwright-keys.json">Public keys</a></span></div>
        <p class="muted">Members, keys, settings, approvals and edits by hand, each with who did it. Every entry holds the hash of the one before it, and the file ends with a signature: <code>npm run verify -- --ledger FILE --key FILE</code> finds any change.</p>
        @if (trouble(); as error) { <mw-trouble what="The audit log could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="begin()" /> }
        @if (waiting().length > 0) { <button matButton="outlined" type="button" class="new" (click)="show()">Show {{ waiting().length }} new</button> }
        @if (events(); as list) {
          <mw-table [rows]="list" [columns]="columns" label="entries" one="entry" [id]="idOf" empty="Nothing was changed yet.">
            <ng-template mwCell="at" let-event><time [attr.datetime]="event.at">{{ exact(event.at) }}</time></ng-template>
          </mw-table>
          @if (more()) { <button matButton type="button" class="more" [disabled]="isLoading()" (click)="older()">Show older entries</button> }
        } @else if (!trouble()) { <mw-skeleton label="Loading the audit log" /> }
      </section>
    }
  `,
  styles: `:host { display: block; } h2 { margin: 0; } .new, .more { margin: 8px 0; }`,
})
export class AuditTab {
  protected readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly id = computed(() => this.session.organization()?.organizationId);
  protected readonly events = signal<AuditEventFragment[] | undefined>(undefined);
  /** Those that came since; they do not move what is read. */
  protected readonly waiting = signal<AuditEventFragment[]>([]);
  protected readonly more = signal<string | null>(null);
  protected readonly isLoading = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly idOf = (event: AuditEventFragment): string => event.cursor;
  protected readonly columns: readonly Column<AuditEventFragment>[] = [
    { key: 'at', title: 'When', value: (event) => event.at, width: '170px' },
    { key: 'message', title: 'What', value: (event) => event.message, width: 'auto' },
    { key: 'actor', title: 'Who', value: (event) => event.actor, width: '140px' },
  ];
  private readonly pending = inject(PendingTasks);
  private stop: (() => void) | undefined;

  constructor() {
    effect(() => {
      if (this.id() && this.session.canManage()) untracked(() => void this.begin());
    });
    inject(DestroyRef).onDestroy(() => this.stop?.());
  }

  protected async begin(): Promise<void> {
    this.stop?.();
    const id = this.id();
    this.events.set(undefined);
    this.waiting.set([]);
    const isShown = await this.page(null, (page) => {
      // Another organization was chosen meanwhile: its own page is on its way.
      if (this.id() === id) this.events.set(page);
      return this.id() === id;
    });
    if (!isShown) return;
    this.stop = this.graphql.follow(FollowAuditLogDocument, () => ({ organizationId: id ?? null, after: this.newest() }), {
      next: ({ organizationEvents: event }) => {
        if (Number(event.cursor) > Number(this.newest())) this.waiting.update((all) => [event, ...all]);
      },
    });
  }

  protected show(): void {
    this.events.update((all) => [...this.waiting(), ...(all ?? [])]);
    this.waiting.set([]);
  }

  protected async older(): Promise<void> {
    await this.page(this.more(), (page) => {
      this.events.update((all) => [...(all ?? []), ...page]);
      return true;
    });
  }

  private newest(): string {
    return this.waiting()[0]?.cursor ?? this.events()?.[0]?.cursor ?? '0';
  }

  /** @returns whether there was a page, and it was shown. */
  private async page(after: string | null, show: (page: AuditEventFragment[]) => boolean): Promise<boolean> {
    const done = this.pending.add();
    this.isLoading.set(true);
    this.trouble.set(undefined);
    try {
      const { organizationEvents: page } = await this.graphql.ask(AuditLogDocument, { organizationId: this.id() ?? null, after });
      const isShown = show(page.edges.map(({ node }) => node));
      if (isShown) this.more.set(page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null);
      return isShown;
    } catch (error) {
      this.trouble.set(error);
      return false;
    } finally {
      this.isLoading.set(false);
      done();
    }
  }
}
