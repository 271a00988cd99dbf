import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { Bars } from '@millwright/ui/table';
import { money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { UsageChoicesDocument, UsageDocument, UsageProjectDocument, type UsageQuery, type UsageQueryVariables } from '../../core/operations';
import { Session } from '../../core/session';
import { monthName, monthShort, periods } from './period';
import { usageCsv } from './usage-csv';
import { UsageTable, type UsageLine } from './usage-table';

type Usage = UsageQuery['usage'];

/** What an organization has used: by month, project, member and model. The address holds what is asked. */
@Component({
  imports: [RouterLink, MatButton, MatFormField, MatLabel, MatInput, Skeleton, Trouble, Bars, UsageTable],
  template: `
    <div class="page">
      <div class="row between"><h1>Usage</h1> @if (usage.hasValue()) { <button matButton="outlined" type="button" [disabled]="isLoading()" (click)="download()">Download as CSV</button> }</div>
      <div class="filters">
        <mat-form-field><mat-label>Period (UTC)</mat-label>
          <select matNativeControl id="period" (change)="choosePeriod($any($event.target).value)">
            @for (one of periods().choices; track one.title) { <option [value]="one.from + '/' + one.to" [selected]="one.from === period().from && one.to === period().to">{{ one.title }}</option> }
          </select>
        </mat-form-field>
        <mat-form-field><mat-label>Started by</mat-label>
          <select matNativeControl id="member" (change)="ask({ member: $any($event.target).value || null })">
            <option value="">Everybody</option>
            @for (one of members(); track one.userId) { <option [value]="one.userId" [selected]="one.userId === member()">{{ nameOf(one) }}</option> }
          </select>
        </mat-form-field>
        <mat-form-field><mat-label>Engine and model</mat-label>
          <select matNativeControl id="model" (change)="chooseModel($any($event.target).value)">
            <option value="">All</option>
            @for (one of models(); track one.engine + '/' + one.model) { <option [value]="one.engine + '/' + one.model" [selected]="one.engine === engine() && one.model === model()">{{ one.engine }}, {{ one.model }}</option> }
          </select>
        </mat-form-field>
      </div>
      @if (project(); as id) {
        <p class="row only">Only the project <a [routerLink]="['/projects', id]">{{ projectName.value() ?? id }}</a> <button matButton type="button" (click)="ask({ project: null })">All projects</button></p>
      }
      @if (usage.error(); as error) { <mw-trouble what="The usage could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="usage.reload()" /> }
      @else if (shown(); as used) {
        <section class="card" aria-labelledby="sum">
          <h2 id="sum" class="hidden">In all</h2>
          <dl>
            <div><dt>Cost</dt><dd class="big" id="total">{{ money(used.total.costUsd) }}</dd></div>
            <div><dt>Calls to engines</dt><dd>{{ count(used.total.requests) }}</dd></div>
            <div><dt>Tokens read</dt><dd>{{ count(used.total.inputTokens) }}</dd></div>
            <div><dt>Tokens written</dt><dd>{{ count(used.total.outputTokens) }}</dd></div>
            <div><dt>Answers had before</dt><dd>{{ count(used.total.cachedRequests) }}</dd></div>
          </dl>
          @if (used.replays.requests > 0) { <p class="muted last">Replays would have cost {{ money(used.replays.costUsd) }}. Nothing of it was bought, and no sum here holds it.</p> }
        </section>
        <section class="card" aria-labelledby="months">
          <h2 id="months">By month</h2>
          <div class="beside" [class.single]="used.months.length === 1">
            @if (used.months.length > 1) { <mw-bars [bars]="bars()" [format]="money" [label]="'Cost by month: ' + money(used.total.costUsd) + ' in all. The table beside it has each month.'" /> }
            <app-usage-table what="Month" label="Usage by month" [lines]="newest()" />
          </div>
        </section>
        <section class="card" aria-labelledby="projects">
          <h2 id="projects">By project</h2>
          <app-usage-table what="Project" label="Usage by project" [lines]="lines().project" />
          @if (used.projects.pageInfo.hasNextPage) { <p class="last"><button matButton="outlined" type="button" [disabled]="isLoading()" (click)="more()">Show more</button></p> }
        </section>
        <div class="two">
          <section class="card" aria-labelledby="members"><h2 id="members">By member</h2><app-usage-table what="Member" label="Usage by member" [lines]="lines().member" /></section>
          <section class="card" aria-labelledby="models"><h2 id="models">By engine and model</h2><app-usage-table what="Model" label="Usage by engine and model" [lines]="lines().model" /></section>
        </div>
        <p class="muted last">Sums are those of the ledgers, retries and cancelled generations among them; what a fork took over was bought once and counts once. An engine that costs nothing, and a model whose price nobody here knows, add calls and tokens and no money.</p>
        @if (trouble(); as error) { <mw-trouble what="The rest could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      } @else { <mw-skeleton label="Adding up the usage" [lines]="[30, 100, 100, 100]" /> }
    </div>
  `,
  styles: `
    .filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr)); gap: 12px; }
    .only, .last { margin: 0; } section .last { margin-top: 12px; }
    dl { display: flex; flex-wrap: wrap; gap: 16px 40px; margin: 0; align-items: end; } dt { color: var(--muted); font-size: 0.87rem; }
    dd { margin: 0; font-size: 1.1rem; font-variant-numeric: tabular-nums; } .big { font-size: 1.9rem; font-weight: 600; line-height: 1.2; }
    .beside { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr); gap: 24px; align-items: start; } .single { grid-template-columns: minmax(0, 1fr); }
    .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 20px; align-items: start; } section { min-width: 0; }
    @media (max-width: 1100px) { .beside { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class UsagePage {
  readonly from = input<string>();
  readonly to = input<string>();
  readonly project = input<string>();
  readonly member = input<string>();
  readonly engine = input<string>();
  readonly model = input<string>();
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly money = money;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly isLoading = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly periods = computed(() => periods(new Date(), this.from(), this.to()));
  protected readonly period = computed(() => this.periods().period, { equal: (a, b) => a.from === b.from && a.to === b.to });
  private readonly scope = computed(() => ({ organizationId: this.session.organization()?.organizationId ?? null, ...this.period() }));

  protected readonly usage = resource({
    params: (): UsageQueryVariables => ({
      ...this.scope(),
      projectId: this.project() ?? null,
      memberId: this.member() ?? null,
      engine: this.engine() ?? null,
      model: this.model() ?? null,
    }),
    loader: async ({ params }) => (await this.graphql.ask(UsageDocument, params)).usage,
  });
  /** What stands stays until what is asked now has come. */
  protected readonly shown = linkedSignal<Usage | undefined, Usage | undefined>({
    source: () => (this.usage.hasValue() ? this.usage.value() : undefined),
    computation: (now, before) => now ?? before?.value,
  });
  private readonly choices = resource({
    params: () => this.scope(),
    loader: async ({ params }) => (await this.graphql.ask(UsageChoicesDocument, params)).usage,
  });
  protected readonly projectName = resource({
    params: () => this.project(),
    loader: async ({ params }) => (await this.graphql.ask(UsageProjectDocument, { id: params }).catch(() => undefined))?.project?.name,
  });
  protected readonly members = computed(() => (this.choices.hasValue() ? this.choices.value().members : []));
  protected readonly models = computed(() => (this.choices.hasValue() ? this.choices.value().models : []));
  protected readonly lines = computed(() => linesOf(this.shown()));
  /** Newest first, back to the first one in which anything was used. */
  protected readonly newest = computed(() => {
    const months = this.lines().month;
    const first = months.findIndex(({ used }) => used.requests + used.cachedRequests > 0);
    return (first < 0 ? months.slice(-1) : months.slice(first)).reverse();
  });
  protected readonly bars = computed(() =>
    (this.shown()?.months ?? []).map(({ month, used }, i) => ({
      id: month,
      label: monthShort(month),
      ...(i === 0 || month.endsWith('-01') ? { under: month.slice(0, 4) } : {}),
      value: used.costUsd,
      text: `${monthName(month)}: ${money(used.costUsd)}`,
    })),
  );
  protected readonly nameOf = nameOf;

  protected count(value: number): string {
    return value.toLocaleString('en');
  }

  protected ask(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
  protected choosePeriod(value: string): void {
    const [from, to] = value.split('/') as [string, string];
    this.ask({ from, to });
  }
  protected chooseModel(value: string): void {
    const at = value.indexOf('/');
    this.ask(value ? { engine: value.slice(0, at), model: value.slice(at + 1) } : { engine: null, model: null });
  }

  protected async more(): Promise<void> {
    await this.guarded(async () => {
      const before = this.usage.value();
      if (before) this.usage.set(await this.withNext(before));
    });
  }

  /** All that is asked about, with the projects that are not shown yet. */
  protected async download(): Promise<void> {
    await this.guarded(async () => {
      let all = this.usage.value();
      if (!all) return;
      while (all.projects.pageInfo.hasNextPage) all = await this.withNext(all);
      const lines = linesOf(all);
      const text = usageCsv([
        { by: 'Month', lines: lines.month },
        { by: 'Project', lines: lines.project },
        { by: 'Member', lines: lines.member },
        { by: 'Model', lines: lines.model },
      ]);
      const link = document.createElement('a');
      // Spreadsheets take a text for UTF-8 where it says so.
      link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
      link.download = `usage-${this.period().from}-${this.period().to}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href));
    });
  }

  private async withNext(before: Usage): Promise<Usage> {
    const { projects } = (
      await this.graphql.ask(UsageDocument, {
        ...this.scope(),
        projectId: this.project() ?? null,
        memberId: this.member() ?? null,
        engine: this.engine() ?? null,
        model: this.model() ?? null,
        after: before.projects.pageInfo.endCursor,
      })
    ).usage;
    return { ...before, projects: { ...projects, edges: [...before.projects.edges, ...projects.edges] } };
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    this.isLoading.set(true);
    this.trouble.set(undefined);
    try {
      await work();
    } catch (error) {
      this.trouble.set(error);
    } finally {
      this.isLoading.set(false);
    }
  }
}

const nameOf = ({ name }: { name: string | null }): string => name ?? 'A deleted account';

function linesOf(usage: Usage | undefined): Record<'month' | 'project' | 'member' | 'model', UsageLine[]> {
  return {
    month: (usage?.months ?? []).map(({ month, used }) => ({
      id: month,
      name: monthName(month),
      used,
      query: { from: month, to: month },
    })),
    project: [
      ...(usage?.projects.edges ?? []).map(({ node: { project, used } }) => ({
        id: project.id,
        name: project.name,
        used,
        query: { project: project.id },
      })),
      ...(usage && usage.deletedProjects.requests > 0 && !usage.projects.pageInfo.hasNextPage
        ? [{ id: 'deleted', name: 'Deleted projects', used: usage.deletedProjects }]
        : []),
    ],
    member: (usage?.members ?? []).map((one) => ({
      id: one.userId,
      name: nameOf(one),
      ...(one.name !== null && !one.isMember ? { note: 'has left' } : {}),
      used: one.used,
      query: { member: one.userId },
    })),
    model: (usage?.models ?? []).map(({ engine, model, used }) => ({
      id: `${engine}/${model}`,
      name: model,
      note: engine,
      used,
      query: { engine, model },
    })),
  };
}
