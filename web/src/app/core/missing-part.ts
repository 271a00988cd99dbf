import { Component, inject, input } from '@angular/core';
import { Trouble } from '@millwright/ui';
import { Reach } from './reach';

/** In the place of a part of the console that did not arrive: says so, and loads the page again when the server answers. */
@Component({
  selector: 'app-missing-part',
  imports: [Trouble],
  template: `<mw-trouble [what]="what()" [means]="reach.awaySince() ? 'The server cannot be reached.' : 'The connection was lost, or the console was replaced by a newer one meanwhile.'" [hint]="reach.awaySince() ? 'It is loaded as soon as the server answers; nothing is lost.' : 'Load the page again; nothing is lost.'" [canRetry]="true" (again)="load()" />`,
})
export class MissingPart {
  readonly what = input('This part of the console could not be loaded');
  protected readonly reach = inject(Reach);

  constructor() {
    void this.reach.ask();
  }

  protected async load(): Promise<void> {
    // The address holds what is shown.
    if (await this.reach.ask()) location.reload();
  }
}
