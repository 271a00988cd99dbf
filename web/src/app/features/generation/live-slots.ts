/** Texts that are written at the same time keep their places: one that ends leaves its place to the next, and moves nobody. */
export function placeTexts(before: readonly (string | undefined)[], writing: readonly string[], places: number): (string | undefined)[] {
  const kept = before.slice(0, places).map((path) => (path !== undefined && writing.includes(path) ? path : undefined));
  const next = writing.filter((path) => !kept.includes(path));
  const placed = kept.map((path) => path ?? next.shift());
  while (placed.length < places && next.length > 0) placed.push(next.shift());
  return placed;
}
