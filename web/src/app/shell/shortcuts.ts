import { Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialogActions, MatDialogClose, MatDialogContent, MatDialogTitle } from '@angular/material/dialog';

export const SHORTCUTS: readonly { keys: string; does: string }[] = [
  { keys: 'Ctrl K', does: 'Find a project, a file or an action' },
  { keys: '/', does: 'Search on this page' },
  { keys: 'N', does: 'New project' },
  { keys: 'G P', does: 'Projects' },
  { keys: 'G A', does: 'Approvals' },
  { keys: 'G G', does: 'Generations' },
  { keys: 'G S', does: 'Settings' },
  { keys: 'Shift A', does: 'Approve what waits on this page' },
  { keys: 'Shift B', does: 'Send it back with the comment' },
  { keys: 'C', does: 'Write the comment' },
  { keys: 'P', does: 'Pause this generation, or resume it' },
  { keys: 'J', does: 'Next file' },
  { keys: 'K', does: 'File before it' },
  { keys: 'T', does: 'Light, dark, or as the system has it' },
  { keys: '?', does: 'This list' },
  { keys: 'Esc', does: 'Close what is open' },
];

@Component({
  imports: [MatDialogTitle, MatDialogContent, MatDialogActions, MatDialogClose, MatButton],
  template: `
    <h2 mat-dialog-title>Keys</h2>
    <mat-dialog-content tabindex="0" role="region" aria-label="Keys"><dl>@for (shortcut of shortcuts; track shortcut.keys) { <dt><kbd>{{ shortcut.keys }}</kbd></dt><dd>{{ shortcut.does }}</dd> }</dl></mat-dialog-content>
    <mat-dialog-actions align="end"><button matButton="filled" type="button" mat-dialog-close>Close</button></mat-dialog-actions>
  `,
  styles: `mat-dialog-content { max-height: 74vh; } dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 20px; padding-block: 2px 12px; margin: 0; color: var(--text); } dd { margin: 0; }`,
})
export class Shortcuts {
  protected readonly shortcuts = SHORTCUTS;
}
