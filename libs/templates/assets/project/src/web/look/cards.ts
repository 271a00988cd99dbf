import { html, type Html } from '../html.ts';
import type { Content } from './content.ts';

/** Of the headings: 3 below a heading of their own. */
type Level = 2 | 3;

export interface Card {
  href: string;
  title: string;
  picture?: Html;
  facts: { label: string; value: Content }[];
  badge?: Html;
  price?: string;
  text?: string;
}

/** Things side by side, each with its picture, a few facts and its price. The whole card is the link. */
export function cards({ items, level = 2 }: { items: Card[]; level?: Level }): Html {
  return html`<ul class="cards">${items.map(({ href, title, picture, facts, badge, price, text }) => html`
  <li class="card">
    ${picture && html`<div class="card-picture">${picture}</div>`}
    <div class="card-body">
      ${badge && html`<p class="card-badge">${badge}</p>`}
      <h${level}><a href="${href}">${title}</a></h${level}>
      ${text && html`<p class="card-text">${text}</p>`}
      ${facts.length > 0 && cardFacts(facts)}
      ${price && html`<p class="price">${price}</p>`}
    </div>
  </li>`)}
</ul>`;
}

/** The same, or a line where there is none. */
export function cardsOrNote(note: string, parts: { items: Card[]; level?: Level }): Html {
  return parts.items.length === 0 ? html`<p class="muted">${note}</p>` : cards(parts);
}

export function cardFacts(facts: Card['facts']): Html {
  return html`<dl class="card-facts">${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Pictures first, with a line below each. */
export function gallery({ items }: { items: { href: string; title: string; picture: Html; meta?: Content }[] }): Html {
  return html`<ul class="gallery">${items.map(({ href, title, picture, meta }) => html`
  <li>
    <a href="${href}"><span class="gallery-picture">${picture}</span><span class="gallery-title">${title}</span></a>
    ${meta && html`<span class="muted">${meta}</span>`}
  </li>`)}
</ul>`;
}

export interface FeedItem {
  href: string;
  title: string;
  text: string;
  meta: Content;
  picture?: Html;
}

/** What was written, newest first. */
export function feed(items: FeedItem[], level: Level = 2): Html {
  return html`<ol class="feed">${items.map(({ href, title, text, meta, picture }) => html`
  <li><article class="feed-item">
    ${picture && html`<div class="feed-picture">${picture}</div>`}
    <div><p class="meta">${meta}</p><h${level}><a href="${href}">${title}</a></h${level}><p>${text}</p></div>
  </article></li>`)}
</ol>`;
}
