/** A time in milliseconds for people: 40 ms, 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 9 d 4 h. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 95) return `${Math.round(ms)} ms`;
  const seconds = Math.max(0, ms) / 1_000;
  // What is rounded up to the next unit is written in it.
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(seconds / 3_600);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
