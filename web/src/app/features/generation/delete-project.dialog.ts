import { Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { DAYS_UNTIL_PURGED } from '@millwright/domain';
import { Trouble } from '@millwright/ui';
import { Attempt } from '../../core/attempt';
import { hintOf, messageOf } from '../../core/graphql';

export interface DeleteProjectData {
  name: string;
  isOpen: boolean;
  delete(name: string): Promise<void>;
}

/** Asks for the name of a project before it is deleted. Closes with true once it is. */
@Component({
  imports: [MatButton, MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, MatFormField, MatLabel, MatInput, Trouble],
  providers: [Attempt],
  template: `
    <h2 mat-dialog-title>Delete “{{ data.name }}”?</h2>
    <mat-dialog-content>
      @if (data.isOpen) { <p>What runs of it is cancelled at once.</p> }
      <p>It is kept for {{ days }} days, and can be restored until then. After that it is gone with everything: its generations, their ledgers and records, its repository here, and what it cost project by project. What was exported to GitHub stays there.</p>
      <form id="delete" (submit)="$event.preventDefault(); send()">
        <mat-form-field><mat-label>Type its name to go on</mat-label><input matInput id="typed-name" autocomplete="off" [value]="typed()" (input)="typed.set($any($event.target).value)" /></mat-form-field>
      </form>
      @if (attempt.trouble(); as error) { <mw-trouble what="It was not deleted" [means]="messageOf(error)" [hint]="hintOf(error)" /> }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" mat-dialog-close>Keep it</button>
      <button matButton="filled" type="submit" form="delete" class="danger" [disabled]="!isTyped() || attempt.isWaiting()">Delete the project</button>
    </mat-dialog-actions>
  `,
  styles: `mat-dialog-content { display: flex; flex-direction: column; gap: 12px; } p { margin: 0; overflow-wrap: anywhere; } h2 { overflow-wrap: anywhere; } form, mat-form-field { width: 100%; }`,
})
export class DeleteProjectDialog {
  protected readonly data = inject<DeleteProjectData>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<DeleteProjectDialog, boolean>>(MatDialogRef);
  protected readonly attempt = inject(Attempt);
  protected readonly days = DAYS_UNTIL_PURGED;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly typed = signal('');
  protected readonly isTyped = computed(() => this.typed().trim() === this.data.name);

  protected async send(): Promise<void> {
    if (!this.isTyped()) return;
    await this.attempt.run(async () => {
      await this.data.delete(this.typed());
      this.dialog.close(true);
      return 'Deleted; it can be restored from here, and from the list of deleted projects';
    });
  }
}
