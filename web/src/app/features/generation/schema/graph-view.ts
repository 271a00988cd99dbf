import { Component, ElementRef, computed, effect, input, output, resource, signal, untracked, viewChild } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatSlider, MatSliderThumb } from '@angular/material/slider';
import { MatTooltip } from '@angular/material/tooltip';
import { type CommunicationSchema } from '@millwright/domain';
import { Icon, Skeleton, Trouble, criticalityColour, criticalityInk } from '@millwright/ui';
import { mdiCollapseAllOutline, mdiExpandAllOutline, mdiFitToPageOutline, mdiMinus, mdiPlus } from '@mdi/js';
import { isComposing } from '../../../core/composing';
import { layoutGraph } from './layout-graph';
import { protocolStyle } from './protocol-style';
import { schemaGraph } from './schema-graph';

interface Camera {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Above this many boxes a small map shows where one is. */
const MAP_ABOVE = 60;
/** Above this many files, directories are folded at first. */
const MANY = 150;

/** The communication graph: files in their directories, sized and coloured by criticality, who talks to whom and how. */
@Component({
  selector: 'app-graph-view',
  imports: [MatIconButton, MatButton, MatSlider, MatSliderThumb, MatTooltip, Icon, Skeleton, Trouble],
  template: `
    <div class="tools">
      <span class="least"><label for="least">Criticality at least {{ least() }}</label><mat-slider min="1" max="10" discrete><input matSliderThumb id="least" [value]="least()" (valueChange)="leastChange.emit($event)" /></mat-slider></span>
      <button matButton type="button" (click)="foldAll()"><mw-icon [path]="icons.fold" /> Fold all</button>
      <button matButton type="button" (click)="unfoldAll()"><mw-icon [path]="icons.unfold" /> Unfold all</button>
      <span class="gap"></span>
      <button matIconButton type="button" (click)="zoom(1.25)" aria-label="Zoom in" matTooltip="Zoom in (+)"><mw-icon [path]="icons.plus" /></button>
      <button matIconButton type="button" (click)="zoom(0.8)" aria-label="Zoom out" matTooltip="Zoom out (−)"><mw-icon [path]="icons.minus" /></button>
      <button matIconButton type="button" (click)="fit()" aria-label="Fit all of it" matTooltip="Fit (0)"><mw-icon [path]="icons.fit" /></button>
    </div>
    <div class="frame" #frame (keydown)="key($event)">
      @if (layout.error()) { <mw-trouble what="The graph could not be laid out" hint="The list by priority holds the same." [canRetry]="true" (again)="layout.reload()" /> }
      @else if (layout.hasValue() && layout.value(); as g) {
        <svg class="graph" [attr.viewBox]="box()" role="group" [attr.aria-label]="'Communication graph, ' + g.nodes.length + ' boxes; the list by priority holds the same'" (pointerdown)="grab($event)" (pointermove)="drag($event)" (pointerup)="held = undefined" (pointerleave)="held = undefined" (wheel)="wheel($event)">
          <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="var(--muted)" /></marker></defs>
          @for (d of g.directories; track d.path) {
            <g><rect [attr.x]="d.x" [attr.y]="d.y" [attr.width]="d.width" [attr.height]="d.height" rx="10" class="directory" />
              <text [attr.x]="d.x + 12" [attr.y]="d.y + 19" class="directory-name" role="button" tabindex="0" [attr.aria-label]="'▾ ' + d.path + ', fold it'" (click)="toggle(d.path)" (keydown.enter)="toggle(d.path)">▾ {{ d.path }}</text></g>
          }
          @for (e of g.edges; track e.id) { <path [attr.d]="e.line" class="edge" [style.stroke]="style(e.protocol).colour" [class.lit]="e.from === picked() || e.to === picked()" [class.dim]="isAside(e.from, e.to)" [attr.stroke-dasharray]="style(e.protocol).dash" [attr.stroke-width]="1 + Math.log2(e.count) / 2" marker-end="url(#arrow)"><title>{{ e.from }} → {{ e.to }}: {{ e.protocol }}{{ e.count > 1 ? ', ' + e.count + ' connections' : '' }}</title></path> }
          @for (n of g.nodes; track n.path) {
            <g class="node" tabindex="0" role="button" [attr.aria-label]="text(n) + (n.files ? ', unfold ' + n.files + ' files' : ', criticality of 10, ' + n.path)" (click)="open(n)" (keydown.enter)="open(n)">
              <rect [attr.x]="n.x" [attr.y]="n.y" [attr.width]="n.width" [attr.height]="n.height" [attr.rx]="n.files ? 10 : 6" [style.fill]="colour(n.criticality)" [class.picked]="n.path === picked()" [class.folded]="n.files" />
              <text [attr.x]="n.x + 8" [attr.y]="n.y + n.height / 2 + 4" [style.fill]="ink(n.criticality)">{{ text(n) }}</text>
            </g>
          }
        </svg>
        @if (g.nodes.length > mapAbove || isZoomed()) {
          <svg class="map" [attr.viewBox]="'0 0 ' + g.width + ' ' + g.height" aria-hidden="true" (pointerdown)="jump($event)">
            @for (n of g.nodes; track n.path) { <rect [attr.x]="n.x" [attr.y]="n.y" [attr.width]="n.width" [attr.height]="n.height" [style.fill]="colour(n.criticality)" /> }
            @let c = camera() ?? whole();
            <rect class="sight" [attr.x]="c.x" [attr.y]="c.y" [attr.width]="c.width" [attr.height]="c.height" />
          </svg>
        }
      } @else { <mw-skeleton label="Laying out the graph" [lines]="[100, 100, 100, 100]" /> }
    </div>
  `,
  styles: `
    .tools { display: flex; gap: 4px 8px; align-items: center; flex-wrap: wrap; padding: 4px 12px; border-bottom: 1px solid var(--line); } .gap { flex: 1; } .least { display: flex; align-items: center; gap: 8px; } .least mat-slider { width: 140px; min-width: 100px; }
    .frame { position: relative; height: max(380px, 100vh - 400px); overflow: hidden; touch-action: none; } .graph { width: 100%; height: 100%; cursor: grab; display: block; }
    .directory { fill: var(--raised); stroke: var(--line); } .directory-name { font: 600 12px var(--mono); fill: var(--muted); cursor: pointer; }
    .node { cursor: pointer; } .node text { font: 11.5px var(--mono); pointer-events: none; } .node .picked { stroke: var(--text); stroke-width: 3; } .folded { stroke: var(--text); stroke-dasharray: 4 2; }
    .edge { fill: none; opacity: 0.5; } .lit { opacity: 1; stroke-width: 3; } .dim { opacity: 0.12; }
    .map { position: absolute; right: 12px; bottom: 12px; width: 200px; height: 120px; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
    .sight { fill: none; stroke: var(--accent); stroke-width: 3; vector-effect: non-scaling-stroke; }
    @media (max-width: 900px) { .frame { height: 55vh; } }
  `,
})
export class GraphView {
  readonly schema = input.required<CommunicationSchema>();
  readonly least = input.required<number>();
  readonly picked = input.required<string>();
  readonly protocols = input.required<readonly string[]>();
  readonly leastChange = output<number>();
  readonly pick = output<string>();
  private readonly frame = viewChild.required<ElementRef<HTMLElement>>('frame');
  protected readonly icons = {
    plus: mdiPlus,
    minus: mdiMinus,
    fit: mdiFitToPageOutline,
    fold: mdiCollapseAllOutline,
    unfold: mdiExpandAllOutline,
  };
  protected readonly mapAbove = MAP_ABOVE;
  protected readonly Math = Math;
  protected readonly colour = criticalityColour;
  protected readonly ink = criticalityInk;
  protected readonly folded = signal<ReadonlySet<string>>(new Set());
  protected readonly camera = signal<Camera | undefined>(undefined);
  protected held: { x: number; y: number } | undefined;

