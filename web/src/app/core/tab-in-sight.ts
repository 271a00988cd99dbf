import { DestroyRef, Directive, afterRenderEffect, inject, input } from '@angular/core';
import { MatTabNav } from '@angular/material/tabs';

/**
 * Scrolls tabs that do not fit to the active one. The bar does so by itself when another one is chosen, but not for the one
 * that a page opens with: its width changes once the fonts are there.
 */
@Directive({ selector: 'nav[mat-tab-nav-bar][appTabInSight]' })
export class TabInSight {
  /** Id of the active tab. */
  readonly appTabInSight = input.required<string>();
  private readonly bar = inject(MatTabNav);
  private isGone = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => (this.isGone = true));
    afterRenderEffect(() => {
      this.appTabInSight();
      void document.fonts.ready.then(() => this.scroll());
    });
  }

  private scroll(): void {
    if (this.isGone) return;
    this.bar.updatePagination();
    this.bar._scrollToLabel(this.bar.selectedIndex);
  }
}
