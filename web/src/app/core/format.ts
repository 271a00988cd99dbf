/** 40 ms, 0.4 s, 12 s, 3 min 20 s, 2 h 5 min. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 95) return `${Math.round(ms)} ms`;
  const seconds = Math.max(0, ms) / 1_000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.round((seconds % 3_600) / 60)} min`;
}

export function money(usd: number): string {
  return usd === 0 ? '$0' : usd < 0.01 ? `$${usd.toFixed(4)}` : `$${usd.toFixed(2)}`;
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

export const exact = (instant: string): string => new Date(instant).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' });

export function bytes(count: number): string {
  return count < 1_000 ? `${count} B` : count < 1_000_000 ? `${(count / 1_000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
}
