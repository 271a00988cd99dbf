import { Component, computed, inject, input, resource, viewChild } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EnginesDocument } from '../../core/operations';
import type { Engine } from '../../core/prices';
import { Session } from '../../core/session';
import { EnginePicker, type EngineForm } from './engine-picker';

/** The organization's engines, from which one is chosen once they are loaded. */
@Component({
  selector: 'app-engine-choice',
  imports: [EnginePicker, Skeleton, Trouble],
  template: `
    @if (engines.error(); as error) { <mw-trouble what="The engines could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="engines.reload()" /> }
    @else if (engines.value(); as list) { <app-engine-picker [form]="form()" [engines]="list" /> }
    @else { <mw-skeleton label="Loading the engines" /> }
  `,
})
export class EngineChoice {
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly picker = viewChild(EnginePicker);
  readonly form = input.required<EngineForm>();
  /** Puts into the form what it begins with. */
  readonly begin = input.required<(engines: readonly Engine[], preferred: string | null) => void>();
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly engines = resource({
    loader: async () => {
      const organizationId = this.session.organization()?.organizationId ?? null;
      const { engines, engineSettings } = await this.graphql.ask(EnginesDocument, { organizationId });
      this.begin()(engines, engineSettings.defaultEngine ?? null);
      return engines;
    },
  });
  readonly isLoaded = computed(() => this.engines.hasValue());
  /** The chosen engine's, where it has any. */
  readonly model = computed(() => this.picker()?.model() ?? null);
}