  protected readonly layout = resource({
    params: () => ({ graph: schemaGraph(this.schema(), this.least(), this.folded()) }),
    loader: async ({ params }) => {
      const layout = await layoutGraph(params.graph);
      this.camera.set(undefined);
      return layout;
    },
  });
  protected readonly whole = computed<Camera>(() => {
    const layout = this.layout.hasValue() ? this.layout.value() : undefined;
    const margin = 16;
    return { x: -margin, y: -margin, width: (layout?.width ?? 100) + 2 * margin, height: (layout?.height ?? 100) + 2 * margin };
  });
  protected readonly isZoomed = computed(() => (this.camera()?.width ?? this.whole().width) < this.whole().width * 0.9);
  protected readonly box = computed(() => {
    const { x, y, width, height } = this.camera() ?? this.whole();
    return `${x} ${y} ${width} ${height}`;
  });

  constructor() {
    effect(() => {
      const directories = Object.entries(this.schema().directory_structure);
      const files = directories.reduce((sum, [, directory]) => sum + Object.keys(directory.files).length, 0);
      // So many boxes say little at once: the directories do, and each opens by a click.
      untracked(() => this.folded.set(new Set(files > MANY ? directories.map(([path]) => path) : [])));
    });
  }

  protected style(protocol: string): { dash: string; colour: string } {
    return protocolStyle(this.protocols(), protocol);
  }
  protected isAside(from: string, to: string): boolean {
    const picked = this.picked();
    return picked !== '' && from !== picked && to !== picked && (this.layout.value()?.nodes.some((node) => node.path === picked) ?? false);
  }
  protected text(node: { criticality: number; name: string; files: number | null }): string {
    return `${node.criticality} ${node.files ? `▸ ${node.name} (${node.files})` : node.name}`;
  }
  protected open(node: { path: string; files: number | null }): void {
    if (node.files) this.toggle(node.path);
    else this.pick.emit(node.path);
  }
  protected toggle(directory: string): void {
    this.folded.update((folded) => {
      const next = new Set(folded);
      if (!next.delete(directory)) next.add(directory);
      return next;
    });
  }
  protected foldAll(): void {
    this.folded.set(new Set(Object.keys(this.schema().directory_structure)));
  }
  protected unfoldAll(): void {
    this.folded.set(new Set());
  }
  protected fit(): void {
    this.camera.set(undefined);
  }
  protected zoom(by: number): void {
    const c = this.camera() ?? this.whole();
    const [width, height] = [c.width / by, c.height / by];
    this.camera.set({ x: c.x + (c.width - width) / 2, y: c.y + (c.height - height) / 2, width, height });
  }
  protected wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1.12 : 0.89);
  }
  protected key(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const c = this.camera() ?? this.whole();
    const step = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] }[event.key];
    if (step) this.camera.set({ ...c, x: c.x + step[0]! * c.width, y: c.y + step[1]! * c.height });
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fit();
    else return;
    event.preventDefault();
  }
  protected grab(event: PointerEvent): void {
    this.held = { x: event.clientX, y: event.clientY };
  }
  protected drag(event: PointerEvent): void {
    if (!this.held) return;
    const element = this.frame().nativeElement;
    const c = this.camera() ?? this.whole();
    const scale = Math.max(c.width / element.clientWidth, c.height / element.clientHeight);
    this.camera.set({ ...c, x: c.x - (event.clientX - this.held.x) * scale, y: c.y - (event.clientY - this.held.y) * scale });
    this.held = { x: event.clientX, y: event.clientY };
  }
  /** Goes to the place of the small map that was touched. */
  protected jump(event: PointerEvent): void {
    const map = event.currentTarget as SVGSVGElement;
    const matrix = map.getScreenCTM();
    if (!matrix) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    const c = this.camera() ?? this.whole();
    this.camera.set({ ...c, x: x - c.width / 2, y: y - c.height / 2 });
  }
}
