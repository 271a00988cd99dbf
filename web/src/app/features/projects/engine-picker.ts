import { Component, computed, effect, input } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatError, MatFormField, MatHint, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { Trouble } from '@millwright/ui';
import { startWith } from 'rxjs';
import { isPriced, priceOf, type Engine } from '../../core/prices';

export type EngineForm = FormGroup<{ engine: FormControl<string>; model: FormControl<string>; ceiling: FormControl<number | null> }>;

export function engineForm(): EngineForm {
  return new FormGroup({
    engine: new FormControl('', { nonNullable: true }),
    model: new FormControl('', { nonNullable: true }),
    ceiling: new FormControl<number | null>(null),
  });
}

/** Chooses engine, model and ceiling, with what each costs, and what keeps one from answering. */
@Component({
  selector: 'app-engine-picker',
  imports: [ReactiveFormsModule, RouterLink, MatFormField, MatLabel, MatHint, MatError, MatPrefix, MatInput, Trouble],
  template: `
    <div class="pair" [formGroup]="form()">
      <mat-form-field>
        <mat-label>Engine</mat-label>
        <select matNativeControl id="engine" formControlName="engine">
          @for (engine of engines(); track engine.id) { <option [value]="engine.id" [disabled]="!engine.configured">{{ engine.name }}{{ engine.configured ? (engine.problem ? ' (does not answer)' : '') : ' (no key)' }}</option> }
        </select>
        <mat-error>Engine {{ form().controls.engine.errors?.['refused'] }}</mat-error>
      </mat-form-field>
      <mat-form-field>
        <mat-label>Model</mat-label>
        <select matNativeControl id="model" formControlName="model">@for (m of engine()?.models ?? []; track m) { <option [value]="m">{{ m }}, {{ priceOf(priceFor(m)) }}</option> }</select>
        <mat-hint>{{ isPriced(price()) ? 'US dollars for a million tokens' : '' }}</mat-hint>
        <mat-error>Model {{ form().controls.model.errors?.['refused'] }}</mat-error>
      </mat-form-field>
      <mat-form-field>
        <mat-label>Ceiling</mat-label><span matTextPrefix>$&nbsp;</span>
        <input matInput id="ceiling" type="number" min="0" step="0.01" formControlName="ceiling" />
        <mat-hint>Empty: none</mat-hint>
        <mat-error>Ceiling {{ form().controls.ceiling.errors?.['refused'] }}</mat-error>
      </mat-form-field>
    </div>
    @if (engine(); as e) {
      <p class="hint">{{ e.about }} @if (e.ownKey) { Your organization’s own key is used. }</p>
      @if (e.problem; as problem) { <mw-trouble [what]="problem.message" [hint]="problem.hint" /> }
      @else if (!isPriced(price())) { <p class="warn" role="status">Nobody here knows what {{ model() }} costs, so no cost is shown and no ceiling can be held over it. Whoever runs this server can set its price (MODEL_PRICES).</p> }
      @if (readmeBy(); as other) { <p class="hint">The README is written by {{ other }}, which is configured too.</p> }
    }
    @if (isKeyless()) { <p class="hint">Other engines need a key: <a routerLink="/settings" [queryParams]="{ tab: 'engines' }">enter one</a>.</p> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 8px; } p { margin: 0; } .warn { color: var(--warn); }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 12px; align-items: start; }
  `,
})
export class EnginePicker {
  readonly form = input.required<EngineForm>();
  readonly engines = input.required<readonly Engine[]>();
  protected readonly priceOf = priceOf;
  protected readonly isPriced = isPriced;
  private readonly values = rxResource({
    params: () => this.form(),
    stream: ({ params }) => params.valueChanges.pipe(startWith(params.value)),
  });
  readonly engine = computed(() =>
    this.engines().find((engine) => engine.id === (this.values.value()?.engine ?? this.form().value.engine)),
  );
  readonly model = computed(() => {
    const [models, chosen] = [this.engine()?.models ?? [], this.values.value()?.model ?? this.form().value.model];
    return models.find((model) => model === chosen) ?? models[0];
  });
  protected readonly price = computed(() => this.priceFor(this.model()));
  protected readonly readmeBy = computed(() => {
    const anthropic = this.engines().find(({ id }) => id === 'anthropic');
    const chosen = this.engine();
    return chosen?.host === 'PROVIDER' && anthropic?.configured && !anthropic.problem && chosen !== anthropic ? anthropic.name : '';
  });
  protected readonly isKeyless = computed(() => !this.engines().some((engine) => engine.configured && !engine.offline));

  constructor() {
    // Another engine has other models: its default is chosen with it.
    effect(() => {
      const model = this.model();
      if (model && this.form().value.model !== model) this.form().controls.model.setValue(model);
    });
  }

  protected priceFor(model: string | undefined): Engine['prices'][number] | undefined {
    return this.engine()?.prices.find((price) => price.model === model);
  }
}

/** Puts the engine that a new generation begins with into the form: with a model where there is one, without where there is none. */
export function chooseFirst(form: EngineForm, engines: readonly Engine[], preferred?: string | null): void {
  const usable = engines.filter((engine) => engine.configured);
  const first =
    usable.find((engine) => engine.id === preferred) ?? usable.find((engine) => !engine.offline && !engine.problem) ?? usable.at(-1);
  form.patchValue({ engine: first?.id ?? '', model: first?.models[0] ?? '' });
}
