import { Component, DestroyRef, type ElementRef, computed, effect, inject, resource, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { findSecretShapes, LIMITS, stagesOf, type StageName, suggestName } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { type Draft, Drafts } from '../../core/draft';
import { money } from '../../core/format';
import { ApiError, Graphql, hintOf, messageOf } from '../../core/graphql';
import {
  CreateProjectDocument,
  EnginesDocument,
  GenerationEstimateDocument,
  PreviewUnderstandingDocument,
  StartGenerationDocument,
  UpdateProjectDocument,
} from '../../core/operations';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';
import { EnginePicker, chooseFirst, engineForm } from './engine-picker';
import { EXAMPLES } from './examples';
import { expectedCost } from './price-range';
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
              <textarea matInput #description id="description" rows="10" formControlName="description"></textarea>
              <mat-hint align="end">{{ length() }} of {{ limits.descriptionMax.toLocaleString('en') }} characters</mat-hint>
              <mat-error>{{ refusal(form.controls.description.errors?.['refused']) }}</mat-error>
            </mat-form-field>
            <p class="secrets" role="status">@if (secrets(); as found) { The description seems to hold a secret ({{ found }}). Engines, the repository and everybody who reads the project would have it: take it out, and name where it will come from instead. }</p>
            <p class="tries muted">Start from: @for (example of examples; track example.name) { <button matButton="outlined" type="button" (click)="use(example)">{{ example.name }}</button> }</p>
            <mat-form-field>
              <mat-label>Name</mat-label>
              <input matInput id="name" formControlName="name" [attr.maxlength]="limits.projectNameMax" [placeholder]="suggested()" />
              <mat-hint>Left empty, it is called after what the description is about</mat-hint>
              <mat-error>Name {{ form.controls.name.errors?.['refused'] }}</mat-error>
            </mat-form-field>
            <details class="how card" [open]="isOpen()" (toggle)="isOpen.set($any($event.target).open)">
              <summary><span id="how">{{ how() }}</span> <span class="change">{{ isOpen() ? 'Fold' : 'Change' }}</span></summary>
              @if (isOpen()) { <app-engine-picker [form]="choice" [engines]="list" /> }
              <h2>Approve after …</h2>
              <p class="muted">The generation waits after these stages until somebody looked at what they made, and may edit it.</p>
              <div class="row">@for (stage of stages; track stage.name) { <label><input type="checkbox" [checked]="gates().includes(stage.name)" (change)="gate(stage.name, $any($event.target).checked)" /> {{ stage.title }}</label> }</div>
              <label><input type="checkbox" [checked]="asksAtCeiling()" (change)="asksAtCeiling.set($any($event.target).checked)" /> At its ceiling, wait for somebody to raise it (otherwise it fails there)</label>
            </details>
            @if (engine()?.problem; as problem) { @if (!isOpen()) { <mw-trouble [what]="problem.message" [hint]="problem.hint" /> } }
            @if (engine()?.offline) { <app-understanding-preview [description]="values().description ?? ''" [name]="values().name ?? ''" /> }
            @if (doubt(); as text) { <mw-trouble what="Nothing was started yet" [means]="text" hint="A model may make something of it, and what it is asked costs. Say who does what with which things, or press again to have it tried." /> }
            @if (trouble(); as error) { <mw-trouble what="It was not started" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
            <div class="row"><button matButton="filled" type="submit" [disabled]="isWaiting()">{{ isWaiting() ? 'Starting …' : doubt() ? 'Start all the same' : 'Start generation' }}</button></div>
          </div>
          <app-what-will-happen [engine]="engine()" [model]="model()" [ceiling]="chosen().ceiling ?? null" [past]="past()" />
        </form>
      } @else { <mw-skeleton label="Loading the engines" [lines]="[100, 100, 60, 40]" /> }
    </div>
  `,
  styles: `
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 24px; align-items: start; }
    .how { padding: 12px 16px; } .how summary { cursor: pointer; } .how[open] summary { margin-bottom: 16px; } .change { color: var(--accent); font-weight: 600; margin-left: 6px; }
    .how h2 { font-size: 1rem; margin: 16px 0 0; } .how p { margin: 4px 0 8px; } .how .row { gap: 6px 18px; margin-bottom: 10px; } .how label { display: inline-flex; gap: 6px; align-items: center; }
    .secrets { margin: 0; font-weight: 600; } .secrets:empty { display: none; }
    .tries { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin: 0; }
    @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class NewProjectPage {
  protected readonly session = inject(Session);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly drafts = inject(Drafts);
  protected readonly limits = LIMITS;
  protected readonly examples = EXAMPLES;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  // A draft survives a reload: people write these for a while.
  private draft = this.drafts.read();
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
  protected readonly chosen = toSignal(this.choice.valueChanges, { initialValue: this.choice.value });
  /** As the chosen one stands in the list. */
  protected readonly engine = computed(() =>
    this.engines.hasValue() ? this.engines.value().find(({ id }) => id === this.chosen().engine) : undefined,
  );
  protected readonly model = computed(() => {
    const [models, chosen] = [this.engine()?.models ?? [], this.chosen().model];
    return models.find((model) => model === chosen) ?? models[0];
  });
  private readonly estimate = resource({
    params: () => {
      const [engine, model] = [this.chosen().engine, this.model()];
      return engine && model ? { engine, model, organizationId: this.session.organization()?.organizationId ?? null } : undefined;
    },
    loader: async ({ params }) => (await this.graphql.ask(GenerationEstimateDocument, params)).generationEstimate,
  });
  protected readonly past = computed(() => (this.estimate.hasValue() ? this.estimate.value() : null));
  protected readonly isOpen = signal(false);
  /** Engine, price, ceiling and gates, in plain words. */
  protected readonly how = computed(() => {
    const [engine, model] = [this.engine(), this.model()];
    if (!engine) return 'No engine is chosen.';
    const { words } = expectedCost(
      engine.prices.find((price) => price.model === model),
      model,
      this.past(),
    );
    const { ceiling } = this.chosen();
    const stop =
      ceiling == null
        ? words === 'free'
          ? ''
          : ', without a ceiling'
        : `, ${this.asksAtCeiling() ? 'asking you' : 'ending'} at ${money(ceiling)}`;
    const waits = this.stages.filter(({ name }) => this.gates().includes(name)).map(({ title }) => title);
    const gates =
      waits.length > 0 ? `It waits for you after ${new Intl.ListFormat('en').format(waits)}.` : 'It runs through without waiting for you.';
    return `Written by ${engine.name}${engine.models.length > 1 ? ` with ${model}` : ''}: ${words}${stop}. ${gates}`;
  });
  /** Why a model may make nothing of the description that stands; another description is looked at anew. */
  protected readonly doubt = signal('');
  private doubted: string | undefined;
  private readonly description = viewChild<ElementRef<HTMLTextAreaElement>>('description');
  private isGone = false;

  constructor() {
    this.form.valueChanges.subscribe(({ description }) => {
      this.keep({ ...this.draft, ...this.form.getRawValue() });
      if (this.doubt() && description !== this.doubted) this.doubt.set('');
    });
    // Once: whoever leaves the field is not taken back to it.
    let isFocused = false;
    effect(() => {
      const field = this.description()?.nativeElement;
      const { activeElement, body } = document;
      if (field && !isFocused && (activeElement === body || activeElement?.matches('h1'))) field.focus({ preventScroll: true });
      isFocused ||= field !== undefined;
    });
    inject(DestroyRef).onDestroy(() => (this.isGone = true));
  }

  protected readonly stages = stagesOf({ isVerified: false });
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
      if (!(await this.makesSense())) return;
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
      if (showRefusal(this.form, error)) this.description()?.nativeElement.focus();
      else if (showRefusal(this.choice, error, { budgetUsd: 'ceiling' })) this.isOpen.set(true);
      else this.trouble.set(error);
    } finally {
      this.isWaiting.set(false);
    }
  }

  /** Whether it is gone on with: what nothing can be built from is refused, or doubted once, before there is a project of it. */
  private async makesSense(): Promise<boolean> {
    const { description, name } = this.form.getRawValue();
    if (description.trim().length < LIMITS.descriptionMin || this.doubted === description) return true;
    let why: string;
    try {
      const { previewUnderstanding } = await this.graphql.ask(PreviewUnderstandingDocument, { description, name: name || null });
      if (previewUnderstanding.phrases.some(({ outcome }) => outcome === 'BUILT')) return true;
      why = 'Nothing in it can be built';
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'BAD_INPUT') throw error;
      why = error.extensions.fields?.find(({ path }) => path === 'description')?.message ?? error.message;
    }
    if (this.engine()?.offline) {
      this.form.controls.description.setErrors({
        refused: `${why}. Say in English who does what with which things, and what each of them has.`,
      });
      this.form.controls.description.markAsTouched();
      this.description()?.nativeElement.focus();
    } else {
      this.doubted = description;
      this.doubt.set(`${why}.`);
    }
    return false;
  }

  /** What the server says of a field goes on after its name; what is a sentence stands by itself. */
  protected refusal(text: unknown): string {
    return typeof text !== 'string' ? '' : /^[a-z]/.test(text) ? `Description ${text}` : text;
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
    this.draft = draft ?? { description: '', name: '' };
    if (draft) this.drafts.keep(draft);
    else this.drafts.forget();
  }
}
