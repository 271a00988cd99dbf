import { Component, ElementRef, computed, inject, input, resource, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CommunicationSchema, fileName, parentDirectory } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { Artifacts } from './artifacts.service';
import { GenerationStore } from './generation.store';
import { layoutGraph, type GraphLayout } from './layout-graph';

const VIEWS = [
  { id: 'graph', title: 'Graph' },
  { id: 'list', title: 'By priority' },
  { id: 'matrix', title: 'Matrix' },
  { id: 'events', title: 'Event flows' },
];
/** Line patterns, so that protocols are told apart without colour. */
const DASHES = ['', '7 3', '2 3', '10 3 2 3', '1 5', '12 5'];

@Component({
  selector: 'app-schema-tab',
  imports: [RouterLink, Skeleton, Trouble],
  template: `
    @if (schema.error(); as error) { <mw-trouble what="The schema could not be loaded" [means]="$any(error).message" [canRetry]="true" (again)="schema.reload()" /> }
    @else if (schema.value(); as s) {
      <div class="row between">
        <nav class="row" aria-label="Views of the schema">@for (v of views; track v.id) { <a class="button" [routerLink]="[]" [queryParams]="{ view: v.id }" queryParamsHandling="merge" [attr.aria-current]="v.id === shown() ? 'page' : null" [class.primary]="v.id === shown()">{{ v.title }}</a> }</nav>
        @if (shown() === 'graph') {
          <div class="row">
            <label class="row least" for="least">Criticality at least <input id="least" type="range" min="1" max="10" [value]="least()" (input)="least.set(+$any($event.target).value)" /> {{ least() }}</label>
            <button type="button" (click)="zoom(1.25)" aria-label="Zoom in">+</button><button type="button" (click)="zoom(0.8)" aria-label="Zoom out">−</button><button type="button" (click)="fit()">Fit</button>
          </div>
        }
      </div>
      @switch (shown()) {
        @case ('graph') {
          <div class="split">
            <div class="card graph" #frame>
              @if (layout.value(); as g) {
                <svg [attr.viewBox]="box()" role="group" [attr.aria-label]="'Communication graph of ' + g.nodes.length + ' files; the list by priority holds the same'" (pointerdown)="grab($event)" (pointermove)="drag($event)" (pointerup)="held = undefined" (pointerleave)="held = undefined" (wheel)="wheel($event)">
                  <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--muted)" /></marker></defs>
                  @for (d of g.directories; track d.path) { <g><rect [attr.x]="d.x" [attr.y]="d.y" [attr.width]="d.width" [attr.height]="d.height" rx="10" class="directory" /><text [attr.x]="d.x + 12" [attr.y]="d.y + 19" class="directory-name">{{ d.path }}</text></g> }
                  @for (e of g.edges; track e.id) { <path [attr.d]="e.path" class="edge" [class.lit]="e.from === picked() || e.to === picked()" [class.dim]="picked() && e.from !== picked() && e.to !== picked()" [attr.stroke-dasharray]="dash(e.protocol)" marker-end="url(#arrow)" /> }
                  @for (n of g.nodes; track n.path) {
                    <g class="node" tabindex="0" role="button" [attr.aria-label]="n.criticality + ' ' + n.name + ', of 10 in criticality, ' + n.path" (click)="pick(n.path)" (keydown.enter)="pick(n.path)">
                      <rect [attr.x]="n.x" [attr.y]="n.y" [attr.width]="n.width" [attr.height]="n.height" rx="6" [style.fill]="fill(n.criticality)" [class.picked]="n.path === picked()" />
                      <text [attr.x]="n.x + 8" [attr.y]="n.y + n.height / 2 + 5" [style.fill]="n.criticality >= 6 ? '#fff' : '#102a2e'">{{ n.criticality }} {{ n.name }}</text>
                    </g>
                  }
                </svg>
              } @else { <mw-skeleton label="Laying out the graph" [lines]="[100, 100, 100, 100]" /> }
            </div>
            <aside class="card">
              <h3>Protocols</h3>
              <ul class="legend">@for (p of protocols(); track p.name) { <li><svg width="44" height="10" aria-hidden="true"><path d="M2 5H42" class="edge" [attr.stroke-dasharray]="dash(p.name)" /></svg> {{ p.name }} <span class="muted">{{ p.connections }}</span></li> }</ul>
              @if (detail(); as d) {
                <h3 class="mono">{{ d.path }}</h3>
                <p><strong>{{ d.config.criticality }} of 10</strong> · {{ d.config.file_type }}</p>
                <ul>@for (why of d.config.why; track why.reason) { <li>{{ why.reason }} <span class="muted">({{ why.points }})</span></li> }</ul>
                <h3>Talks to</h3><ul class="mono">@for (c of d.talksTo; track c.path) { <li><button class="plain" type="button" (click)="pick(c.path)">{{ c.path }}</button> <span class="muted">{{ c.protocol }}</span></li> } @empty { <li class="muted">nobody</li> }</ul>
                <h3>Used by</h3><ul class="mono">@for (p of d.usedBy; track p) { <li><button class="plain" type="button" (click)="pick(p)">{{ p }}</button></li> } @empty { <li class="muted">nobody</li> }</ul>
                <a [routerLink]="[]" [queryParams]="{ tab: 'files', file: d.path }" queryParamsHandling="merge">Open the file</a>
              } @else { <p class="muted">Choose a file to see why it is as critical as it is, and who it talks to.</p> }
            </aside>
          </div>
        }
        @case ('list') {
          <section class="card scroll"><table><thead><tr><th scope="col">Order</th><th scope="col">File</th><th scope="col">Criticality</th><th scope="col">Why</th></tr></thead>
            <tbody>@for (row of byPriority(); track row.path) { <tr><td>{{ row.priority }}</td><td class="mono"><a [routerLink]="[]" [queryParams]="{ tab: 'files', file: row.path }" queryParamsHandling="merge">{{ row.path }}</a></td><td>{{ row.criticality }} of 10</td><td class="muted">{{ row.why }}</td></tr> }</tbody></table>
            @if (s.dependency_priority.cycles.length > 0) { <h3>Cycles</h3>@for (cycle of s.dependency_priority.cycles; track $index) { <p class="mono">{{ cycle.join(' → ') }}</p> } } @else { <p class="muted">No file depends on itself in a circle.</p> }
          </section>
        }
        @case ('matrix') {
          <section class="card scroll"><table class="matrix"><caption class="muted">Connections from the component of a row to that of a column</caption>
            <thead><tr><td></td>@for (c of s.communication_matrix.components; track c) { <th scope="col">{{ c }}</th> }</tr></thead>
            <tbody>@for (row of s.communication_matrix.rows; track $index; let i = $index) { <tr><th scope="row">{{ s.communication_matrix.components[i] }}</th>@for (n of row; track $index) { <td [style.background]="heat(n)">{{ n || '' }}</td> }</tr> }</tbody></table></section>
        }
        @case ('events') {
          @for (flow of flows(); track flow.name) {
            <section class="card"><h3>{{ flow.name }}</h3><ol class="flow"><li class="mono">{{ flow.emitted_by }}</li>@for (h of flow.handled_by; track h) { <li class="mono">{{ h }}</li> }</ol><p class="muted">Carries {{ flow.payload.join(', ') }}</p></section>
          } @empty { <p class="card muted">This project has no events.</p> }
        }
      }
    } @else if (schema.isLoading()) { <mw-skeleton label="Loading the schema" /> }
    @else { <p class="card muted">The communication schema is computed once the blueprint stands.</p> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; }
    .split { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 16px; align-items: start; }
    .graph { height: 72vh; padding: 0; overflow: hidden; touch-action: none; } .graph svg { width: 100%; height: 100%; cursor: grab; display: block; }
    .directory { fill: var(--raised); stroke: var(--line); } .directory-name { font: 600 12px var(--mono); fill: var(--muted); }
    .node { cursor: pointer; } .node text { font: 11.5px var(--mono); pointer-events: none; } .node .picked { stroke: var(--text); stroke-width: 3; }
    .edge { fill: none; stroke: var(--muted); stroke-width: 1.2; } .lit { stroke: var(--accent); stroke-width: 2.4; } .dim { opacity: 0.15; }
    .legend { list-style: none; padding: 0; } aside { max-height: 72vh; overflow: auto; } aside ul { padding-left: 18px; overflow-wrap: anywhere; } aside .plain { padding: 0; text-align: left; font: inherit; color: var(--accent); }
    .least { font-weight: 400; margin: 0; } .least input { width: 120px; padding: 0; } .matrix td { text-align: center; min-width: 44px; } .flow { padding-left: 20px; overflow-wrap: anywhere; }
    @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .graph { height: 55vh; } }
  `,
})
export class SchemaTab {
  readonly file = input<string>();
  readonly view = input<string>();
  private readonly store = inject(GenerationStore);
  private readonly artifacts = inject(Artifacts);
  private readonly frame = viewChild<ElementRef<HTMLElement>>('frame');
  protected readonly views = VIEWS;
  protected readonly least = signal(1);
  protected readonly picked = signal('');
  protected readonly shown = computed(() => (VIEWS.some((v) => v.id === this.view()) ? this.view()! : 'graph'));
  private readonly camera = signal<{ x: number; y: number; width: number; height: number } | undefined>(undefined);
  protected held: { x: number; y: number } | undefined;

