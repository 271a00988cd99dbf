import { Component, ElementRef, computed, effect, inject, input, linkedSignal, output, untracked } from '@angular/core';
import { Skeleton, Trouble } from '@millwright/ui';
import { hintOf, messageOf } from '../../../core/graphql';
import { ChangesPart } from './changes-part';
import { CorrectionDraft } from './correction-draft';
import { LookPart } from './look-part';
import { PARTS } from './look-of-parts';
import { RecordPart } from './record-part';
import { RelationsPart } from './relations-part';
import { RolesPart } from './roles-part';
import { RulesPart } from './rules-part';
import { Said } from './said';
import { placeOf } from './place-of';

/** What the corrections come to, for whoever saves them. */
export interface Corrections {
  /** blueprint.json with them; undefined: there are none, or they are worked out. */
  text: string | undefined;
  isWaiting: boolean;
  faults: number;
}

/** The design of a blueprint as people read it, to be corrected. */
@Component({
  selector: 'app-correction-editor',
  imports: [ChangesPart, LookPart, RecordPart, RelationsPart, RolesPart, RulesPart, Said, Skeleton, Trouble],
  providers: [CorrectionDraft],
  template: `
    @if (draft.preview.error(); as error) { <mw-trouble what="The corrections could not be worked out" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="draft.preview.reload()" /> }
    @if (draft.design(); as design) {
      <div class="panes">
        <div class="parts">
          <section aria-labelledby="part-records"><h3 id="part-records">Records</h3>
            @for (record of design.records; track $index) { <app-record-part [record]="record" [isOpen]="opened()?.key === record.key" (toggled)="toggle(record.key, $index, $event)" /> }
            <div class="form" role="group" aria-label="New record"><div class="grid"><app-said place="add-record/name" label="New record, for one" example="Supplier" [isPart]="true" (entered)="addRecord()" /><button type="button" class="small" [disabled]="!draft.typedAt('add-record/name')?.trim()" (click)="addRecord()">Add record</button></div></div>
          </section>
          <section aria-labelledby="part-relations" class="card"><h3 id="part-relations">Relations</h3><app-relations-part /></section>
          <section aria-labelledby="part-roles" class="card"><h3 id="part-roles">Roles</h3><app-roles-part /></section>
          <section aria-labelledby="part-rules" class="card"><h3 id="part-rules">Rules</h3><app-rules-part /></section>
          <section aria-labelledby="part-look" class="card"><h3 id="part-look">Look</h3><app-look-part /></section>
        </div>
        <aside class="card" aria-label="What will change"><app-changes-part (shown)="show($event)"><ng-content /></app-changes-part></aside>
      </div>
    } @else if (draft.isWaiting()) { <mw-skeleton label="Loading what was understood" [lines]="[40, 100, 100, 80]" /> }
  `,
  styles: [
    PARTS,
    `:host { display: block; container: editor / inline-size; } .panes { display: grid; grid-template-columns: minmax(0, 1fr) 320px; gap: 16px; align-items: start; } .parts, section { display: grid; gap: 12px; } .parts { gap: 20px; }
    aside { display: flex; position: sticky; top: var(--under, 12px); max-height: calc(100vh - 44px - var(--under, 12px)); }
    /* In one column what will change stays in sight below what is being changed. */
    @container editor (max-width: 820px) { .panes { grid-template-columns: minmax(0, 1fr); } aside { top: auto; bottom: 0; max-height: 34vh; z-index: 1; box-shadow: 0 0 0 1px var(--line); } }
    @media (max-width: 900px) { aside { bottom: 72px; } }`,
  ],
})
export class CorrectionEditor {
  readonly generationId = input.required<string>();
  /** blueprint.json as somebody edited it by hand. */
  readonly base = input<string | null>(null);
  /** Where it opens: a JSON pointer into blueprint.json. */
  readonly at = input<string>();
  readonly corrected = output<Corrections>();
  protected readonly draft = inject(CorrectionDraft);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly messageOf = messageOf;
  protected readonly hintOf = hintOf;
  private readonly records = computed(() => this.draft.design()?.records ?? []);
  /** One record at a time; one that is renamed stays open. */
  protected readonly opened = linkedSignal<ReturnType<typeof this.records>, { key: string; index: number; of: number } | undefined>({
    source: this.records,
    computation: (records, previous) => {
      const before = previous?.value;
      if (!before || records.length !== before.of || records.some(({ key }) => key === before.key))
        return before && { ...before, of: records.length };
      const record = records[before.index];
      return record && { ...before, key: record.key };
    },
  });

  constructor() {
    effect(() => {
      const [id, base] = [this.generationId(), this.base()];
      untracked(() => this.draft.open(id, base));
    });
    effect(() => {
      const answer = this.draft.preview.hasValue() && !this.draft.isWaiting() ? this.draft.preview.value() : undefined;
      const isWaiting = answer === undefined;
      const faults = this.draft.faults().length;
      const text = this.draft.corrections().length > 0 ? answer?.text : undefined;
      untracked(() => this.corrected.emit({ text, isWaiting, faults }));
    });
    let shownAt: string | undefined;
    effect(() => {
      const [at, design] = [this.at(), this.draft.design()];
      if (!at || !design || shownAt === at) return;
      shownAt = at;
      const place = placeOf(design, at);
      untracked(() => place && this.show(place));
    });
  }

  protected toggle(key: string, index: number, isOpen: boolean): void {
    if (isOpen) this.opened.set({ key, index, of: this.records().length });
    else if (this.opened()?.key === key) this.opened.set(undefined);
  }

  protected addRecord(): void {
    const name = (this.draft.typedAt('add-record/name') ?? '').trim();
    if (name) this.draft.sayForm('add-record', { do: 'add-record', name });
  }

  /** Forgets them all: they are written. */
  clear(): void {
    this.draft.clear();
  }

  /** Opens what a place is in, and goes there. */
  protected show(place: string): void {
    const [part, key] = place.split('/');
    const index = this.records().findIndex((record) => record.key === key);
    if (part === 'records' && index >= 0) this.opened.set({ key: key!, index, of: this.records().length });
    setTimeout(() => {
      const names = place.split('/').map((_, i, all) => all.slice(0, all.length - i).join('/'));
      const found = names.map((name) => this.element.nativeElement.querySelector<HTMLElement>(`[id="${CSS.escape(name)}"]`)).find(Boolean);
      found?.scrollIntoView({ block: 'center' });
      (found?.querySelector<HTMLElement>('input, select, summary, button') ?? found)?.focus({ preventScroll: true });
    });
  }
}
