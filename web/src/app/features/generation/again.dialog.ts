import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { STAGES, stagesOf, type StageName } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { hintOf, messageOf } from '../../core/graphql';
import type { Engine } from '../../core/prices';
import { showRefusal } from '../../core/refusal';
import { EngineChoice } from '../projects/engine-choice';
import { chooseFirst, engineForm } from '../projects/engine-picker';
import { AgainCost } from './again-cost';
import { keptInWords, type Kept } from './rest-of';

export interface AgainChoice {
  engine: string;
  model: string | null;
  budgetUsd: number | null;
  /** Absent: where the one that it goes on from waited. */
  approveAfter?: StageName[];
}
export interface AgainData {
  title: string;
  engine: string;
  model: string | null;
  budgetUsd: number | null;
  /** Whether it begins with another engine than the one that there was. */
  isOther: boolean;
  kept: Kept;
  stages: number;
  /** Where it waits for a person, to begin with; absent: as before. */
  approveAfter?: readonly StageName[];
  start(choice: AgainChoice): Promise<string>;
}

/** Asks before a generation is done over: what is kept, what it costs, with which engine. Closes with the id of the new one. */
@Component({
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, EngineChoice, Trouble, AgainCost],
  providers: [Attempt],
  template: `
    <h2 mat-dialog-title>{{ data.title }}</h2>
    <mat-dialog-content>
      <p>{{ keptInWords(data.kept, data.stages) }} What there is now stays, as an earlier generation.</p>
      <app-again-cost #cost [engine]="engine()" [model]="model()" [kept]="data.kept" />
      <details [open]="data.isOther || isRefused()">
        <summary>Engine and ceiling <span class="muted">{{ engine() }} {{ model() }}, {{ ceiling() === null ? 'no ceiling' : 'at most $' + ceiling() }}</span></summary>
        <app-engine-choice [form]="form" [begin]="begin" />
      </details>
      @if (data.approveAfter) {
        <details>
          <summary>Waits for you after <span class="muted">{{ gates().length ? titlesOf(gates()) : 'no stage: it runs through' }}</span></summary>
          <p class="muted">It waits there until somebody has looked at what was made. Later generations of the project do so, too.</p>
          <div class="row">@for (stage of all; track stage.name) { <label><input type="checkbox" [checked]="gates().includes(stage.name)" (change)="toggle(stage.name, $any($event.target).checked)" /> {{ stage.title }}</label> }</div>
        </details>
      }
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Back</button>
      <button matButton="filled" type="button" [disabled]="attempt.isWaiting() || !isLoaded()" (click)="start()">Run again {{ cost.brief() }}</button>
    </mat-dialog-actions>
  `,
  styles: `
    mat-dialog-content { display: flex; flex-direction: column; gap: 12px; padding-top: 8px !important; } p { margin: 0; }
    summary { cursor: pointer; font-weight: 600; } summary .muted { font-weight: 400; margin-left: 8px; } details[open] summary { margin-bottom: 12px; }
    .row { gap: 6px 18px; margin-top: 8px; } label { display: inline-flex; gap: 6px; align-items: center; }
  `,
})
export class AgainDialog {
  protected readonly data = inject<AgainData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AgainDialog, string>>(MatDialogRef);
  private readonly choice = viewChild(EngineChoice);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly keptInWords = keptInWords;
  protected readonly all = stagesOf({ isVerified: false });
  protected readonly form = engineForm();
  private readonly values = toSignal(this.form.valueChanges, { initialValue: this.form.value });
  protected readonly isLoaded = computed(() => this.choice()?.isLoaded() ?? false);
  protected readonly engine = computed(() => this.values().engine || this.data.engine);
  protected readonly model = computed(() => this.choice()?.model() ?? (this.engine() === this.data.engine ? this.data.model : null));
  protected readonly ceiling = computed(() => this.values().ceiling ?? null);
  /** What was refused has to be seen. */
  protected readonly isRefused = signal(false);
  protected readonly gates = signal<readonly StageName[]>(this.data.approveAfter ?? []);

  protected readonly begin = (engines: readonly Engine[], preferred: string | null): void => {
    const others = engines.filter((engine) => engine.id !== this.data.engine);
    if (!this.data.isOther) chooseFirst(this.form, engines, this.data.engine);
    else chooseFirst(this.form, others.some((engine) => engine.configured) ? others : engines, preferred);
    const isSame = this.form.value.engine === this.data.engine;
    this.form.patchValue({ ...(isSame && this.data.model ? { model: this.data.model } : {}), ceiling: this.data.budgetUsd });
  };

  protected toggle(name: StageName, isChosen: boolean): void {
    this.gates.update((gates) => (isChosen ? [...gates, name] : gates.filter((one) => one !== name)));
  }
  protected titlesOf(names: readonly StageName[]): string {
    return STAGES.filter(({ name }) => names.includes(name))
      .map(({ title }) => title)
      .join(', ');
  }

  protected async start(): Promise<void> {
    const { engine, ceiling } = this.form.getRawValue();
    await this.attempt.run(async () => {
      try {
        const approveAfter = this.data.approveAfter ? { approveAfter: [...this.gates()] } : {};
        this.dialog.close(await this.data.start({ engine, model: this.model(), budgetUsd: ceiling, ...approveAfter }));
      } catch (error) {
        this.isRefused.set(showRefusal(this.form, error, { budgetUsd: 'ceiling' }));
        if (!this.isRefused()) throw error;
      }
      return '';
    });
  }
}
