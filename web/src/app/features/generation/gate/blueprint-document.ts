import { Component, computed, input, output } from '@angular/core';
import { FIELD_TYPES, type Blueprint, type BlueprintEntity, type FieldType } from '@millwright/domain';
import { KINDS } from '../../understanding/correct/words';
import { Editable } from './editable';
import { DOCUMENT } from './look-of-document';
import { marksOf } from './marks';
import { foldersOf, pagesOf, readBlueprint, writeBlueprint } from './read-blueprint';

type Endpoint = Blueprint['endpoints'][number];
type Field = BlueprintEntity['fields'][number];
const byName = ({ name }: { name: string }): string => name;
const addressOf = ({ method, path }: Endpoint): string => `${method} ${path}`;
const RELATIONS = { 'belongs-to': 'belongs to', 'has-many': 'has many', 'many-to-many': 'goes with many' } as const;

/** A blueprint to be read: the records that are kept, its addresses and pages, and how it is built. */
@Component({
  selector: 'app-blueprint-document',
  imports: [Editable],
  template: `
    @if (blueprint(); as b) {
      @if (!isCorrected()) {
        <section aria-labelledby="doc-records">
          <h3 id="doc-records">What it keeps</h3>
          @for (entity of b.entities; track entity.name; let e = $index) {
            <div class="part" [class]="entities().marks[e]">
              <h4>{{ entity.name }}@if (entities().marks[e]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</h4>
              <p><app-editable [label]="'what a ' + entity.name + ' is'" [value]="entity.description" [before]="was(entity.name)?.description" [canEdit]="canEdit()" (changed)="putEntity(e, { description: $event })" /></p>
              <div class="wide" tabindex="0" role="region" [attr.aria-label]="'Fields of ' + entity.name"><table>
                <thead><tr><th scope="col">Field</th><th scope="col">Kind</th><th scope="col">Needed</th></tr></thead>
                <tbody>@for (field of entity.fields; track field.name; let f = $index) {
                  <tr><td>{{ field.name }}@if (fieldMarks(entity)[f]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</td>
                    <td>@if (canEdit()) { <select [attr.aria-label]="'Kind of ' + field.name + ' of ' + entity.name" (change)="setType(e, f, $any($event.target).value)">@for (type of typesFor(field); track type) { <option [value]="type" [selected]="type === field.type">{{ kindOf(type) }}</option> }</select> } @else { {{ kindOf(field.type) }} }@if (field.values.length) { <span class="muted"> {{ field.values.join(', ') }}</span> }</td>
                    <td><input type="checkbox" [checked]="field.required" [disabled]="!canEdit()" [attr.aria-label]="field.name + ' of ' + entity.name + ' is needed'" (change)="putField(e, f, { required: $any($event.target).checked })" /></td></tr>
                }</tbody>
              </table></div>
              @for (relation of entity.relations; track $index) { <p class="muted">{{ entity.name }} {{ relations[relation.kind] }} {{ relation.target }}</p> }
            </div>
          } @empty { <p class="muted">It keeps no records.</p> }
          @if (entities().gone.length) { <p class="gone">Gone: @for (one of entities().gone; track one) { <del>{{ one }}</del> }</p> }
        </section>
      }
      @if (pages().length) {
        <section aria-labelledby="doc-pages"><h3 id="doc-pages">Pages</h3><ul>@for (page of pages(); track $index) { <li>{{ page.title }} <code class="muted">{{ page.path }}</code></li> }</ul></section>
      }
      @if (b.endpoints.length || endpoints().gone.length) {
        <section aria-labelledby="doc-addresses">
          <h3 id="doc-addresses">Addresses</h3>
          <details [open]="b.endpoints.length <= 12 || changedAddresses() > 0"><summary>{{ b.endpoints.length === 1 ? 'One address' : b.endpoints.length + ' addresses' }} that browsers and other programs ask{{ changedAddresses() ? ', ' + changedAddresses() + ' of them new or changed' : '' }}</summary>
            <dl>@for (one of b.endpoints; track $index) { <dt><code>{{ one.method }} {{ one.path }}</code>@if (endpoints().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</dt><dd>{{ one.purpose }}</dd> }</dl>
          </details>
          @if (endpoints().gone.length) { <p class="gone">Gone: @for (one of endpoints().gone; track one) { <del>{{ one }}</del> }</p> }
        </section>
      }
      <section aria-labelledby="doc-built">
        <h3 id="doc-built">How it is built</h3>
        <p>{{ b.technologies.join(', ') }}. {{ b.files.length === 1 ? 'One file' : b.files.length + ' files' }} in {{ b.components.length === 1 ? 'one part' : b.components.length + ' parts' }}.</p>
        <dl>@for (part of b.components; track $index) { <dt>{{ part.name }}@if (components().marks[$index]; as mark) { <span class="mark" [class]="mark">{{ mark }}</span> }</dt><dd>{{ part.responsibility }} <span class="muted">{{ part.files.length === 1 ? '1 file' : part.files.length + ' files' }}</span></dd> }</dl>
        @if (files().gone.length) { <p class="gone">Files that are gone: @for (one of files().gone; track one) { <del>{{ one }}</del> }</p> }
        @for (folder of folders(); track folder.folder) {
          <details [open]="hasMarks(folder.files)"><summary>{{ folder.folder || 'At the top' }} <span class="muted">{{ folder.files.length === 1 ? '1 file' : folder.files.length + ' files' }}</span></summary>
            <ul>@for (file of folder.files; track file.path) { <li><code>{{ file.path.slice(folder.folder ? folder.folder.length + 1 : 0) }}</code>@if (fileMarks().get(file.path); as mark) { <span class="mark" [class]="mark">{{ mark }}</span> } <span class="muted">{{ file.purpose }}</span></li> }</ul>
          </details>
        }
        @if (b.environment.length) { <h4>Settings</h4><dl>@for (one of b.environment; track one.name) { <dt><code>{{ one.name }}</code></dt><dd>{{ one.purpose }}@if (one.default) { <span class="muted">, {{ one.default }} by default</span> }</dd> }</dl> }
      </section>
    }
  `,
  styles: [
    DOCUMENT,
    `select { font: inherit; color: var(--text); background: var(--surface); border: 1px solid var(--mat-sys-outline); border-radius: 6px; padding: 4px 6px; min-height: 34px; max-width: 100%; } input[type='checkbox'] { width: 18px; height: 18px; accent-color: var(--accent); }`,
  ],
})
export class BlueprintDocument {
  readonly text = input.required<string>();
  /** The version to compare with; undefined: there is none. */
  readonly base = input<string>();
  readonly canEdit = input(false);
  /** Whether its records are shown, and corrected, elsewhere on the page. */
  readonly isCorrected = input(false);
  readonly edited = output<string>();
  protected readonly relations = RELATIONS;
  protected readonly blueprint = computed(() => readBlueprint(this.text()));
  private readonly before = computed(() => readBlueprint(this.base()));
  protected readonly pages = computed(() => (this.blueprint() ? pagesOf(this.blueprint()!) : []));
  protected readonly folders = computed(() => (this.blueprint() ? foldersOf(this.blueprint()!) : []));
  protected readonly entities = computed(() => marksOf(this.before()?.entities, this.blueprint()?.entities ?? [], byName));
  protected readonly components = computed(() => marksOf(this.before()?.components, this.blueprint()?.components ?? [], byName));
  protected readonly endpoints = computed(() => marksOf(this.before()?.endpoints, this.blueprint()?.endpoints ?? [], addressOf));
  protected readonly changedAddresses = computed(() => this.endpoints().marks.filter(Boolean).length);
  protected readonly files = computed(() => marksOf(this.before()?.files, this.blueprint()?.files ?? [], ({ path }) => path));
  protected readonly fileMarks = computed(
    () => new Map((this.blueprint()?.files ?? []).map(({ path }, i) => [path, this.files().marks[i] ?? ''])),
  );
  protected readonly kindOf = (type: string): string => KINDS[type] ?? type;

