import { Component, computed, inject, resource, signal } from '@angular/core';
import { FormControl, FormGroup, type FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Skeleton, Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { Cell, type Column, DataTable } from '@millwright/ui/table';
import { Attempt } from '../../core/attempt';
import { exact, money } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EnginesDocument, RemoveEngineKeyDocument, SetEngineKeyDocument, SetEngineSettingsDocument } from '../../core/operations';
import type { Engine, ModelPrice } from '../../core/prices';
import { showRefusal } from '../../core/refusal';
import { Session } from '../../core/session';

/** Engines with their models, prices and keys; the default one, and those that take over where it is down. */
@Component({
  selector: 'app-engines-tab',
  imports: [ReactiveFormsModule, MatButton, MatFormField, MatLabel, MatError, MatInput, Skeleton, Trouble, DataTable, Cell],
  providers: [Attempt],
  template: `
    @if (attempt.trouble(); as error) { <mw-trouble what="That did not work" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    @if (answer.error(); as error) { <mw-trouble what="The engines could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="answer.reload()" /> }
    @else if (answer.value(); as loaded) {
      @if (session.canManage()) {
        <section class="card">
          <h2>Your own key</h2>
          <p class="muted">Generations of this organization ask with it instead of the server’s. The provider is asked whether it takes the key before it is kept; it is kept encrypted, and never shown again.</p>
          <form class="fields" (ngSubmit)="setKey(directive)" [formGroup]="keyForm" #directive="ngForm">
            <mat-form-field><mat-label>Engine</mat-label><select matNativeControl id="key-engine" formControlName="engine">@for (engine of takingKeys(); track engine.id) { <option [value]="engine.id">{{ engine.name }}</option> }</select><mat-error>Engine {{ keyForm.controls.engine.errors?.['refused'] ?? 'must be chosen' }}</mat-error></mat-form-field>
            <mat-form-field class="wide"><mat-label>Key</mat-label><input matInput id="key-secret" type="password" autocomplete="off" spellcheck="false" formControlName="key" /><mat-error>Key {{ keyForm.controls.key.errors?.['refused'] ?? 'is missing' }}</mat-error></mat-form-field>
            <button matButton="filled" type="submit" [disabled]="attempt.isWaiting()">{{ attempt.isWaiting() ? 'Asking the provider …' : 'Test and keep' }}</button>
          </form>
        </section>
        <section class="card">
          <h2>Where an engine is down</h2>
          <p class="muted">A stage whose engine fails three times in a row goes on with the next of these; which one did it stands in the ledger.</p>
          <form class="fields" [formGroup]="orderForm" (ngSubmit)="saveOrder()">
            <mat-form-field><mat-label>Default engine</mat-label><select matNativeControl id="default-engine" formControlName="defaultEngine"><option value="">the first that is configured</option>@for (engine of usable(); track engine.id) { <option [value]="engine.id">{{ engine.name }}</option> }</select></mat-form-field>
            <mat-form-field><mat-label>Then</mat-label><select matNativeControl id="fallback-1" formControlName="first"><option value="">nothing else</option>@for (engine of usable(); track engine.id) { <option [value]="engine.id">{{ engine.name }}</option> }</select></mat-form-field>
            <mat-form-field><mat-label>Then</mat-label><select matNativeControl id="fallback-2" formControlName="second"><option value="">nothing else</option>@for (engine of usable(); track engine.id) { <option [value]="engine.id">{{ engine.name }}</option> }</select></mat-form-field>
            <button matButton="outlined" type="submit" [disabled]="attempt.isWaiting()">Save order</button>
          </form>
        </section>
      } @else { <p class="muted">An owner or admin can enter keys and choose the order of engines.</p> }
      @for (engine of loaded.engines; track engine.id) {
        <section class="card">
          <div class="row between">
            <h2>{{ engine.name }} <span class="muted state">{{ stateOf(engine) }}</span></h2>
            @if (engine.ownKey && session.canManage()) { <button matButton type="button" class="danger" (click)="removeKey(engine)">Remove key</button> }
          </div>
          <p>{{ engine.about }}</p>
          @if (engine.ownKey; as key) { <p class="muted">Key of your organization: <code>…{{ key.endsWith }}</code>, entered {{ exact(key.createdAt) }}</p> }
          @if (engine.problem; as problem) { <mw-trouble [what]="problem.message" [hint]="problem.hint" [canRetry]="true" (again)="answer.reload()" /> }
          @if (engine.prices.length > 0) {
            <mw-table [rows]="engine.prices" [columns]="columns" label="models" [id]="idOf">
              <ng-template mwCell="input" let-price>{{ shown(price.inputUsdPerMTok) }}</ng-template>
              <ng-template mwCell="cached" let-price>{{ shown(price.cachedInputUsdPerMTok) }}</ng-template>
              <ng-template mwCell="output" let-price>{{ shown(price.outputUsdPerMTok) }}</ng-template>
            </mw-table>
          }
        </section>
      }
      <p class="muted">US dollars for a million tokens. The prices that Millwright brings were compared with those published on {{ loaded.engineSettings.pricesAsOf }}; whoever runs this server can set others (MODEL_PRICES).</p>
    } @else { <mw-skeleton label="Loading engines" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 16px; } p { margin: 0 0 8px; } .state { font-size: 0.9rem; font-weight: 400; }
    .fields { display: flex; gap: 12px; flex-wrap: wrap; align-items: baseline; } .fields mat-form-field { flex: 0 1 220px; } .fields .wide { flex: 1 1 300px; }
  `,
})
export class EnginesTab {
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly graphql = inject(Graphql);
  private readonly dialogs = inject(MatDialog);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly keyForm = new FormGroup({
    engine: new FormControl('openai', { nonNullable: true, validators: Validators.required }),
    key: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  protected readonly orderForm = new FormGroup({
    defaultEngine: new FormControl('', { nonNullable: true }),
    first: new FormControl('', { nonNullable: true }),
    second: new FormControl('', { nonNullable: true }),
  });
  private readonly organizationId = computed(() => this.session.organization()?.organizationId ?? null);
  protected readonly answer = resource({
    params: () => ({ organizationId: this.organizationId() }),
    loader: async ({ params }) => {
      const loaded = await this.graphql.ask(EnginesDocument, params);
      const { defaultEngine, fallbacks } = loaded.engineSettings;
      this.orderForm.setValue({
        defaultEngine: defaultEngine ?? '',
        first: fallbacks[0]?.engine ?? '',
        second: fallbacks[1]?.engine ?? '',
      });
      this.engines.set(loaded.engines);
      return loaded;
    },
  });
  private readonly engines = signal<readonly Engine[]>([]);
  protected readonly takingKeys = computed(() => this.engines().filter((engine) => engine.takesKey));
  protected readonly usable = computed(() => this.engines().filter((engine) => engine.configured));
  protected readonly idOf = (price: ModelPrice): string => price.model;
  protected readonly columns: readonly Column<ModelPrice>[] = [
    { key: 'model', title: 'Model', value: (price) => price.model },
    { key: 'input', title: 'Input', value: (price) => price.inputUsdPerMTok },
    { key: 'cached', title: 'Cached input', value: (price) => price.cachedInputUsdPerMTok },
    { key: 'output', title: 'Output', value: (price) => price.outputUsdPerMTok },
  ];

  protected shown(usd: number | null): string {
    return usd === null ? 'not known' : money(usd);
  }

  protected stateOf(engine: Engine): string {
    if (!engine.configured) return 'no key';
    if (engine.problem) return 'does not answer';
    if (engine.ownKey) return 'ready, with your key';
    return engine.offline ? 'ready, needs no key' : 'ready';
  }

  protected async setKey(directive: FormGroupDirective): Promise<void> {
    if (this.keyForm.invalid) return;
    const { engine, key } = this.keyForm.getRawValue();
    await this.attempt.run(async () => {
      try {
        await this.graphql.ask(SetEngineKeyDocument, { input: { organizationId: this.organizationId(), engine, key: key.trim() } });
      } catch (error) {
        if (showRefusal(this.keyForm, error)) return '';
        throw error;
      }
      directive.resetForm({ engine, key: '' });
      this.answer.reload();
      return 'The provider took the key; it is kept.';
    });
  }

  protected async removeKey(engine: Engine): Promise<void> {
    const question = {
      title: `Remove the key of ${engine.name}?`,
      text: 'Generations ask with the server’s key then, where it has one.',
      verb: 'Remove',
    };
    if (!(await confirm(this.dialogs, question))) return;
    await this.attempt.run(async () => {
      await this.graphql.ask(RemoveEngineKeyDocument, { input: { organizationId: this.organizationId(), engine: engine.id } });
      this.answer.reload();
      return 'The key is removed.';
    });
  }

  protected async saveOrder(): Promise<void> {
    const { defaultEngine, first, second } = this.orderForm.getRawValue();
    const fallbacks = [first, second].filter(Boolean).map((engine) => ({ engine, model: null }));
    await this.attempt.run(async () => {
      await this.graphql.ask(SetEngineSettingsDocument, {
        input: { organizationId: this.organizationId(), defaultEngine: defaultEngine || null, fallbacks },
      });
      return 'The order is saved.';
    });
  }
}
