import {
  afterNextRender,
  Component,
  computed,
  DestroyRef,
  type ElementRef,
  inject,
  Injector,
  resource,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatTooltip } from '@angular/material/tooltip';
import { duration, timelineOf, type Span, type TimelineRow } from '@millwright/domain';
import { Skeleton } from '@millwright/ui';
import { Clock } from '../../core/clock';
import { isComposing } from '../../core/composing';
import { exact, money } from '../../core/format';
import { Graphql } from '../../core/graphql';
import { AttemptDetailsDocument, type AttemptDetailsQuery } from '../../core/operations';
import { causeOf, sentence } from './causes';
import { GenerationStore } from './generation.store';
import { ticksOf, timeScale } from './time-scale';

interface Line {
  row: TimelineRow;
  depth: number;
  bars: Bar[];
}
interface Bar {
  span: Span;
  left: number;
  width: number;
  label: string;
}

const WORDS: Record<Span['kind'], string> = {
  QUEUED: 'waited for a worker',
  ATTEMPT: 'attempt',
  RETRY_WAIT: 'waited before the next attempt',
  APPROVAL: 'waited for approval',
  CEILING: 'waited for a higher ceiling',
  CONFLICT: 'waited for a decision on edits',
  PAUSE: 'paused',
  REUSED: 'reused',
};
const MOST_ZOOM = 64;
const SECOND = 1_000;
const LOOK_AGAIN_MS = 2 * SECOND;
type Details = NonNullable<AttemptDetailsQuery['generation']>;
type Call = Details['modelCalls'][number];
const OUTCOMES: Record<Call['outcome'], string> = {
  RUNNING: 'was asked, and has not answered yet',
  WHOLE: 'answered',
  PARTIAL: 'answered in part',
  FAILED: 'did not answer',
};
const LEGEND: readonly (readonly [string, string])[] = [
  ['QUEUED', 'in a queue'],
  ['ATTEMPT COMPLETE', 'attempt'],
  ['ATTEMPT FAILED', 'failed'],
  ['RETRY_WAIT', 'before a retry'],
  ['APPROVAL', 'waiting for a person'],
];

