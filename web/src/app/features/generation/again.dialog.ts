import { Component, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { hintOf, messageOf } from '../../core/graphql';
import type { Engine } from '../../core/prices';
import { showRefusal } from '../../core/refusal';
import { EngineChoice } from '../projects/engine-choice';
import { chooseFirst, engineForm } from '../projects/engine-picker';

export interface AgainChoice {
  engine: string;
  model: string | null;
  budgetUsd: number | null;
}
export interface AgainData extends AgainChoice {
  start(choice: AgainChoice): Promise<string>;
}

/** Starts a project's generation again with another engine, model or ceiling. Closes with the id of the new generation. */
@Component({
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, EngineChoice, Trouble],
  providers: [Attempt],
  template: `
    <h2 mat-dialog-title>Generate with another engine</h2>
    <mat-dialog-content>
      <app-engine-choice #choice [form]="form" [begin]="begin" />
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Back</button>
      <button matButton="filled" type="button" [disabled]="attempt.isWaiting() || !choice.isLoaded()" (click)="start()">Start generation</button>
    </mat-dialog-actions>
  `,
  styles: `mat-dialog-content { display: flex; flex-direction: column; gap: 12px; padding-top: 8px !important; }`,
})
export class AgainDialog {
  private readonly data = inject<AgainData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AgainDialog, string>>(MatDialogRef);
  private readonly choice = viewChild.required(EngineChoice);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly form = engineForm();
  protected readonly begin = (engines: readonly Engine[], preferred: string | null): void => {
    const others = engines.filter((engine) => engine.id !== this.data.engine);
    chooseFirst(this.form, others.some((engine) => engine.configured) ? others : engines, preferred);
    this.form.controls.ceiling.setValue(this.data.budgetUsd);
  };

  protected async start(): Promise<void> {
    const { engine, ceiling } = this.form.getRawValue();
    await this.attempt.run(async () => {
      try {
        this.dialog.close(await this.data.start({ engine, model: this.choice().model(), budgetUsd: ceiling }));
      } catch (error) {
        if (!showRefusal(this.form, error, { budgetUsd: 'ceiling' })) throw error;
      }
      return '';
    });
  }
}
