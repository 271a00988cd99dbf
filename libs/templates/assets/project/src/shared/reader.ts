import type { Faults } from './refusals.ts';

/** What a form or a JSON body holds, unchecked. */
export type Input = Record<string, unknown>;
export type Parsed<T> = { values: T } | { faults: Faults };

interface Limits {
  min?: number;
  max?: number;
}

/** Reads an input field by field and keeps what is wrong with each. */
export class Reader {
  readonly faults: Faults = {};
  readonly #input: Input;
  constructor(input: Input) {
    this.#input = input;
  }

  isBlank(name: string): boolean {
    const value = this.#input[name];
    return value === undefined || value === null || String(value).trim() === '';
  }

  /** Trimmed text; limits are of its length. */
  text(name: string, { min = 1, max = 200 }: Limits = {}): string {
    const value = this.#input[name];
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    if (text === '') return this.fault(name, 'This is needed', '');
    if (text.length < min) return this.fault(name, `At least ${min} characters`, '');
    if (text.length > max) return this.fault(name, `At most ${max} characters`, '');
    return text;
  }

  number(name: string, { min = -1e12, max = 1e12 }: Limits = {}): number {
    const value = this.#input[name];
    const number = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
    if (this.isBlank(name)) return this.fault(name, 'This is needed', 0);
    if (!Number.isFinite(number)) return this.fault(name, 'Give a number', 0);
    if (number < min) return this.fault(name, `At least ${min}`, 0);
    if (number > max) return this.fault(name, `At most ${max}`, 0);
    return number;
  }

  integer(name: string, limits: Limits = {}): number {
    const number = this.number(name, limits);
    return Number.isInteger(number) ? number : this.fault(name, 'Give a whole number', 0);
  }

  /** An amount with two decimals at most. */
  money(name: string, limits: Limits = {}): number {
    const amount = this.number(name, limits);
    const rounded = Math.round(amount * 100) / 100;
    return Math.abs(rounded - amount) < 1e-9 ? rounded : this.fault(name, 'Two decimals at most', 0);
  }

  boolean(name: string): boolean {
    const text = String(this.#input[name] ?? '').trim().toLowerCase();
    if (['true', '1', 'on', 'yes'].includes(text)) return true;
    if (['', 'false', '0', 'off', 'no'].includes(text)) return false;
    return this.fault(name, 'Yes or no', false);
  }

  choice<const T extends string>(name: string, values: readonly T[]): T {
    const text = String(this.#input[name] ?? '').trim();
    if (text === '') return this.fault(name, 'This is needed', values[0]!);
    return values.find((value) => value === text) ?? this.fault(name, `One of: ${values.join(', ')}`, values[0]!);
  }

  /** The number of something else that is kept. */
  id(name: string): number {
    if (this.isBlank(name)) return this.fault(name, 'This is needed', 0);
    const id = Number(this.#input[name]);
    return Number.isSafeInteger(id) && id > 0 ? id : this.fault(name, 'Choose one of the list', 0);
  }

  /** A day that exists, as YYYY-MM-DD. */
  date(name: string): string {
    if (this.isBlank(name)) return this.fault(name, 'This is needed', '');
    const text = String(this.#input[name]).trim();
    const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(NaN);
    // JavaScript takes 31 February for 3 March; written back, it shows.
    return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? text : this.fault(name, 'Give a date, like 2026-03-31', '');
  }

  /** A day and time, kept as an instant in UTC. */
  dateTime(name: string): string {
    if (this.isBlank(name)) return this.fault(name, 'This is needed', '');
    const text = String(this.#input[name]).trim();
    const match = /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?Z?$/.exec(text);
    const at = match ? new Date(`${match[1]}T${match[2]}:${match[3]}:00Z`) : new Date(NaN);
    return match && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(match[1]!) ? at.toISOString() : this.fault(name, 'Give a date and a time', '');
  }

  time(name: string): string {
    if (this.isBlank(name)) return this.fault(name, 'This is needed', '');
    const match = /^(([01]\d|2[0-3]):[0-5]\d)(:[0-5]\d)?$/.exec(String(this.#input[name]).trim());
    return match ? match[1]! : this.fault(name, 'Give a time, like 14:30', '');
  }

  email(name: string): string {
    const text = this.text(name, { max: 254 });
    return text === '' || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text.toLowerCase() : this.fault(name, 'Give an email address, like ana@example.org', '');
  }

  phone(name: string): string {
    const text = this.text(name, { max: 40 });
    return text === '' || /^\+?[\d\s()./-]{5,}$/.test(text) ? text : this.fault(name, 'Give a telephone number', '');
  }

  url(name: string): string {
    const text = this.text(name, { max: 2000 });
    return text === '' || /^https?:\/\/[^\s]+$/.test(text) ? text : this.fault(name, 'Give an address that begins with https://', '');
  }

  colour(name: string): string {
    const text = this.text(name, { max: 7 });
    return text === '' || /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : this.fault(name, 'Give a colour, like #336699', '');
  }

  /** Where a picture or a file is: one that was sent to us, or one elsewhere. */
  file(name: string): string {
    const text = this.text(name, { max: 2000 });
    return text === '' || /^(\/uploads\/|https:\/\/)[^\s]+$/.test(text) ? text : this.fault(name, 'Choose a file', '');
  }

  fault<T>(name: string, text: string, instead: T): T {
    this.faults[name] ??= text;
    return instead;
  }

  result<T>(values: T): Parsed<T> {
    return Object.keys(this.faults).length > 0 ? { faults: this.faults } : { values };
  }
}
