import { Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialog, MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

export interface Question {
  title: string;
  /** What follows from a yes. */
  text: string;
  /** The verb on the button that does it. */
  verb: string;
}

@Component({
  imports: [MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, MatButton],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>{{ question.text }}</mat-dialog-content>
    <mat-dialog-actions align="end">
      <button matButton type="button" [mat-dialog-close]="false">Keep as it is</button>
      <button matButton="filled" type="button" [mat-dialog-close]="true">{{ question.verb }}</button>
    </mat-dialog-actions>
  `,
})
class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
}

/** Asks before what cannot be taken back. @returns whether the answer was yes; Escape is a no. */
export async function confirm(dialogs: MatDialog, question: Question): Promise<boolean> {
  const dialog = dialogs.open<ConfirmDialog, Question, boolean>(ConfirmDialog, { data: question, maxWidth: 480, role: 'alertdialog' });
  return await new Promise((resolve) => dialog.afterClosed().subscribe((answer) => resolve(answer ?? false)));
}
