import { Component, computed, input } from '@angular/core';
import { renderArchitecture } from '@millwright/domain';
import { Markdown } from '../../../core/markdown';
import { readArchitecture } from './read-document';

/** An architecture to be read: its parts as a diagram and a table, what it is built with and why, and how it is kept safe. */
@Component({
  selector: 'app-architecture-document',
  imports: [Markdown],
  template: `@if (text(); as markdown) { <app-markdown [text]="markdown" /> }`,
})
export class ArchitectureDocument {
  /** docs/architecture.json */
  readonly json = input.required<string>();
  protected readonly text = computed(() => {
    const architecture = readArchitecture(this.json());
    // The page says already what it is.
    return architecture ? renderArchitecture('', architecture).replace(/^#[^\n]*\n+/, '') : '';
  });
}
