import { Component, computed, input } from '@angular/core';
import { stageDescriptor, type FileOrigin } from '@millwright/domain';
import { exact } from '../../../core/format';
import { DOCUMENT } from './look-of-document';
import { readProvenance } from './read-document';

interface Group {
  how: string;
  files: string[];
}

/** What a repository says of its making, to be read: which files came from where, who had a hand in them, and who signed it. */
@Component({
  selector: 'app-provenance-document',
  template: `
    @if (read(); as p) {
      <section aria-labelledby="doc-made">
        <h3 id="doc-made">How each file came to be</h3>
        <p class="muted">{{ p.statement.subject.length === 1 ? 'One file' : p.statement.subject.length + ' files' }}, each with its hash. Begun {{ exact(metadata().startedOn) }}, ended {{ exact(metadata().finishedOn) }}.</p>
        @for (group of groups(); track group.how) {
          <details><summary>{{ group.how }} <span class="muted">{{ group.files.length === 1 ? '1 file' : group.files.length + ' files' }}</span></summary><ul>@for (file of group.files; track file) { <li><code>{{ file }}</code></li> }</ul></details>
        }
      </section>
      <section aria-labelledby="doc-signed">
        <h3 id="doc-signed">Signed</h3>
        <p>By {{ p.statement.predicate.runDetails.builder.id }}, with the key <code>{{ p.keyId }}</code>. Whether that holds is checked by <code>npm run verify</code>, with the public keys alone.</p>
      </section>
    }
  `,
  styles: [DOCUMENT],
})
export class ProvenanceDocument {
  /** provenance.json: a signed envelope. */
  readonly json = input.required<string>();
  protected readonly exact = exact;
  protected readonly read = computed(() => readProvenance(this.json()));
  protected readonly metadata = computed(() => this.read()!.statement.predicate.runDetails.metadata);
  protected readonly groups = computed((): Group[] => {
    const made = this.read()?.statement.predicate.runDetails.byproducts ?? [];
    const groups = Map.groupBy(made, ({ annotations }) => inWords(annotations));
    return [...groups].map(([how, all]) => ({ how, files: all.map(({ name }) => name) }));
  });
}

function inWords({ stage, engine, model, reusedFrom, editedBy, approvedBy }: FileOrigin): string {
  const by = engine ? `, written by ${engine}${model ? ` ${model}` : ''}` : '';
  return [
    `${stageDescriptor(stage).title}${by}`,
    ...(reusedFrom ? ['reused from an earlier generation'] : []),
    ...(editedBy ? [`edited by ${editedBy}`] : []),
    ...(approvedBy ? [`approved by ${approvedBy}`] : []),
  ].join('; ');
}
