import { draw } from './draw.js';
import type { GameRules } from './game.ts';

export interface MemoryState {
  /** What lies on each place: each of the eight twice. */
  cards: number[];
  isFound: boolean[];
  /** The card or the two that lie open and are no pair. */
  open: number[];
  tries: number;
}

export const PAIRS = 8;

export const memoryPairs: GameRules<MemoryState> = {
  title: 'Memory',
  how: 'Turn two cards. A pair stays open; find all eight with as few tries as you can.',
  start(seed) {
    const cards = Array.from({ length: PAIRS * 2 }, (_, i) => i >> 1);
    // Source: the exchange by R. Fisher and F. Yates.
    for (let i = cards.length - 1; i > 0; i--) {
      const [chance, next] = draw(seed);
      seed = next;
      const other = Math.floor(chance * (i + 1));
      [cards[i], cards[other]] = [cards[other]!, cards[i]!];
    }
    return { cards, isFound: cards.map(() => false), open: [], tries: 0 };
  },
  move(state, move) {
    const card = /^\d{1,2}$/.test(move) ? Number(move) : -1;
    const open = state.open.length === 2 ? [] : state.open;
    if (state.isFound[card] !== false || open.includes(card)) return undefined;
    if (open.length === 0) return { ...state, open: [card] };
    const tries = state.tries + 1;
    const isPair = state.cards[open[0]!] === state.cards[card];
    if (!isPair) return { ...state, open: [open[0]!, card], tries };
    return { ...state, open: [], tries, isFound: state.isFound.map((is, i) => is || i === card || i === open[0]) };
  },
  isOver: ({ isFound }) => isFound.every(Boolean),
  points: (state) => (memoryPairs.isOver(state) ? Math.max(10, 100 - 5 * (state.tries - PAIRS)) : 0),
};
