import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { type FileConfig, fileName, isStageDocument, parentDirectory, treeOf } from '@millwright/domain';
import { Criticality, Icon, Skeleton, Trouble } from '@millwright/ui';
import { mdiChevronDown, mdiChevronRight } from '@mdi/js';
import { bytes } from '../../core/format';
import { hintOf, messageOf } from '../../core/graphql';
import { Commands } from '../../core/commands';
import { MissingPart } from '../../core/missing-part';
import { Session } from '../../core/session';
import { ArtifactView } from './artifact-view';
import { Artifacts, type ArtifactItem } from './artifacts.service';
import { FileEdit } from './file-edit';
import { fileLines } from './file-lines';
import { GenerationStore } from './generation.store';

@Component({
  selector: 'app-files-tab',
  imports: [RouterLink, MatButton, MatFormField, MatLabel, MatInput, Criticality, Icon, Skeleton, Trouble, ArtifactView, FileEdit, MissingPart],
  template: `
    <div class="panes">
      <nav class="card tree" aria-label="Files">
        <mat-form-field><mat-label>Search files</mat-label><input matInput id="file-search" type="search" [value]="search()" (input)="search.set($any($event.target).value)" aria-keyshortcuts="/" /></mat-form-field>
        <p class="row between"><span class="muted">{{ (list.hasValue() ? list.value() : []).length }} files</span>@if (store.archive(); as url) { <a [href]="url">Download ZIP</a> }</p>
        @if (list.error(); as error) { <mw-trouble what="The files could not be listed" [means]="messageOf(error)" [hint]="hintOf(error)" [canRetry]="true" (again)="list.reload()" /> }
        <ul>
          @for (line of lines(); track line.path) {
            <li [style.padding-left.px]="line.depth * 14">
              @if (line.item) { <a [routerLink]="[]" [queryParams]="{ file: line.path, tab: 'files' }" queryParamsHandling="merge" [class.on]="line.path === chosen()?.path" [attr.aria-current]="line.path === chosen()?.path ? 'true' : null">{{ line.name }}</a>@if (configOf(line.path)?.criticality; as c) { <mw-criticality [value]="c" /> } }
              @else { <button class="folder" type="button" (click)="fold(line.path)" [attr.aria-expanded]="!folded().has(line.path)"><mw-icon [path]="folded().has(line.path) ? icons.closed : icons.open" />{{ line.name }}</button> }
            </li>
          } @empty { <li class="muted">{{ list.isLoading() ? 'Loading …' : search() ? 'No path holds “' + search() + '”.' : 'Nothing here yet.' }}</li> }
        </ul>
      </nav>
      <section class="card viewer">
        @if (chosen(); as item) {
          @if (editing()?.path === item.path) {
            @defer (on immediate) { <app-file-edit [generation]="store.generation()!.id" [path]="item.path" [sha256]="hashOf(item)" (closed)="close($event)" /> } @placeholder { <mw-skeleton label="Loading the editor" /> } @error { <app-missing-part what="The editor could not be loaded" /> }
          } @else {
            <app-artifact-view [generation]="store.generation()!.id" [stage]="item.stage" [path]="item.path" [sha256]="hashOf(item)" [inRepository]="tree.hasValue()"><span class="muted">{{ isEdited(item) ? 'edited by hand' : item.lines + ' lines, ' + bytes(item.bytes) }}</span>@if (canEdit(item)) { <button matButton="outlined" type="button" (click)="editing.set(item)">Edit</button> }</app-artifact-view>
          }
          @if (configOf(item.path); as c) {
            <details><summary>Why its criticality is {{ c.criticality }} of 10 · {{ c.file_type }}</summary><ul>@for (why of c.why; track why.reason) { <li>{{ why.reason }} <span class="muted">({{ why.points }})</span></li> }</ul></details>
          }
        } @else { <p class="muted">Choose a file on the left.</p> }
      </section>
    </div>
  `,
  styles: `
    .panes { display: grid; grid-template-columns: 320px minmax(0, 1fr); gap: 16px; align-items: start; }
    .tree ul { list-style: none; padding: 0; margin: 0; max-height: 70vh; overflow: auto; font-size: 0.9rem; } .tree li { display: flex; gap: 8px; align-items: center; min-height: 26px; }
    .tree a { text-decoration: none; color: var(--text); overflow-wrap: anywhere; flex: 1; } .tree p a { flex: none; text-decoration: underline; color: var(--accent); } .tree a.on { font-weight: 700; color: var(--accent); }
    .folder { all: unset; cursor: pointer; font-weight: 600; } .folder:focus-visible { outline: 2px solid var(--accent); border-radius: 4px; }
    details { margin-top: 16px; } details ul { margin: 8px 0 0; } p { margin: 12px 0; }
    @media (max-width: 900px) { .panes { grid-template-columns: minmax(0, 1fr); } .tree ul { max-height: 35vh; } }
  `,
})
export class FilesTab {
  readonly file = input<string>();
  protected readonly store = inject(GenerationStore);
  private readonly artifacts = inject(Artifacts);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly icons = { open: mdiChevronDown, closed: mdiChevronRight };
  protected readonly bytes = bytes;
  protected readonly hintOf = hintOf;
  protected readonly messageOf = messageOf;
  protected readonly search = signal('');
  protected readonly folded = signal<ReadonlySet<string>>(new Set());
  private readonly done = computed(() =>
    this.store.state().stages.reduce((sum, stage) => sum + stage.itemsDone + (stage.status === 'COMPLETE' ? 1 : 0), 0),
  );

