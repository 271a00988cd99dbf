import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Skeleton, Status, Trouble } from '@millwright/ui';
import { ActivityFeed } from '../../core/activity';
import { Clock } from '../../core/clock';
import { ago, exact, money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ProjectsDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { Describe } from '../home/describe';
import { PutAway } from './put-away';

type Shown = 'ACTIVE' | 'ARCHIVED' | 'DELETED';
interface Asked {
  organizationId: string | null;
  state: Shown;
  search: string | null;
}

// A field and a bar of its own: Material's would be a tenth of what a first visit fetches.
@Component({
  imports: [RouterLink, Describe, PutAway, Status, Trouble, Skeleton, MatButton],
  template: `
    <div class="page">
      <div class="row between"><h1>Projects</h1>@if (session.canWrite()) { <a matButton="filled" routerLink="/projects/new">New project</a> }</div>
      @if (page.error(); as error) { <mw-trouble what="The projects could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="page.reload()" /> }
      @else if (page.value(); as result) {
        @if (result.archived + result.deleted > 0 || !isActive()) {
          <nav class="row which" aria-label="Which projects">
            @for (one of which(); track one.title) { <a [routerLink]="[]" [queryParams]="{ state: one.state }" queryParamsHandling="merge" [attr.aria-current]="one.is === shown() ? 'page' : null">{{ one.title }}@if (one.count !== null) { <span class="muted"> {{ one.count }}</span> }</a> }
          </nav>
        }
        @if (result.edges.length === 0 && !search() && isActive()) {
          @if (session.canWrite()) {
            <section class="first" aria-labelledby="first">
              <h2 id="first">What do you want to build?</h2>
              <p class="muted">A project begins with a description. Millwright turns it into a plan, an architecture and a repository that you can clone.</p>
              @defer (on immediate) { <app-describe labelledBy="first" verb="Describe your first project" (described)="router.navigateByUrl('/projects/new')" /> } @placeholder { <div class="room"></div> }
            </section>
          } @else {
            <section class="card empty">
              <h2>Nothing here yet</h2>
              <p>Your role here lets you look. An owner or admin can make you an editor.</p>
            </section>
          }
        } @else {
          <form role="search" (submit)="$event.preventDefault()">
            <label for="search">Search by name or description</label><input id="search" type="search" [value]="typed()" (input)="find($any($event.target).value)" aria-keyshortcuts="/" />
          </form>
          <ul class="list">
            @for (edge of result.edges; track edge.node.id) {
              <li class="card">
                <h2><a [routerLink]="['/projects', edge.node.id]">{{ edge.node.name }}</a></h2>
                <p class="muted text">{{ edge.node.description }}</p>
                @let now = standing(edge.node.id, edge.node.latestGeneration);
                @if (now?.status === 'RUNNING') { <progress max="100" [value]="now!.progress" [attr.aria-label]="'Progress of ' + edge.node.name"></progress> }
                <div class="row between">
                  @if (now) { <span><mw-status [status]="now.status" />@if (now.status === 'RUNNING') { <span class="muted"> {{ now.progress }} %</span> }</span> }
                  @else { <span class="muted">Not started</span> }
                  <span class="muted">@if (edge.node.used.costUsd; as cost) { <span title="What all its generations have cost">{{ money(cost) }}</span> · }<time [attr.datetime]="edge.node.createdAt" [title]="exact(edge.node.createdAt)">{{ ago(edge.node.createdAt, clock.now()) }}</time></span>
                </div>
                @if (!isActive()) { @defer (on immediate) { <app-put-away [project]="edge.node" (changed)="page.reload()" /> } @placeholder { <div class="act"></div> } }
              </li>
            } @empty { <li class="muted">{{ search() ? 'Nothing matches “' + search() + '”.' : shown() === 'DELETED' ? 'Nothing is deleted.' : 'Nothing is in the archive. A project is archived on its overview; it is kept with all that belongs to it.' }}</li> }
          </ul>
          <p class="muted" role="status">{{ result.edges.length }} {{ result.totalCount === undefined ? 'shown' : 'of ' + result.totalCount }}</p>
          @if (result.pageInfo.hasNextPage) { <button matButton="outlined" type="button" (click)="more()">Show more</button> }
        }
      } @else { <mw-skeleton label="Loading projects" [lines]="[100, 100, 100]" /> }
    </div>
  `,
  styles: `
    .list { list-style: none; padding: 0; margin: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px; }
    .list li { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
    .list h2 { margin: 0; font-size: 1rem; line-height: 1.5; } .list a { overflow-wrap: anywhere; text-decoration: none; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; }
    .text { margin: 0; flex: 1; display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
    .which { gap: 4px; } .which a { padding: 6px 12px; border-radius: 6px; color: var(--text); text-decoration: none; } .which a:hover { background: var(--raised); } .which a[aria-current] { background: var(--raised); font-weight: 600; } .act { min-height: 40px; }
    .first h2 { font-size: 1.4rem; } .first p { margin: 0 0 16px; } .room { min-height: 620px; } .empty { text-align: center; padding: 48px 24px; } form { max-width: 520px; display: grid; gap: 4px; }
    label { font-size: 0.87rem; color: var(--muted); } input { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 9px 12px; }
    progress { appearance: none; width: 100%; height: 4px; border: 0; border-radius: 2px; overflow: hidden; background: var(--line); } progress::-webkit-progress-bar { background: var(--line); } progress::-webkit-progress-value { background: var(--accent); } progress::-moz-progress-bar { background: var(--accent); }
  `,
})
export class ProjectsPage {
  readonly q = input<string>();
  /** `archived`: those that were put away; `deleted`: those that are about to go. */
  readonly state = input<string>();
  protected readonly session = inject(Session);
  protected readonly clock = inject(Clock);
  private readonly graphql = inject(Graphql);
  protected readonly router = inject(Router);
  private readonly feed = inject(ActivityFeed);
  private readonly activity = this.feed.activity;
  protected readonly search = linkedSignal(() => this.q() ?? '');
  protected readonly typed = signal(new URLSearchParams(location.search).get('q') ?? '');
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly ago = ago;
  protected readonly exact = exact;
  protected readonly money = money;
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly shown = computed((): Shown =>
    this.state() === 'archived' ? 'ARCHIVED' : this.state() === 'deleted' ? 'DELETED' : 'ACTIVE',
  );
  protected readonly isActive = computed(() => this.shown() === 'ACTIVE');
  protected readonly which = computed(() => {
    const { archived, deleted } = this.page.hasValue() ? this.page.value() : { archived: 0, deleted: 0 };
    const all: { is: Shown; title: string; state: string | null; count: number | null }[] = [
      { is: 'ACTIVE', title: 'Active', state: null, count: null },
      { is: 'ARCHIVED', title: 'Archived', state: 'archived', count: archived },
      { is: 'DELETED', title: 'Deleted', state: 'deleted', count: deleted },
    ];
    return all.filter(({ is, count }) => count !== 0 || is === this.shown());
  });
  protected readonly page = resource({
    params: () => this.asked(),
    loader: async ({ params }) => await this.ask(params),
  });

  constructor() {
    // What runs is told by the feed; when one begins or ends, the list is asked for anew.
    this.feed.whenOpenChanges(() => void this.refresh());
  }

  /** Where a project's latest generation stands: the feed knows it sooner than the list does. */
  protected standing(
    projectId: string,
    latest: { id: string; status: string; progress: number } | null,
  ): { status: string; progress: number } | null {
    return (
      this.activity()?.open.find((generation) => generation.project.id === projectId && (!latest || generation.id === latest.id)) ?? latest
    );
  }

  private async refresh(): Promise<void> {
    const shown = this.page.hasValue() ? this.page.value() : undefined;
    // A list that was drawn out by hand stays as it is until it is asked for again.
    if (!shown || shown.edges.length > 30) return;
    const now = await this.ask(this.asked()).catch(() => undefined);
    if (now) this.page.set(now);
  }

  protected find(text: string): void {
    this.typed.set(text);
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => void this.router.navigate([], { queryParams: { q: text.trim() || null }, queryParamsHandling: 'merge', replaceUrl: true }),
      200,
    );
  }

  protected async more(): Promise<void> {
    const before = this.page.value();
    if (!before) return;
    const next = await this.ask(this.asked(), before.pageInfo.endCursor);
    this.page.set({ ...next, edges: [...before.edges, ...next.edges] });
  }

  private asked(): Asked {
    const organizationId = this.session.organization()?.organizationId ?? null;
    return { organizationId, state: this.shown(), search: this.search() || null };
  }

  private async ask(asked: Asked, after: string | null = null) {
    // To count what matches, all of it has to be found.
    const { projects, archived, deleted } = await this.graphql.ask(ProjectsDocument, { ...asked, after, counts: !asked.search });
    return { ...projects, archived: archived.totalCount, deleted: deleted.totalCount };
  }
}