  protected was(name: string): BlueprintEntity | undefined {
    return this.before()?.entities.find((one) => one.name === name);
  }
  protected fieldMarks({ name, fields }: BlueprintEntity): string[] {
    return marksOf(this.was(name)?.fields, fields, byName).marks;
  }
  protected hasMarks(files: Blueprint['files']): boolean {
    return files.some(({ path }) => this.fileMarks().get(path));
  }
  /** A choice needs its choices, and a reference what it refers to: those are made where the JSON is. */
  protected typesFor({ type }: Field): FieldType[] {
    return FIELD_TYPES.filter((one) => one === type || (one !== 'enum' && one !== 'reference'));
  }

  protected putEntity(index: number, change: Partial<BlueprintEntity>): void {
    const blueprint = this.blueprint()!;
    const entities = blueprint.entities.map((one, i) => (i === index ? { ...one, ...change } : one));
    this.edited.emit(writeBlueprint({ ...blueprint, entities }));
  }
  protected putField(entity: number, index: number, change: Partial<Field>): void {
    const { fields } = this.blueprint()!.entities[entity]!;
    this.putEntity(entity, { fields: fields.map((one, i) => (i === index ? { ...one, ...change } : one)) });
  }
  protected setType(entity: number, index: number, type: FieldType): void {
    const { values } = this.blueprint()!.entities[entity]!.fields[index]!;
    this.putField(entity, index, { type, values: type === 'enum' ? values : [] });
  }
}
