import { Component, computed, inject, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { PATHS } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../../core/attempt';
import { Graphql, hintOf, messageOf } from '../../../core/graphql';
import { ForkGenerationDocument } from '../../../core/operations';
import { GenerationStore } from '../../generation/generation.store';
import { CorrectionEditor, type Corrections } from './editor';

/** Corrects the blueprint of a generation, and writes the project anew from there on. */
@Component({
  selector: 'app-correct-view',
  imports: [CorrectionEditor, MatButton, RouterLink, Trouble],
  providers: [Attempt],
  template: `
    <div class="row between"><h2>Correct what was understood</h2><a [routerLink]="[]" [queryParams]="{ correct: null }" queryParamsHandling="merge">Back to the phrases</a></div>
    @if (store.generation(); as generation) {
      <app-correction-editor [generationId]="generation.id" [at]="at()" (corrected)="state.set($event)">
        @if (attempt.trouble(); as error) { <mw-trouble what="It was not written anew" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
        <p class="muted why">A new generation takes the plan and the architecture as they are, and writes everything else from the corrected blueprint. This one stays.</p>
        <button matButton="filled" type="button" [disabled]="!canWrite()" (click)="write()">Write it anew</button>
      </app-correction-editor>
    }
  `,
  styles: `:host { display: grid; gap: 12px; } h2, p { margin: 0; } @container editor (max-width: 820px) { .why { display: none; } }`,
})
export class CorrectView {
  readonly at = input<string>();
  protected readonly store = inject(GenerationStore);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly editor = viewChild(CorrectionEditor);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly state = signal<Corrections>({ text: undefined, isWaiting: true, faults: 0 });
  protected readonly canWrite = computed(() => {
    const { text, isWaiting, faults } = this.state();
    return text !== undefined && !isWaiting && faults === 0 && !this.attempt.isWaiting();
  });

  protected async write(): Promise<void> {
    const [generation, { text }] = [this.store.generation(), this.state()];
    const names = this.store.state().stages.map(({ name }) => name);
    const fromStage = names[names.indexOf('BLUEPRINT') + 1];
    if (!generation || text === undefined || !fromStage) return;
    await this.attempt.run(async () => {
      const { forkGeneration } = await this.graphql.ask(ForkGenerationDocument, {
        input: { generationId: generation.id, fromStage, model: generation.model, edits: [{ path: PATHS.blueprint, text }] },
      });
      this.editor()?.clear();
      const queryParams = { generation: forkGeneration.generation.id, tab: 'stages', correct: null, stage: null, file: null };
      await this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
      return 'The project is written anew';
    });
  }
}
