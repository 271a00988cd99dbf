import { Component, inject, resource } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EnginesDocument } from '../../core/operations';

@Component({
  selector: 'app-engines-tab',
  imports: [Skeleton, Trouble],
  template: `
    @if (engines.error(); as error) { <mw-trouble what="The engines could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="engines.reload()" /> }
    @else if (engines.value(); as list) {
      <ul>
        @for (engine of list; track engine.id) {
          <li class="card">
            <h2>{{ engine.name }} <span class="muted">{{ engine.configured ? 'ready' : 'no key on this server' }}</span></h2>
            <p>{{ engine.about }}</p>
            <p class="muted">Models: {{ engine.models.join(', ') }} · {{ engine.inputUsdPerMTok || engine.outputUsdPerMTok ? '$' + engine.inputUsdPerMTok + ' in, $' + engine.outputUsdPerMTok + ' out for a million tokens' : 'costs nothing' }}</p>
          </li>
        }
      </ul>
    } @else { <mw-skeleton label="Loading engines" /> }
  `,
  styles: `ul { list-style: none; padding: 0; margin: 0; display: flex; flex-direction: column; gap: 16px; } p { margin: 0 0 4px; }`,
})
export class EnginesTab {
  private readonly graphql = inject(Graphql);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly engines = resource({ loader: async () => (await this.graphql.ask(EnginesDocument, {})).engines });
}
