import { Component, type ElementRef, computed, effect, input, signal, viewChild } from '@angular/core';

/** One bar: what stands below it, how high it is, and its value in words. */
export interface Bar {
  id: string;
  label: string;
  /** Below the label, where it begins something: a year. */
  under?: string;
  value: number;
  text: string;
}

const HEIGHT = 220;
const [TOP, BOTTOM, LEFT] = [12, 40, 64];
const LABEL_PX = 30;

/** A chart of bars as wide as its place. It is a picture with a name: its values belong in a table beside it. */
@Component({
  selector: 'mw-bars',
  template: `
    <div #place>
      <svg [attr.width]="width()" [attr.height]="height" [attr.viewBox]="'0 0 ' + width() + ' ' + height" role="img" [attr.aria-label]="label()">
        @for (line of lines(); track line.value) {
          <line [attr.x1]="left" [attr.x2]="width()" [attr.y1]="line.y" [attr.y2]="line.y" class="line" />
          <text [attr.x]="left - 8" [attr.y]="line.y + 4" class="at">{{ format()(line.value) }}</text>
        }
        @for (bar of drawn(); track bar.id) {
          <g>
            <title>{{ bar.text }}</title>
            <rect [attr.x]="bar.x" y="0" [attr.width]="bar.wide" [attr.height]="height" class="whole" />
            <rect [attr.x]="bar.x + bar.gap" [attr.y]="bar.y" [attr.width]="bar.wide - 2 * bar.gap" [attr.height]="bar.tall" rx="2" class="bar" />
            @if (bar.isLabelled) { <text [attr.x]="bar.x + bar.wide / 2" [attr.y]="height - 22" class="name">{{ bar.label }}</text> }
            @if (bar.under) { <text [attr.x]="bar.x + bar.wide / 2" [attr.y]="height - 6" class="name">{{ bar.under }}</text> }
          </g>
        }
      </svg>
    </div>
  `,
  styles: `
    :host { display: block; min-width: 0; } div { min-height: ${HEIGHT}px; overflow: hidden; } svg { display: block; }
    .line { stroke: var(--line); } .bar { fill: var(--accent); } .whole { fill: transparent; }
    g:hover .whole { fill: color-mix(in srgb, var(--accent) 8%, transparent); }
    text { fill: var(--muted); font-size: 12px; font-variant-numeric: tabular-nums; } .at { text-anchor: end; } .name { text-anchor: middle; }
  `,
})
export class Bars {
  readonly bars = input.required<readonly Bar[]>();
  /** What it shows, for those who do not see it. */
  readonly label = input.required<string>();
  readonly format = input<(value: number) => string>(String);
  private readonly place = viewChild.required<ElementRef<HTMLElement>>('place');
  protected readonly width = signal(640);
  protected readonly height = HEIGHT;
  protected readonly left = LEFT;
  private readonly most = computed(() => niceMost(Math.max(0, ...this.bars().map(({ value }) => value))));
  protected readonly lines = computed(() => [0, 0.5, 1].map((part) => ({ value: part * this.most(), y: this.y(part * this.most()) })));
  protected readonly drawn = computed(() => {
    const bars = this.bars();
    const wide = (this.width() - LEFT) / Math.max(1, bars.length);
    const each = Math.max(1, Math.ceil(LABEL_PX / wide));
    return bars.map((bar, i) => ({
      ...bar,
      x: LEFT + i * wide,
      wide,
      gap: Math.min(wide * 0.15, 8) + Math.max(0, (wide * 0.7 - 56) / 2),
      y: this.y(bar.value),
      // What is not nothing is seen.
      tall: bar.value > 0 ? Math.max(2, this.y(0) - this.y(bar.value)) : 0,
      isLabelled: (bars.length - 1 - i) % each === 0,
    }));
  });

  constructor() {
    effect((onCleanup) => {
      const element = this.place().nativeElement;
      if (typeof ResizeObserver === 'undefined') return;
      const watch = new ResizeObserver(([entry]) => entry && this.width.set(Math.max(200, Math.floor(entry.contentRect.width))));
      watch.observe(element);
      onCleanup(() => watch.disconnect());
    });
  }

  private y(value: number): number {
    return HEIGHT - BOTTOM - (value / this.most()) * (HEIGHT - BOTTOM - TOP);
  }
}

/** The next of 1, 2, 4, 6, 8 or 10 times a power of ten, so that half of it is a short number as well. */
export function niceMost(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 6, 8, 10].find((step) => step * power >= value * (1 - 1e-9))! * power;
}
