import { Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { day, exact } from '../../core/format';
import { Graphql, hintOf, messageOf } from '../../core/graphql';
import { ArchiveProjectDocument, RestoreProjectDocument } from '../../core/operations';
import { Session } from '../../core/session';

/** What becomes of a project that was put away or deleted, and the way back. */
@Component({
  selector: 'app-put-away',
  imports: [MatButton, Trouble],
  providers: [Attempt],
  template: `
    @if (project().deletion; as deletion) {
      <p class="muted">Deleted by {{ deletion.deletedBy }}; it goes with everything on <time [attr.datetime]="deletion.dueAt" [title]="exact(deletion.dueAt)">{{ day(deletion.dueAt) }}</time>.</p>
    }
    @if (canRestore()) { <button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" [attr.aria-label]="label()" (click)="restore()">{{ verb() }}</button> }
    @else if (project().deletion) { <p class="muted">An owner or admin can restore it until then.</p> }
    @if (attempt.trouble(); as error) { <mw-trouble what="That was refused" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
  `,
  styles: `:host { display: grid; gap: 8px; justify-items: start; min-height: 40px; } p { margin: 0; }`,
})
export class PutAway {
  readonly project = input.required<{ id: string; name: string; deletion: { deletedBy: string; dueAt: string } | null }>();
  readonly changed = output();
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  protected readonly day = day;
  protected readonly exact = exact;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly canRestore = computed(() => (this.project().deletion ? this.session.canManage() : this.session.canWrite()));
  protected readonly verb = computed(() => (this.project().deletion ? 'Restore it' : 'Take out of the archive'));
  /** Begins with what one sees, for who speaks to the page. */
  protected readonly label = computed(() => `${this.verb()}: ${this.project().name}`);

  protected async restore(): Promise<void> {
    const { id: projectId, name, deletion } = this.project();
    await this.attempt.run(async () => {
      if (deletion) await this.graphql.ask(RestoreProjectDocument, { input: { projectId } });
      else await this.graphql.ask(ArchiveProjectDocument, { input: { projectId, isArchived: false } });
      this.changed.emit();
      return deletion ? `${name} stays` : `${name} is listed again`;
    });
  }
}
