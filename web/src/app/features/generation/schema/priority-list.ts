import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type CommunicationSchema, fileName, parentDirectory } from '@millwright/domain';
import { Criticality } from '@millwright/ui';
import { Cell, type Column, DataTable } from '@millwright/ui/table';

interface Row {
  path: string;
  priority: number;
  criticality: number;
  why: string;
}

/** Every file, the most critical first, with the order in which they can be built. */
@Component({
  selector: 'app-priority-list',
  imports: [RouterLink, DataTable, Cell, Criticality],
  template: `
    <mw-table [rows]="rows()" [columns]="columns" label="files" [id]="idOf">
      <ng-template mwCell="path" let-row><a class="mono" [routerLink]="[]" [queryParams]="{ tab: 'files', file: row.path }" queryParamsHandling="merge">{{ row.path }}</a></ng-template>
      <ng-template mwCell="criticality" let-row><mw-criticality [value]="row.criticality" /></ng-template>
      <ng-template mwCell="why" let-row><span class="muted" [title]="row.why">{{ row.why }}</span></ng-template>
    </mw-table>
    @for (cycle of schema().dependency_priority.cycles; track $index) { <p><strong>Circle</strong> <span class="mono">{{ cycle.join(' → ') }}</span></p> }
    @empty { <p class="muted">No file depends on itself in a circle.</p> }
  `,
})
export class PriorityList {
  readonly schema = input.required<CommunicationSchema>();
  protected readonly idOf = (row: Row): string => row.path;
  protected readonly columns: readonly Column<Row>[] = [
    { key: 'priority', title: 'Order', value: (row) => row.priority, align: 'end' },
    { key: 'path', title: 'File', value: (row) => row.path, width: '34%' },
    { key: 'criticality', title: 'Criticality', value: (row) => row.criticality },
    { key: 'why', title: 'Why', value: (row) => row.why, width: '50%' },
  ];
  protected readonly rows = computed<Row[]>(() =>
    this.schema()
      .dependency_priority.order.map((entry) => ({
        ...entry,
        why: (this.schema().directory_structure[parentDirectory(entry.path)]?.files[fileName(entry.path)]?.why ?? [])
          .map(({ reason }) => reason)
          .join('; '),
      }))
      .sort((a, b) => b.criticality - a.criticality || a.priority - b.priority),
  );
}
