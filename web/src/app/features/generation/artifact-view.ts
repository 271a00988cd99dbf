import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import type { StageName } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { CopyButton } from '@millwright/ui/actions';
import { hintOf, messageOf } from '../../core/graphql';
import { highlightCode, isLong, languageOf } from '../../core/highlight';
import { Markdown } from '../../core/markdown';
import { MissingPart } from '../../core/missing-part';
import { PlainText } from '../../core/plain-text';
import { Artifacts } from './artifacts.service';
import { MadeDocument } from './gate/made-document';
import { documentKind } from './gate/read-document';

/** One thing that was made: documents as they are meant to be read or as they are written, code with its words coloured; copy, download. */
@Component({
  selector: 'app-artifact-view',
  imports: [MatButton, CopyButton, Skeleton, Trouble, MadeDocument, Markdown, MissingPart, PlainText],
  template: `
    <header>
      <h3 class="mono">{{ path() }}</h3>
      @if (text.hasValue() && text.value(); as content) {
        <span class="row">
          <ng-content />
          @if (kind()) { <button matButton="outlined" type="button" (click)="isRaw.set(!isRaw())">{{ isRaw() ? 'Show it as people read it' : 'Show the JSON' }}</button> }
          @if (isMarkdown()) { <button matButton="outlined" type="button" (click)="isRaw.set(!isRaw())">{{ isRaw() ? 'Rendered' : 'Raw' }}</button> }
          <mw-copy [text]="content" />
          <button matButton="outlined" type="button" (click)="download(content)">Download</button>
        </span>
      }
    </header>
    @if (text.error(); as error) { <mw-trouble what="The file could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="text.reload()" /> }
    @else if (text.isLoading()) { <mw-skeleton label="Loading the file" [lines]="[60, 80, 70, 90, 50]" /> }
    @else if (isMarkdown() && !isRaw()) { <app-markdown [text]="text.value() ?? ''" /> }
    @else if (kind() && !isRaw()) { @defer (on immediate) { <app-made-document [kind]="kind()!" [text]="text.value() ?? ''" /> } @placeholder { <mw-skeleton label="Loading the document" /> } @error { <app-missing-part what="The document could not be shown" /> } }
    @else if (code(); as coloured) { <pre tabindex="0"><code [innerHTML]="coloured"></code></pre> }
    @else { <app-plain-text [text]="text.value() ?? ''" /> }
  `,
  styles: `
    header { display: flex; gap: 12px; align-items: center; justify-content: space-between; flex-wrap: wrap; margin-bottom: 12px; } h3 { margin: 0; overflow-wrap: anywhere; }
    pre { overflow: auto; max-height: 75vh; margin: 0; tab-size: 2; }
  `,
})
export class ArtifactView {
  readonly generation = input.required<string>();
  readonly stage = input.required<StageName>();
  readonly path = input.required<string>();
  /** Hash of the content, where it may change. */
  readonly sha256 = input<string>();
  /** Whether it is shown as the repository holds it, with edits by hand. */
  readonly inRepository = input(false);
  private readonly artifacts = inject(Artifacts);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly isRaw = signal(false);
  protected readonly kind = computed(() => (this.text.hasValue() ? documentKind(this.path(), this.text.value()) : undefined));
  protected readonly isMarkdown = computed(() => this.path().endsWith('.md'));
  protected readonly text = resource({
    params: () => ({
      generation: this.generation(),
      stage: this.stage(),
      path: this.path(),
      sha256: this.sha256(),
      inRepository: this.inRepository(),
    }),
    loader: async ({ params }) =>
      params.inRepository
        ? await this.artifacts.repositoryText(params.generation, params.path, params.sha256 ?? '')
        : ((await this.artifacts.text(params.generation, { ...params, sha256: params.sha256 ?? '' })) ?? ''),
  });
  // highlightCode escapes what it is given; Angular's own pass would drop the colours' classes.
  protected readonly code = computed(() => {
    const text = this.text.hasValue() ? this.text.value() : '';
    return isLong(text)
      ? undefined
      : this.sanitizer.bypassSecurityTrustHtml(highlightCode(text, this.isMarkdown() ? 'markdown' : languageOf(this.path())));
  });

  protected download(content: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
    link.download = this.path().slice(this.path().lastIndexOf('/') + 1);
    link.click();
    URL.revokeObjectURL(link.href);
  }
}
