import { Component, computed, inject, input, linkedSignal, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { hasConflictMarks, type StageState } from '@millwright/domain';
import { Skeleton, Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { CodeEditor } from '../../core/code-editor';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { EditConflictsDocument, ResolveConflictsDocument, type EditConflictsQuery } from '../../core/operations';
import { Session } from '../../core/session';
import { GenerationStore } from './generation.store';

type Conflict = EditConflictsQuery['editConflicts'][number];

/** Files that were changed by hand and generated anew: both are shown, and a person decides. */
@Component({
  selector: 'app-conflicts',
  imports: [MatButton, Skeleton, Trouble, CodeEditor],
  providers: [Attempt],
  template: `
    @if (list.error(); as error) { <mw-trouble what="The conflicts could not be loaded" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="list.reload()" /> }
    @else if (list.value(); as conflicts) {
      <h2>Changed by hand, and generated anew</h2>
      <p class="muted">Both changed the same lines of {{ conflicts.length === 1 ? 'a file' : conflicts.length + ' files' }}. Nothing is guessed: say what each is to be. The repository is written when all are decided.</p>
      <ul class="files" aria-label="Files to decide on">
        @for (conflict of conflicts; track conflict.path) { <li><button type="button" [class.on]="conflict === chosen()" [attr.aria-current]="conflict === chosen() ? 'true' : null" (click)="path.set(conflict.path)">{{ conflict.path }} <span class="muted">{{ isDecided(conflict.path) ? 'decided' : 'open' }}</span></button></li> }
      </ul>
      @if (chosen(); as conflict) {
        <div class="row">
          @if (conflict.ours !== null) { <button matButton="outlined" type="button" (click)="put(conflict.path, conflict.ours)">Keep what was written by hand</button> }
          @if (conflict.theirs !== null) { <button matButton="outlined" type="button" (click)="put(conflict.path, conflict.theirs)">Take what is generated now</button> }
          @if (conflict.theirs === null || conflict.ours === null) { <button matButton="outlined" type="button" (click)="put(conflict.path, null)">Remove the file</button> }
          @if (conflict.merged !== null) { <button matButton="outlined" type="button" (click)="put(conflict.path, conflict.merged)">Both, with marks to edit</button> }
        </div>
        @if (textOf(conflict) === null) { <p>The file is removed.</p> }
        @else { <app-code-editor [text]="textOf(conflict)!" (textChange)="put(conflict.path, $event)" [path]="conflict.path" [label]="'Decision on ' + conflict.path" [readonly]="!session.canWrite()" /> }
        @if (!isDecided(conflict.path)) { <p class="muted">It still holds marks (<span class="mono">&lt;&lt;&lt;&lt;&lt;&lt;&lt;</span>): between them stand both versions. Edit it, or choose one above.</p> }
      }
      @if (attempt.trouble(); as error) { <mw-trouble what="That was refused" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
      @if (session.canWrite()) { <div class="row"><button matButton="filled" type="button" [disabled]="attempt.isWaiting() || !isReady()" (click)="resolve()">Write the repository</button></div> }
    } @else { <mw-skeleton label="Loading the conflicts" /> }
  `,
  styles: `
    :host { display: flex; flex-direction: column; gap: 12px; } h2, p { margin: 0; }
    .files { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; } .files button { all: unset; cursor: pointer; font-family: var(--mono); font-size: 0.82rem; padding: 3px 8px; border: 1px solid var(--line); border-radius: 6px; } .files button.on { border-color: var(--accent); background: var(--raised); font-weight: 700; } .files button:focus-visible { outline: 2px solid var(--accent); }
  `,
})
export class Conflicts {
  readonly stage = input.required<StageState>();
  private readonly graphql = inject(Graphql);
  private readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly list = resource({
    params: () => ({ id: this.store.generation()!.id, paths: this.stage().conflicts?.join() }),
    loader: async ({ params }) => (await this.graphql.ask(EditConflictsDocument, { id: params.id })).editConflicts,
  });
  protected readonly path = signal('');
  protected readonly chosen = computed(() => {
    const conflicts = this.list.value() ?? [];
    return conflicts.find((conflict) => conflict.path === this.path()) ?? conflicts[0];
  });
  private readonly decisions = linkedSignal<readonly Conflict[] | undefined, ReadonlyMap<string, string | null>>({
    source: () => this.list.value(),
    computation: () => new Map(),
  });
  protected readonly isReady = computed(() => (this.list.value() ?? []).every((conflict) => this.isDecided(conflict.path)));

  protected textOf(conflict: Conflict): string | null {
    const decided = this.decisions().get(conflict.path);
    return decided === undefined ? (conflict.merged ?? conflict.ours ?? conflict.theirs) : decided;
  }
  protected isDecided(path: string): boolean {
    const decided = this.decisions().get(path);
    return decided !== undefined && (decided === null || !hasConflictMarks(decided));
  }
  protected put(path: string, text: string | null): void {
    this.decisions.update((decisions) => new Map(decisions).set(path, text));
  }

  protected async resolve(): Promise<void> {
    await this.attempt.run(async () => {
      const files = [...this.decisions()].map(([path, text]) => ({ path, text }));
      await this.graphql.ask(ResolveConflictsDocument, { input: { generationId: this.store.generation()!.id, files } });
      return 'Decided; the repository is written';
    });
  }
}
