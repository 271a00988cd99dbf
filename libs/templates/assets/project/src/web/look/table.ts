import { html, type Html } from '../html.ts';
import type { Content } from './content.ts';
import { icon } from './icon.ts';

export interface Column {
  label: string;
  /** Where a click on its head leads; `sorted` is how it is sorted now. */
  sortHref?: string;
  sorted?: 'up' | 'down';
  isNumber?: boolean;
  /** Shown on a phone too. If no column says so: the first three after the name, or all where a row leads nowhere. */
  matters?: boolean;
}

export interface TableParts {
  caption: string;
  columns: Column[];
  /** The first cell names the row, and is the link where there is one. */
  rows: { href?: string; cells: Content[] }[];
  /** One for each column, below the rows. */
  totals?: Content[];
}

/** A table with its first column always in sight; on a phone each row is a card. */
export function table({ caption, columns, rows, totals }: TableParts): Html {
  const isChosen = columns.some(({ matters }) => matters);
  const isMinor = columns.map(({ matters }, i) => (isChosen ? !matters : i > 3 && rows.some(({ href }) => href)));
  const row = (cells: Content[], href?: string, isTotal = false) =>
    cells.map((cell, i) => (i === 0 ? name(cell, href) : data(columns[i], cell, isMinor[i] && !isTotal)));
  return html`<div class="table-box" role="region" aria-label="${caption}" tabindex="0">
<table class="table">
  <caption class="visually-hidden">${caption}</caption>
  <thead><tr>${columns.map(head)}</tr></thead>
  <tbody>${rows.map(({ href, cells }) => html`
    <tr${href && html` class="is-linked"`}>${row(cells, href)}</tr>`)}
  </tbody>
  ${totals && html`<tfoot><tr>${row(totals, undefined, true)}</tr></tfoot>`}
</table>
</div>`;
}

function head({ label, sortHref, sorted, isNumber }: Column): Html {
  const order = sorted && html` aria-sort="${sorted === 'up' ? 'ascending' : 'descending'}"`;
  const text = sortHref ? html`<a href="${sortHref}">${label}${icon(sorted ? `arrow-${sorted}` : 'sort')}</a>` : label;
  return html`<th scope="col"${isNumber && html` class="is-number"`}${order}>${text}</th>`;
}

function name(cell: Content, href?: string): Html {
  return html`<th scope="row">${href ? html`<a href="${href}">${cell}</a>` : cell}</th>`;
}

// The label is shown beside the value where the row is a card.
function data(column: Column | undefined, cell: Content, isMinor = false): Html {
  const style = [column?.isNumber && 'is-number', isMinor && 'is-minor'].filter(Boolean).join(' ');
  return html`<td${style && html` class="${style}"`} data-label="${column?.label}">${cell}</td>`;
}
