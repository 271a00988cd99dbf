import { Component, computed, inject, input, output } from '@angular/core';
import { CorrectionDraft } from './correction-draft';
import { faultId, Faults } from './faults';
import { PARTS } from './look-of-parts';

/** A text of the design that can be typed over: what is typed stays until it is followed. */
@Component({
  selector: 'app-said',
  imports: [Faults],
  template: `
    <label>
      <span [class.hidden]="isQuiet()">{{ label() }}</span>
      <input type="text" autocomplete="off" [id]="place()" [value]="text()" [placeholder]="example()" [disabled]="isFixed()" [attr.aria-invalid]="faults().length > 0" [attr.aria-describedby]="faults().length > 0 ? faultId(place()) : null"
        (input)="draft.type(place(), $any($event.target).value)" (change)="commit()" (keydown.enter)="commit(); entered.emit()" />
    </label>
    <app-faults [place]="place()" />
  `,
  styles: [PARTS, ':host { display: block; min-width: 0; }'],
})
export class Said {
  readonly place = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input('');
  readonly example = input('');
  /** The label is there for those who hear it. */
  readonly isQuiet = input(false);
  readonly isFixed = input(false);
  /** Of a form with a button: it is sent with the rest. */
  readonly isPart = input(false);
  readonly said = output<string>();
  readonly entered = output<void>();
  protected readonly draft = inject(CorrectionDraft);
  protected readonly faultId = faultId;
  protected readonly text = computed(() => this.draft.typedAt(this.place()) ?? this.value());
  protected readonly faults = computed(() => this.draft.faultsAt(this.place()));

  protected commit(): void {
    if (this.isPart()) return;
    const typed = this.draft.typedAt(this.place());
    if (typed === undefined || this.draft.isSent(this.place())) return;
    if (typed.trim() === this.value()) this.draft.settle(this.place());
    else this.said.emit(typed.trim());
  }
}
