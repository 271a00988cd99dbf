import { HANDS, rockPaperScissors, winnerOfRound, wonOf, type HandsState } from '../../domain/games/rock-paper-scissors.ts';
import { html, type Html } from '../../web/html.ts';

const SIGNS = { rock: '✊', paper: '✋', scissors: '✌' } as const;
const WORDS = { you: 'yours', they: 'theirs', nobody: 'a draw' } as const;

export function rockPaperScissorsBoard(state: HandsState): Html {
  return html`<div class="hands">${HANDS.map(
    (hand) => html`<button name="move" value="${hand}" data-key="${hand[0]!}" class="square"><span aria-hidden="true">${SIGNS[hand]}</span> ${hand[0]!.toUpperCase()}${hand.slice(1)}</button>`,
  )}</div>
  <ol class="rounds">${state.rounds.map((round) => html`<li>${round.yours} against ${round.theirs}: ${WORDS[winnerOfRound(round)]}</li>`)}</ol>`;
}

export function rockPaperScissorsStatus(state: HandsState): string {
  const { you, they } = wonOf(state);
  if (!rockPaperScissors.isOver(state)) return `You ${you}, computer ${they}.`;
  return you > they ? `You win ${you} to ${they}!` : `The computer wins ${they} to ${you}.`;
}
