import { Component, input } from '@angular/core';

/** The outline of content that is on its way; shown after a moment, so that quick answers do not flicker. */
@Component({
  selector: 'mw-skeleton',
  template: `<div class="lines" role="status" [attr.aria-label]="label()">@for (line of lines(); track $index) { <div [style.width.%]="line"></div> }</div>`,
  styles: `
    .lines { display: flex; flex-direction: column; gap: 12px; animation: appear 0s 150ms both; }
    .lines div { height: 20px; border-radius: 6px; background: var(--raised); }
    @keyframes appear { from { visibility: hidden; } to { visibility: visible; } }
  `,
})
export class Skeleton {
  readonly label = input('Loading');
  readonly lines = input([40, 90, 75, 85]);
}
