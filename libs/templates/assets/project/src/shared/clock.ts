/** The time, given to whatever depends on it, so that tests can choose it. */
export type Clock = () => Date;

/** YYYY-MM-DD, in UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** The day so many days later, or earlier where it is negative. */
export function addDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000));
}

/** Nights between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to.slice(0, 10)}T00:00:00Z`) - Date.parse(`${from.slice(0, 10)}T00:00:00Z`)) / 86_400_000);
}

/** Whether a text is a month, as YYYY-MM. */
export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** The month so many months later. */
export function addMonths(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** Whether a text is a day, as YYYY-MM-DD. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
