import { strongComponents } from './strong-components.js';

/**
 * For each node, how many other nodes can reach it along the edges.
 *
 * Reachability over the condensation, a bit set for each component: O(n · m / 32).
 * Source: S. A. Bohner, R. S. Arnold, "Software Change Impact Analysis", IEEE CS Press 1996 (reachability as the estimate of what a change can touch).
 */
export function countReaching(edges: readonly (readonly number[])[]): Int32Array {
  const n = edges.length;
  const words = (n + 31) >>> 5;
  const components = strongComponents(edges);
  const componentOf = new Int32Array(n);
  components.forEach((members, c) => members.forEach((node) => (componentOf[node] = c)));
  const reachedBy = components.map(() => new Uint32Array(words));
  // Tarjan lists what is pointed to first, so walking backwards meets every source before its targets.
  for (let c = components.length - 1; c >= 0; c--) {
    const own = reachedBy[c]!;
    for (const node of components[c]!) own[node >>> 5]! |= 1 << (node & 31);
    for (const node of components[c]!)
      for (const target of edges[node]!) {
        const t = componentOf[target]!;
        if (t === c) continue;
        const set = reachedBy[t]!;
        for (let w = 0; w < words; w++) set[w]! |= own[w]!;
      }
  }
  const counts = new Int32Array(n);
  components.forEach((members, c) => {
    let bits = 0;
    for (const word of reachedBy[c]!) bits += popCount(word);
    members.forEach((node) => (counts[node] = bits - 1));
  });
  return counts;
}

function popCount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
