import { html, type Html } from '../html.ts';
import { hiddenFields } from './actions.ts';
import { cardFacts } from './cards.ts';
import { slugOf, type Content, type Tone } from './content.ts';
import { icon } from './icon.ts';
import { sentence } from './say.ts';

export interface BoardItem {
  href: string;
  title: string;
  facts: { label: string; value: Content }[];
  badge?: Html;
  /** What can be done next. Dragging the item into the column named by `to` sends the same form. */
  moves?: { label: string; action: string; to: string; fields?: Record<string, string> }[];
}

export interface BoardParts {
  columns: { name: string; tone?: Tone; items: BoardItem[] }[];
  token?: string;
}

/** One column for each state. Every move is also a button: dragging is a short cut. */
export function board({ columns, token }: BoardParts): Html {
  return html`<div class="board" role="region" aria-label="Board" tabindex="0">${columns.map(({ name, tone = 'plain', items }) => html`
  <section class="board-column board-${tone}" data-column="${name}" aria-labelledby="column-${slugOf(name)}">
    <h2 id="column-${slugOf(name)}">${sentence(name)} <span class="count">${items.length}</span></h2>
    ${items.length === 0 && html`<p class="board-empty muted">Nothing here</p>`}
    ${items.length > 0 && html`<ul>${items.map((item) => boardItem(item, token))}</ul>`}
  </section>`)}
</div>`;
}

function boardItem({ href, title, facts, badge, moves = [] }: BoardItem, token?: string): Html {
  return html`<li class="board-item"${moves.length > 0 && html` draggable="true"`}>
      <h3><a href="${href}" draggable="false">${title}</a></h3>
      ${badge}
      ${facts.length > 0 && cardFacts(facts)}
      ${moves.length > 0 && html`<details class="dropdown">
        <summary aria-label="Move ${title}">Move${icon('chevron-down')}</summary>
        <div class="dropdown-list">${moves.map(({ label, action, to, fields = {} }) => html`
          <form method="post" action="${action}" data-to="${to}">
            ${hiddenFields(fields, token)}
            <button class="link-button">${label}</button>
          </form>`)}
        </div>
      </details>`}
    </li>`;
}
