const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A sum of US dollars as people read it: to the cent, to a hundredth of one where it is below a cent; what is not nothing is not shown as nothing. */
export function money(usd: number): string {
  if (usd === 0 || usd >= 0.00995) return `$${cents.format(usd)}`;
  return usd < 0.0001 ? 'under $0.0001' : `$${usd.toFixed(4)}`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
/** "3 minutes ago"; the exact instant belongs in a title beside it. */
export function ago(instant: string, now: number): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1_000);
  if (seconds > -45) return 'just now';
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
  ] as const)
    if (-seconds >= size * 0.9) return relative.format(Math.round(seconds / size), unit);
  return relative.format(seconds, 'second');
}

/** A generation by its number, and by its name where it has one: "#3", "#3 Before the redesign". */
export function numbered({ number, name }: { number: number; name: string | null }): string {
  return name ? `#${number} ${name}` : `#${number}`;
}

export const exact = (instant: string): string => new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** The day of an instant, where one is: "Dec 12, 2026". */
export const day = (instant: string): string => new Date(instant).toLocaleDateString('en', { dateStyle: 'medium' });

export function bytes(count: number): string {
  return count < 1_000 ? `${count} B` : count < 1_000_000 ? `${(count / 1_000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}
