import { Component, inject, input } from '@angular/core';
import { Clipboard } from '@angular/cdk/clipboard';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { mdiContentCopy } from '@mdi/js';
import { Icon } from './icon';

/** Puts a text on the clipboard and says so. */
@Component({
  selector: 'mw-copy',
  imports: [MatButton, Icon],
  template: `<button matButton="outlined" type="button" (click)="copy()"><mw-icon [path]="icon" /> {{ label() }}</button>`,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input('Copy');
  protected readonly icon = mdiContentCopy;
  private readonly clipboard = inject(Clipboard);
  private readonly notices = inject(MatSnackBar);

  protected copy(): void {
    const isCopied = this.clipboard.copy(this.text());
    this.notices.open(isCopied ? 'Copied' : 'The browser refused the clipboard; select the text and copy it by hand', undefined, {
      duration: 3_000,
    });
  }
}
