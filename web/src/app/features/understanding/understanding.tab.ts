import { Component, inject, resource } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { GenerationUnderstandingDocument } from '../../core/operations';
import { GenerationStore } from '../generation/generation.store';
import { Phrases } from './phrases';

/** What was understood of the description of a generation, as its approved blueprint has it. */
@Component({
  selector: 'app-understanding-tab',
  imports: [Phrases, Skeleton, Trouble],
  template: `
    <section class="card">
      @if (read.error(); as error) { <mw-trouble what="What was understood could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="read.reload()" /> }
      @else if (read.isLoading()) { <mw-skeleton label="Loading what was understood" [lines]="[40, 100, 100, 80]" /> }
      @else if (read.value(); as understood) { <app-phrases [understood]="understood" /> }
      @else { <p class="muted">Engines with a model do not say phrase by phrase what they understood. Of the built-in one it stands here once its first stage has read the description.</p> }
    </section>
  `,
  styles: `p { margin: 0; }`,
})
export class UnderstandingTab {
  private readonly store = inject(GenerationStore);
  private readonly graphql = inject(Graphql);
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
}
