import { Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { inSentence, stageDescriptor, type StageName } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ReplayDocument } from '../../core/operations';
import { GenerationStore } from './generation.store';

const SHOWN = 50;

/** That a generation is a replay, of what, and what it came to. */
@Component({
  selector: 'app-replay-result',
  imports: [RouterLink, Trouble],
  template: `
    @if (result.error(); as error) { <mw-trouble what="What was recorded could not be read" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="result.reload()" /> }
    @else if (result.value(); as replay) {
      <section class="card" [class]="(replay.verdict ?? '').toLowerCase()" aria-labelledby="replay" role="status">
        <h2 id="replay">{{ words() }}</h2>
        <p class="muted">
          A replay of {{ replay.projectName }}, recorded on {{ exact(replay.recordedAt) }} by release {{ replay.version }}@if (replay.withCode) {, with today’s code}@if (replay.until; as stage) {, as far as {{ inSentence(titleOf(stage)) }}}.
          No engine was asked, nothing was bought: costs are those of the record.@if (replay.redactions > 0) { {{ replay.redactions }} {{ replay.redactions === 1 ? 'secret was' : 'secrets were' }} taken out of it.}
        </p>
        @if (replay.failure; as failure) { <p>It had failed at {{ inSentence(titleOf(failure.stage)) }}: {{ failure.message }}</p> }
        @if (replay.differences.length > 0) {
          <table>
            <caption class="cdk-visually-hidden">What is not as recorded</caption>
            <thead><tr><th scope="col">Stage</th><th scope="col">What</th><th scope="col">As recorded</th><th scope="col">Now</th></tr></thead>
            <tbody>
              @for (one of replay.differences.slice(0, shown); track one.stage + one.path) {
                <tr>
                  <td>{{ titleOf(one.stage) }}</td>
                  <td>@if (one.path; as path) { <a class="mono" [routerLink]="[]" [queryParams]="{ tab: 'files', file: path }" queryParamsHandling="merge">{{ path }}</a> } @else { the outcome }</td>
                  <td class="mono">{{ short(one.was) }}</td>
                  <td class="mono">{{ short(one.is) }}</td>
                </tr>
              }
            </tbody>
          </table>
          @if (replay.differences.length > shown) { <p class="muted">and {{ replay.differences.length - shown }} more</p> }
        }
      </section>
    }
  `,
  styles: `
    section { border-left: 4px solid var(--mat-sys-outline); } .same, .passed { border-left-color: var(--ok); } .different { border-left-color: var(--warn); }
    h2 { margin: 0 0 4px; } p { margin: 4px 0; } table { border-collapse: collapse; margin-top: 8px; display: block; overflow-x: auto; } th, td { text-align: left; padding: 4px 16px 4px 0; vertical-align: top; }
  `,
})
export class ReplayResult {
  private readonly graphql = inject(Graphql);
  private readonly store = inject(GenerationStore);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly exact = exact;
  protected readonly inSentence = inSentence;
  protected readonly shown = SHOWN;
  protected readonly titleOf = (stage: StageName): string => stageDescriptor(stage).title;
  protected readonly result = resource({
    params: () => {
      const generation = this.store.generation();
      return generation && { id: generation.id, isOpen: this.store.isOpen() };
    },
    loader: async ({ params: { id } }) => (await this.graphql.ask(ReplayDocument, { id })).generation?.replay ?? undefined,
  });
  protected readonly words = computed(() => {
    const replay = this.result.value();
    switch (replay?.verdict) {
      case 'SAME':
        return replay.failure ? 'It failed as it had failed' : 'It made the same, to the byte';
      case 'PASSED':
        return 'What had failed does not fail now';
      case 'DIFFERENT':
        return 'It came to something else than was recorded';
      default:
        return 'A record is replayed';
    }
  });

  /** A hash by its beginning; words whole. */
  protected short(text: string): string {
    return /^[0-9a-f]{64}$/.test(text) ? text.slice(0, 12) : text;
  }
}
