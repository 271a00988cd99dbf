import { Component, computed, inject, output } from '@angular/core';
import { CorrectionDraft } from './correction-draft';
import { PARTS } from './look-of-parts';

/** What will change, in sentences; what cannot be followed; and the way back. */
@Component({
  selector: 'app-changes-part',
  template: `
    <h3 id="what-will-change">What will change</h3>
    <div aria-live="polite" class="part list" tabindex="0" aria-labelledby="what-will-change" role="region">
      @if (draft.corrections().length === 0) { <p class="muted">Nothing yet. Change what was understood on the left; it stands here before anything is written.</p> }
      @else {
        <ol aria-labelledby="what-will-change">@for (change of draft.changes(); track $index) { <li>{{ change.text }}</li> }</ol>
        @if (faults().length > 0) {
          <p class="fault">{{ faults().length === 1 ? 'One correction cannot be followed:' : faults().length + ' corrections cannot be followed:' }}</p>
          <ul>@for (fault of faults(); track $index) { <li class="fault">{{ fault.message }}. <button type="button" class="link" (click)="shown.emit(fault.place)">Show it</button> · <button type="button" class="link" (click)="draft.takeBack(fault.correction)">Take it back</button></li> }</ul>
        }
      }
      <p class="muted wait">{{ draft.isWaiting() ? 'Working out what follows …' : '' }}</p>
    </div>
    @if (draft.corrections().length > 0) { <div class="row"><button type="button" class="small" (click)="draft.undo()">Undo the last change</button><button type="button" class="small" (click)="draft.clear()">Undo all</button></div> }
    <ng-content />
  `,
  styles: [
    PARTS,
    `:host { display: flex; flex-direction: column; gap: 10px; min-height: 0; flex: 1; } .list { overflow: auto; min-height: 0; } .row { gap: 6px; } ol { margin: 0; padding-left: 22px; display: grid; gap: 4px; } .wait { min-height: 1.5em; }`,
  ],
})
export class ChangesPart {
  protected readonly draft = inject(CorrectionDraft);
  protected readonly faults = computed(() => this.draft.faults());
  /** A place that is to be shown. */
  readonly shown = output<string>();
}