/** What happened when: waits in queues, every attempt with its error, gates, ceilings and pauses, on one scale. */
@Component({
  selector: 'app-timeline-tab',
  imports: [MatButton, MatTooltip, Skeleton],
  template: `
    @if (store.isRead()) {
    <div class="row between">
      <ul class="legend" aria-label="What the bars mean">@for (entry of legend; track entry[0]) { <li><span class="bar sample" [class]="entry[0]"></span> {{ entry[1] }}</li> }</ul>
      <div class="row">
        @if (scale().cut > 0) { <label><input type="checkbox" [checked]="cuts()" (change)="cuts.set($any($event.target).checked)" /> Leave out {{ duration(scale().cut) }} of waiting</label> }
        <button matButton="outlined" type="button" (click)="zoomBy(0.5)" [disabled]="zoom() <= 1" aria-label="Zoom out">−</button>
        <span class="muted" role="status">{{ zoom() }}×</span>
        <button matButton="outlined" type="button" (click)="zoomBy(2)" [disabled]="zoom() >= most" aria-label="Zoom in">+</button>
      </div>
    </div>
    <div #frame class="card frame" tabindex="0" role="region" aria-label="Timeline; arrow keys choose a bar, plus and minus zoom" (keydown)="move($event)">
      <div class="chart" [style.width.%]="100 * zoom()">
        <div class="line axis"><span class="name"></span><span class="track">@for (tick of ticks(); track tick.left) { <span class="tick" [style.left.%]="tick.left">{{ tick.label }}</span> }</span></div>
        @for (line of lines(); track line.row.key) {
          <div class="line" [class.child]="line.depth > 0">
            <span class="name" [style.padding-left.px]="8 + line.depth * 14">
              @if (line.row.children.length > 0) { <button type="button" class="fold" (click)="fold(line.row.key)" [attr.aria-expanded]="unfolded().has(line.row.key)">{{ unfolded().has(line.row.key) ? '▾' : '▸' }} {{ line.row.title }} <span class="muted">{{ line.row.children.length }}</span></button> }
              @else { <span class="title" [class.mono]="line.row.item !== null" [title]="line.row.title">{{ line.row.title }}</span> }
              @if (line.row.usage.costMicros) { <span class="muted cost">{{ money(line.row.usage.costMicros / 1000000) }}</span> }
            </span>
            <span class="track">
              @for (gap of scale().gaps; track gap.left) { <span class="gap" [style.left.%]="gap.left" [style.width.%]="gap.width" [matTooltip]="duration(gap.ms) + ' left out'"></span> }
              @for (bar of line.bars; track $index) {
                <button type="button" tabindex="-1" class="bar" [class]="bar.span.kind + ' ' + (bar.span.outcome ?? (bar.span.to === null ? 'OPEN' : ''))" [class.on]="bar.span === chosen()?.span" [style.left.%]="bar.left" [style.width.%]="bar.width" [attr.aria-label]="bar.label" [title]="bar.label" (click)="choose(line.row, bar.span)"></button>
              }
            </span>
          </div>
        }
      </div>
    </div>
    @if (chosen(); as it) {
      <section class="card" aria-live="polite" aria-label="What is chosen">
        <h2>{{ it.row.title }}: {{ headline(it.span) }}</h2>
        <dl>
          <dt>When</dt><dd>{{ exact(iso(it.span.from)) }}, {{ it.span.to === null ? 'since ' + duration(clock.now() - it.span.from) : 'for ' + duration(it.span.to - it.span.from) }}</dd>
          @if (it.span.error; as error) { <dt>Error</dt><dd class="fault">{{ causeOf(error.code) }}. {{ sentence(error.message) }} {{ error.hint ?? '' }} <span class="mono muted">{{ error.code }}</span></dd> }
          @if (it.span.by) { <dt>By</dt><dd>{{ it.span.by }}{{ it.span.text ? '. ' + it.span.text : '' }}</dd> } @else if (it.span.text) { <dt>Why</dt><dd>{{ it.span.text }}</dd> }
          @if (it.span.engine) { <dt>Engine</dt><dd>{{ it.span.engine }} {{ it.span.model }}</dd> }
          @if (it.span.usage; as usage) { <dt>Tokens, cost</dt><dd>{{ usage.inputTokens.toLocaleString('en') }} in, {{ usage.outputTokens.toLocaleString('en') }} out, {{ money(usage.costMicros / 1000000) }}{{ usage.cachedRequests ? ', ' + usage.cachedRequests + ' remembered' : '' }}</dd> }
          @if (it.span.worker) { <dt>Worker</dt><dd class="mono">{{ it.span.worker }}{{ it.span.version ? ', version ' + it.span.version : '' }}</dd> }
        </dl>
        @if (calls().length > 0) {
          <h3>Calls</h3>
          <ol>
            @for (call of calls(); track call.id) {
              <li [class.fault]="call.outcome === 'FAILED'">
                <time [attr.datetime]="call.startedAt" [title]="exact(call.startedAt)">{{ call.startedAt.slice(11, 23) }}</time> {{ call.engine }} {{ call.model }} {{ outcomes[call.outcome] }}{{ call.endedAt ? ' after ' + duration(ms(call.endedAt) - ms(call.startedAt)) : '' }}@if (call.usage; as used) {, {{ used.inputTokens.toLocaleString('en') }} in, {{ used.outputTokens.toLocaleString('en') }} out, {{ money(used.costUsd) }}}
              </li>
            }
          </ol>
        }
        @if (said().length > 0) {
          <h3>Log</h3>
          <ol>@for (line of said(); track line.id) { <li [class.warned]="line.level === 'WARN'"><time [attr.datetime]="line.at" [title]="exact(line.at)">{{ line.at.slice(11, 23) }}</time> {{ line.message }}</li> }</ol>
        }
        <h3>Ledger</h3>
        <ol>@for (entry of log(); track entry.seq) { <li [class.fault]="entry.isBad"><time [attr.datetime]="entry.at" [title]="exact(entry.at)">{{ entry.at.slice(11, 23) }}</time> {{ entry.message }}</li> }</ol>
      </section>
    } @else { <p class="muted">Choose a bar to see its times, error, tokens, cost and worker.</p> }
    } @else { <mw-skeleton label="Reading what happened" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 12px; padding-top: 12px; } h2, h3 { margin: 0 0 8px; } ol + h3 { margin-top: 12px; } p { margin: 0; }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; margin: 0; padding: 0; font-size: 0.87rem; } .legend li { display: flex; align-items: center; gap: 6px; } .sample { position: static !important; display: inline-block; width: 22px !important; }
    label { display: inline-flex; gap: 6px; align-items: center; }
    .frame { overflow-x: auto; padding: 8px; } .frame:focus-visible { outline: 2px solid var(--accent); } .chart { min-width: 640px; }
    .line { display: grid; grid-template-columns: 280px minmax(0, 1fr); align-items: center; min-height: 26px; border-bottom: 1px solid var(--line); } .line.child { min-height: 20px; font-size: 0.82rem; } .axis { min-height: 22px; } .axis .name { align-self: stretch; }
    .name { position: sticky; left: 0; z-index: 2; display: flex; gap: 8px; justify-content: space-between; background: var(--surface); padding-right: 8px; min-width: 0; } .title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .cost { font-size: 0.8rem; }
    .fold { all: unset; cursor: pointer; font-weight: 600; } .fold:focus-visible { outline: 2px solid var(--accent); border-radius: 4px; }
    .track { position: relative; height: 100%; min-height: 20px; } .tick { position: absolute; font-size: 0.75rem; color: var(--muted); border-left: 1px solid var(--line); padding-left: 3px; white-space: nowrap; }
    .gap { position: absolute; top: 0; bottom: 0; background: repeating-linear-gradient(45deg, transparent 0 4px, var(--line) 4px 6px); }
    .bar { all: unset; box-sizing: border-box; position: absolute; top: 4px; height: 14px; min-width: 3px; border-radius: 3px; cursor: pointer; background: var(--run); } .line.child .bar { top: 4px; height: 11px; }
    .bar.COMPLETE { background: var(--ok); } .bar.FAILED { background: var(--bad); } .bar.CANCELLED { background: var(--muted); } .bar.OPEN { background: repeating-linear-gradient(90deg, var(--run) 0 6px, color-mix(in srgb, var(--run) 60%, transparent) 6px 9px); }
    .bar.QUEUED { background: var(--line); border: 1px solid var(--muted); } .bar.RETRY_WAIT { background: transparent; border: 1px dashed var(--bad); } .bar.REUSED { background: var(--ok); width: 8px !important; border-radius: 50%; height: 8px; top: 7px; }
    .bar.APPROVAL, .bar.CEILING, .bar.CONFLICT, .bar.PAUSE { background: repeating-linear-gradient(45deg, var(--warn) 0 4px, color-mix(in srgb, var(--warn) 55%, transparent) 4px 8px); }
    .bar.on { outline: 2px solid var(--text); outline-offset: 1px; z-index: 1; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0 0 12px; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; } ol { list-style: none; margin: 0; padding: 0; font-size: 0.87rem; } time { font-family: var(--mono); color: var(--muted); } .fault { margin: 0; } .warned { color: var(--warn); }
    @media (max-width: 700px) { .line { grid-template-columns: 140px minmax(0, 1fr); } .cost { display: none; } }
  `,
})
export class TimelineTab {
  protected readonly store = inject(GenerationStore);
  private readonly graphql = inject(Graphql);
  protected readonly clock = inject(Clock);
  protected readonly duration = duration;
  protected readonly exact = exact;
  protected readonly causeOf = causeOf;
  protected readonly sentence = sentence;
  protected readonly money = money;
  protected readonly legend = LEGEND;
  protected readonly outcomes = OUTCOMES;
  protected readonly most = MOST_ZOOM;
  protected readonly zoom = signal(1);
  private readonly frame = viewChild<ElementRef<HTMLElement>>('frame');
  private readonly injector = inject(Injector);
  protected readonly cuts = signal(true);
  protected readonly unfolded = signal<ReadonlySet<string>>(new Set());
  private readonly timeline = computed(() => timelineOf(this.store.log()));
  private readonly end = computed(() => this.timeline().to ?? this.clock.now());
  private readonly spans = computed(() =>
    this.timeline().rows.flatMap((row) => [...row.spans, ...row.children.flatMap((child) => child.spans)]),
  );
  protected readonly scale = computed(() => timeScale(this.spans(), this.timeline().from, this.end(), this.cuts()));
  protected readonly lines = computed(() =>
    this.timeline().rows.flatMap((row): Line[] => [
      this.line(row, 0),
      ...(this.unfolded().has(row.key) ? row.children.map((child) => this.line(child, 1)) : []),
    ]),
  );
  protected readonly ticks = computed(() => ticksOf(this.scale(), 8 * this.zoom()));
  /** Kept by its first ledger entry: the spans are made anew with every event. */
  private readonly choice = signal<{ key: string; seq: number } | undefined>(undefined);
  protected readonly chosen = computed(() => {
    const choice = this.choice();
    const all = this.timeline().rows.flatMap((row) => [row, ...row.children]);
    const row = all.find((one) => one.key === choice?.key);
    const span =
      row?.spans.find((one) => one.seqs[0] === choice?.seq && one.kind !== 'QUEUED') ??
      row?.spans.find((one) => one.seqs[0] === choice?.seq);
    return row && span ? { row, span } : undefined;
  });
  protected readonly log = computed(() => {
    const it = this.chosen();
    if (!it) return [];
    const [from, to] = it.span.seqs;
    return this.store.log().filter(({ seq, body }) => {
      const isOwn =
        'stage' in body
          ? body.stage === it.row.stage && ('item' in body ? (body.item ?? null) : null) === it.row.item
          : seq === from || seq === to;
      return seq >= from && seq <= to && isOwn;
    });
  });

