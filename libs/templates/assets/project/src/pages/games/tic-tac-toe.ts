import { ticTacToe, winnerOf, type TicTacToeState } from '../../domain/games/tic-tac-toe.ts';
import { html, type Html } from '../../web/html.ts';

export function ticTacToeBoard(state: TicTacToeState): Html {
  return html`<div class="game-board game-board-3">${state.squares.map(
    (mark, i) =>
      html`<button name="move" value="${i}" data-key="${i + 1}" class="square mark-${mark}" aria-label="Square ${i + 1}: ${mark || 'free'}"${mark !== '' && html` disabled`}>${mark}</button>`,
  )}</div>`;
}

export function ticTacToeStatus(state: TicTacToeState): string {
  if (!ticTacToe.isOver(state)) return 'Your turn: put an X.';
  const winner = winnerOf(state.squares);
  return winner === 'X' ? 'You win!' : winner === 'O' ? 'The computer wins.' : 'Nobody wins.';
}
