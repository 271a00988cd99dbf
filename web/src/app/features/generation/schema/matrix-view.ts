import { Component, computed, input } from '@angular/core';
import type { CommunicationSchema } from '@millwright/domain';

/** Who talks to whom, as a heat map: the number is in the cell, its colour says the same. */
@Component({
  selector: 'app-matrix-view',
  template: `
    <div class="scroll" tabindex="0" role="region" aria-label="Matrix of connections">
      <table>
        <caption class="muted">Connections from the component of a row to that of a column</caption>
        <thead><tr><td></td>@for (c of schema().communication_matrix.components; track c) { <th scope="col"><span>{{ c }}</span></th> }</tr></thead>
        <tbody>@for (row of schema().communication_matrix.rows; track $index; let i = $index) {
          <tr><th scope="row">{{ schema().communication_matrix.components[i] }}</th>@for (n of row; track $index; let j = $index) { <td [style.background]="heat(n)" [title]="n ? schema().communication_matrix.components[i] + ' → ' + schema().communication_matrix.components[j] + ': ' + n : ''">{{ n || '' }}</td> }</tr>
        }</tbody>
      </table>
    </div>
  `,
  styles: `table { width: auto; } caption { text-align: start; padding-bottom: 8px; } td { text-align: center; min-width: 44px; border: 1px solid var(--line); } thead th { vertical-align: bottom; } thead span { writing-mode: vertical-rl; transform: rotate(180deg); } th { white-space: nowrap; }`,
})
export class MatrixView {
  readonly schema = input.required<CommunicationSchema>();
  private readonly most = computed(() => Math.max(1, ...this.schema().communication_matrix.rows.flat()));
  protected heat(n: number): string {
    return n ? `color-mix(in srgb, var(--accent) ${10 + (n / this.most()) * 40}%, transparent)` : '';
  }
}
