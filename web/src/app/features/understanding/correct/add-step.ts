import { Component, computed, inject, input } from '@angular/core';
import type { CorrectionAudience, RuleView } from '@millwright/domain';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';
import { audiencesFor } from './words';

/** A step more between states. */
@Component({
  selector: 'app-add-step',
  imports: [Said, Faults],
  template: `
    <div class="form" role="group" [attr.aria-label]="'New step of ' + rule().title">
      <div class="grid">
        <app-said [place]="place() + '/label'" label="New step" example="Send back" [isPart]="true" (entered)="add()" />
        @for (part of parts; track part.key) {
          <div><label><span>{{ part.title }}</span><select (change)="draft.type(place() + '/' + part.key, $any($event.target).value)">@for (state of rule().states; track state) { <option [value]="state" [selected]="state === valueOf(part.key)">{{ state }}</option> }</select></label><app-faults [place]="place() + '/' + part.key" /></div>
        }
        @if (audiences().length > 1) { <div><label><span>By</span><select (change)="draft.type(place() + '/by', $any($event.target).value)">@for (one of audiences(); track one.value) { <option [value]="one.value" [selected]="one.value === by()">{{ one.title }}</option> }</select></label><app-faults [place]="place() + '/by'" /></div> }
        <button type="button" class="small" [disabled]="!label()" (click)="add()">Add step</button>
      </div>
    </div>
  `,
  styles: PARTS,
})
export class AddStep {
  readonly rule = input.required<RuleView>();
  protected readonly draft = inject(CorrectionDraft);
  protected readonly parts = [
    { key: 'from', title: 'From' },
    { key: 'to', title: 'To' },
  ] as const;
  protected readonly place = computed(() => `rules/${this.rule().key}/add-step`);
  protected readonly label = computed(() => (this.draft.typedAt(`${this.place()}/label`) ?? '').trim());
  private readonly first = computed((): CorrectionAudience => {
    const first = this.draft.design()?.roles.find(({ joins }) => joins === 'first');
    return first ? { roles: [first.key] } : 'everyone';
  });
  protected readonly audiences = computed(() => audiencesFor(this.draft.design()?.roles ?? [], this.first(), false));
  protected readonly by = computed(() => this.draft.typedAt(`${this.place()}/by`) ?? JSON.stringify(this.first()));

  protected valueOf(part: 'from' | 'to'): string {
    return this.draft.typedAt(`${this.place()}/${part}`) ?? this.rule().states[part === 'from' ? 0 : 1] ?? '';
  }

  protected add(): void {
    if (!this.label()) return;
    this.draft.sayForm(this.place(), {
      do: 'add-step',
      rule: this.rule().key,
      label: this.label(),
      from: [this.valueOf('from')],
      to: this.valueOf('to'),
      by: JSON.parse(this.by()) as CorrectionAudience,
    });
  }
}
