import { Component, input } from '@angular/core';
import { ArchitectureDocument } from './architecture-document';
import { BlueprintDocument } from './blueprint-document';
import { PlanDocument } from './plan-document';
import { ProvenanceDocument } from './provenance-document';
import type { DocumentKind } from './read-document';
import { SchemaDocument } from './schema-document';
import { TreeDocument } from './tree-document';

/** What a stage made as JSON, as a page to be read. */
@Component({
  selector: 'app-made-document',
  imports: [ArchitectureDocument, BlueprintDocument, PlanDocument, ProvenanceDocument, SchemaDocument, TreeDocument],
  template: `
    @switch (kind()) {
      @case ('PLAN') { <app-plan-document [text]="text()" [isSettled]="true" /> }
      @case ('ARCHITECTURE') { <app-architecture-document [json]="text()" /> }
      @case ('BLUEPRINT') { <app-blueprint-document [text]="text()" /> }
      @case ('SCHEMA') { <app-schema-document [json]="text()" /> }
      @case ('TREE') { <app-tree-document [json]="text()" /> }
      @case ('PROVENANCE') { <app-provenance-document [json]="text()" /> }
    }
  `,
})
export class MadeDocument {
  readonly kind = input.required<DocumentKind>();
  readonly text = input.required<string>();
}
