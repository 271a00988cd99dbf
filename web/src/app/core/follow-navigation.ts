import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { NavigationEnd, NavigationError, Router } from '@angular/router';
import { Reach, SERVER_BACK } from './reach';

const HEADING = 'main h1';

/**
 * Keeps the focus where it belongs: on a page's heading when one goes there; on the heading, too, when what had the
 * focus is taken away; back on a button that was out of order while its work ran.
 */
@Injectable({ providedIn: 'root' })
export class FollowNavigation {
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly reach = inject(Reach);
  private path: string | undefined;
  private last: HTMLElement | undefined;
  private awaitsHeading = false;

  constructor() {
    const observer = new MutationObserver(() => this.settle());
    observer.observe(this.document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    inject(DestroyRef).onDestroy(() => observer.disconnect());
    this.document.addEventListener('focusin', ({ target }) => (this.last = target as HTMLElement));
    // Who clicks beside everything wants the focus nowhere.
    this.document.addEventListener('pointerdown', ({ target }) => {
      if (!(target as Element).closest('a, button, input, select, textarea, [tabindex]')) this.last = undefined;
    });
    addEventListener(SERVER_BACK, () => this.goOn());
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationEnd) this.arrive(event.urlAfterRedirects);
      else if (event instanceof NavigationError) void this.fail(event.url);
    });
  }

  private arrive(url: string): void {
    this.reach.wanted.set(undefined);
    const [path] = url.split(/[?#]/);
    const isFirst = this.path === undefined;
    if (path === this.path) return;
    this.path = path;
    this.awaitsHeading = !isFirst;
    this.last = undefined;
    this.settle();
  }

  /** A page's code that did not arrive: it is asked for again, or with a newer console the address is loaded anew. */
  private async fail(url: string): Promise<void> {
    this.reach.wanted.set(url);
    if ((await this.reach.ask()) && this.router.navigated) location.assign(url);
  }

  private goOn(): void {
    const url = this.reach.wanted();
    if (url) void this.router.navigateByUrl(url).catch(() => undefined);
  }

  private settle(): void {
    const { activeElement, body } = this.document;
    if (this.awaitsHeading) {
      // Whoever has gone on to a field of the new page meanwhile stays there.
      if (activeElement?.closest('main')?.contains(activeElement) && activeElement.matches('input, textarea, select')) this.awaitsHeading = false;
      else if (this.toHeading()) this.awaitsHeading = false;
      return;
    }
    if (activeElement !== body || !this.last) return;
    if (!this.last.isConnected) this.toHeading();
    else if (!this.last.matches(':disabled')) this.last.focus({ preventScroll: true });
  }

  private toHeading(): boolean {
    const heading = this.document.querySelector<HTMLElement>(HEADING);
    if (!heading) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  }
}
