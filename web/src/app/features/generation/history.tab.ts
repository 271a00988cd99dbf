import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Status } from '@millwright/ui';
import { duration, exact, money } from '../../core/format';
import { GenerationStore } from './generation.store';

@Component({
  selector: 'app-history-tab',
  imports: [RouterLink, Status],
  template: `
    <section class="card scroll">
      <h2>Generations</h2>
      <table>
        <thead><tr><th scope="col">Started</th><th scope="col">Status</th><th scope="col">Engine</th><th scope="col">Time</th><th scope="col">Cost</th><th scope="col">Temporal</th></tr></thead>
        <tbody>@for (edge of store.project()?.generations?.edges ?? []; track edge.node.id) {
          <tr [class.on]="edge.node.id === store.generation()?.id"><td><a [routerLink]="[]" [queryParams]="{ generation: edge.node.id, tab: 'stages', stage: null, file: null }" queryParamsHandling="merge">{{ exact(edge.node.createdAt) }}</a></td>
            <td><mw-status [status]="edge.node.status" /></td><td>{{ edge.node.engine }} {{ edge.node.model }}</td><td>{{ edge.node.completedAt ? took(edge.node) : '' }}</td><td>{{ money(edge.node.usage.costUsd) }}</td><td>@if (edge.node.temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">open ↗</a> }</td></tr>
        }</tbody>
      </table>
    </section>
    <section class="card scroll">
      <h2>Ledger of this generation</h2>
      <table>
        <thead><tr><th scope="col">No.</th><th scope="col">Time</th><th scope="col">What happened</th><th scope="col">Kind</th></tr></thead>
        <tbody>@for (line of store.log(); track line.seq) { <tr><td class="mono">{{ line.seq }}</td><td class="mono nowrap" [title]="exact(line.at)">{{ line.at.slice(11, 23) }}</td><td [class.fault]="line.isBad">{{ line.message }}</td><td class="muted mono">{{ line.body.type }}</td></tr> }</tbody>
      </table>
    </section>
  `,
  styles: `:host { display: flex; flex-direction: column; gap: 16px; } tr.on { background: var(--raised); } .nowrap { white-space: nowrap; } td { overflow-wrap: anywhere; }`,
})
export class HistoryTab {
  protected readonly store = inject(GenerationStore);
  protected readonly exact = exact;
  protected readonly money = money;
  protected took(item: { createdAt: string; completedAt: string | null }): string {
    return item.completedAt ? duration(Date.parse(item.completedAt) - Date.parse(item.createdAt)) : '';
  }
}
