import { Component, inject, resource, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EnginesDocument } from '../../core/operations';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';
import { EnginePicker, chooseFirst, engineForm } from '../projects/engine-picker';

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
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, EnginePicker, Skeleton, Trouble],
  providers: [Attempt],
  template: `
    <h2 mat-dialog-title>Generate with another engine</h2>
    <mat-dialog-content>
      @if (engines.error(); as error) { <mw-trouble what="The engines could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="engines.reload()" /> }
      @else if (engines.value(); as list) { <app-engine-picker [form]="form" [engines]="list" /> }
      @else { <mw-skeleton label="Loading the engines" /> }
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Back</button>
      <button matButton="filled" type="button" [disabled]="attempt.isWaiting() || !engines.hasValue()" (click)="start()">Start generation</button>
    </mat-dialog-actions>
  `,
  styles: `mat-dialog-content { display: flex; flex-direction: column; gap: 12px; padding-top: 8px !important; }`,
})
export class AgainDialog {
  private readonly data = inject<AgainData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<AgainDialog, string>>(MatDialogRef);
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly picker = viewChild(EnginePicker);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly form = engineForm();
  protected readonly engines = resource({
    loader: async () => {
      const { engines, engineSettings } = await this.graphql.ask(EnginesDocument, {
        organizationId: this.session.organization()?.organizationId ?? null,
      });
      const others = engines.filter((engine) => engine.id !== this.data.engine);
      chooseFirst(this.form, others.some((engine) => engine.configured) ? others : engines, engineSettings.defaultEngine);
      this.form.controls.ceiling.setValue(this.data.budgetUsd);
      return engines;
    },
  });

  protected async start(): Promise<void> {
    const { engine, ceiling } = this.form.getRawValue();
    await this.attempt.run(async () => {
      try {
        this.dialog.close(await this.data.start({ engine, model: this.picker()?.model() ?? null, budgetUsd: ceiling }));
      } catch (error) {
        if (!showRefusal(this.form, error, { budgetUsd: 'ceiling' })) throw error;
      }
      return '';
    });
  }
}
