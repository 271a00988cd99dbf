import { Component, computed, effect, inject, resource, signal, untracked } from '@angular/core';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { ActivityFeed } from '../../core/activity';
import { Clock } from '../../core/clock';
import { ago, exact, money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ApprovalsDocument, WhoStartedDocument, type ApprovalsQuery } from '../../core/operations';
import { Session } from '../../core/session';

type Page = ApprovalsQuery['generations'];

interface Waiting {
  id: string;
  generation: string;
  project: { id: string; name: string };
  /** The stage that waits; null: the ceiling. */
  stage: string | null;
  what: string;
  since: string;
  /** Who started the generation. */
  by: string;
  costUsd: number;
  /** What it has cost so far, of what it may. */
  cost: string;
}

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
            <ng-template mwCell="cost" let-row>{{ row.cost }}</ng-template>
            <ng-template mwCell="since" let-row><time [attr.datetime]="row.since" [matTooltip]="exact(row.since)">{{ ago(row.since, clock.now()) }}</time></ng-template>
          </mw-table>
        </section>
      } @else { <mw-skeleton label="Loading what waits" [lines]="[100, 100, 60]" /> }
    </div>
  `,
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
  protected readonly idOf = (row: Waiting): string => row.id;
  protected readonly columns: readonly Column<Waiting>[] = [
    { key: 'what', title: 'What waits', value: (row) => row.what, width: '30%' },
    { key: 'project', title: 'Project', value: (row) => row.project.name, width: '30%' },
    { key: 'by', title: 'Started by', value: (row) => row.by },
    { key: 'since', title: 'Since', value: (row) => row.since },
    { key: 'cost', title: 'Cost so far', value: (row) => row.costUsd, align: 'end' },
  ];
  protected readonly page = resource({
    params: () => ({ organizationId: this.session.organization()?.organizationId ?? null }),
    loader: async ({ params }) => (await this.graphql.ask(ApprovalsDocument, params)).generations,
  });
  /** Who started what waits, by generation: it never changes, so each is asked for once. */
  private readonly starters = signal<ReadonlyMap<string, string>>(new Map());
  protected readonly rows = computed(() =>
    (this.page.hasValue() ? this.page.value().edges : []).flatMap(({ node }): Waiting[] => {
      const waiting = node.stages.filter((stage) => stage.status === 'AWAITING_INPUT');
      const row = (stage: string | null, what: string, since: string): Waiting => ({
        id: `${node.id} ${stage}`,
        generation: node.id,
        project: node.project,
        stage,
        what,
        since,
        by: this.starters().get(node.id) ?? '',
        costUsd: node.usage.costUsd,
        cost: node.isPriced ? `${money(node.usage.costUsd)}${node.budgetUsd === null ? '' : ` of ${money(node.budgetUsd)}`}` : 'not known',
      });
      if (waiting.length === 0) return [row(null, `The ceiling of ${money(node.budgetUsd ?? 0)} is reached`, node.createdAt)];
      return waiting.map(({ name, title, round, finishedAt }) =>
        row(name, `${title}${round > 1 ? `, round ${round}` : ''}`, finishedAt ?? node.createdAt),
      );
    }),
  );

  constructor() {
    let before: string | undefined;
    effect(() => {
      const now = this.activity()
        ?.open.map((generation) => `${generation.id} ${generation.status} ${generation.currentStage}`)
        .join();
      if (before !== undefined && now !== before) untracked(() => void this.refresh());
      before = now ?? before;
    });
    effect(() => {
      const page = this.page.hasValue() ? this.page.value() : undefined;
      if (page) untracked(() => void this.askWho(page));
    });
  }

  private async askWho({ edges }: Page): Promise<void> {
    const unknown = edges.map(({ node }) => node.id).filter((id) => !this.starters().has(id));
    const found = await Promise.all(
      unknown.map(async (id): Promise<[string, string][]> => {
        const answer = await this.graphql.ask(WhoStartedDocument, { id }).catch(() => undefined);
        const { actor } = (answer?.generationEvents.edges[0]?.node.data ?? {}) as { actor?: { name?: string } };
        return actor?.name ? [[id, actor.name]] : [];
      }),
    );
    this.starters.update((known) => new Map([...known, ...found.flat()]));
  }

  private async refresh(): Promise<void> {
    const answer = await this.graphql
      .ask(ApprovalsDocument, { organizationId: this.session.organization()?.organizationId ?? null })
      .catch(() => undefined);
    if (answer) this.page.set(answer.generations);
  }
}
