import { html, type Html } from '../html.ts';

const DAY = 86_400_000;

/** 1234.5 and "EUR" become "€1,234.50"; whole amounts have no cents. */
export function money(value: number, currency = 'EUR'): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: 2 }).format(
    value,
  );
}

/** 1234.5 and "kg" become "1,234.5 kg". */
export function number(value: number, unit?: string): string {
  const text = new Intl.NumberFormat('en', { maximumFractionDigits: 2 }).format(value);
  return !unit ? text : unit === '%' ? `${text}%` : `${text}\u00a0${unit}`;
}

/** 1 and "plot" become "1 plot", 3 become "3 plots". */
export function count(value: number, singular: string, plural = `${singular}s`): string {
  return `${number(value)} ${value === 1 ? singular : plural}`;
}

/**
 * A day or an instant as people say it, in full in its title: "tomorrow, 14:00", "3 days ago", "12 March".
 *
 * @param iso "2026-03-12" for a day, or an instant with its time.
 */
export function relativeTime(iso: string, now: Date = new Date()): Html {
  const at = momentOf(iso);
  if (Number.isNaN(at.getTime())) return html`${iso}`;
  return html`<time datetime="${iso}" title="${fullTime(iso)}">${spoken(at, now, isDay(iso))}</time>`;
}

/** "Thursday, 12 March 2026 at 14:00". */
export function fullTime(iso: string): string {
  const at = momentOf(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = `${part(at, { weekday: 'long' })}, ${part(at, { day: 'numeric', month: 'long', year: 'numeric' })}`;
  return isDay(iso) ? day : `${day} at ${clock(at)}`;
}

/** The same, always with its hour: "tomorrow, 14:00", "12 March, 14:00". */
export function dayAndTime(iso: string, now: Date = new Date()): Html {
  const at = momentOf(iso);
  const said = spoken(at, now, true);
  const day = / ago$/.test(said) ? part(at, { weekday: 'short', day: 'numeric', month: 'long' }) : said;
  return html`<time datetime="${iso}" title="${fullTime(iso)}">${Number.isNaN(at.getTime()) ? iso : `${day}, ${clock(at)}`}</time>`;
}

function spoken(at: Date, now: Date, isWholeDay: boolean): string {
  const days = Math.round((midnight(at) - midnight(now)) / DAY);
  if (!isWholeDay && days === 0) {
    const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
    if (minutes >= 0 && minutes < 1) return 'just now';
    if (minutes > 0 && minutes < 60) return `${count(minutes, 'minute')} ago`;
    if (minutes < 0 && minutes > -60) return `in ${count(-minutes, 'minute')}`;
  }
  const time = isWholeDay ? '' : `, ${clock(at)}`;
  if (days === 0) return `today${time}`;
  if (days === 1) return `tomorrow${time}`;
  if (days === -1) return `yesterday${time}`;
  if (days > 1 && days < 7) return `${part(at, { weekday: 'long' })}${time}`;
  if (days < 0 && days > -14) return `${-days} days ago`;
  const isThisYear = at.getFullYear() === now.getFullYear() || Math.abs(days) < 90;
  return part(at, { day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) }) + (days > 0 ? time : '');
}

/** Values in small letters as they stand alone: "waiting for parts" becomes "Waiting for parts", "iPhone" stays. */
export function sentence(text: string): string {
  return /^\p{Ll}[\p{Ll}\d ,'-]*$/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** The beginning of a long text, cut between words. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).replace(/[\s,.;:–-]+$/, '')} …`;
}

/** "2026-03-12" becomes "12 Mar". */
export function shortDay(day: string): string {
  return part(momentOf(day.slice(0, 10)), { day: 'numeric', month: 'short' });
}

/** "2026-03" becomes "March 2026". */
export function monthName(month: string): string {
  return part(momentOf(`${month}-01`), { month: 'long', year: 'numeric' });
}

// A day without a time is that day everywhere: read as UTC it would be the day before in half of the world.
function momentOf(iso: string): Date {
  return new Date(isDay(iso) ? `${iso}T00:00` : iso);
}

function isDay(iso: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(iso);
}

function midnight(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
}

function clock(at: Date): string {
  return part(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

function part(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}