  private readonly asked = resource({
    params: () => {
      const [it, generation] = [this.chosen(), this.store.generation()];
      if (!generation || it?.span.kind !== 'ATTEMPT' || !it.row.stage) return undefined;
      // Asked again once the attempt has ended.
      return { id: generation.id, stage: it.row.stage, item: it.row.item, isOver: it.span.to !== null };
    },
    // The ledger is there without them.
    loader: async ({ params: { id, stage, item } }) =>
      (await this.graphql.ask(AttemptDetailsDocument, { id, stage, item }).catch(() => undefined))?.generation ?? undefined,
  });
  /** Calls of the chosen attempt. */
  protected readonly calls = computed((): Call[] => {
    const it = this.chosen();
    if (!it || !this.asked.hasValue()) return [];
    const [from, to] = [it.span.from, it.span.to ?? Infinity];
    return this.asked.value().modelCalls.filter(({ startedAt }) => this.ms(startedAt) >= from && this.ms(startedAt) <= to);
  });
  /** What the chosen attempt said. Attempts are counted anew in each round: those of the same number are hours apart. */
  protected readonly said = computed((): Details['attemptLog'] => {
    const it = this.chosen();
    if (!it || !this.asked.hasValue()) return [];
    // It may have waited for the database before it could say that it began.
    const queued = it.row.spans.find(({ kind, seqs }) => kind === 'QUEUED' && seqs[0] === it.span.seqs[0]);
    const [from, to] = [(queued ?? it.span).from - SECOND, (it.span.to ?? Infinity) + SECOND];
    return this.asked
      .value()
      .attemptLog.filter(({ attempt, at }) => attempt === it.span.attempt && this.ms(at) >= from && this.ms(at) <= to);
  });

