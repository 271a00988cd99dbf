import { SIZE, type SnakeState } from '../../domain/games/snake.js';
import { html, type Html } from '../../web/html.ts';
import { arrows } from './arrows.ts';

/** Drawn again at each step by the script; without it each press of a button is a step. */
export function snakeBoard(state: SnakeState): Html {
  return html`<svg class="snake-field" viewBox="0 0 ${SIZE} ${SIZE}" role="img" aria-label="Field of ${SIZE} by ${SIZE} squares" data-snake="${JSON.stringify(state)}">
    ${state.body.map(({ x, y }, i) => html`<rect class="snake-${i === 0 ? 'head' : 'body'}" x="${x}" y="${y}" width="1" height="1" rx="0.2"/>`)}
    <circle class="snake-apple" cx="${state.apple.x + 0.5}" cy="${state.apple.y + 0.5}" r="0.4"/>
  </svg>
  <input type="hidden" name="steps" value="">
  ${arrows()}`;
}

export function snakeStatus({ body, isOver }: SnakeState): string {
  const apples = body.length - 3;
  return `${isOver ? 'That was the end: ' : ''}${apples} ${apples === 1 ? 'apple' : 'apples'}.`;
}
