// Chance that can be repeated: plain JavaScript, since a browser plays by it too.

/**
 * One number from 0 up to 1 and the seed of the next.
 * Source: mulberry32 by T. Ettinger.
 * @param {number} seed
 * @returns {[number, number]}
 */
export function draw(seed) {
  const next = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(next ^ (next >>> 15), next | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return [((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296, next];
}
