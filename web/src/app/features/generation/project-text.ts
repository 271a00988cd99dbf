import { Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { LIMITS } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { confirm } from '@millwright/ui/actions';
import { Attempt } from '../../core/attempt';
import { ApiError, hintOf, messageOf } from '../../core/graphql';
import { Session } from '../../core/session';
import type { DeleteProjectData } from './delete-project.dialog';
import { GenerationStore } from './generation.store';

/** The project's name and description, which can be changed, and the ways to put it away or to delete it. */
@Component({
  selector: 'app-project-text',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatInput, Trouble],
  providers: [Attempt],
  template: `
    @if (store.project(); as project) {
      <section class="card" aria-labelledby="described">
        <h2 id="described">Description</h2>
        @if (isChanging()) {
          <form (submit)="$event.preventDefault(); save()">
            <mat-form-field><mat-label>Name</mat-label><input matInput id="project-name" [value]="name()" (input)="name.set($any($event.target).value)" [attr.maxlength]="limits.projectNameMax" /><mat-hint>Its address stays: clones of it go on.</mat-hint></mat-form-field>
            <mat-form-field><mat-label>Description</mat-label><textarea matInput id="project-description" rows="8" [value]="description()" (input)="description.set($any($event.target).value)"></textarea><mat-hint>It counts from the next generation on; earlier ones keep theirs.</mat-hint></mat-form-field>
            @if (attempt.trouble(); as error) { <mw-trouble what="It was not saved" [means]="inWords(error)" [hint]="hintOf(error)" /> }
            <div class="row"><button matButton="filled" type="submit" [disabled]="attempt.isWaiting()">Save</button><button matButton type="button" (click)="isChanging.set(false)">Back</button></div>
          </form>
        } @else {
          <p class="description" tabindex="0">{{ project.description }}</p>
          @if (attempt.trouble(); as error) { <mw-trouble what="That was refused" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
          @if (session.canWrite() && !project.deletion) {
            <div class="row">
              <button matButton="outlined" type="button" (click)="change()">Change name and description</button>
              @if (project.isArchived) { <button matButton="outlined" type="button" [disabled]="attempt.isWaiting()" (click)="archive(false)">Take out of the archive</button> }
              @else { <button matButton="outlined" type="button" class="danger" [disabled]="attempt.isWaiting()" (click)="archive(true)">Archive the project …</button> }
              @if (session.canManage()) { <button matButton="outlined" type="button" class="danger" [disabled]="attempt.isWaiting()" (click)="delete()">Delete the project …</button> }
            </div>
          }
        }
      </section>
    }
  `,
  styles: `section, form { display: flex; flex-direction: column; gap: 12px; } h2, p { margin: 0; } .description { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 300px; overflow: auto; } form { max-width: 960px; }`,
})
export class ProjectText {
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly attempt = inject(Attempt);
  private readonly dialogs = inject(MatDialog);
  protected readonly limits = LIMITS;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly isChanging = signal(false);
  protected readonly name = signal('');
  protected readonly description = signal('');

  /** What is wrong with which field, as people call it. */
  protected inWords(error: unknown): string {
    const fields = error instanceof ApiError ? (error.extensions.fields ?? []) : [];
    return fields.map(({ path, message }) => `The ${path.slice(path.lastIndexOf('.') + 1)} ${message}.`).join(' ') || messageOf(error);
  }

  protected change(): void {
    const project = this.store.project()!;
    this.name.set(project.name);
    this.description.set(project.description);
    this.isChanging.set(true);
  }

  protected async save(): Promise<void> {
    await this.attempt.run(async () => {
      const isOther = this.description().trim() !== this.store.project()!.description;
      await this.store.revise({ name: this.name(), description: this.description() });
      this.isChanging.set(false);
      return isOther ? 'Saved; “Run again” builds from it' : 'Saved';
    });
  }

  protected async delete(): Promise<void> {
    const { DeleteProjectDialog } = await import('./delete-project.dialog');
    const data: DeleteProjectData = {
      name: this.store.project()!.name,
      isOpen: this.store.isOpen(),
      delete: (name) => this.store.delete(name),
    };
    this.dialogs.open(DeleteProjectDialog, { data, width: '560px', role: 'alertdialog' });
  }

  protected async archive(isArchived: boolean): Promise<void> {
    const { name } = this.store.project()!;
    const text =
      'It is not listed any more. Its generations and its repository are kept, its address goes on working, and it can be taken out again.';
    if (isArchived && !(await confirm(this.dialogs, { title: `Archive “${name}”?`, text, verb: 'Archive it' }))) return;
    await this.attempt.run(async () => {
      await this.store.putAway(isArchived);
      return isArchived ? 'Archived; it is not listed any more' : 'It is listed again';
    });
  }
}
