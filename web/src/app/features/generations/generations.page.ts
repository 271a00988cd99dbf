import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatChipListbox, MatChipOption } from '@angular/material/chips';
import { MatTooltip } from '@angular/material/tooltip';
import { Router, RouterLink } from '@angular/router';
import { duration, GENERATION_STATUSES, type GenerationStatus, stageDescriptor } from '@millwright/domain';
import { Skeleton, Status, statusWord, Trouble } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { ActivityFeed } from '../../core/activity';
import { Clock } from '../../core/clock';
import { ago, exact, money, numbered } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { GenerationsDocument, type GenerationsQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { Failures } from './failures';
import { RecordUpload } from './record-upload';
import { Waiting } from './waiting';

type Row = GenerationsQuery['generations']['edges'][number]['node'];

/** All generations of an organization: what runs, what failed and why, what it took. */
@Component({
  imports: [
    RouterLink,
    MatButton,
    MatChipListbox,
    MatChipOption,
    MatTooltip,
    DataTable,
    Cell,
    Status,
    Trouble,
    Skeleton,
    Failures,
    RecordUpload,
    Waiting,
  ],
  template: `
    <div class="page">
      <div class="row between"><h1>Generations</h1> @if (session.canWrite()) { <app-record-upload /> }</div>
      <app-waiting />
      <app-failures (retried)="page.reload()" />
      <mat-chip-listbox aria-label="Status" [value]="chosen()" (change)="choose($event.value)">
        <mat-chip-option value="">All</mat-chip-option>
        @for (status of statuses; track status) { <mat-chip-option [value]="status">{{ word(status) }}</mat-chip-option> }
      </mat-chip-listbox>
      @if (page.error(); as error) { <mw-trouble what="The generations could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="page.reload()" /> }
      @else if (page.value(); as result) {
        <section class="card">
          <mw-table [rows]="rows()" [columns]="columns" label="generations" [id]="idOf" [empty]="chosen() ? 'None is ' + word(chosen()).toLowerCase() + '.' : 'Start a project, and its generations are listed here.'">
            <ng-template mwCell="project" let-row><a [routerLink]="['/projects', row.project.id]" [queryParams]="{ generation: row.id }">{{ row.project.name }}</a> <span class="muted">{{ numbered(row) }}</span></ng-template>
            <ng-template mwCell="status" let-row><mw-status [status]="row.status" /></ng-template>
            <ng-template mwCell="started" let-row><time [attr.datetime]="row.createdAt" [matTooltip]="exact(row.createdAt)">{{ ago(row.createdAt, clock.now()) }}</time></ng-template>
            <ng-template mwCell="time" let-row>{{ time(row) }}</ng-template>
            <ng-template mwCell="cost" let-row>{{ money(row.usage.costUsd) }}</ng-template>
            <ng-template mwCell="temporal" let-row>@if (row.temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">open ↗</a> }</ng-template>
          </mw-table>
          @if (result.pageInfo.hasNextPage) { <p><button matButton="outlined" type="button" (click)="more()">Show more of {{ result.totalCount }}</button></p> }
        </section>
      } @else { <mw-skeleton label="Loading generations" [lines]="[100, 100, 100, 100]" /> }
    </div>
  `,
  styles: `.page { max-width: 1500px; }`,
})
export class GenerationsPage {
  readonly status = input<string>();
  private readonly graphql = inject(Graphql);
  protected readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly feed = inject(ActivityFeed);
  private readonly activity = this.feed.activity;
  protected readonly clock = inject(Clock);
  protected readonly statuses = GENERATION_STATUSES;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly ago = ago;
  protected readonly exact = exact;
  protected readonly money = money;
  protected readonly numbered = numbered;
  protected readonly word = statusWord;
  protected readonly chosen = computed(() => GENERATION_STATUSES.find((status) => status === this.status()) ?? '');
  protected readonly idOf = (row: Row): string => row.id;
  protected readonly columns: readonly Column<Row>[] = [
    { key: 'project', title: 'Project', value: (row) => `${row.project.name} ${numbered(row)}`, width: '22%' },
    { key: 'status', title: 'Status', value: (row) => row.status },
    { key: 'stage', title: 'Stage', value: (row) => (row.currentStage ? stageDescriptor(row.currentStage).title : '') },
    { key: 'engine', title: 'Engine', value: (row) => `${row.engine} ${row.model}` },
    { key: 'started', title: 'Started', value: (row) => row.createdAt },
    {
      key: 'time',
      title: 'Time',
      value: (row) => (row.completedAt ? Date.parse(row.completedAt) - Date.parse(row.createdAt) : null),
      align: 'end',
    },
    { key: 'cost', title: 'Cost', value: (row) => row.usage.costUsd, align: 'end' },
    { key: 'failure', title: 'Why it failed', value: (row) => row.failure?.message ?? '', width: '24%' },
    { key: 'temporal', title: 'Temporal', value: (row) => row.temporalUrl },
  ];
  private readonly variables = computed(() => ({
    organizationId: this.session.organization()?.organizationId ?? null,
    status: this.chosen() ? [this.chosen() as GenerationStatus] : null,
  }));
  protected readonly page = resource({
    params: () => this.variables(),
    loader: async ({ params }) => (await this.graphql.ask(GenerationsDocument, params)).generations,
  });
  protected readonly rows = computed(() => {
    const open = new Map((this.activity()?.open ?? []).map((generation) => [generation.id, generation]));
    return (this.page.value()?.edges ?? []).map(({ node }) => {
      const now = open.get(node.id);
      return now ? { ...node, status: now.status, currentStage: now.currentStage } : node;
    });
  });

  constructor() {
    this.feed.whenOpenChanges(() => void this.refresh());
  }

  private async refresh(): Promise<void> {
    if (!this.page.hasValue() || this.page.value().edges.length > 100) return;
    const answer = await this.graphql.ask(GenerationsDocument, this.variables()).catch(() => undefined);
    if (answer) this.page.set(answer.generations);
  }
  protected time(row: Row): string {
    return duration((row.completedAt ? Date.parse(row.completedAt) : this.clock.now()) - Date.parse(row.createdAt));
  }
  protected choose(status: string | undefined): void {
    void this.router.navigate([], { queryParams: { status: status || null } });
  }
  protected async more(): Promise<void> {
    const before = this.page.value();
    if (!before) return;
    const { generations } = await this.graphql.ask(GenerationsDocument, { ...this.variables(), after: before.pageInfo.endCursor });
    this.page.set({ ...generations, edges: [...before.edges, ...generations.edges] });
  }
}
