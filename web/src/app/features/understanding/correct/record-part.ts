import { Component, computed, inject, input, output } from '@angular/core';
import type { CorrectionAudience, RecordAct, RecordView } from '@millwright/domain';
import { AddField } from './add-field';
import { CorrectionDraft } from './correction-draft';
import { Faults } from './faults';
import { FieldRow } from './field-row';
import { PARTS } from './look-of-parts';
import { Said } from './said';
import { ACTS, VIEWS, audiencesFor, saidOf } from './words';

/** One record: its fields, who may do what with it, what stands for it, how it is listed. */
@Component({
  selector: 'app-record-part',
  imports: [Said, Faults, FieldRow, AddField],
  template: `
    <details class="card" [open]="isOpen()" [id]="place()" (toggle)="toggled.emit($any($event.target).open)">
      <summary><strong>{{ record().name }}</strong> <span class="muted">{{ about() }}</span></summary>
      @if (isOpen()) {
        <div class="part">
          <div class="grid">
            <app-said [place]="place() + '/name'" label="Called, for one" [value]="record().name" (said)="rename($event)" />
            <div><label><span>Stands for it in lists</span><select [id]="place() + '/title'" (change)="setTitle($any($event.target).value)">@for (field of titles(); track field.key) { <option [value]="field.key" [selected]="field.key === record().title">{{ field.label }}</option> }</select></label><app-faults [place]="place() + '/title'" /></div>
            <div><label><span>List opens as</span><select [id]="place() + '/view'" (change)="setView($any($event.target).value)">@for (view of record().views; track view) { <option [value]="view" [selected]="view === record().view">{{ viewTitle(view) }}</option> }</select></label><app-faults [place]="place() + '/view'" /></div>
            <button type="button" class="small bad long" (click)="drop()">Take out {{ record().plural.toLowerCase() }}</button>
          </div>
          <app-faults [place]="place()" />
          <section [attr.aria-label]="'Fields of ' + record().name">
            <h4>Fields</h4>
            @for (field of record().fields; track $index) { <app-field-row [record]="record()" [field]="field" [id]="place() + '/fields/' + field.key" /> }
          </section>
          <app-add-field [record]="record()" />
          @if (roles().length > 0) {
            <section [attr.aria-label]="'Who may do what with ' + record().plural.toLowerCase()">
              <h4>Who may</h4>
              <div class="grid">
                @for (one of acts; track one.act) {
                  <div><label><span>{{ one.title }}</span><select [id]="place() + '/access/' + one.act" (change)="setAccess(one.act, $any($event.target).value)">@for (option of audiences(one.act); track option.value) { <option [value]="option.value" [selected]="option.value === valueOf(one.act)">{{ option.title }}</option> }</select></label><app-faults [place]="place() + '/access/' + one.act" /></div>
                }
              </div>
            </section>
          }
        </div>
      }
    </details>
  `,
  styles: [
    PARTS,
    `button.long { white-space: normal; } summary { cursor: pointer; min-height: 28px; } .part { gap: 18px; padding-top: 12px; } details { padding: 10px 16px; }`,
  ],
})
export class RecordPart {
  readonly record = input.required<RecordView>();
  readonly isOpen = input(false);
  readonly toggled = output<boolean>();
  private readonly draft = inject(CorrectionDraft);
  protected readonly acts = ACTS;
  protected readonly place = computed(() => `records/${this.record().key}`);
  protected readonly roles = computed(() => this.draft.design()?.roles ?? []);
  protected readonly titles = computed(() =>
    this.record().fields.filter(({ key, kind }) => key === this.record().title || ['text', 'email', 'url'].includes(kind)),
  );
  protected readonly about = computed(() => {
    const { fields, access } = this.record();
    const count = `${fields.length} ${fields.length === 1 ? 'field' : 'fields'}`;
    return this.roles().length === 0
      ? count
      : `${count} · seen by ${saidOf(access.read, this.roles())}, added by ${saidOf(access.create, this.roles())}`;
  });
  protected readonly viewTitle = (view: string): string => VIEWS[view] ?? view;

  protected valueOf(act: RecordAct): string {
    return JSON.stringify(this.record().access[act]);
  }

  protected audiences(act: RecordAct): { value: string; title: string }[] {
    return audiencesFor(this.roles(), this.record().access[act], act !== 'create');
  }

  protected rename(name: string): void {
    this.draft.say(`${this.place()}/name`, { do: 'rename-record', record: this.record().key, name });
  }

  protected setTitle(field: string): void {
    this.draft.say(`${this.place()}/title`, { do: 'set-title', record: this.record().key, field });
  }

  protected setView(view: string): void {
    this.draft.say(`${this.place()}/view`, { do: 'set-view', record: this.record().key, view });
  }

  protected setAccess(act: RecordAct, value: string): void {
    const to = JSON.parse(value) as CorrectionAudience;
    this.draft.say(`${this.place()}/access/${act}`, { do: 'set-access', record: this.record().key, act, to });
  }

  protected drop(): void {
    this.draft.say(this.place(), { do: 'drop-record', record: this.record().key });
  }
}
