import { Component, computed, inject, resource } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { WorkerProcessesDocument, type WorkerProcessesQuery } from '../../core/operations';

type Worker = WorkerProcessesQuery['workerProcesses'][number];

const MEANINGS: Record<Worker['state'], string> = {
  RUNNING: 'It says so every few seconds',
  SILENT: 'It was killed, or its machine is away; it takes no tasks',
  ENDED: 'It ended in good order',
  STRAY: 'It takes tasks and does none of them: end this process',
};

/** Processes that ask for tasks; those that are no running worker stand first, and are named in words. */
@Component({
  imports: [DataTable, Cell, Skeleton, Trouble],
  template: `
    <div class="page">
      <h1>Workers</h1>
      <p class="muted">Processes that take the tasks of generations, as they say themselves, in the last day.</p>
      @if (strays().length > 0) {
        <p role="alert">{{ strays().length === 1 ? 'One process takes' : strays().length + ' processes take' }} tasks without being a running worker. Generations wait for each of these tasks until its time is over: end {{ strays().length === 1 ? 'it' : 'them' }}.</p>
      }
      @if (workers.error(); as error) { <mw-trouble what="The workers could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="workers.reload()" /> }
      @else if (workers.value(); as list) {
        <section class="card">
          <mw-table [rows]="list" [columns]="columns" label="workers" [id]="idOf" empty="No worker has been here yet.">
            <ng-template mwCell="identity" let-worker><span class="mono">{{ worker.identity }}</span></ng-template>
            <ng-template mwCell="since" let-worker>{{ worker.startedAt ? exact(worker.startedAt) : 'unknown' }}</ng-template>
            <ng-template mwCell="seen" let-worker>{{ exact(worker.seenAt) }}</ng-template>
          </mw-table>
        </section>
      } @else { <mw-skeleton label="Loading workers" /> }
    </div>
  `,
})
export class WorkersPage {
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly idOf = (worker: Worker): string => worker.identity;
  protected readonly columns: readonly Column<Worker>[] = [
    { key: 'identity', title: 'Process', value: (worker) => worker.identity },
    { key: 'state', title: 'State', value: (worker) => worker.state.toLowerCase() },
    { key: 'meaning', title: 'What that means', value: (worker) => MEANINGS[worker.state] },
    { key: 'queues', title: 'Queues', value: (worker) => worker.queues.join(', ') },
    { key: 'since', title: 'Since', value: (worker) => worker.startedAt ?? '' },
    { key: 'seen', title: 'Last seen', value: (worker) => worker.seenAt },
  ];
  protected readonly workers = resource({ loader: async () => (await this.graphql.ask(WorkerProcessesDocument, {})).workerProcesses });
  protected readonly strays = computed(() =>
    this.workers.hasValue() ? this.workers.value().filter(({ state }) => state === 'STRAY') : [],
  );
}
