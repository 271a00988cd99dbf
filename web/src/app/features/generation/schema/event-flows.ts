import { Component, computed, input } from '@angular/core';
import type { CommunicationSchema, EventFlow } from '@millwright/domain';
import { Diagram } from '../../../core/diagram';

/** Each event as a sequence diagram: who emits it, who handles it, what it carries. */
@Component({
  selector: 'app-event-flows',
  imports: [Diagram],
  template: `
    @for (flow of flows(); track flow.name) {
      <section class="card">
        <h3>{{ flow.name }}</h3>
        <app-diagram [text]="flow.diagram" [label]="flow.emitted_by + ' emits ' + flow.name + ' to ' + (flow.handled_by.join(', ') || 'nobody')" />
        <p class="muted">Carries {{ flow.payload.join(', ') || 'nothing' }}. Emitted by <span class="mono">{{ flow.emitted_by }}</span>, handled by <span class="mono">{{ flow.handled_by.join(', ') || 'nobody' }}</span>.</p>
      </section>
    } @empty { <p class="card muted">This project has no events.</p> }
  `,
  styles: `:host { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(460px, 100%), 1fr)); gap: 16px; } section { min-width: 0; } p { margin: 8px 0 0; overflow-wrap: anywhere; }`,
})
export class EventFlows {
  readonly schema = input.required<CommunicationSchema>();
  protected readonly flows = computed(() =>
    Object.entries(this.schema().event_flows).map(([name, flow]) => ({ name, ...flow, diagram: sequenceOf(name, flow) })),
  );
}

/** Mermaid's text of an event flow; names are quoted by taking out what the notation would read as its own. */
export function sequenceOf(name: string, { emitted_by, handled_by, payload }: EventFlow): string {
  const plain = (text: string): string => text.replace(/[;#:<>{}"\n]/g, ' ').trim();
  const people = [...new Set([emitted_by, ...handled_by])];
  const alias = (path: string): string => `p${people.indexOf(path)}`;
  return [
    'sequenceDiagram',
    ...people.map((path) => `  participant ${alias(path)} as ${plain(path)}`),
    ...handled_by.map((handler) => `  ${alias(emitted_by)}->>${alias(handler)}: ${plain(`${name} (${payload.join(', ')})`)}`),
  ].join('\n');
}
