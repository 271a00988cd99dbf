import { Component, computed, inject } from '@angular/core';
import type { Correction } from '@millwright/domain';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';

const RULES = [
  { kit: 'lifecycle', title: 'States and steps between them' },
  { kit: 'booking', title: 'Bookings that do not overlap' },
  { kit: 'review', title: 'Ratings and reviews' },
  { kit: 'comment', title: 'Comments' },
  { kit: 'favourite', title: 'Favourites' },
  { kit: 'view', title: 'A saved list with a condition' },
] as const;
type Kit = (typeof RULES)[number]['kit'];
const SIMPLE = { booking: 'add-booking', review: 'add-review', comment: 'add-comments', favourite: 'add-favourites' } as const;

/** A rule more, for a record that is there. */
@Component({
  selector: 'app-add-rule',
  imports: [Said, Faults],
  template: `
    <div class="form" role="group" aria-label="New rule">
      <div class="grid">
        <label class="wide"><span>New rule</span><select id="new-rule" (change)="draft.type('add-rule/kit', $any($event.target).value)">@for (one of kinds; track one.kit) { <option [value]="one.kit" [selected]="one.kit === kit()">{{ one.title }}</option> }</select></label>
        <div><label><span>Of</span><select id="new-rule-of" (change)="draft.type('add-rule/record', $any($event.target).value)">@for (one of records(); track one.key) { <option [value]="one.key" [selected]="one.key === record()">{{ one.plural }}</option> }</select></label><app-faults [place]="place() + '/record'" /></div>
        @if (kit() === 'lifecycle') { <app-said [place]="place() + '/states'" label="States in order, with commas" example="open, in repair, fixed" [isPart]="true" (entered)="add()" /> }
        @if (kit() === 'view') {
          <app-said [place]="place() + '/title'" label="Called" example="Worn tools" [isPart]="true" (entered)="add()" />
          <div><label><span>Those whose</span><select id="new-rule-field" (change)="draft.type(place() + '/field', $any($event.target).value)">@for (one of fields(); track one.key) { <option [value]="one.key" [selected]="one.key === field()?.key">{{ one.label }}</option> }</select></label><app-faults [place]="place() + '/field'" /></div>
          <div><label><span>is</span><select id="new-rule-is" (change)="draft.type(place() + '/is', $any($event.target).value)">@for (one of values(); track one) { <option [value]="one" [selected]="one === is()">{{ one === 'true' ? 'yes' : one === 'false' ? 'no' : one }}</option> }</select></label><app-faults [place]="place() + '/is'" /></div>
        }
        <button type="button" class="small" [disabled]="!correction()" (click)="add()">Add rule</button>
      </div>
      @if (kit() === 'view' && fields().length === 0) { <p class="muted">A saved list asks for a choice, or for yes or no; this record has no such field.</p> }
    </div>
  `,
  styles: PARTS,
})
export class AddRule {
  protected readonly draft = inject(CorrectionDraft);
  protected readonly kinds = RULES;
  protected readonly records = computed(() => this.draft.design()?.records ?? []);
  protected readonly kit = computed((): Kit => RULES.find(({ kit }) => kit === this.draft.typedAt('add-rule/kit'))?.kit ?? 'lifecycle');
  protected readonly place = computed(() => `add-rule/${this.kit()}`);
  private readonly chosen = computed(() => {
    const typed = this.draft.typedAt('add-rule/record');
    return this.records().find(({ key }) => key === typed) ?? this.records()[0];
  });
  protected readonly record = computed(() => this.chosen()?.key ?? '');
  protected readonly fields = computed(() => this.chosen()?.fields.filter(({ kind }) => kind === 'enum' || kind === 'boolean') ?? []);
  protected readonly field = computed(() => {
    const typed = this.draft.typedAt(`${this.place()}/field`);
    return this.fields().find(({ key }) => key === typed) ?? this.fields()[0];
  });
  protected readonly values = computed(() => (this.field()?.kind === 'boolean' ? ['true', 'false'] : (this.field()?.choices ?? [])));
  protected readonly is = computed(() => {
    const typed = this.draft.typedAt(`${this.place()}/is`);
    return this.values().find((one) => one === typed) ?? this.values()[0] ?? '';
  });
  protected readonly correction = computed((): Correction | undefined => {
    const [kit, record] = [this.kit(), this.record()];
    if (!record) return undefined;
    if (kit === 'lifecycle') {
      const states = (this.draft.typedAt(`${this.place()}/states`) ?? '').split(',').map((one) => one.trim());
      return states.some(Boolean) ? { do: 'add-lifecycle', record, states: states.filter(Boolean) } : undefined;
    }
    if (kit !== 'view') return { do: SIMPLE[kit], record };
    const [title, field] = [(this.draft.typedAt(`${this.place()}/title`) ?? '').trim(), this.field()];
    return title && field ? { do: 'add-view', record, title, field: field.key, is: [this.is()] } : undefined;
  });

  protected add(): void {
    const correction = this.correction();
    if (correction) this.draft.sayForm(this.place(), correction);
  }
}
