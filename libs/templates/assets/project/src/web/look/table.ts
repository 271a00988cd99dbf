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
  rows: { href?: string; id?: number; cells: Content[] }[];
  /** One for each column, below the rows. */
  totals?: Content[];
  /** What can be done to several rows at once; each needs its `id`. */
  chosen?: { action: string; acts: ChosenAct[] };
}

export interface ChosenAct {
  label: string;
  /** Sent as "do". */
  value: string;
  tone?: 'danger';
  /** A question that is asked first. */
  confirm?: string;
}

/** A table with its first column always in sight; on a phone each row is a card. */
export function table({ caption, columns, rows, totals, chosen }: TableParts): Html {
  const isChosen = columns.some(({ matters }) => matters);
  const isMinor = columns.map(({ matters }, i) => (isChosen ? !matters : i > 3 && rows.some(({ href }) => href)));
  const canChoose = chosen !== undefined && chosen.acts.length > 0;
  const row = (cells: Content[], href?: string, isTotal = false, id?: number) =>
    cells.map((cell, i) => (i === 0 ? name(cell, href, canChoose ? id : undefined) : data(columns[i], cell, isMinor[i] && !isTotal)));
  return html`<div class="table-box" role="region" aria-label="${caption}" tabindex="0">
<table class="table">
  <caption class="visually-hidden">${caption}</caption>
  <thead><tr>${columns.map(head)}</tr></thead>
  <tbody>${rows.map(({ href, id, cells }) => html`
    <tr${href && html` class="is-linked"`}>${row(cells, href, false, id)}</tr>`)}
  </tbody>
  ${totals && html`<tfoot><tr>${row(totals, undefined, true)}</tr></tfoot>`}
</table>
</div>${canChoose && chosenBar(chosen)}`;
}

/** Below the table, in sight while something is ticked; the boxes are of its form. */
function chosenBar({ action, acts }: NonNullable<TableParts['chosen']>): Html {
  return html`<form class="chosen" id="chosen" method="post" action="${action}" data-chosen>
  <p aria-live="polite"><span data-count>With what is chosen</span></p>
  ${acts.map(chosenButton)}
</form>`;
}

function chosenButton({ label, value, tone = undefined, confirm }: ChosenAct): Html {
  const style = `button button-${tone ?? 'quiet'}`;
  const button = html`<button form="chosen" name="do" value="${value}" class="${style}">${label}</button>`;
  if (!confirm) return button;
  return html`<details class="confirm" data-confirm>
    <summary class="${style}">${label}</summary>
    <div class="confirm-question"><p>${confirm}</p>${button}</div>
  </details>`;
}

/** A table, or a line where there is nothing to show. */
export function tableOrNote(note: string, parts: TableParts): Html {
  return parts.rows.length === 0 ? html`<p class="muted">${note}</p>` : table(parts);
}

function head({ label, sortHref, sorted, isNumber }: Column): Html {
  const order = sorted && html` aria-sort="${sorted === 'up' ? 'ascending' : 'descending'}"`;
  const text = sortHref ? html`<a href="${sortHref}">${label}${icon(sorted ? `arrow-${sorted}` : 'sort')}</a>` : label;
  return html`<th scope="col"${isNumber && html` class="is-number"`}${order}>${text}</th>`;
}

function name(cell: Content, href?: string, id?: number): Html {
  const box = id !== undefined && html`<input type="checkbox" form="chosen" name="chosen-${id}" aria-label="Choose ${cell}">`;
  return html`<th scope="row">${box}${href ? html`<a href="${href}">${cell}</a>` : cell}</th>`;
}

// The label is shown beside the value where the row is a card.
function data(column: Column | undefined, cell: Content, isMinor = false): Html {
  const style = [column?.isNumber && 'is-number', isMinor && 'is-minor'].filter(Boolean).join(' ');
  return html`<td${style && html` class="${style}"`} data-label="${column?.label}">${cell}</td>`;
}
