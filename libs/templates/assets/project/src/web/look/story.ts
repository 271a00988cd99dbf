import { html, type Html } from '../html.ts';
import type { Content, Link } from './content.ts';
import { icon, type IconName } from './icon.ts';

export interface HeroParts {
  heading: string;
  text: Content;
  action?: Link;
  second?: Link;
  picture?: Html;
}

/** The first thing a visitor sees; its heading is the page's h1. */
export function hero({ heading, text, action, second, picture }: HeroParts): Html {
  return html`<section class="hero${picture && html` has-picture`}">
  <div class="hero-text">
    <h1>${heading}</h1>
    <p class="lead">${text}</p>
    ${(action || second) && html`<div class="actions">
      ${action && html`<a class="button button-main button-large" href="${action.href}">${action.label}</a>`}
      ${second && html`<a class="button button-quiet button-large" href="${second.href}">${second.label}</a>`}
    </div>`}
  </div>
  ${picture && html`<div class="hero-picture">${picture}</div>`}
</section>`;
}

/** How it works, in order. */
export function steps({ heading, items }: { heading: string; items: { title: string; text: Content }[] }): Html {
  return html`<section class="block"><h2>${heading}</h2><ol class="steps">${items.map(({ title, text }) => html`
  <li><h3>${title}</h3><p>${text}</p></li>`)}
</ol></section>`;
}

export interface SectionParts {
  heading: string;
  text: Content;
  items?: { title: string; text: Content; icon?: IconName; href?: string }[];
}

/** Parts of a page that is read: a heading, a few sentences, and what belongs to it side by side. */
export function sections(entries: SectionParts[]): Html {
  return html`${entries.map(({ heading, text, items = [] }) => html`<section class="block">
  <h2>${heading}</h2>
  <p class="lead">${text}</p>
  ${items.length > 0 && html`<ul class="points">${items.map((item) => html`
    <li>
      ${item.icon && html`<span class="point-icon">${icon(item.icon)}</span>`}
      <h3>${item.href ? html`<a href="${item.href}">${item.title}</a>` : item.title}</h3>
      <p>${item.text}</p>
    </li>`)}
  </ul>`}
</section>`)}`;
}

export function quote({ text, author, about }: { text: string; author: string; about?: string }): Html {
  return html`<figure class="quote">
  <blockquote><p>${text}</p></blockquote>
  <figcaption><strong>${author}</strong>${about && html`<span class="muted">, ${about}</span>`}</figcaption>
</figure>`;
}

export function faq(entries: { question: string; answer: Content }[]): Html {
  return html`<div class="faq">${entries.map(({ question, answer }) => html`
  <details><summary>${question}${icon('chevron-down')}</summary><div class="prose"><p>${answer}</p></div></details>`)}
</div>`;
}

export interface Plan {
  name: string;
  price: string;
  /** After the price: "a month". */
  per?: string;
  text?: string;
  points: string[];
  action?: Link;
  isRecommended?: boolean;
}

/** @param level of the headings: 3 below a heading of their own. */
export function pricing(plans: Plan[], level: 2 | 3 = 2): Html {
  return html`<ul class="plans">${plans.map(({ name, price, per, text, points, action, isRecommended }) => html`
  <li class="plan${isRecommended && html` is-recommended`}">
    ${isRecommended && html`<p class="plan-mark">${icon('star')}Most chosen</p>`}
    <h${level}>${name}</h${level}>
    <p class="plan-price"><strong>${price}</strong>${per && html` <span class="muted">${per}</span>`}</p>
    ${text && html`<p>${text}</p>`}
    <ul class="plan-points">${points.map((point) => html`<li>${icon('check')}<span>${point}</span></li>`)}</ul>
    ${action && html`<a class="button button-${isRecommended ? 'main' : 'quiet'}" href="${action.href}">${action.label}</a>`}
  </li>`)}
</ul>`;
}
