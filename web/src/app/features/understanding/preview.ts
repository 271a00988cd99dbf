import { Component, inject, input, resource } from '@angular/core';
import { Trouble } from '@millwright/ui';
import { ApiError, Graphql, messageOf } from '../../core/graphql';
import { PreviewUnderstandingDocument } from '../../core/operations';
import { Phrases } from './phrases';

const SETTLE_MS = 500;
const LEAST = 30;

/** What the built-in engine would make of a description, while it is written. */
@Component({
  selector: 'app-understanding-preview',
  imports: [Phrases, Trouble],
  template: `
    @if (understood.error(); as error) { <mw-trouble what="Nothing of it can be built as it stands" [means]="messageOf(error)" hint="Say who does what with which things, and what each of them has." /> }
    @else if (understood.hasValue() && understood.value(); as read) {
      <details open><summary>What will be built</summary><app-phrases [understood]="read" /></details>
    }
  `,
  styles: `summary { cursor: pointer; font-weight: 600; margin-bottom: 8px; }`,
})
export class UnderstandingPreview {
  readonly description = input.required<string>();
  readonly name = input<string>('');
  private readonly graphql = inject(Graphql);
  protected readonly messageOf = messageOf;
  protected readonly understood = resource({
    params: () => (this.description().trim().length >= LEAST ? { description: this.description(), name: this.name() || null } : undefined),
    loader: async ({ params, abortSignal }) => {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      if (abortSignal.aborted) return undefined;
      try {
        return (await this.graphql.ask(PreviewUnderstandingDocument, params)).previewUnderstanding;
      } catch (error) {
        // Anything but a refusal is no news for whoever writes; the next key asks again.
        if (error instanceof ApiError && error.code === 'BAD_INPUT') throw error;
        return undefined;
      }
    },
  });
}
