import { Component, computed, input } from '@angular/core';

/** What is shown of one text: more takes the page seconds to lay out. */
const SHOWN_MAX = 300_000;
const LINES_MAX = 5_000;

/** A long text without colours: its beginning, and that there is more. */
@Component({
  selector: 'app-plain-text',
  template: `
    @if (rest(); as more) { <p class="muted" role="note">{{ more }}</p> }
    <pre tabindex="0">{{ shown() }}</pre>
  `,
  styles: `pre { overflow: auto; max-height: 75vh; margin: 0; tab-size: 2; white-space: pre-wrap; overflow-wrap: anywhere; } p { margin: 0 0 8px; }`,
})
export class PlainText {
  readonly text = input.required<string>();
  protected readonly shown = computed(() => beginning(this.text()));
  protected readonly rest = computed(() => {
    const [shown, all] = [this.shown().length, this.text().length];
    return shown < all
      ? `The first ${shown.toLocaleString('en')} of ${all.toLocaleString('en')} characters are shown, without colours; copy or download it to read all of it.`
      : '';
  });
}

function beginning(text: string): string {
  let end = 0;
  for (let line = 0; line < LINES_MAX && end < text.length && end < SHOWN_MAX; line++) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return text.slice(0, Math.min(end, SHOWN_MAX));
}
