import { CdkVirtualScrollViewport, ScrollingModule } from '@angular/cdk/scrolling';
import { Clipboard } from '@angular/cdk/clipboard';
import { NgTemplateOutlet } from '@angular/common';
import { Component, Directive, TemplateRef, computed, contentChildren, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatSnackBar } from '@angular/material/snack-bar';
import { mdiArrowDown, mdiArrowUp, mdiContentCopy, mdiUnfoldMoreHorizontal } from '@mdi/js';
import Papa from 'papaparse';
import { Icon } from './icon';

/** A column of a table: what it is called, and the value that it is sorted, filtered and copied by. */
export interface Column<T> {
  key: string;
  /** Empty: a column of buttons, which is not sorted. */
  title: string;
  value(row: T): string | number | null;
  align?: 'end';
  /** CSS width, for texts of any length: they are broken into lines. Without one a column is as wide as its content. */
  width?: string;
}

/** How the cells of a column are drawn: `<ng-template mwCell="status" let-row>`; without it, the value as text. */
@Directive({ selector: 'ng-template[mwCell]' })
export class Cell {
  readonly mwCell = input.required<string>();
  readonly template = inject<TemplateRef<{ $implicit: unknown }>>(TemplateRef);
}

const VIRTUAL_BEYOND = 200;
const ROW_PX = 40;

/** Rows that can be sorted by any column, filtered by any text in them and copied as CSV; beyond 200 only those in sight are drawn. */
@Component({
  selector: 'mw-table',
  imports: [NgTemplateOutlet, ScrollingModule, MatButton, MatFormField, MatLabel, MatInput, Icon],
  template: `
    <div class="tools">
      @if (rows().length > 5) {
        <mat-form-field class="filter"><mat-label>Filter {{ label() }}</mat-label><input matInput type="search" [value]="filter()" (input)="filter.set($any($event.target).value)" /></mat-form-field>
      }
      <span class="muted count" role="status">{{ shown().length === rows().length ? rows().length : shown().length + ' of ' + rows().length }} {{ rows().length === 1 ? (one() || label().slice(0, -1)) : label() }}</span>
      @if (rows().length > 0) { <button matButton type="button" (click)="copyCsv()"><mw-icon [path]="icons.copy" /> Copy as CSV</button> }
    </div>
    @if (shown().length > virtualBeyond) {
      <cdk-virtual-scroll-viewport [itemSize]="rowPx" class="viewport" tabindex="0" role="region" [attr.aria-label]="label()" (scrolledIndexChange)="align()">
        <table class="fixed" [attr.aria-rowcount]="shown().length">
          <ng-container [ngTemplateOutlet]="head" />
          <tbody><ng-container *cdkVirtualFor="let row of shown(); trackBy: identity"><ng-container [ngTemplateOutlet]="line" [ngTemplateOutletContext]="{ $implicit: row }" /></ng-container></tbody>
        </table>
      </cdk-virtual-scroll-viewport>
    } @else {
      <div class="scroll" tabindex="0" role="region" [attr.aria-label]="label()">
        <table>
          <ng-container [ngTemplateOutlet]="head" />
          <tbody>
            @for (row of shown(); track id()(row)) { <ng-container [ngTemplateOutlet]="line" [ngTemplateOutletContext]="{ $implicit: row }" /> }
            @empty { <tr><td class="muted" [attr.colspan]="columns().length">{{ rows().length === 0 ? empty() : 'Nothing matches “' + filter() + '”.' }}</td></tr> }
          </tbody>
        </table>
      </div>
    }
    <ng-template #head>
      <thead><tr>
        @for (column of columns(); track column.key) {
          @if (!column.title) { <th scope="col" [style.top.px]="-offset()"><span class="hidden">Actions</span></th> }
          @else { <th scope="col" [style.width]="column.width" [class.end]="column.align === 'end'" [attr.aria-sort]="order(column.key)" [style.top.px]="-offset()">
            <button type="button" class="sort" (click)="sortBy(column.key)">{{ column.title }} <mw-icon [path]="arrow(column.key)" [class.idle]="sort()?.key !== column.key" /></button>
          </th> }
        }
      </tr></thead>
    </ng-template>
    <ng-template #line let-row>
      <tr [class.on]="id()(row) === selected()">
        @for (column of columns(); track column.key) {
          <td [class.end]="column.align === 'end'" [class.wrap]="column.width">@if (templates().get(column.key); as template) { <ng-container [ngTemplateOutlet]="template" [ngTemplateOutletContext]="{ $implicit: row }" /> } @else { {{ column.value(row) }} }</td>
        }
      </tr>
    </ng-template>
  `,
  styles: `
    .tools { display: flex; gap: 12px; align-items: center; flex-wrap: wrap; margin-bottom: 8px; } .filter { flex: 0 1 280px; } .count { flex: 1; min-width: 120px; }
    .viewport { height: 65vh; } .viewport td { height: ${ROW_PX}px; padding-block: 0; vertical-align: middle; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; } .fixed { table-layout: fixed; min-width: 720px; }
    td { padding: 8px 12px; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
    .wrap { white-space: normal; overflow-wrap: anywhere; }
    th { padding: 0; border-bottom: 1px solid var(--line); background: var(--surface); position: sticky; z-index: 1; text-align: start; }
    .sort { all: unset; box-sizing: border-box; cursor: pointer; padding: 8px 12px; color: var(--muted); font-weight: 600; font-size: 0.87rem; width: 100%; white-space: nowrap; }
    .sort:hover { color: var(--text); } .sort:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
    @media (max-width: 900px) { table { min-width: 640px; } }
    .idle { opacity: 0; } .sort:hover .idle { opacity: 0.6; } .end, .end .sort { text-align: end; } .on td { background: var(--raised); }
  `,
})
export class DataTable<T> {
  readonly rows = input.required<readonly T[]>();
  readonly columns = input.required<readonly Column<T>[]>();
  /** What the rows are, in the plural: "projects". */
  readonly label = input.required<string>();
  /** One of them, where that is not the plural without its last letter. */
  readonly one = input('');
  readonly id = input<(row: T) => unknown>((row) => row);
  readonly selected = input<unknown>();
  readonly empty = input('Nothing here yet.');
  protected readonly virtualBeyond = VIRTUAL_BEYOND;
  protected readonly rowPx = ROW_PX;
  protected readonly icons = { copy: mdiContentCopy };
  protected readonly filter = signal('');
  protected readonly sort = signal<{ key: string; isDown: boolean } | undefined>(undefined);
  protected readonly offset = signal(0);
  private readonly cells = contentChildren(Cell);
  private readonly viewport = viewChild(CdkVirtualScrollViewport);
  private readonly clipboard = inject(Clipboard);
  private readonly notices = inject(MatSnackBar);
  protected readonly templates = computed(() => new Map(this.cells().map((cell) => [cell.mwCell(), cell.template])));
  protected readonly identity = (_: number, row: T): unknown => this.id()(row);

