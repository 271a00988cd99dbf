import { Component, computed, inject, resource, signal, viewChild } from '@angular/core';
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
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { sourceOfRendered, type StageName, type StageState } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { CodeEditor } from '../../core/code-editor';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { MissingPart } from '../../core/missing-part';
import { ForkGenerationDocument } from '../../core/operations';
import type { Engine } from '../../core/prices';
import { showRefusal } from '../../core/refusal';
import { EngineChoice } from '../projects/engine-choice';
import { chooseFirst, engineForm } from '../projects/engine-picker';
import { AgainCost } from './again-cost';
import { Artifacts } from './artifacts.service';
import { groupFiles } from './group-files';
import { keptBefore } from './rest-of';

export interface ForkData {
  generationId: string;
  /** Its number and name. */
  numbered: string;
  engine: string;
  model: string;
  budgetUsd: number | null;
  approveAfter: readonly StageName[];
  stages: readonly StageState[];
  fromStage?: string;
}

const DONE = ['COMPLETE', 'REUSED'];

/** A new generation from a stage of this one on, with what stands before it as it is or edited. Closes with its id. */
@Component({
  imports: [
    MatButton,
    MatDialogTitle,
    MatDialogContent,
    MatDialogActions,
    MatDialogClose,
    MatFormField,
    MatLabel,
    MatHint,
    MatInput,
    AgainCost,
    EngineChoice,
    CodeEditor,
    MissingPart,
    Skeleton,
    Trouble,
  ],
  providers: [Attempt],
  template: `
    <h2 mat-dialog-title>Run again from a stage of {{ data.numbered }}</h2>
    <mat-dialog-content>
      <mat-form-field>
        <mat-label>From stage</mat-label>
        <select matNativeControl id="from-stage" (change)="from.set($any($event.target).value)">
          @for (stage of possible(); track stage.name) { <option [value]="stage.name" [selected]="stage.name === from()">{{ stage.title }}</option> }
        </select>
        <mat-hint>{{ before().length === 0 ? 'Everything is done anew.' : before().length + (before().length === 1 ? ' stage' : ' stages') + ' before it are reused and cost nothing; this one and all after it are done anew.' }}</mat-hint>
      </mat-form-field>
      @if (gates().length > 0) { <p class="muted">Like this one, it waits for an approval after: {{ gates().join(', ') }}.</p> }
      <app-again-cost #cost [engine]="engine()" [model]="model()" [kept]="kept()" />
      <app-engine-choice [form]="form" [begin]="begin" />
      @if (before().length > 0) {
        <mat-form-field>
          <mat-label>Edit what stands before it</mat-label>
          <select matNativeControl id="edit-file" (change)="path.set($any($event.target).value)">
            <option value="" [selected]="!path()">Nothing: reuse it as it is</option>
            @for (group of groups(); track group.title) {
              <optgroup [label]="group.title">@for (item of group.items; track item.path) { <option [value]="item.path" [selected]="item.path === path()">{{ item.path }}{{ edits().has(item.path) ? ' (edited)' : '' }}</option> }</optgroup>
            }
          </select>
        </mat-form-field>
        @if (path() && original.hasValue() && original.value() !== null) {
          @defer (on immediate) { <app-code-editor [text]="edits().get(path()) ?? original.value()!" (textChange)="edit($event)" [path]="path()" [before]="original.value()!" /> } @placeholder { <mw-skeleton label="Loading the editor" /> } @error { <app-missing-part what="The editor could not be loaded" /> }
        } @else if (path() && original.isLoading()) { <mw-skeleton label="Loading the file" /> }
      }
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close (click)="forget()">Back</button>
      <button matButton="filled" type="button" [disabled]="attempt.isWaiting() || !choice()?.isLoaded()" (click)="start()">Run again {{ edits().size ? 'with ' + edits().size + (edits().size === 1 ? ' edit' : ' edits') : '' }} {{ cost.brief() }}</button>
    </mat-dialog-actions>
  `,
  styles: `mat-dialog-content { display: flex; flex-direction: column; gap: 16px; padding-top: 8px !important; } p { margin: 0; }`,
})
export class ForkDialog {
  protected readonly data = inject<ForkData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<ForkDialog, string>>(MatDialogRef);
  private readonly graphql = inject(Graphql);
  private readonly artifacts = inject(Artifacts);
  protected readonly choice = viewChild(EngineChoice);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly form = engineForm();
  private readonly values = toSignal(this.form.valueChanges, { initialValue: this.form.value });
  protected readonly engine = computed(() => this.values().engine || this.data.engine);
  protected readonly model = computed(() => this.choice()?.model() ?? (this.engine() === this.data.engine ? this.data.model : null));
  /** Stages before which all is complete. */
  protected readonly possible = computed(() => {
    const open = this.data.stages.findIndex((stage) => !DONE.includes(stage.status));
    return this.data.stages.slice(0, open < 0 ? undefined : open + 1);
  });
  protected readonly from = signal<StageName>(
    this.possible().find((stage) => stage.name === this.data.fromStage)?.name ?? this.possible().at(-1)!.name,
  );
  protected readonly before = computed(() => {
    const names = this.data.stages.map((stage) => stage.name);
    return names.slice(0, names.indexOf(this.from()));
  });
  protected readonly kept = computed(() => keptBefore(this.data, this.from()));
  /** Titles of the stages that are done anew and then looked at. */
  protected readonly gates = computed(() =>
    this.data.stages.slice(this.before().length).flatMap((stage) => (this.data.approveAfter.includes(stage.name) ? [stage.title] : [])),
  );
  protected readonly path = signal('');
  /** Kept until they are sent or given up: the browser's Back closes the dialog, too. */
  private readonly place = `fork ${this.data.generationId}`;
  protected readonly edits = signal<ReadonlyMap<string, string>>(
    new Map(JSON.parse(sessionStorage.getItem(this.place) ?? '[]') as [string, string][]),
  );
  private readonly list = resource({ loader: async () => await this.artifacts.list(this.data.generationId) });
  protected readonly editable = computed(() =>
    (this.list.hasValue() ? this.list.value() : []).filter((item) => this.before().includes(item.stage) && !sourceOfRendered(item.path)),
  );
  protected readonly groups = computed(() => groupFiles(this.data.stages, this.editable()));
  protected readonly original = resource({
    params: () => this.editable().find((item) => item.path === this.path()),
    loader: async ({ params }) => (await this.artifacts.text(this.data.generationId, params)) ?? null,
  });
  protected readonly begin = (engines: readonly Engine[]): void => {
    chooseFirst(this.form, engines, this.data.engine);
    this.form.patchValue({ model: this.data.model, ceiling: this.data.budgetUsd });
  };

  protected edit(text: string): void {
    const path = this.path();
    if (!this.original.hasValue()) return;
    const edits = new Map(this.edits());
    if (text === this.original.value()) edits.delete(path);
    else edits.set(path, text);
    this.edits.set(edits);
    sessionStorage.setItem(this.place, JSON.stringify([...edits]));
  }

  protected forget(): void {
    sessionStorage.removeItem(this.place);
  }

  protected async start(): Promise<void> {
    const { engine, ceiling } = this.form.getRawValue();
    const paths = this.editable().map((item) => item.path);
    await this.attempt.run(async () => {
      try {
        const { forkGeneration } = await this.graphql.ask(ForkGenerationDocument, {
          input: {
            generationId: this.data.generationId,
            fromStage: this.from(),
            engine,
            model: this.model(),
            budgetUsd: ceiling,
            edits: [...this.edits()].filter(([path]) => paths.includes(path)).map(([path, text]) => ({ path, text })),
          },
        });
        this.forget();
        this.dialog.close(forkGeneration.generation.id);
      } catch (error) {
        if (!showRefusal(this.form, error, { budgetUsd: 'ceiling' })) throw error;
      }
      return '';
    });
  }
}
