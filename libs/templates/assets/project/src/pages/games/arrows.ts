import { html, type Html } from '../../web/html.ts';

const ARROWS = [
  ['U', 'ArrowUp', '↑', 'Up'],
  ['L', 'ArrowLeft', '←', 'Left'],
  ['R', 'ArrowRight', '→', 'Right'],
  ['D', 'ArrowDown', '↓', 'Down'],
] as const;

/** Four buttons for the thumb; the keys and swipes press them too. */
export function arrows(): Html {
  return html`<div class="arrows">${ARROWS.map(
    ([move, key, sign, words]) => html`<button name="move" value="${move}" data-key="${key}" class="button arrow-${move}" aria-label="${words}">${sign}</button>`,
  )}</div>`;
}