  protected readonly schema = resource({
    params: () => {
      const stage = this.store.state().stages.find((s) => s.name === 'COMMUNICATION_SCHEMA');
      return stage?.status === 'COMPLETE' ? { generation: this.store.generation()!.id } : undefined;
    },
    loader: async ({ params }) =>
      JSON.parse(
        (await this.artifacts.text(params.generation, { stage: 'COMMUNICATION_SCHEMA', path: 'communication-schema.json' })) ?? 'null',
      ) as CommunicationSchema,
  });
  protected readonly layout = resource({
    params: () => (this.schema.hasValue() ? { schema: this.schema.value()!, least: this.least() } : undefined),
    loader: async ({ params }): Promise<GraphLayout> => {
      const layout = await layoutGraph(params.schema, params.least);
      this.camera.set(undefined);
      return layout;
    },
  });
  protected readonly protocols = computed(() =>
    Object.entries(this.schema.value()?.global_protocols ?? {}).map(([name, p]) => ({ name, connections: p.connections })),
  );
  protected readonly flows = computed(() =>
    Object.entries(this.schema.value()?.event_flows ?? {}).map(([name, flow]) => ({ name, ...flow })),
  );
  protected readonly byPriority = computed(() =>
    (this.schema.value()?.dependency_priority.order ?? [])
      .map((entry) => ({
        ...entry,
        why:
          this.config(entry.path)
            ?.why.map((w) => w.reason)
            .join('; ') ?? '',
      }))
      .sort((a, b) => b.criticality - a.criticality || a.priority - b.priority),
  );
  protected readonly detail = computed(() => {
    const path = this.picked() || this.file() || '';
    const config = this.config(path);
    if (!config) return undefined;
    const usedBy = Object.entries(this.schema.value()!.directory_structure).flatMap(([directory, d]) =>
      Object.entries(d.files)
        .filter(([, f]) => f.dependencies.includes(path))
        .map(([name]) => (directory === '.' ? name : `${directory}/${name}`)),
    );
    return { path, config, usedBy, talksTo: Object.entries(config.communicates).map(([to, { protocol }]) => ({ path: to, protocol })) };
  });
  protected readonly box = computed(() => {
    const c = this.camera() ?? { x: 0, y: 0, width: this.layout.value()?.width ?? 100, height: this.layout.value()?.height ?? 100 };
    return `${c.x} ${c.y} ${c.width} ${c.height}`;
  });

