import { memoryPairs, PAIRS, type MemoryState } from '../../domain/games/memory-pairs.ts';
import { html, type Html } from '../../web/html.ts';

/** Each pair has a sign and its name. */
const SIGNS = [
  ['★', 'star'],
  ['☂', 'umbrella'],
  ['☀', 'sun'],
  ['♫', 'music'],
  ['⚓', 'anchor'],
  ['✿', 'flower'],
  ['☾', 'moon'],
  ['♥', 'heart'],
] as const;

export function memoryPairsBoard(state: MemoryState): Html {
  return html`<div class="game-board game-board-4">${state.cards.map((card, i) => {
    const isOpen = state.isFound[i] || state.open.includes(i);
    const [sign, name] = SIGNS[card]!;
    const words = state.isFound[i] ? `${name}, found` : isOpen ? name : 'face down';
    // Of two that are no pair the next card may be one again.
    const isOff = state.isFound[i] || (state.open.length === 1 && isOpen);
    return html`<button name="move" value="${i}" class="square card-${state.isFound[i] ? 'found' : isOpen ? 'open' : 'down'}" aria-label="Card ${i + 1}: ${words}"${isOff && html` disabled`}>${isOpen ? sign : ''}</button>`;
  })}</div>`;
}

export function memoryPairsStatus(state: MemoryState): string {
  const found = state.isFound.filter(Boolean).length / 2;
  if (memoryPairs.isOver(state)) return `All pairs found in ${state.tries} tries.`;
  return `${found} of ${PAIRS} pairs, ${state.tries} ${state.tries === 1 ? 'try' : 'tries'} so far.`;
}
