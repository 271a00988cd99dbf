import { html, type Html } from '../html.ts';
import { slugOf } from './content.ts';
import { number, sentence } from './say.ts';

export interface Bar {
  label: string;
  value: number;
  /** As it is read, with its unit: "12.5 kg". */
  text: string;
}

/** Parts of a whole, largest first, each with its value at the end. It is a table, so that it can be read without seeing the bars. */
export function barChart({ title, rows, unit }: { title: string; rows: Bar[]; unit?: string }): Html {
  const largest = Math.max(...rows.map(({ value }) => value), 0);
  const width = (value: number) => (largest > 0 ? Math.max(0, Math.round((value / largest) * 1000) / 10) : 0);
  const sorted = rows.toSorted((a, b) => b.value - a.value);
  const id = `chart-${slugOf(title)}`;
  return html`<figure class="chart">
  <figcaption id="${id}">${title}${unit && html` <span class="muted">in ${unit}</span>`}</figcaption>
  <table class="bars" aria-labelledby="${id}"><tbody>${sorted.map(({ label, value, text }) => html`
    <tr><th scope="row">${sentence(label)}</th><td class="bar">${barOf(width(value))}</td><td class="is-number">${text}</td></tr>`)}
  </tbody></table>
</figure>`;
}

function barOf(percent: number): Html {
  return html`<svg width="100%" height="14" aria-hidden="true">
      <rect class="bar-ground" width="100%" height="14" rx="3"/>
      <rect class="bar-value" width="${percent}%" height="14" rx="3"/>
    </svg>`;
}

export interface LineParts {
  title: string;
  /** In order of time. */
  points: { label: string; value: number }[];
  goal?: number;
  unit?: string;
  /** Of counts and sums, whose size is what matters. */
  isFromZero?: boolean;
}

const HEIGHT = 180;
const TOP = 14;
const BOTTOM = 8;

/** Measurements over time: the last value and its change large, the goal as a line, all figures in a table below. */
export function lineChart({ title, points, goal, unit, isFromZero = false }: LineParts): Html {
  const last = points.at(-1);
  if (!last) return html`<figure class="chart"><figcaption>${title}</figcaption><p class="muted">Nothing has been noted yet.</p></figure>`;
  const values = points.map(({ value }) => value);
  const [low, high] = rangeOf([...values, ...(goal === undefined ? [] : [goal]), ...(isFromZero ? [0] : [])]);
  const y = (value: number) => round(TOP + (1 - (value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const x = (i: number) => (points.length === 1 ? 50 : round((i / (points.length - 1)) * 100));
  const level = (at: number, style: string) => html`<line class="${style}" x1="0" x2="100%" y1="${at}" y2="${at}"/>`;
  const line = points.map(({ value }, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(value)}`).join('');
  const area = `${line}L${x(points.length - 1)} ${HEIGHT - BOTTOM}L${x(0)} ${HEIGHT - BOTTOM}Z`;
  const said = (value: number) => amount(value, unit);
  const told = `${title}: from ${said(values[0]!)} to ${said(last.value)}`;
  return html`<figure class="chart line-chart">
  <figcaption>${title}</figcaption>
  <p class="chart-last">
    <strong>${said(last.value)}</strong>
    ${changeOf(points, unit)}
    ${goal !== undefined && html`<span class="muted">goal ${said(goal)}</span>`}
  </p>
  <svg class="plot" width="100%" height="${HEIGHT}" role="img" aria-label="${told}">
    ${[low, (low + high) / 2, high].map((value) => level(y(value), 'grid'))}
    <svg width="100%" height="${HEIGHT}" viewBox="0 0 100 ${HEIGHT}" preserveAspectRatio="none">
      <path class="area" d="${area}"/>
      <path class="line" d="${line}" vector-effect="non-scaling-stroke"/>
    </svg>
    ${goal !== undefined && level(y(goal), 'goal')}
    <svg class="last-point" x="100%" y="${y(last.value)}" overflow="visible"><circle cx="-5" r="5"/></svg>
    ${[low, high].map((value) => html`<text x="0" y="${y(value) - 4}">${number(value)}</text>`)}
  </svg>
  <p class="chart-ends" aria-hidden="true"><span>${points[0]!.label}</span><span>${last.label}</span></p>
  <details><summary>Show the figures</summary>
    <div class="table-box" role="region" aria-label="${title}" tabindex="0">
      <table class="table plain">
        <thead><tr><th scope="col">When</th><th scope="col" class="is-number">${unit ?? 'Value'}</th></tr></thead>
        <tbody>${points.toReversed().map(({ label, value }) => html`
          <tr><th scope="row">${label}</th><td class="is-number">${number(value)}</td></tr>`)}
        </tbody>
      </table>
    </div>
  </details>
</figure>`;
}

/** A currency stands before its amount. */
function amount(value: number, unit = ''): string {
  return /^\p{Sc}$/u.test(unit) ? `${unit}${number(value)}` : number(value, unit);
}

function changeOf(points: LineParts['points'], unit?: string): Html | false {
  const [before, last] = points.slice(-2);
  if (!before || !last) return false;
  const change = last.value - before.value;
  if (change === 0) return html`<span class="muted">as before</span>`;
  return html`<span class="chart-change">${change > 0 ? '▲ up' : '▼ down'} ${amount(Math.abs(change), unit)}</span>`;
}

/** Round numbers around all values; from zero where that is near. */
function rangeOf(values: number[]): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (least === 0 && most === 0) return [0, 1];
  const from = least >= 0 && least < most * 0.6 ? 0 : least;
  const step = 10 ** Math.floor(Math.log10(most - from || Math.abs(most) || 1)) / 2;
  const low = Math.floor(from / step) * step;
  const high = Math.ceil(most / step) * step;
  return [low, high > low ? high : low + step];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
