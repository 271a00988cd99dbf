import { Component, computed, effect, inject, resource, untracked } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { ActivityFeed } from '../../core/activity';
import { Clock } from '../../core/clock';
import { ago, exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ApprovalsDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { WHO_DECIDES, waitingDecisions, type WaitingDecision } from './waiting-decisions';

/** All that waits for a person's decision: gates, and ceilings that are reached. */
@Component({
  imports: [RouterLink, MatTooltip, DataTable, Cell, Trouble, Skeleton],
  template: `
    <div class="page">
      <h1>Approvals</h1>
      @if (page.error(); as error) { <mw-trouble what="What waits could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="page.reload()" /> }
      @else if (page.hasValue()) {
        <section class="card">
          <mw-table [rows]="rows()" [columns]="columns" label="decisions" one="decision" [id]="idOf" empty="Nothing waits for a decision. Gates are chosen when a generation is started, under “Approve after …”.">
            <ng-template mwCell="what" let-row><a [routerLink]="['/projects', row.project.id]" [queryParams]="{ generation: row.generation, tab: 'stages', stage: row.stage }">{{ row.what }}</a></ng-template>
            <ng-template mwCell="project" let-row>{{ row.project.name }} <span class="muted">{{ row.numbered }}</span></ng-template>
            <ng-template mwCell="rule" let-row>{{ who }} <span class="muted rule">{{ row.rule }}</span></ng-template>
            <ng-template mwCell="cost" let-row>{{ row.cost }}</ng-template>
            <ng-template mwCell="since" let-row><time [attr.datetime]="row.since" [matTooltip]="exact(row.since)">{{ ago(row.since, clock.now()) }}</time></ng-template>
          </mw-table>
        </section>
      } @else { <mw-skeleton label="Loading what waits" [lines]="[100, 100, 60]" /> }
    </div>
  `,
  styles: `.rule { display: block; }`,
})
export class ApprovalsPage {
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly activity = inject(ActivityFeed).activity;
  protected readonly clock = inject(Clock);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly ago = ago;
  protected readonly exact = exact;
  protected readonly who = `${WHO_DECIDES[0]!.toUpperCase()}${WHO_DECIDES.slice(1)}`;
  protected readonly idOf = (row: WaitingDecision): string => row.id;
  protected readonly columns: readonly Column<WaitingDecision>[] = [
    { key: 'what', title: 'What waits', value: (row) => row.what, width: '24%' },
    { key: 'project', title: 'Project', value: (row) => `${row.project.name} ${row.numbered}`, width: '24%' },
    { key: 'rule', title: 'Waits for', value: (row) => `${WHO_DECIDES}: ${row.rule}`, width: '26%' },
    { key: 'by', title: 'Started by', value: (row) => row.by },
    { key: 'since', title: 'Since', value: (row) => row.since },
    { key: 'cost', title: 'Cost so far', value: (row) => row.costUsd, align: 'end' },
  ];
  protected readonly page = resource({
    params: () => ({ organizationId: this.session.organization()?.organizationId ?? null }),
    loader: async ({ params }) => (await this.graphql.ask(ApprovalsDocument, params)).generations,
  });
  protected readonly rows = computed(() => waitingDecisions((this.page.hasValue() ? this.page.value().edges : []).map(({ node }) => node)));

  constructor() {
    let before: string | undefined;
    effect(() => {
      const now = this.activity()
        ?.open.map((generation) => `${generation.id} ${generation.status} ${generation.currentStage}`)
        .join();
      if (before !== undefined && now !== before) untracked(() => void this.refresh());
      before = now ?? before;
    });
  }

  private async refresh(): Promise<void> {
    const answer = await this.graphql
      .ask(ApprovalsDocument, { organizationId: this.session.organization()?.organizationId ?? null })
      .catch(() => undefined);
    if (answer) this.page.set(answer.generations);
  }
}
