import { Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** An error in three parts: what happened, what it means, what to do. */
@Component({
  selector: 'mw-trouble',
  // Told by whoever notices that the server answers again.
  host: { '(window:server-back)': 'canRetry() && again.emit()' },
  imports: [MatButton],
  template: `
    <div class="card" role="alert">
      <p class="what"><strong>{{ what() }}</strong></p>
      @if (means()) { <p class="muted">{{ means() }}</p> }
      @if (hint()) { <p>{{ hint() }}</p> }
      @if (canRetry()) { <button matButton="outlined" type="button" (click)="again.emit()">Try again</button> }
      <ng-content />
    </div>
  `,
  styles: `.card { border-left: 4px solid var(--bad); } p { margin: 0 0 8px; overflow-wrap: anywhere; } p:last-child { margin: 0; }`,
})
export class Trouble {
  readonly what = input.required<string>();
  readonly means = input('');
  readonly hint = input('');
  readonly canRetry = input(false);
  readonly again = output();
}
