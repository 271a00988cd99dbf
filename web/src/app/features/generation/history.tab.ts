import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { exact } from '../../core/format';
import { GenerationStore, type LogLine } from './generation.store';
import { Lineage } from './lineage';

@Component({
  selector: 'app-history-tab',
  imports: [MatButton, Lineage, DataTable, Cell],
  template: `
    <section class="card">
      <h2>Generations</h2>
      <app-lineage />
    </section>
    <section class="card">
      <div class="row between"><h2>Ledger of this generation</h2><span class="row"><a matButton="outlined" [href]="'/ledgers/' + store.generation()!.id" download>Download the ledger</a> <a matButton="outlined" href="/.well-known/millwright-keys.json" download="millwright-keys.json">Public keys</a></span></div>
      <p class="muted">Each entry holds the hash of the one before; the last is signed when the generation ends. <span class="mono">npm run verify</span> checks the repository and this ledger with the public keys alone.</p>
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
  protected readonly seqOf = (line: LogLine): number => line.seq;
  protected readonly ledgerColumns: readonly Column<LogLine>[] = [
    { key: 'seq', title: 'No.', value: (line) => line.seq, align: 'end' },
    { key: 'at', title: 'Time', value: (line) => line.at },
    { key: 'message', title: 'What happened', value: (line) => line.message, width: '60%' },
    { key: 'type', title: 'Kind', value: (line) => line.body.type },
  ];
}
