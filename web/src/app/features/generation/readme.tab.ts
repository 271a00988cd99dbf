import { Component, inject, resource } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Skeleton } from '@millwright/ui';
import { renderMarkdown } from '../../core/highlight';
import { Artifacts } from './artifacts.service';
import { GenerationStore } from './generation.store';

@Component({
  selector: 'app-readme-tab',
  imports: [Skeleton],
  template: `
    @if (text.isLoading()) { <mw-skeleton label="Loading the README" /> }
    @else if (text.value(); as html) { <article class="card markdown" [innerHTML]="html"></article> }
    @else { <p class="card muted">The README is not written yet.</p> }
  `,
  styles: `article { max-width: 900px; }`,
})
export class ReadmeTab {
  private readonly store = inject(GenerationStore);
  private readonly artifacts = inject(Artifacts);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly text = resource({
    params: () => {
      const [generation, stage] = [this.store.generation()?.id, this.store.state().stages.find((s) => s.name === 'MAIN_README')];
      return generation && stage?.status === 'COMPLETE' ? { generation } : undefined;
    },
    loader: async ({ params }) => {
      const text = await this.artifacts.text(params.generation, { stage: 'MAIN_README', path: 'README.md' });
      // renderMarkdown sanitises; Angular's own pass would drop tabindex and with it scrolling by keyboard.
      return text ? this.sanitizer.bypassSecurityTrustHtml(renderMarkdown(text)) : '';
    },
  });
}
