import { html, type Html } from '../html.ts';
import { hiddenFields } from './actions.ts';
import type { Content } from './content.ts';
import { selectOf } from './field.ts';
import { icon } from './icon.ts';

export interface Filter {
  name: string;
  label: string;
  kind: 'text' | 'choice' | 'date';
  value: string;
  /** Of a choice; "any" is put before them. */
  options?: { value: string; label: string }[];
}

interface ViewLink {
  label: string;
  href: string;
  isCurrent: boolean;
}

export interface FiltersParts {
  action: string;
  fields: Filter[];
  resetHref: string;
  /** On the button. Default "Show". */
  submit?: string;
  /** Parts of the list that have a name, and how it can be shown. */
  views?: ViewLink[];
  looks?: ViewLink[];
  /** Kept in the address: the view, the order. */
  kept?: Record<string, string>;
}

/** What narrows a list; everything stands in the address. A sheet on phones, which is open while it narrows anything. */
export function filters({ action, fields, resetHref, views = [], looks = [], kept = {}, submit = 'Show' }: FiltersParts): Html {
  const active = fields.filter(({ value }) => value !== '').length;
  return html`<div class="filter-bar">
  ${fields.length > 0 && html`<details class="filters"${active > 0 && html` open`}>
    <summary>${icon('filter')}Search and filter${active > 0 && html` <span class="count">${active}</span>`}</summary>
    <form method="get" action="${action}" role="search" data-live>
      ${hiddenFields(kept)}
      ${fields.map(filterField)}
      <div class="filter-buttons">
        <button class="button button-quiet">${submit}</button>
        ${active > 0 && html`<a href="${resetHref}">Clear</a>`}
      </div>
    </form>
  </details>`}
  ${(views.length > 0 || looks.length > 0) && html`<div class="views">${viewsOf('Views', views)}${viewsOf('Shown as', looks)}</div>`}
</div>`;
}

function viewsOf(label: string, links: ViewLink[]): Html | false {
  return links.length > 0 && html`<nav aria-label="${label}"><ul>${links.map((link) => html`
    <li><a href="${link.href}"${link.isCurrent && html` aria-current="true"`}>${link.label}</a></li>`)}
  </ul></nav>`;
}

/** A list with its filters at the side; on a phone they are the sheet above it. */
export function browse({ filters, body }: { filters: Html; body: Content }): Html {
  return html`<div class="browse">${filters}<div class="browse-body">${body}</div></div>`;
}

function filterField({ name, label, kind, value, options = [] }: Filter): Html {
  const id = `filter-${name}`;
  const input =
    kind === 'choice'
      ? selectOf(html`id="${id}" name="${name}"`, 'Any', options, value)
      : html`<input id="${id}" name="${name}" type="${kind === 'date' ? 'date' : 'search'}" value="${value}">`;
  return html`<div class="filter filter-${kind}"><label for="${id}">${label}</label>${input}</div>`;
}

export interface PagingParts {
  page: number;
  pages: number;
  total: number;
  /** Singular and plural: ["plot", "plots"]; one word takes an s. */
  noun: string | [string, string];
  href: (page: number) => string;
}

/** How many there are, and the way to the other pages. */
export function paging({ page, pages, total, noun, href }: PagingParts): Html {
  const [one, many] = typeof noun === 'string' ? [noun, `${noun}s`] : noun;
  const step = (to: number, label: string, rel: 'prev' | 'next') => {
    if (to < 1 || to > pages) return html`<span class="button button-quiet is-off" aria-hidden="true">${label}</span>`;
    return html`<a class="button button-quiet" href="${href(to)}" rel="${rel}">${label}</a>`;
  };
  return html`<div class="paging">
  <p>${total.toLocaleString('en')} ${total === 1 ? one : many}</p>
  ${pages > 1 && html`<nav aria-label="Pages">
    ${step(page - 1, 'Back', 'prev')}
    <span>Page ${page} of ${pages}</span>
    ${step(page + 1, 'Next', 'next')}
  </nav>`}
</div>`;
}
