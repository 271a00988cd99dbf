import { hangman, isGuessed, livesOf, LIVES, type HangmanState } from '../../domain/games/hangman.ts';
import { html, type Html } from '../../web/html.ts';

// Drawn one after the other, one for each wrong letter.
const LINES = ['M4 46h24', 'M10 46V4', 'M10 4h20', 'M30 4v6', 'M30 10a5 5 0 1 0 .1 0', 'M30 20v14', 'M30 34l-6 8M30 34l6 8M30 25l-7-4M30 25l7-4'];

export function hangmanBoard(state: HangmanState): Html {
  const isOver = hangman.isOver(state);
  const letters = [...state.word].map((letter) => (state.tried.includes(letter) || isOver ? letter : '_'));
  return html`<svg class="gallows" viewBox="0 0 44 50" width="132" height="150" aria-hidden="true">${LINES.slice(0, LIVES - livesOf(state)).map((line) => html`<path d="${line}"/>`)}</svg>
  <p class="hidden-word" aria-label="${letters.map((letter) => (letter === '_' ? 'blank' : letter)).join(' ')}">${letters.join(' ')}</p>
  <div class="letters">${[...'abcdefghijklmnopqrstuvwxyz'].map(
    (letter) => html`<button name="move" value="${letter}" data-key="${letter}" class="button"${state.tried.includes(letter) && html` disabled`}>${letter.toUpperCase()}</button>`,
  )}</div>`;
}

export function hangmanStatus(state: HangmanState): string {
  if (isGuessed(state)) return `“${state.word}” is right!`;
  const lives = livesOf(state);
  return lives === 0 ? `The word was “${state.word}”.` : `${lives} wrong ${lives === 1 ? 'letter' : 'letters'} left.`;
}
