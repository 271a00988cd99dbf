import { Component, input } from '@angular/core';

/** A drawing out of @mdi/js, in the colour and size of the text around it. Says nothing: a word stands beside it. */
@Component({
  selector: 'mw-icon',
  template: `<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host { display: inline-flex; width: 1.25em; height: 1.25em; flex: none; vertical-align: -0.25em; }
    svg { width: 100%; height: 100%; fill: currentColor; }
  `,
})
export class Icon {
  readonly path = input.required<string>();
}
