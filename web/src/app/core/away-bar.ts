import { Component, computed, inject } from '@angular/core';
import { Reach } from './reach';

/** Says since when the server is away and what still works. Laid over the page: nothing of it moves. */
@Component({
  selector: 'app-away-bar',
  template: `
    <div role="status" class="away" [class.shown]="reach.awaySince()">
      @if (reach.awaySince()) {
        <strong>The server cannot be reached since {{ since() }}.</strong>
        @if (reach.wanted()) { The page that you asked for opens as soon as it answers. }
        What you see stays: it can be read and copied, and what you typed is kept. Nothing can be started, approved or saved until the server answers; it is asked every two seconds.
      }
    </div>
  `,
  styles: `
    .away { position: fixed; z-index: 1100; inset: auto 16px 16px auto; max-width: min(460px, calc(100vw - 32px)); font-size: 0.9rem; }
    .shown { padding: 10px 14px; border: 1px solid var(--line); border-left: 4px solid var(--warn); border-radius: var(--radius); background: var(--surface); color: var(--text); }
    strong { display: block; }
    @media (max-width: 900px) { .away { inset: auto 8px 68px 8px; max-width: none; } }
  `,
})
export class AwayBar {
  protected readonly reach = inject(Reach);
  protected readonly since = computed(() => {
    const at = this.reach.awaySince();
    return at === undefined ? '' : new Date(at).toLocaleTimeString('en-GB');
  });
}
