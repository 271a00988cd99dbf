import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Cell, type Column, DataTable, Status } from '@millwright/ui';
import { duration, exact, money } from '../../core/format';
import { type GenerationItem, GenerationStore, type LogLine } from './generation.store';

@Component({
  selector: 'app-history-tab',
  imports: [RouterLink, Status, DataTable, Cell],
  template: `
    <section class="card">
      <h2>Generations</h2>
      <mw-table [rows]="generations()" [columns]="generationColumns" label="generations" [id]="generationId" [selected]="store.generation()?.id">
        <ng-template mwCell="started" let-item><a [routerLink]="[]" [queryParams]="{ generation: item.id, tab: 'stages', stage: null, file: null }" queryParamsHandling="merge">{{ exact(item.createdAt) }}</a></ng-template>
        <ng-template mwCell="status" let-item><mw-status [status]="item.status" /></ng-template>
        <ng-template mwCell="time" let-item>{{ item.completedAt ? took(item) : '' }}</ng-template>
        <ng-template mwCell="cost" let-item>{{ money(item.usage.costUsd) }}</ng-template>
        <ng-template mwCell="temporal" let-item>@if (item.temporalUrl; as url) { <a [href]="url" target="_blank" rel="noopener">open ↗</a> }</ng-template>
      </mw-table>
    </section>
    <section class="card">
      <h2>Ledger of this generation</h2>
      <mw-table [rows]="store.log()" [columns]="ledgerColumns" label="entries" one="entry" [id]="seqOf">
        <ng-template mwCell="at" let-line><span class="mono" [title]="exact(line.at)">{{ line.at.slice(11, 23) }}</span></ng-template>
        <ng-template mwCell="message" let-line><span [class.fault]="line.isBad" [title]="line.message">{{ line.message }}</span></ng-template>
        <ng-template mwCell="type" let-line><span class="muted mono">{{ line.body.type }}</span></ng-template>
      </mw-table>
    </section>
  `,
  styles: `:host { display: flex; flex-direction: column; gap: 16px; } .fault { margin: 0; font-size: inherit; }`,
})
export class HistoryTab {
  protected readonly store = inject(GenerationStore);
  protected readonly exact = exact;
  protected readonly money = money;
  protected readonly generations = computed(() => (this.store.project()?.generations.edges ?? []).map(({ node }) => node));
  protected readonly generationId = (item: GenerationItem): string => item.id;
  protected readonly seqOf = (line: LogLine): number => line.seq;
  protected readonly generationColumns: readonly Column<GenerationItem>[] = [
    { key: 'started', title: 'Started', value: (item) => item.createdAt },
    { key: 'status', title: 'Status', value: (item) => item.status },
    { key: 'engine', title: 'Engine', value: (item) => `${item.engine} ${item.model}` },
    {
      key: 'time',
      title: 'Time',
      value: (item) => (item.completedAt ? Date.parse(item.completedAt) - Date.parse(item.createdAt) : null),
      align: 'end',
    },
    { key: 'cost', title: 'Cost', value: (item) => item.usage.costUsd, align: 'end' },
    { key: 'temporal', title: 'Temporal', value: (item) => item.temporalUrl },
  ];
  protected readonly ledgerColumns: readonly Column<LogLine>[] = [
    { key: 'seq', title: 'No.', value: (line) => line.seq, align: 'end' },
    { key: 'at', title: 'Time', value: (line) => line.at },
    { key: 'message', title: 'What happened', value: (line) => line.message, width: '60%' },
    { key: 'type', title: 'Kind', value: (line) => line.body.type },
  ];
  protected took(item: GenerationItem): string {
    return item.completedAt ? duration(Date.parse(item.completedAt) - Date.parse(item.createdAt)) : '';
  }
}
