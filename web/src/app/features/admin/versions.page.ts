import { Component, inject, resource } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { WorkflowVersionsDocument, type WorkflowVersionsQuery } from '../../core/operations';

type Version = WorkflowVersionsQuery['workflowVersions'][number];

const MEANINGS: Record<Version['status'], string> = {
  CURRENT: 'New generations begin on it',
  RAMPING: 'Some new generations begin on it',
  DRAINING: 'Generations that began on it go on',
  DRAINED: 'Nothing runs on it any more: its workers can go',
  INACTIVE: 'Nothing was ever begun on it',
};

/** Versions of the workflow code, and what still runs on each. */
@Component({
  imports: [DataTable, Cell, Skeleton, Trouble],
  template: `
    <div class="page">
      <h1>Versions</h1>
      <p class="muted">A generation ends on the workflow code that it began on, however long it waits. New ones begin on the current one.</p>
      @if (versions.error(); as error) { <mw-trouble what="The versions could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="versions.reload()" /> }
      @else if (versions.value(); as list) {
        <section class="card">
          <mw-table [rows]="list" [columns]="columns" label="versions" [id]="idOf" empty="No workflow worker has been here yet.">
            <ng-template mwCell="build" let-version><span class="mono">{{ version.buildId }}</span></ng-template>
            <ng-template mwCell="since" let-version>{{ exact(version.firstSeenAt) }}</ng-template>
          </mw-table>
        </section>
      } @else { <mw-skeleton label="Loading versions" /> }
    </div>
  `,
})
export class VersionsPage {
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly idOf = (version: Version): string => version.buildId;
  protected readonly columns: readonly Column<Version>[] = [
    { key: 'build', title: 'Code', value: (version) => version.buildId },
    { key: 'status', title: 'Status', value: (version) => version.status.toLowerCase() },
    { key: 'meaning', title: 'What that means', value: (version) => MEANINGS[version.status] },
    { key: 'open', title: 'Open workflows', value: (version) => version.open, align: 'end' },
    { key: 'since', title: 'First seen', value: (version) => version.firstSeenAt },
  ];
  protected readonly versions = resource({ loader: async () => (await this.graphql.ask(WorkflowVersionsDocument, {})).workflowVersions });
}
