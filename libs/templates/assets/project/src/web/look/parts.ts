import { html, type Html } from '../html.ts';
import type { Content, Link, Tone } from './content.ts';
import { icon, type IconName } from './icon.ts';
import { sentence } from './say.ts';

const MARKS: Record<Tone, IconName> = { good: 'check', warn: 'clock', bad: 'warning', info: 'info', plain: 'dot' };

/** A state in a word, with a mark of what it means. */
export function badge(text: string, tone: Tone = 'plain'): Html {
  return html`<span class="badge badge-${tone}">${icon(MARKS[tone])}${sentence(text)}</span>`;
}

/** What is known of one thing, in two columns where there is room. */
export function facts(entries: { label: string; value: Content }[]): Html {
  return html`<dl class="facts">${entries.map(({ label, value }) => html`
  <div><dt>${label}</dt><dd>${value === '' ? html`<span class="muted">–</span>` : value}</dd></div>`)}
</dl>`;
}

export interface Tile {
  value: Content;
  label: string;
  href: string;
  tone?: Tone;
  /** Since the last period: "3 more than last week". */
  change?: string;
}

/** Numbers that lead to their lists. */
export function tiles(entries: Tile[]): Html {
  return html`<ul class="tiles">${entries.map(({ value, label, href, tone = 'plain', change }) => html`
  <li><a class="tile tile-${tone}" href="${href}">
    <span class="tile-value">${value}</span>
    <span class="tile-label">${tone !== 'plain' && icon(MARKS[tone])}${label}</span>
    ${change && html`<span class="tile-change">${change}</span>`}
  </a></li>`)}
</ul>`;
}

/** Instead of a list: why there is nothing, and what to do about it. */
export function empty({ title, text, action }: { title: string; text: Content; action?: Link }): Html {
  return html`<div class="empty">
  <svg viewBox="0 0 160 96" width="160" height="96" aria-hidden="true">
    <ellipse cx="80" cy="86" rx="62" ry="7" class="tone-ground"/>
    <path d="M34 40l20-22h52l20 22v36a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6z" class="tone-soft"/>
    <path d="M34 40h28l6 12h24l6-12h28v36a6 6 0 0 1-6 6H40a6 6 0 0 1-6-6z" class="tone-main"/>
    <circle cx="122" cy="14" r="5" class="tone-spot"/>
    <circle cx="36" cy="10" r="3" class="tone-deep"/>
  </svg>
  <h2>${title}</h2>
  <p>${text}</p>
  ${action && html`<p><a class="button button-main" href="${action.href}">${action.label}</a></p>`}
</div>`;
}

/** @param value 0 to 5, halves are shown; said in words to who cannot see them. */
export function stars(value: number, count?: number): Html {
  const rounded = Math.round(value * 10) / 10;
  const share = (i: number) => Math.max(0, Math.min(1, Math.round((value - i) * 2) / 2));
  return html`<span class="stars">
  <span class="visually-hidden">${rounded} of 5 stars</span>
  ${[0, 1, 2, 3, 4].map((i) => starOf(share(i)))}
  ${count !== undefined && html`<span class="stars-count">${rounded} <span class="muted">(${count})</span></span>`}
</span>`;
}

function starOf(share: number): Html {
  return html`<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path class="star-off" d="${STAR}"/>
    ${share > 0 && html`<svg width="${share * 24}" height="24" overflow="hidden"><path class="star-on" d="${STAR}"/></svg>`}
  </svg>`;
}

export const STAR = 'M12 2.6l2.9 5.9 6.5.95-4.7 4.58 1.1 6.47L12 17.45 6.2 20.5l1.1-6.47L2.6 9.45l6.5-.95z';

/** How far something is, e.g. 7 of 12 places. */
export function progress({ label, value, max, text }: { label: string; value: number; max: number; text?: string }): Html {
  return html`<div class="progress">
  <span class="progress-label">${label}</span>
  <span class="progress-text">${text ?? `${value} of ${max}`}</span>
  <progress value="${value}" max="${max}" aria-label="${label}"></progress>
</div>`;
}

/** A part of a page with a heading of its own. */
export function section({ heading, body, action }: { heading: string; body: Content; action?: Link }): Html {
  return html`<section class="block">
  <div class="block-head"><h2>${heading}</h2>${action && html`<a href="${action.href}">${action.label}</a>`}</div>
  ${body}
</section>`;
}

/** Side by side where there is room: charts, a list and a form. */
export function columns(bodies: Content[]): Html {
  return html`<div class="columns">${bodies}</div>`;
}

/** Text that somebody wrote: its blank lines are paragraphs. */
export function prose(text: string): Html {
  return html`<div class="prose">${text.split(/\n\s*\n/).map((paragraph) => html`<p>${linesOf(paragraph)}</p>`)}</div>`;
}

/** Text whose line breaks are kept. */
export function linesOf(text: string): Content[] {
  return text.split('\n').map((line, i) => (i > 0 ? html`<br>${line}` : line));
}
