import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { fileName, parentDirectory, type CommunicationSchema } from '@millwright/domain';
import { Criticality } from '@millwright/ui';
import { DOCUMENT } from './look-of-document';
import { readSchema } from './read-document';

const SHOWN = 12;

/** A communication schema to be read: what matters most, who talks to whom, and what happens when. */
@Component({
  selector: 'app-schema-document',
  imports: [RouterLink, Criticality],
  template: `
    @if (schema(); as s) {
      <section aria-labelledby="doc-critical">
        <h3 id="doc-critical">What matters most</h3>
        <p class="muted">Of {{ s.dependency_priority.order.length }} files, those that most depends on. 10 is the most critical.</p>
        <ul class="files">@for (file of critical(); track file.path) { <li><mw-criticality [value]="file.criticality" /> <code>{{ file.path }}</code> <span class="muted">{{ file.why }}</span></li> }</ul>
        <p>@for (cycle of s.dependency_priority.cycles; track $index) { <span>In a circle: <code>{{ cycle.join(' → ') }}</code>. </span> } @empty { No file depends on itself in a circle. }</p>
      </section>
      <section aria-labelledby="doc-talk">
        <h3 id="doc-talk">Who talks to whom</h3>
        <dl>@for (one of talks(); track one.from) { <dt>{{ one.from }}</dt><dd>{{ one.to }}</dd> } @empty { <dt>Nobody</dt><dd>Its parts do not talk to each other.</dd> }</dl>
        @if (protocols().length) { <h4>How</h4><dl>@for (one of protocols(); track one.name) { <dt>{{ one.name }}</dt><dd>{{ one.used_for }} <span class="muted">{{ one.connections === 1 ? '1 connection' : one.connections + ' connections' }}</span></dd> }</dl> }
        <p><a [routerLink]="[]" [queryParams]="{ tab: 'schema', file: null, stage: null }" queryParamsHandling="merge">See it as a graph, file by file</a></p>
      </section>
      <section aria-labelledby="doc-events">
        <h3 id="doc-events">What happens when</h3>
        <ul>@for (flow of flows(); track flow.name) { <li><strong>{{ flow.name }}</strong>: <code>{{ flow.emitted_by }}</code> tells {{ flow.handled_by.length ? '' : 'nobody' }}@for (handler of flow.handled_by; track handler; let last = $last) { <code>{{ handler }}</code>{{ last ? '' : ', ' }} } <span class="muted">{{ flow.payload.join(', ') }}</span></li> } @empty { <li>It has no events.</li> }</ul>
      </section>
    }
  `,
  styles: [
    DOCUMENT,
    `.files { list-style: none; padding: 0; } .files li { display: grid; grid-template-columns: 30px minmax(0, auto) minmax(0, 1fr); gap: 4px 10px; align-items: baseline; } @media (max-width: 700px) { .files li { grid-template-columns: 30px minmax(0, 1fr); } .files .muted { grid-column: 2; } }`,
  ],
})
export class SchemaDocument {
  /** communication-schema.json */
  readonly json = input.required<string>();
  protected readonly schema = computed(() => readSchema(this.json()));
  protected readonly critical = computed(() => {
    const schema = this.schema();
    const order = [...(schema?.dependency_priority.order ?? [])].sort((a, b) => b.criticality - a.criticality || a.priority - b.priority);
    return order.slice(0, SHOWN).map(({ path, criticality }) => ({ path, criticality, why: whyOf(schema!, path) }));
  });
  protected readonly talks = computed(() => {
    const { components, rows } = this.schema()?.communication_matrix ?? { components: [], rows: [] };
    return components.flatMap((from, i) => {
      const to = components.flatMap((name, j) => (rows[i]?.[j] ? [`${name} (${rows[i][j]})`] : []));
      return to.length > 0 ? [{ from, to: `to ${to.join(', ')}` }] : [];
    });
  });
  protected readonly protocols = computed(() =>
    Object.entries(this.schema()?.global_protocols ?? {}).map(([name, one]) => ({ name, ...one })),
  );
  protected readonly flows = computed(() => Object.entries(this.schema()?.event_flows ?? {}).map(([name, flow]) => ({ name, ...flow })));
}

/** The largest reason for a file's criticality. */
function whyOf(schema: CommunicationSchema, path: string): string {
  return schema.directory_structure[parentDirectory(path)]?.files[fileName(path)]?.why[0]?.reason ?? '';
}
