import { Component, computed, inject, input } from '@angular/core';
import { CorrectionDraft } from './correction-draft';

export const faultId = (place: string): string => `fault-${place.replace(/[^\w-]+/g, '-')}`;

/** Why what stands at a place cannot be followed, and what would put it right. */
@Component({
  selector: 'app-faults',
  template: `@for (fault of faults(); track fault.message) { <p class="fault" role="alert" [id]="id()">{{ fault.message }}. {{ fault.remedy }} <button type="button" class="link" (click)="draft.takeBack(fault.correction)">Take it back</button></p> }`,
  styles: `:host { display: contents; }`,
})
export class Faults {
  readonly place = input.required<string>();
  protected readonly draft = inject(CorrectionDraft);
  protected readonly faults = computed(() => this.draft.faultsAt(this.place()));
  protected readonly id = computed(() => faultId(this.place()));
}
