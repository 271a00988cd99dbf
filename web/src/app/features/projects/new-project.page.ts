import { Component, DestroyRef, computed, inject, resource, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { findSecretShapes, LIMITS, STAGES, type StageName, suggestName } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { ApiError, Graphql, hintOf, messageOf } from '../../core/graphql';
import { CreateProjectDocument, EnginesDocument, StartGenerationDocument, UpdateProjectDocument } from '../../core/operations';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';
import { EnginePicker, chooseFirst, engineForm } from './engine-picker';
import { EXAMPLES } from './examples';
import { UnderstandingPreview } from '../understanding/preview';
import { WhatWillHappen } from './what-will-happen';

@Component({
  imports: [
    ReactiveFormsModule,
    MatButton,
    MatFormField,
    MatLabel,
    MatHint,
    MatError,
    MatInput,
    Trouble,
    Skeleton,
    EnginePicker,
    WhatWillHappen,
    UnderstandingPreview,
  ],
  template: `
    <div class="page">
      <h1>What do you want to build?</h1>
      @if (!session.canWrite()) { <mw-trouble what="Your role here does not let you start projects" means="It needs the role editor, admin or owner." hint="An owner or admin of this organization can change your role under Settings." /> }
      @else if (engines.error(); as error) { <mw-trouble what="The engines could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="engines.reload()" /> }
      @else if (engines.value(); as list) {
        <form class="columns" [formGroup]="form" (ngSubmit)="start()">
          <div class="stack">
            <mat-form-field>
              <mat-label>Description</mat-label>
              <textarea matInput id="description" rows="12" formControlName="description"></textarea>
              <mat-hint align="end">{{ length() }} of {{ limits.descriptionMax.toLocaleString('en') }} characters</mat-hint>
              <mat-error>Description {{ form.controls.description.errors?.['refused'] }}</mat-error>
            </mat-form-field>
            <p class="secrets" role="status">@if (secrets(); as found) { The description seems to hold a secret ({{ found }}). Engines, the repository and everybody who reads the project would have it: take it out, and name where it will come from instead. }</p>
            <p class="tries muted">Start from: @for (example of examples; track example.name) { <button matButton="outlined" type="button" (click)="use(example)">{{ example.name }}</button> }</p>
            <mat-form-field>
              <mat-label>Name</mat-label>
              <input matInput id="name" formControlName="name" [attr.maxlength]="limits.projectNameMax" [placeholder]="suggested()" />
              <mat-hint>Left empty, it is called after what the description is about</mat-hint>
              <mat-error>Name {{ form.controls.name.errors?.['refused'] }}</mat-error>
            </mat-form-field>
            <app-engine-picker #picker [form]="choice" [engines]="list" />
            <details class="gates">
              <summary>Approve after … <span class="muted">{{ gates().length ? gates().length + ' chosen' : 'no stage: it runs through' }}</span></summary>
              <p class="muted">The generation waits after these stages until somebody looked at what they made, and may edit it.</p>
              <div class="row">@for (stage of stages; track stage.name) { <label><input type="checkbox" [checked]="gates().includes(stage.name)" (change)="gate(stage.name, $any($event.target).checked)" /> {{ stage.title }}</label> }</div>
              <label><input type="checkbox" [checked]="asksAtCeiling()" (change)="asksAtCeiling.set($any($event.target).checked)" /> At its ceiling, wait for somebody to raise it (otherwise it fails there)</label>
            </details>
            @if (picker.engine()?.offline) { <app-understanding-preview [description]="values().description ?? ''" [name]="values().name ?? ''" /> }
            @if (trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
            <div class="row"><button matButton="filled" type="submit" [disabled]="isWaiting()">{{ isWaiting() ? 'Starting …' : 'Start generation' }}</button></div>
          </div>
          <app-what-will-happen [engine]="picker.engine()" [model]="picker.model()" />
        </form>
      } @else { <mw-skeleton label="Loading the engines" [lines]="[100, 100, 60, 40]" /> }
    </div>
  `,
  styles: `
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 24px; align-items: start; }
    .gates summary { cursor: pointer; font-weight: 600; } .gates p { margin: 8px 0; } .gates .row { gap: 6px 18px; margin-bottom: 10px; } .gates label { display: inline-flex; gap: 6px; align-items: center; }
    .secrets { margin: 0; font-weight: 600; } .secrets:empty { display: none; }
    .tries { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin: 0; }
    @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class NewProjectPage {
  protected readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  protected readonly limits = LIMITS;
  protected readonly examples = EXAMPLES;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  // A draft survives a reload: people write these for a while.
  private draft = readDraft();
  protected readonly form = new FormGroup({
    description: new FormControl(this.draft.description, { nonNullable: true }),
    name: new FormControl(this.draft.name, { nonNullable: true }),
  });
  protected readonly choice = engineForm();
  protected readonly values = toSignal(this.form.valueChanges, { initialValue: this.form.value });
  protected readonly isWaiting = signal(false);
  protected readonly trouble = signal<unknown>(undefined);
  protected readonly length = computed(() => (this.values().description?.trim().length ?? 0).toLocaleString('en'));
  /** What in the description looks like one, by its kind: never the secret itself. */
  protected readonly secrets = computed(() =>
    [...new Set(findSecretShapes(this.values().description ?? '').map(({ rule }) => rule))].join(', '),
  );
  protected readonly suggested = computed(() => suggestName(this.values().description ?? ''));

  protected readonly engines = resource({
    params: () => ({ organizationId: this.session.organization()?.organizationId ?? null }),
    loader: async ({ params }) => {
      const { engines, engineSettings } = await this.graphql.ask(EnginesDocument, params);
      chooseFirst(this.choice, engines, engineSettings.defaultEngine);
      return engines;
    },
  });
  private isGone = false;

  constructor() {
    this.form.valueChanges.subscribe(() => this.keep({ ...this.draft, ...this.form.getRawValue() }));
    inject(DestroyRef).onDestroy(() => (this.isGone = true));
  }

  protected readonly stages = STAGES;
  protected readonly gates = signal<readonly StageName[]>([]);
  protected readonly asksAtCeiling = signal(true);

  protected gate(name: StageName, isChosen: boolean): void {
    this.gates.update((gates) => (isChosen ? [...gates, name] : gates.filter((one) => one !== name)));
  }

  protected use(example: (typeof EXAMPLES)[number]): void {
    this.form.patchValue({ description: example.text, name: example.name });
  }

  protected async start(): Promise<void> {
    // The button is drawn as waiting a moment later; a second press comes sooner.
    if (this.isWaiting()) return;
    this.isWaiting.set(true);
    this.trouble.set(undefined);
    const { engine, model, ceiling } = this.choice.getRawValue();
    try {
      const projectId = await this.project();
      await this.graphql.ask(StartGenerationDocument, {
        input: {
          projectId,
          engine,
          model: model || null,
          budgetUsd: ceiling,
          approveAfter: [...this.gates()],
          atCeiling: this.asksAtCeiling() ? 'ASK' : 'FAIL',
          idempotencyKey: `first-${projectId}`,
        },
      });
      this.keep(undefined);
      // Who has gone elsewhere meanwhile stays there.
      if (!this.isGone) await this.router.navigate(['/projects', projectId]);
    } catch (error) {
      if (!showRefusal(this.form, error) && !showRefusal(this.choice, error, { budgetUsd: 'ceiling' })) this.trouble.set(error);
    } finally {
      this.isWaiting.set(false);
    }
  }

  /** The project as it is written now: made once, and brought up to date where only its start was refused before. */
  private async project(): Promise<string> {
    const written = this.form.getRawValue();
    const text = { name: written.name.trim() || suggestName(written.description), description: written.description };
    const organizationId = this.session.organization()?.organizationId ?? null;
    const { made } = this.draft;
    if (made?.organizationId !== organizationId || !made) {
      const { createProject } = await this.graphql.ask(CreateProjectDocument, { input: { ...text, organizationId } });
      this.keep({ ...this.draft, made: { ...text, organizationId, id: createProject.project.id } });
      return createProject.project.id;
    }
    if (made.name !== text.name || made.description !== text.description) {
      try {
        await this.graphql.ask(UpdateProjectDocument, { input: { projectId: made.id, ...text } });
      } catch (error) {
        // It was started after all, its answer was lost; or somebody removed it. The next press makes another one.
        if (error instanceof ApiError && ['PRECONDITION_FAILED', 'NOT_FOUND'].includes(error.code)) this.keep(written);
        throw error;
      }
      this.keep({ ...this.draft, made: { ...made, ...text } });
    }
    return made.id;
  }

  private keep(draft: Draft | undefined): void {
    this.draft = draft ?? NOTHING;
    if (draft) sessionStorage.setItem('draft', JSON.stringify(draft));
    else sessionStorage.removeItem('draft');
  }
}

interface Draft {
  description: string;
  name: string;
  /** The project that was made of it, where only its start was refused, and the text that it has. */
  made?: { id: string; organizationId: string | null; name: string; description: string };
}

const NOTHING: Draft = { description: '', name: '' };

function readDraft(): Draft {
  const kept = sessionStorage.getItem('draft');
  if (!kept) return NOTHING;
  try {
    return { ...NOTHING, ...(JSON.parse(kept) as Draft) };
  } catch {
    return { ...NOTHING, description: kept };
  }
}
