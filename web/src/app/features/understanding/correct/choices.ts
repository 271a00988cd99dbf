import { Component, computed, inject, input } from '@angular/core';
import type { FieldView, RecordView } from '@millwright/domain';
import { CorrectionDraft } from './correction-draft';
import { PARTS } from './look-of-parts';
import { Said } from './said';

/** What can be chosen in a field: called otherwise, taken out, added. */
@Component({
  selector: 'app-choices',
  imports: [Said],
  template: `
    <ul [attr.aria-label]="'Choices of ' + field().label">
      @for (choice of field().choices; track $index) {
        <li><app-said [place]="place() + '/choices/' + choice" [label]="'Choice ' + ($index + 1) + ' of ' + field().label" [isQuiet]="true" [value]="choice" (said)="rename(choice, $event)" />
          <button type="button" class="small bad" (click)="drop(choice)" [attr.aria-label]="'Take out the choice ' + choice">✕</button></li>
      }
      <li class="new"><app-said [place]="place() + '/add-choice'" [label]="'New choice of ' + field().label" [isQuiet]="true" example="New choice" (said)="add($event)" /></li>
    </ul>
  `,
  styles: [
    PARTS,
    'ul { display: flex; flex-wrap: wrap; gap: 6px 10px; } li { display: flex; gap: 2px; align-items: start; width: 180px; } li app-said { flex: 1; }',
  ],
})
export class Choices {
  readonly record = input.required<RecordView>();
  readonly field = input.required<FieldView>();
  private readonly draft = inject(CorrectionDraft);
  protected readonly place = computed(() => `records/${this.record().key}/fields/${this.field().key}`);
  private readonly names = computed(() => ({ record: this.record().key, field: this.field().key }));

  protected rename(choice: string, name: string): void {
    this.draft.say(`${this.place()}/choices/${choice}`, { do: 'rename-choice', ...this.names(), choice, name });
  }

  protected drop(choice: string): void {
    this.draft.say(`${this.place()}/choices/${choice}`, { do: 'drop-choice', ...this.names(), choice });
  }

  protected add(choice: string): void {
    if (choice) this.draft.say(`${this.place()}/add-choice`, { do: 'add-choice', ...this.names(), choice });
    else this.draft.settle(`${this.place()}/add-choice`);
  }
}
