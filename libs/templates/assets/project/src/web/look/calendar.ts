import { html, type Html } from '../html.ts';
import type { Tone } from './content.ts';
import { icon } from './icon.ts';

export interface CalendarEntry {
  /** "YYYY-MM-DD". */
  day: string;
  label: string;
  href: string;
  tone?: Tone;
}

export interface CalendarParts {
  /** "YYYY-MM". */
  month: string;
  today: string;
  entries: CalendarEntry[];
  previousHref: string;
  nextHref: string;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const IN_SIGHT = 3;

/** A month of weeks from Monday; on a phone, the days that have something, one below the other. */
export function monthCalendar({ month, today, entries, previousHref, nextHref }: CalendarParts): Html {
  const byDay = Map.groupBy(entries, ({ day }) => day);
  const days = daysOf(month);
  const busy = days.filter((day) => day.startsWith(month) && byDay.has(day));
  return html`<section class="calendar" aria-label="${monthName(month)}">
  <div class="calendar-head">
    <h2>${monthName(month)}</h2>
    <a class="button button-quiet" href="${previousHref}" aria-label="Month before">${icon('arrow-left')}</a>
    <a class="button button-quiet" href="${nextHref}" aria-label="Month after">${icon('arrow-right')}</a>
  </div>
  <table class="month">
    <thead><tr>${WEEKDAYS.map((name) => html`<th scope="col" abbr="${name}">${name.slice(0, 3)}</th>`)}</tr></thead>
    <tbody>${weeksOf(days).map((week) => html`
      <tr>${week.map((day) => dayCell(day, month, today, byDay.get(day) ?? []))}</tr>`)}
    </tbody>
  </table>
  <div class="agenda">${busy.length === 0 && html`<p class="muted">Nothing in ${monthName(month)}.</p>`}${busy.map((day) => html`
    <section${day === today && html` class="is-today"`}>
      <h3>${dayName(day)}${day === today ? ' · today' : ''}</h3>
      <ul>${byDay.get(day)!.map(entryOf)}</ul>
    </section>`)}
  </div>
</section>`;
}

function dayCell(day: string, month: string, today: string, entries: CalendarEntry[]): Html {
  const states = [!day.startsWith(month) && 'is-outside', day === today && 'is-today'].filter(Boolean).join(' ');
  const rest = entries.slice(IN_SIGHT);
  return html`<td${states && html` class="${states}"`}>
        <span class="day-number">${Number(day.slice(8))}${day === today && html`<span class="visually-hidden"> today</span>`}</span>
        ${entries.length > 0 && html`<ul>${entries.slice(0, IN_SIGHT).map(entryOf)}</ul>`}
        ${rest.length > 0 && html`<details><summary>${rest.length} more</summary><ul>${rest.map(entryOf)}</ul></details>`}
      </td>`;
}

function entryOf({ label, href, tone = 'plain' }: CalendarEntry): Html {
  return html`<li><a class="entry entry-${tone}" href="${href}">${label}</a></li>`;
}

/** All days of the weeks that the month touches. Counted in UTC, where each day has 24 hours. */
function daysOf(month: string): string[] {
  const first = new Date(`${month}-01T00:00Z`);
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const before = (first.getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, i) =>
    new Date(first.getTime() + (i - before) * 86_400_000).toISOString().slice(0, 10),
  );
}

function weeksOf(days: string[]): string[][] {
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

function monthName(month: string): string {
  return spoken(`${month}-01`, { month: 'long', year: 'numeric' });
}

function dayName(day: string): string {
  return spoken(day, { weekday: 'long', day: 'numeric', month: 'long' });
}

function spoken(day: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(new Date(`${day}T00:00Z`));
}
