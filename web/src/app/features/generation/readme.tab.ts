import { Component, computed, inject } from '@angular/core';
import { ArtifactView } from './artifact-view';
import { GenerationStore } from './generation.store';

@Component({
  selector: 'app-readme-tab',
  imports: [ArtifactView],
  template: `
    <section class="card">
      @if (generation(); as id) { <app-artifact-view [generation]="id" stage="MAIN_README" path="README.md" /> }
      @else { <p class="muted">The README is not written yet.</p> }
    </section>
  `,
  styles: `section { max-width: 960px; } p { margin: 0; }`,
})
export class ReadmeTab {
  private readonly store = inject(GenerationStore);
  protected readonly generation = computed(() =>
    this.store.state().stages.some((stage) => stage.name === 'MAIN_README' && stage.status === 'COMPLETE')
      ? this.store.generation()?.id
      : undefined,
  );
}
