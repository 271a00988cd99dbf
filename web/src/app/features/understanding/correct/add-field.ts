import { Component, computed, inject, input } from '@angular/core';
import type { RecordView } from '@millwright/domain';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';
import { KINDS } from './words';

/** A field more for a record. */
@Component({
  selector: 'app-add-field',
  imports: [Said, Faults],
  template: `
    <div class="form" role="group" [attr.aria-label]="'New field of ' + record().name">
      <div class="grid">
        <app-said [place]="place() + '/label'" label="New field" example="Due on" [isPart]="true" (entered)="add()" />
        <div><label><span>Kind</span><select (change)="draft.type(place() + '/kind', $any($event.target).value)">@for (one of kinds(); track one) { <option [value]="one" [selected]="one === kind()">{{ titleOf(one) }}</option> }</select></label><app-faults [place]="place() + '/kind'" /></div>
        @if (kind() === 'enum') { <app-said [place]="place() + '/choices'" label="Choices, with commas" example="small, large" [isPart]="true" (entered)="add()" /> }
        <label class="check"><input type="checkbox" [checked]="isRequired()" (change)="draft.type(place() + '/required', $any($event.target).checked ? 'yes' : '')" /><span>Always asked for</span></label>
        <button type="button" class="small" [disabled]="!label()" (click)="add()">Add field</button>
      </div>
    </div>
  `,
  styles: PARTS,
})
export class AddField {
  readonly record = input.required<RecordView>();
  protected readonly draft = inject(CorrectionDraft);
  protected readonly place = computed(() => `records/${this.record().key}/add-field`);
  protected readonly label = computed(() => (this.draft.typedAt(`${this.place()}/label`) ?? '').trim());
  protected readonly kind = computed(() => this.draft.typedAt(`${this.place()}/kind`) ?? 'text');
  protected readonly isRequired = computed(() => this.draft.typedAt(`${this.place()}/required`) === 'yes');
  protected readonly kinds = computed(() => this.draft.design()?.kinds ?? []);
  protected readonly titleOf = (kind: string): string => KINDS[kind] ?? kind;

  protected add(): void {
    if (!this.label()) return;
    const choices = (this.draft.typedAt(`${this.place()}/choices`) ?? '').split(',').map((one) => one.trim());
    this.draft.sayForm(this.place(), {
      do: 'add-field',
      record: this.record().key,
      label: this.label(),
      kind: this.kind(),
      required: this.isRequired(),
      ...(this.kind() === 'enum' ? { choices: choices.filter(Boolean) } : {}),
    });
  }
}
