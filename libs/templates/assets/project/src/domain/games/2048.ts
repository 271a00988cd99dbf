import { draw } from './draw.js';
import type { GameRules } from './game.ts';

export interface SlidingState {
  /** Four rows of four, row by row; 0 is empty. */
  tiles: number[];
  score: number;
  seed: number;
}

/** Places in the order in which each direction pushes tiles together. */
const ORDERS: Record<string, number[][]> = {
  L: [0, 1, 2, 3].map((row) => [0, 1, 2, 3].map((i) => row * 4 + i)),
  R: [0, 1, 2, 3].map((row) => [3, 2, 1, 0].map((i) => row * 4 + i)),
  U: [0, 1, 2, 3].map((column) => [0, 1, 2, 3].map((i) => i * 4 + column)),
  D: [0, 1, 2, 3].map((column) => [3, 2, 1, 0].map((i) => i * 4 + column)),
};

export const sliding: GameRules<SlidingState> = {
  title: '2048',
  how: 'Slide all tiles with the arrow keys, by swiping or with the buttons. Two that are equal become one; what they make is added to your points.',
  start: (seed) => withTile(withTile({ tiles: Array.from({ length: 16 }, () => 0), score: 0, seed })),
  move(state, move) {
    const after = slide(state, move);
    return after && withTile(after);
  },
  isOver: (state) => ['L', 'R', 'U', 'D'].every((direction) => slide(state, direction) === undefined),
  points: ({ score }) => score,
};

/** @returns undefined where nothing moves. */
export function slide(state: SlidingState, direction: string): SlidingState | undefined {
  if (!Object.hasOwn(ORDERS, direction)) return undefined;
  const lines = ORDERS[direction]!;
  const tiles = [...state.tiles];
  let { score } = state;
  for (const line of lines) {
    const kept = line.map((at) => state.tiles[at]!).filter((tile) => tile > 0);
    const joined: number[] = [];
    for (let i = 0; i < kept.length; i++) {
      if (kept[i] === kept[i + 1]) {
        joined.push(kept[i]! * 2);
        score += kept[i]! * 2;
        i++;
      } else joined.push(kept[i]!);
    }
    line.forEach((at, i) => (tiles[at] = joined[i] ?? 0));
  }
  return tiles.some((tile, i) => tile !== state.tiles[i]) ? { ...state, tiles, score } : undefined;
}

/** A new tile on a free place: a 2, one time in ten a 4. */
function withTile(state: SlidingState): SlidingState {
  const free = state.tiles.flatMap((tile, i) => (tile === 0 ? [i] : []));
  const [place, second] = draw(state.seed);
  const [kind, seed] = draw(second);
  const at = free[Math.floor(place * free.length)];
  return { ...state, seed, tiles: state.tiles.map((tile, i) => (i === at ? (kind < 0.1 ? 4 : 2) : tile)) };
}