  private config(path: string) {
    return this.schema.value()?.directory_structure[parentDirectory(path)]?.files[fileName(path)];
  }
  protected pick(path: string): void {
    this.picked.update((before) => (before === path ? '' : path));
  }
  protected dash(protocol: string): string {
    return DASHES[
      Math.max(
        0,
        this.protocols().findIndex((p) => p.name === protocol),
      ) % DASHES.length
    ]!;
  }
  /** One hue, from light to dark: the number on it says the same. */
  protected fill(criticality: number): string {
    return `hsl(188 ${25 + criticality * 5}% ${88 - criticality * 6.2}%)`;
  }
  protected heat(n: number): string {
    const most = Math.max(1, ...(this.schema.value()?.communication_matrix.rows.flat() ?? []));
    return n ? `color-mix(in srgb, var(--accent) ${10 + (n / most) * 40}%, transparent)` : '';
  }
  private view_(): { x: number; y: number; width: number; height: number } {
    return this.camera() ?? { x: 0, y: 0, width: this.layout.value()?.width ?? 100, height: this.layout.value()?.height ?? 100 };
  }
  protected fit(): void {
    this.camera.set(undefined);
  }
  protected zoom(by: number): void {
    const c = this.view_();
    const [width, height] = [c.width / by, c.height / by];
    this.camera.set({ x: c.x + (c.width - width) / 2, y: c.y + (c.height - height) / 2, width, height });
  }
  protected wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.12 : 0.89);
  }
  protected grab(event: PointerEvent): void {
    this.held = { x: event.clientX, y: event.clientY };
  }
  protected drag(event: PointerEvent): void {
    const element = this.frame()?.nativeElement;
    if (!this.held || !element) return;
    const c = this.view_();
    const scale = Math.max(c.width / element.clientWidth, c.height / element.clientHeight);
    this.camera.set({ ...c, x: c.x - (event.clientX - this.held.x) * scale, y: c.y - (event.clientY - this.held.y) * scale });
    this.held = { x: event.clientX, y: event.clientY };
  }
}
