import { Component, computed, inject, input } from '@angular/core';
import { MatButtonToggle, MatButtonToggleGroup } from '@angular/material/button-toggle';
import { Router } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { hintOf, messageOf } from '../../../core/graphql';
import { GenerationStore } from '../generation.store';
import { EventFlows } from './event-flows';
import { FileDetail } from './file-detail';
import { GraphView } from './graph-view';
import { MatrixView } from './matrix-view';
import { PriorityList } from './priority-list';
import { protocolStyle } from './protocol-style';

const VIEWS = [
  { id: 'graph', title: 'Graph' },
  { id: 'list', title: 'By priority' },
  { id: 'matrix', title: 'Matrix' },
  { id: 'events', title: 'Event flows' },
];

/** The communication schema in four views of the same data. */
@Component({
  selector: 'app-schema-tab',
  imports: [MatButtonToggle, MatButtonToggleGroup, Skeleton, Trouble, GraphView, FileDetail, PriorityList, MatrixView, EventFlows],
  template: `
    @if (store.schema.error(); as error) { <mw-trouble what="The schema could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="store.schema.reload()" /> }
    @else if (store.schema.hasValue() && store.schema.value(); as schema) {
      <mat-button-toggle-group [value]="shown()" (change)="go({ view: $event.value })" aria-label="Views of the schema" hideSingleSelectionIndicator>
        @for (v of views; track v.id) { <mat-button-toggle [value]="v.id">{{ v.title }}</mat-button-toggle> }
      </mat-button-toggle-group>
      @switch (shown()) {
        @case ('graph') {
          <div class="split">
            <app-graph-view class="card graph" [schema]="schema" [least]="leastShown()" [picked]="picked()" [protocols]="protocols()" (leastChange)="go({ least: $event === 1 ? null : $event })" (pick)="pick($event)" />
            <aside class="card">
              <h3>Protocols</h3>
              <ul class="legend">@for (p of protocols(); track p) { <li><svg width="44" height="10" aria-hidden="true"><path d="M2 5H42" fill="none" stroke-width="2" [style.stroke]="style(p).colour" [attr.stroke-dasharray]="style(p).dash" /></svg> {{ p }} <span class="muted">{{ schema.global_protocols[p]?.connections }}</span></li> }</ul>
              <app-file-detail [schema]="schema" [path]="picked()" (pick)="pick($event)" />
            </aside>
          </div>
        }
        @case ('list') { <section class="card"><app-priority-list [schema]="schema" /></section> }
        @case ('matrix') { <section class="card"><app-matrix-view [schema]="schema" /></section> }
        @case ('events') { <app-event-flows [schema]="schema" /> }
      }
    } @else if (store.schema.isLoading()) { <mw-skeleton label="Loading the schema" /> }
    @else { <p class="card muted">The communication schema is computed once the blueprint stands.</p> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; align-items: stretch; } mat-button-toggle-group { align-self: start; flex-wrap: wrap; }
    .split { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 16px; align-items: start; } .graph { padding: 0; display: block; }
    .legend { list-style: none; padding: 0; margin: 0 0 16px; } aside { max-height: 78vh; overflow: auto; }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class SchemaTab {
  readonly file = input<string>();
  readonly view = input<string>();
  readonly least = input<string>();
  protected readonly store = inject(GenerationStore);
  private readonly router = inject(Router);
  protected readonly views = VIEWS;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly shown = computed(() => (VIEWS.some((v) => v.id === this.view()) ? this.view()! : 'graph'));
  protected readonly picked = computed(() => this.file() ?? '');
  protected readonly leastShown = computed(() => Math.min(10, Math.max(1, Number(this.least()) || 1)));
  protected readonly protocols = computed(() =>
    Object.keys((this.store.schema.hasValue() && this.store.schema.value()?.global_protocols) || {}),
  );

  protected style(protocol: string): { dash: string; colour: string } {
    return protocolStyle(this.protocols(), protocol);
  }
  protected pick(path: string): void {
    this.go({ file: path === this.picked() ? null : path });
  }
  /** The address holds what is looked at. */
  protected go(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }
}
