import { Component, inject, input, linkedSignal, output, resource } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { CodeEditor } from '../../core/code-editor';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EditFileDocument } from '../../core/operations';
import { Artifacts } from './artifacts.service';

/** A file of the repository, to be changed by hand: one more commit, and later generations keep it. */
@Component({
  selector: 'app-file-edit',
  imports: [MatButton, Skeleton, Trouble, CodeEditor],
  providers: [Attempt],
  template: `
    <h3 class="mono">{{ path() }}</h3>
    @if (original.error(); as error) { <mw-trouble what="The file could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="original.reload()" /> }
    @else if (original.hasValue()) {
      <p class="muted">Saving makes a commit. What is generated later is put together with it; where both changed the same lines, you are asked.</p>
      <app-code-editor [(text)]="text" [path]="path()" [before]="original.value()" />
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not saved" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      <div class="row"><button matButton="filled" type="button" [disabled]="attempt.isWaiting() || text() === original.value()" (click)="save()">Save as a commit</button> <button matButton type="button" (click)="closed.emit(false)">Leave it as it was</button></div>
    } @else { <mw-skeleton label="Loading the file" /> }
  `,
  styles: `:host { display: flex; flex-direction: column; gap: 12px; } h3, p { margin: 0; }`,
})
export class FileEdit {
  readonly generation = input.required<string>();
  readonly path = input.required<string>();
  readonly sha256 = input.required<string>();
  /** Whether it was saved. */
  readonly closed = output<boolean>();
  private readonly artifacts = inject(Artifacts);
  private readonly graphql = inject(Graphql);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly original = resource({
    params: () => ({ generation: this.generation(), path: this.path(), sha256: this.sha256() }),
    loader: async ({ params }) => await this.artifacts.repositoryText(params.generation, params.path, params.sha256),
  });
  protected readonly text = linkedSignal(() => (this.original.hasValue() ? this.original.value() : ''));

  protected async save(): Promise<void> {
    await this.attempt.run(async () => {
      await this.graphql.ask(EditFileDocument, {
        input: { generationId: this.generation(), path: this.path(), text: this.text(), baseSha256: this.sha256() },
      });
      this.closed.emit(true);
      return `${this.path()} is saved as a commit`;
    });
  }
}
