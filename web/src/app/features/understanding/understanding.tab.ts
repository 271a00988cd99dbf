import { Component, computed, inject, input, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { Skeleton, Trouble } from '@millwright/ui';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { GenerationUnderstandingDocument } from '../../core/operations';
import { Session } from '../../core/session';
import { GenerationStore } from '../generation/generation.store';
import { CorrectView } from './correct/correct.view';
import { Phrases } from './phrases';

/** What was understood of the description of a generation, as its approved blueprint has it; it can be corrected there. */
@Component({
  selector: 'app-understanding-tab',
  imports: [CorrectView, MatButton, Phrases, RouterLink, Skeleton, Trouble],
  template: `
    @if (isCorrecting()) { @defer (on immediate) { <app-correct-view [at]="correct()!" /> } @placeholder { <mw-skeleton label="Loading the editor" /> } @error { <mw-trouble what="The editor could not be loaded" means="The connection was lost, or the console was replaced by a newer one meanwhile." hint="Load the page again; nothing is lost." /> } }
    @else {
      <section class="card">
        @if (read.error(); as error) { <mw-trouble what="What was understood could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="read.reload()" /> }
        @else if (read.isLoading()) { <mw-skeleton label="Loading what was understood" [lines]="[40, 100, 100, 80]" /> }
        @else if (read.value(); as understood) {
          @if (canCorrect()) {
            <div class="row between"><p class="muted">Something was understood otherwise than you meant it? Correct it; the project is written anew within seconds, at no cost.</p><button matButton="outlined" type="button" (click)="open('/')">Correct</button></div>
          } @else if (waits()) { <p class="muted">The blueprint is waiting for you: <a [routerLink]="[]" [queryParams]="{ tab: 'stages', stage: 'BLUEPRINT' }" queryParamsHandling="merge">correct it there</a>.</p> }
          <app-phrases [understood]="understood" [canCorrect]="canCorrect()" (correct)="open($event)" />
        }
        @else { <p class="muted">Engines with a model do not say phrase by phrase what they understood. Of the built-in one it stands here once its first stage has read the description.</p> }
      </section>
    }
  `,
  styles: `p { margin: 0; } section { display: grid; gap: 14px; } .row p { flex: 1 1 300px; max-width: 80ch; }`,
})
export class UnderstandingTab {
  /** Set while it is corrected: where, as a JSON pointer into blueprint.json. */
  readonly correct = input<string>();
  private readonly store = inject(GenerationStore);
  private readonly graphql = inject(Graphql);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly messageOf = messageOf;
  protected readonly hintOf = hintOf;
  protected readonly read = resource({
    // Read anew when a stage has ended: the blueprint may have been edited.
    params: () => {
      const id = this.store.generation()?.id;
      return id ? { id, ended: this.store.state().stages.filter(({ status }) => status === 'COMPLETE').length } : undefined;
    },
    loader: async ({ params: { id } }) =>
      (await this.graphql.ask(GenerationUnderstandingDocument, { id })).generation?.understanding ?? null,
  });
  private readonly blueprint = computed(() => this.store.state().stages.find(({ name }) => name === 'BLUEPRINT')?.status);
  protected readonly waits = computed(() => this.blueprint() === 'AWAITING_INPUT' && this.store.isOpen() && this.session.canWrite());
  protected readonly canCorrect = computed(
    () => this.session.canWrite() && !this.store.replay() && (this.blueprint() === 'COMPLETE' || this.blueprint() === 'REUSED'),
  );
  protected readonly isCorrecting = computed(() => this.correct() !== undefined && this.canCorrect());

  protected open(at: string): void {
    void this.router.navigate([], { queryParams: { correct: at }, queryParamsHandling: 'merge' });
  }
}
