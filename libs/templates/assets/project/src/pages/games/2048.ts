import { sliding, type SlidingState } from '../../domain/games/2048.ts';
import { html, type Html } from '../../web/html.ts';
import { arrows } from './arrows.ts';

export function slidingBoard(state: SlidingState): Html {
  return html`<div class="game-board game-board-4" role="img" aria-label="${rowsOf(state)}">${state.tiles.map(
    (tile) => html`<span class="square tile-${Math.min(11, Math.log2(tile || 1))}" aria-hidden="true">${tile > 0 && tile}</span>`,
  )}</div>
  ${arrows()}`;
}

export function slidingStatus(state: SlidingState): string {
  const best = Math.max(...state.tiles);
  return `${sliding.isOver(state) ? 'Nothing moves any more. ' : ''}${state.score} points, highest tile ${best}.`;
}

/** The tiles in words, for who cannot see them. */
const rowsOf = ({ tiles }: SlidingState): string =>
  [0, 4, 8, 12].map((at) => tiles.slice(at, at + 4).map((tile) => tile || 'empty').join(', ')).join('; ');