  protected readonly list = resource({
    params: () => ({ generation: this.store.generation()!.id, done: this.done() }),
    loader: async ({ params }) => treeOf(await this.artifacts.list(params.generation)),
  });
  /** The repository as it stands; undefined until the generation is complete. */
  protected readonly tree = resource({
    params: () => (this.store.state().status === 'COMPLETE' ? this.store.generation()!.id : undefined),
    loader: async ({ params }) => await this.artifacts.inRepository(params),
  });
  protected readonly editing = signal<ArtifactItem | undefined>(undefined);
  protected readonly lines = computed(() => fileLines(this.list.hasValue() ? this.list.value() : [], this.search(), this.folded()));
  protected readonly chosen = computed(() => {
    const items = this.list.hasValue() ? this.list.value() : [];
    return items.find((item) => item.path === this.file()) ?? items.find((item) => item.path === 'README.md') ?? items[0];
  });

  constructor() {
    inject(Commands).offer(() => [
      { title: 'Next file', group: 'Here', keys: 'J', run: () => this.step(1) },
      { title: 'File before it', group: 'Here', keys: 'K', run: () => this.step(-1) },
    ]);
  }

  /** To the file below or above, as the list shows them. */
  private step(by: number): void {
    const paths = this.lines().flatMap(({ item, path }) => (item ? [path] : []));
    const file = paths[paths.indexOf(this.chosen()?.path ?? '') + by];
    if (file) void this.router.navigate([], { queryParams: { file, tab: 'files' }, queryParamsHandling: 'merge' });
  }

  protected hashOf(item: ArtifactItem): string {
    return (this.tree.hasValue() ? this.tree.value().get(item.path) : undefined) ?? item.sha256;
  }
  protected isEdited(item: ArtifactItem): boolean {
    return this.hashOf(item) !== item.sha256;
  }
  /** What stages make and read is edited in a fork; the rest in the repository that stands now. */
  protected canEdit({ path }: ArtifactItem): boolean {
    const isLatest = this.store.project()?.repository?.headCommit !== undefined && this.newest() === this.store.generation()?.id;
    return this.session.canWrite() && isLatest && this.tree.hasValue() && !isStageDocument(path);
  }
  private newest(): string | undefined {
    return this.store.project()?.generations.edges.find(({ node }) => node.status === 'COMPLETE')?.node.id;
  }
  protected close(isSaved: boolean): void {
    this.editing.set(undefined);
    if (isSaved) this.tree.reload();
  }

  protected configOf(path: string): FileConfig | undefined {
    return this.store.schema.hasValue()
      ? this.store.schema.value()?.directory_structure[parentDirectory(path)]?.files[fileName(path)]
      : undefined;
  }
  protected fold(path: string): void {
    this.folded.update((folded) => {
      const next = new Set(folded);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  }
}
