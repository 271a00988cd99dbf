import { Component, computed, inject } from '@angular/core';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { relationsOf } from './words';

/** What belongs to what: references of records to others, and to people. */
@Component({
  selector: 'app-relations-part',
  imports: [Faults],
  template: `
    <ul>
      @for (one of relations(); track one.record.key + one.field.key) {
        <li class="row between">
          <span>Each <strong>{{ one.record.name.toLowerCase() }}</strong> {{ one.field.required || one.field.isSet ? 'has' : 'can have' }} {{ article(one.to) }} <strong>{{ one.to }}</strong>@if (one.field.label.toLowerCase() !== one.to) { <span class="muted"> in “{{ one.field.label }}”</span> }</span>
          <button type="button" class="small bad" (click)="drop(one.record.key, one.field.key)" [attr.aria-label]="'Take out ' + one.field.label + ' of ' + one.record.name + ' as a relation'">Take out</button>
        </li>
      } @empty { <li class="muted">No record refers to another.</li> }
    </ul>
    <div class="form" role="group" aria-label="New relation">
      <div class="grid">
        <label><span>Each</span><select id="relation-of" (change)="put('of', $any($event.target).value)">@for (one of records(); track one.key) { <option [value]="one.key" [selected]="one.key === of()">{{ one.name }}</option> }</select></label>
        <label><span>belongs to a</span><select id="relation-to" (change)="put('to', $any($event.target).value)"><option value="">Choose …</option>@for (one of targets(); track one.value) { <option [value]="one.value" [selected]="one.value === to()">{{ one.title }}</option> }</select></label>
        <label class="check"><input type="checkbox" [checked]="isRequired()" (change)="put('required', $any($event.target).checked ? 'yes' : '')" /><span>Always</span></label>
        <button type="button" class="small" [disabled]="!of() || !to()" (click)="add()">Add relation</button>
      </div>
      <app-faults [place]="'records/' + of() + '/add-relation/to'" />
    </div>
  `,
  styles: [PARTS, ':host { display: grid; gap: 12px; } li { padding: 6px 0; border-bottom: 1px solid var(--line); }'],
})
export class RelationsPart {
  private readonly draft = inject(CorrectionDraft);
  protected readonly records = computed(() => this.draft.design()?.records ?? []);
  private readonly roles = computed(() => this.draft.design()?.roles ?? []);
  protected readonly relations = computed(() => relationsOf(this.records(), this.roles()));
  protected readonly of = computed(() => {
    const typed = this.draft.typedAt('add-relation/of');
    return this.records().some(({ key }) => key === typed) ? typed! : (this.records()[0]?.key ?? '');
  });
  protected readonly targets = computed(() => [
    ...this.records()
      .filter(({ key }) => key !== this.of())
      .map(({ key, name }) => ({ value: key, title: name })),
    ...this.roles().map(({ key, name }) => ({ value: `role:${key}`, title: `${name} (a person)` })),
  ]);
  protected readonly to = computed(() => {
    const typed = this.draft.typedAt('add-relation/to');
    return this.targets().some(({ value }) => value === typed) ? typed! : '';
  });
  protected readonly isRequired = computed(() => this.draft.typedAt('add-relation/required') === 'yes');
  protected readonly article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a');

  protected put(part: string, value: string): void {
    this.draft.type(`add-relation/${part}`, value);
  }

  protected add(): void {
    const record = this.of();
    this.draft.say(`records/${record}/add-relation`, { do: 'add-relation', record, to: this.to(), required: this.isRequired() });
    this.put('to', '');
  }

  protected drop(record: string, field: string): void {
    this.draft.say(`records/${record}/fields/${field}`, { do: 'drop-field', record, field });
  }
}
