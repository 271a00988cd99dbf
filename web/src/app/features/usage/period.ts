/** Months from one to another, both counted, as `2026-11`; in UTC, as sums are. */
export interface Period {
  from: string;
  to: string;
}

const monthsOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
const textOf = (months: number): string => `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
const named = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });
const dateOf = (month: string): Date => new Date(`${month}-01T00:00:00Z`);

/** "November 2026" */
export const monthName = (month: string): string => named.format(dateOf(month));
/** "Nov" */
export const monthShort = (month: string): string => short.format(dateOf(month));

/** A period by its address, and what may be chosen beside it: the last months each, and some together. */
export function periods(now: Date, from?: string, to?: string): { period: Period; choices: (Period & { title: string })[] } {
  const current = textOf(now.getUTCFullYear() * 12 + now.getUTCMonth());
  const back = (count: number): string => textOf(monthsOf(current) - count);
  const choices = [
    { title: 'This month', from: current, to: current },
    { title: 'Last 3 months', from: back(2), to: current },
    { title: 'Last 12 months', from: back(11), to: current },
    { title: 'Last 5 years', from: back(59), to: current },
    ...Array.from({ length: 12 }, (_, i) => ({ title: monthName(back(i + 1)), from: back(i + 1), to: back(i + 1) })),
  ];
  const isMonth = /^[12]\d{3}-(0[1-9]|1[0-2])$/;
  const isFine = from !== undefined && to !== undefined && isMonth.test(from) && isMonth.test(to) && from <= to;
  const period = isFine ? { from, to } : { from: choices[2]!.from, to: current };
  if (!choices.some((choice) => choice.from === period.from && choice.to === period.to))
    choices.push({ title: `${monthName(period.from)} to ${monthName(period.to)}`, ...period });
  return { period, choices };
}