  protected readonly shown = computed(() => {
    const [columns, words, sort] = [this.columns(), this.filter().trim().toLowerCase(), this.sort()];
    const found = words
      ? this.rows().filter((row) =>
          columns.some((column) =>
            String(column.value(row) ?? '')
              .toLowerCase()
              .includes(words),
          ),
        )
      : this.rows();
    const column = sort && columns.find(({ key }) => key === sort.key);
    if (!column) return [...found];
    const sign = sort.isDown ? -1 : 1;
    return [...found].sort((a, b) => sign * compare(column.value(a), column.value(b)));
  });

  /** Up, then down, then as it came. */
  protected sortBy(key: string): void {
    this.sort.update((sort) => (sort?.key !== key ? { key, isDown: false } : sort.isDown ? undefined : { key, isDown: true }));
  }
  protected order(key: string): 'ascending' | 'descending' | 'none' {
    const sort = this.sort();
    return sort?.key !== key ? 'none' : sort.isDown ? 'descending' : 'ascending';
  }
  protected arrow(key: string): string {
    const sort = this.sort();
    return sort?.key !== key ? mdiUnfoldMoreHorizontal : sort.isDown ? mdiArrowDown : mdiArrowUp;
  }
  /** The viewport moves its content as a whole; the head is moved back to where it can be seen. */
  protected align(): void {
    this.offset.set(this.viewport()?.getOffsetToRenderedContentStart() ?? 0);
  }
  protected copyCsv(): void {
    const isCopied = this.clipboard.copy(toCsv(this.shown(), this.columns()));
    this.notices.open(isCopied ? `${this.shown().length} rows copied as CSV` : 'The browser refused the clipboard', undefined, {
      duration: 3_000,
    });
  }
}

/** RFC 4180, with a head; what a spreadsheet would take for a formula is made plain text. */
export function toCsv<T>(rows: readonly T[], columns: readonly Column<T>[]): string {
  const named = columns.filter(({ title }) => title !== '');
  return Papa.unparse(
    { fields: named.map(({ title }) => title), data: rows.map((row) => named.map(({ value }) => value(row))) },
    { escapeFormulae: true },
  );
}

/** Numbers by size, texts by the reader's alphabet, nothing last. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
}