  constructor() {
    // An attempt that runs goes on saying what it does.
    const timer = setInterval(() => {
      const it = this.chosen();
      if (it?.span.kind === 'ATTEMPT' && it.span.to === null) this.asked.reload();
    }, LOOK_AGAIN_MS);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  protected ms(at: string): number {
    return Date.parse(at);
  }

  private line(row: TimelineRow, depth: number): Line {
    const { at } = this.scale();
    const shown = depth === 0 && row.children.length > 0 ? [...row.spans, ...summary(row)] : row.spans;
    return {
      row,
      depth,
      bars: shown.map((span) => {
        const [left, right] = [at(span.from), at(span.to ?? this.end())];
        return {
          span,
          left,
          width: Math.max(0, right - left),
          label: `${row.title}, ${this.headline(span)}, ${duration((span.to ?? this.end()) - span.from)}`,
        };
      }),
    };
  }

  protected headline(span: Span): string {
    if (span.kind !== 'ATTEMPT') return WORDS[span.kind];
    const how = span.outcome ? span.outcome.toLowerCase() : 'running';
    if (span.attempt === undefined) return `all of its files, ${how}`;
    return `attempt ${span.attempt}${span.round ? ` of round ${span.round}` : ''}, ${how}`;
  }
  protected iso = (at: number): string => new Date(at).toISOString();
  protected choose(row: TimelineRow, span: Span): void {
    // A stage of many files is looked into.
    if (span.attempt === undefined && span.kind === 'ATTEMPT') this.fold(row.key);
    else this.choice.set({ key: row.key, seq: span.seqs[0] });
  }
  protected fold(key: string): void {
    this.unfolded.update((open) => {
      const next = new Set(open);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }

  /** What is chosen stays in sight, or else what stands in the middle. */
  protected zoomBy(factor: number): void {
    const frame = this.frame()?.nativeElement;
    if (!frame) return;
    const middle = (frame.scrollLeft + frame.clientWidth / 2) / frame.scrollWidth;
    this.zoom.update((zoom) => Math.max(1, Math.min(MOST_ZOOM, zoom * factor)));
    const move = (): void => {
      frame.scrollLeft = middle * frame.scrollWidth - frame.clientWidth / 2;
      frame.querySelector('.bar.on')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    };
    afterNextRender({ write: move }, { injector: this.injector });
  }

  /** Left and right go through a line's bars, up and down through the lines; plus and minus zoom. */
  protected move(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const factor = { '+': 2, '=': 2, '-': 0.5 }[event.key];
    if (factor && !event.ctrlKey && !event.metaKey) return this.zoomBy(factor);
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const lines = this.lines()
      .map((line) => ({ line, spans: line.row.spans }))
      .filter(({ spans }) => spans.length > 0);
    const it = this.chosen();
    const at = lines.findIndex(({ line }) => line.row.key === it?.row.key);
    const next = lines[Math.max(0, Math.min(lines.length - 1, at < 0 ? 0 : at + step[0]!))];
    if (!next) return;
    const place = step[0] === 0 && it ? next.spans.findIndex((span) => span === it.span) + step[1]! : 0;
    const span = next.spans[Math.max(0, Math.min(next.spans.length - 1, place))]!;
    this.choice.set({ key: next.line.row.key, seq: span.seqs[0] });
    // Zoomed in, the next bar may be out of sight.
    requestAnimationFrame(() => document.querySelector('.bar.on')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }));
  }
}

/** One bar for all that the items of a stage did. */
function summary({ children }: TimelineRow): Span[] {
  const attempts = children.flatMap((child) => child.spans.filter((span) => span.kind === 'ATTEMPT'));
  if (attempts.length === 0) return [];
  const isOpen = attempts.some((span) => span.to === null);
  const outcome = attempts.every((span) => span.outcome !== 'FAILED') ? 'COMPLETE' : 'FAILED';
  const last = children.map((child) => child.spans.findLast((span) => span.kind === 'ATTEMPT')?.outcome);
  return [
    {
      kind: 'ATTEMPT',
      from: Math.min(...attempts.map((span) => span.from)),
      to: isOpen ? null : Math.max(...attempts.map((span) => span.to ?? 0)),
      ...(isOpen ? {} : { outcome: last.every((one) => one === 'COMPLETE') ? 'COMPLETE' : outcome }),
      seqs: [attempts[0]!.seqs[0], attempts.at(-1)!.seqs[1]],
    },
  ];
}
