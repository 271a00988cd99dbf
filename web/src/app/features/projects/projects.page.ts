import { Component, DestroyRef, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Skeleton, Status, Trouble } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { ago, exact } from '../../core/format';
import { Graphql, hintOf } from '../../core/graphql';
import { Session } from '../../core/session';

interface ProjectItem {
  id: string;
  name: string;
  description: string;
  createdAt: string;
  latestGeneration: { status: string; progress: number } | null;
}
interface Page {
  edges: { node: ProjectItem }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}
const QUERY = `query ($search: String, $after: String) { projects(search: $search, first: 30, after: $after) {
  totalCount pageInfo { hasNextPage endCursor } edges { node { id name description createdAt latestGeneration { status progress } } } } }`;
const OPEN = new Set(['QUEUED', 'RUNNING', 'PAUSED', 'AWAITING_INPUT']);
const REFRESH_MS = 3_000;

@Component({
  imports: [RouterLink, Status, Trouble, Skeleton],
  template: `
    <div class="page">
      <div class="row between"><h1>Projects</h1>@if (session.canWrite()) { <a class="button primary" routerLink="/projects/new">New project</a> }</div>
      <form role="search" (submit)="$event.preventDefault()">
        <label class="hidden" for="search">Search projects</label>
        <input id="search" type="search" placeholder="Search by name or description (press /)" [value]="typed()" (input)="find($any($event.target).value)" />
      </form>
      @if (page.error(); as error) { <mw-trouble what="The projects could not be loaded" [means]="$any(error).message" [hint]="hintOf(error)" [canRetry]="true" (again)="page.reload()" /> }
      @else if (page.value(); as result) {
        @if (result.edges.length === 0 && !search()) {
          <section class="card empty">
            <h2>Nothing here yet</h2>
            <p class="muted">A project begins with a description. Millwright turns it into a plan, an architecture and a repository that you can clone.</p>
            @if (session.canWrite()) { <a class="button primary" routerLink="/projects/new">Describe your first project</a> }
            @else { <p>Your role here lets you look. An owner or admin can make you an editor.</p> }
          </section>
        } @else if (result.edges.length === 0) { <p class="muted">Nothing matches “{{ search() }}”.</p> }
        @else {
          <ul class="list">
            @for (edge of result.edges; track edge.node.id) {
              <li class="card">
                <a [routerLink]="['/projects', edge.node.id]"><strong>{{ edge.node.name }}</strong></a>
                <p class="muted text">{{ edge.node.description }}</p>
                <div class="row between">
                  @if (edge.node.latestGeneration; as g) { <span><mw-status [status]="g.status" />@if (g.status === 'RUNNING') { <span class="muted"> {{ g.progress }} %</span> }</span> }
                  @else { <span class="muted">Not started</span> }
                  <time class="muted" [attr.datetime]="edge.node.createdAt" [title]="exact(edge.node.createdAt)">{{ ago(edge.node.createdAt, clock.now()) }}</time>
                </div>
              </li>
            }
          </ul>
          <p class="muted" role="status">{{ result.edges.length }} of {{ result.totalCount }}</p>
          @if (result.pageInfo.hasNextPage) { <button type="button" (click)="more()">Show more</button> }
        }
      } @else { <mw-skeleton label="Loading projects" [lines]="[100, 100, 100]" /> }
    </div>
  `,
  styles: `
    .list { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; }
    .list li { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
    .list a { overflow-wrap: anywhere; text-decoration: none; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
    .text { margin: 0; flex: 1; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
    .empty { text-align: center; padding: 48px 24px; }
  `,
})
export class ProjectsPage {
  readonly q = input<string>();
  protected readonly session = inject(Session);
  protected readonly clock = inject(Clock);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  protected readonly search = linkedSignal(() => this.q() ?? '');
  protected readonly typed = signal(new URLSearchParams(location.search).get('q') ?? '');
  protected readonly hintOf = hintOf;
  protected readonly ago = ago;
  protected readonly exact = exact;
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly page = resource({
    params: () => ({ search: this.search() || null }),
    loader: async ({ params }) => (await this.graphql.ask<{ projects: Page }>(QUERY, params)).projects,
  });

  constructor() {
    // Lists of running work stay current; one that is all done needs no asking.
    const refresh = setInterval(() => {
      const value = this.page.hasValue() ? this.page.value() : undefined;
      if (
        !document.hidden &&
        value &&
        value.edges.length <= 30 &&
        value.edges.some(({ node }) => node.latestGeneration && OPEN.has(node.latestGeneration.status))
      )
        void this.refresh();
    }, REFRESH_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(refresh));
  }

  private async refresh(): Promise<void> {
    const { projects } = await this.graphql
      .ask<{ projects: Page }>(QUERY, { search: this.search() || null })
      .catch(() => ({ projects: undefined }));
    if (projects) this.page.set(projects);
  }

  protected find(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.router.navigate([], { queryParams: { q: text.trim() || null }, replaceUrl: true }), 200);
  }

  protected async more(): Promise<void> {
    const before = this.page.value();
    if (!before) return;
    const { projects } = await this.graphql.ask<{ projects: Page }>(QUERY, {
      search: this.search() || null,
      after: before.pageInfo.endCursor,
    });
    this.page.set({ ...projects, edges: [...before.edges, ...projects.edges] });
  }
}
