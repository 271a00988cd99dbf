import { Component, ElementRef, afterRenderEffect, input, viewChild } from '@angular/core';

/** A text while it is written: it grows at its end, where a new caret is drawn each time, and stays at the end unless one has scrolled up to read. */
@Component({
  selector: 'app-live-text',
  template: `
    @if (path()) { <h3 class="mono" [title]="path()">{{ path() }}</h3> }
    <pre #box tabindex="0" (scroll)="follow()">{{ text() }}@for (end of [text()]; track end) {<span class="caret" aria-hidden="true">▌</span>}</pre>
  `,
  styles: `
    h3 { margin: 0 0 8px; height: 1.5em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } pre { margin: 0 0 10px; height: var(--live-height, 60vh); overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
    .caret { color: var(--accent); animation: blink 1s steps(2) infinite; } @keyframes blink { 50% { opacity: 0; } }
  `,
})
export class LiveText {
  readonly path = input.required<string>();
  readonly text = input.required<string>();
  private readonly box = viewChild.required<ElementRef<HTMLElement>>('box');
  private isFollowing = true;

  constructor() {
    afterRenderEffect(() => {
      this.text();
      const box = this.box().nativeElement;
      if (this.isFollowing) box.scrollTop = box.scrollHeight;
    });
  }

  protected follow(): void {
    const box = this.box().nativeElement;
    this.isFollowing = box.scrollHeight - box.scrollTop - box.clientHeight < 24;
  }
}
