import { Component, computed, inject, input } from '@angular/core';
import type { FieldView, RecordView } from '@millwright/domain';
import { Choices } from './choices';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { PARTS } from './look-of-parts';
import { Said } from './said';
import { KINDS } from './words';

/** A field of a record: what it is called, what it holds, whether it is asked for, where it stands. */
@Component({
  selector: 'app-field-row',
  imports: [Said, Faults, Choices],
  template: `
    <div class="line">
      <app-said [place]="place() + '/label'" [label]="'Name of the field ' + field().label" [isQuiet]="true" [value]="field().label" (said)="rename($event)" />
      <div>
        <label><span class="hidden">Kind of {{ field().label }}</span>
          <select [id]="place() + '/kind'" [disabled]="isLink() || field().isSet" (change)="setKind($any($event.target))">
            @for (kind of kinds(); track kind) { <option [value]="kind" [selected]="kind === field().kind">{{ titleOf(kind) }}</option> }
          </select>
        </label>
        <app-faults [place]="place() + '/kind'" />
      </div>
      <div>
        <label class="check"><input type="checkbox" [checked]="field().required" [disabled]="field().isSet" (change)="setRequired($any($event.target))" /><span>Always asked for<span class="hidden">: {{ field().label }}</span></span></label>
        <app-faults [place]="place() + '/required'" />
      </div>
      <div class="row tools">
        <button type="button" class="small" [disabled]="at() === 0" (click)="move(-1)" [attr.aria-label]="'Move ' + field().label + ' up'">↑</button>
        <button type="button" class="small" [disabled]="at() === record().fields.length - 1" (click)="move(1)" [attr.aria-label]="'Move ' + field().label + ' down'">↓</button>
        <button type="button" class="small bad" (click)="drop()" [attr.aria-label]="'Take out ' + field().label + ' of ' + record().name">Take out</button>
      </div>
    </div>
    @if (field().kind === 'enum') { <app-choices [record]="record()" [field]="field()" /> }
    @if (remark(); as text) { <p class="muted">{{ text }}</p> }
    <app-faults [place]="place()" />
  `,
  styles: [
    PARTS,
    `:host { display: grid; gap: 6px; padding: 10px 0; border-bottom: 1px solid var(--line); } p.muted { font-size: 0.87rem; }
    .line { display: grid; grid-template-columns: minmax(140px, 1.4fr) minmax(130px, 1fr) auto auto; gap: 8px 12px; align-items: end; } .tools { gap: 4px; flex-wrap: nowrap; }
    @container editor (max-width: 620px) { .line { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .tools { justify-content: end; } }`,
  ],
})
export class FieldRow {
  readonly record = input.required<RecordView>();
  readonly field = input.required<FieldView>();
  private readonly draft = inject(CorrectionDraft);
  protected readonly place = computed(() => `records/${this.record().key}/fields/${this.field().key}`);
  protected readonly at = computed(() => this.record().fields.findIndex(({ key }) => key === this.field().key));
  protected readonly isLink = computed(() => this.field().kind === 'reference' || this.field().kind === 'person');
  protected readonly kinds = computed(() => (this.isLink() ? [this.field().kind] : (this.draft.design()?.kinds ?? [])));
  protected readonly titleOf = (kind: string): string => KINDS[kind] ?? kind;
  protected readonly remark = computed(() => {
    const { isSet, usedBy } = this.field();
    return [
      ...(isSet ? ['Set by the application'] : []),
      ...(usedBy.length > 0 ? [`Used by ${usedBy.map((title) => `“${title}”`).join(', ')}`] : []),
    ].join('. ');
  });

  private readonly names = computed(() => ({ record: this.record().key, field: this.field().key }));

  protected rename(label: string): void {
    this.draft.say(`${this.place()}/label`, { do: 'rename-field', ...this.names(), label });
  }

  protected setKind(select: HTMLSelectElement): void {
    this.draft.say(`${this.place()}/kind`, { do: 'set-kind', ...this.names(), kind: select.value });
  }

  protected setRequired(box: HTMLInputElement): void {
    this.draft.say(`${this.place()}/required`, { do: 'set-required', ...this.names(), required: box.checked });
  }

  protected move(by: number): void {
    this.draft.say(this.place(), { do: 'move-field', ...this.names(), to: this.at() + by });
  }

  protected drop(): void {
    this.draft.say(this.place(), { do: 'drop-field', ...this.names() });
  }
}
