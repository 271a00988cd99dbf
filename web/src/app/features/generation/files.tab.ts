import { Component, computed, inject, input, resource, signal } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { type CommunicationSchema, type FileConfig, fileName, parentDirectory } from '@millwright/domain';
import { Skeleton } from '@millwright/ui';
import { bytes } from '../../core/format';
import { highlightCode, languageOf, renderMarkdown } from '../../core/highlight';
import { Artifacts, type ArtifactItem } from './artifacts.service';
import { GenerationStore } from './generation.store';

interface Line {
  path: string;
  name: string;
  depth: number;
  item?: ArtifactItem;
}

@Component({
  selector: 'app-files-tab',
  imports: [RouterLink, Skeleton],
  template: `
    <div class="panes">
      <nav class="card tree" aria-label="Files">
        <label class="hidden" for="file-search">Search files</label>
        <input id="file-search" type="search" placeholder="Search files" [value]="search()" (input)="search.set($any($event.target).value)" />
        <p class="row between"><span class="muted">{{ (list.value() ?? []).length }} files</span>@if (archive(); as url) { <a [href]="url">Download ZIP</a> }</p>
        <ul>
          @for (line of lines(); track line.path) {
            <li [style.padding-left.px]="line.depth * 14">
              @if (line.item) { <a [routerLink]="[]" [queryParams]="{ file: line.path, tab: 'files' }" queryParamsHandling="merge" [class.on]="line.path === chosen()?.path">{{ line.name }}</a>@if (criticality(line.path); as c) { <span class="c" [title]="'Criticality ' + c + ' of 10'">{{ c }}</span> } }
              @else { <button class="plain folder" type="button" (click)="fold(line.path)" [attr.aria-expanded]="!folded().has(line.path)">{{ folded().has(line.path) ? '▸' : '▾' }} {{ line.name }}</button> }
            </li>
          } @empty { <li class="muted">{{ list.isLoading() ? 'Loading …' : 'Nothing here yet.' }}</li> }
        </ul>
      </nav>
      <section class="card viewer">
        @if (chosen(); as item) {
          <div class="row between"><h3 class="mono">{{ item.path }}</h3>
            <span class="row muted">{{ item.lines }} lines, {{ bytes(item.bytes) }}
              @if (isMarkdown()) { <button type="button" (click)="isRaw.set(!isRaw())">{{ isRaw() ? 'Rendered' : 'Raw' }}</button> }
              <button type="button" (click)="copy()">{{ copied() ? 'Copied' : 'Copy' }}</button></span></div>
          @if (config(); as c) {
            <details><summary>Criticality {{ c.criticality }} of 10 · {{ c.file_type }}</summary><ul>@for (why of c.why; track why.reason) { <li>{{ why.reason }} <span class="muted">({{ why.points }})</span></li> }</ul></details>
          }
          @if (text.isLoading()) { <mw-skeleton [lines]="[60, 80, 70, 90, 50]" /> }
          @else if (isMarkdown() && !isRaw()) { <article class="markdown" [innerHTML]="rendered()"></article> }
          @else { <pre tabindex="0"><code [innerHTML]="rendered()"></code></pre> }
        } @else { <p class="muted">Choose a file on the left.</p> }
      </section>
    </div>
  `,
  styles: `
    .panes { display: grid; grid-template-columns: 320px minmax(0, 1fr); gap: 16px; align-items: start; }
    .tree ul { list-style: none; padding: 0; margin: 0; max-height: 70vh; overflow: auto; font-size: 0.9rem; } .tree li { display: flex; gap: 8px; align-items: center; min-height: 26px; }
    .tree a { text-decoration: none; color: var(--text); overflow-wrap: anywhere; flex: 1; } .tree a.on { font-weight: 700; color: var(--accent); } .folder { font-weight: 600; padding: 0; }
    .c { font: 600 0.75rem var(--mono); min-width: 20px; text-align: center; border: 1px solid var(--line); border-radius: 4px; color: var(--muted); }
    .viewer pre { overflow: auto; max-height: 75vh; margin: 12px 0 0; tab-size: 2; } h3 { margin: 0; overflow-wrap: anywhere; } details { margin-top: 8px; }
    @media (max-width: 900px) { .panes { grid-template-columns: minmax(0, 1fr); } .tree ul { max-height: 35vh; } }
  `,
})
export class FilesTab {
  readonly file = input<string>();
  private readonly store = inject(GenerationStore);
  private readonly artifacts = inject(Artifacts);
  private readonly sanitizer = inject(DomSanitizer);
  protected readonly bytes = bytes;
  protected readonly search = signal('');
  protected readonly folded = signal<ReadonlySet<string>>(new Set());
  protected readonly isRaw = signal(false);
  protected readonly copied = signal(false);
  private readonly done = computed(() =>
    this.store.state().stages.reduce((sum, stage) => sum + stage.itemsDone + (stage.status === 'COMPLETE' ? 1 : 0), 0),
  );

  protected readonly list = resource({
    params: () => ({ generation: this.store.generation()!.id, done: this.done() }),
    loader: async ({ params }) => await this.artifacts.list(params.generation),
  });
  protected readonly schema = resource({
    params: () => {
      const stage = this.store.state().stages.find((s) => s.name === 'COMMUNICATION_SCHEMA');
      return stage?.status === 'COMPLETE' ? { generation: this.store.generation()!.id } : undefined;
    },
    loader: async ({ params }) =>
      JSON.parse(
        (await this.artifacts.text(params.generation, { stage: 'COMMUNICATION_SCHEMA', path: 'communication-schema.json' })) ?? '{}',
      ) as CommunicationSchema,
  });
  protected readonly lines = computed(() => toLines(this.list.value() ?? [], this.search().trim().toLowerCase(), this.folded()));
  protected readonly chosen = computed(() => {
    const items = this.list.value() ?? [];
    return items.find((item) => item.path === this.file()) ?? items.find((item) => item.path === 'README.md') ?? items[0];
  });
  protected readonly isMarkdown = computed(() => this.chosen()?.path.endsWith('.md') ?? false);
  protected readonly text = resource({
    params: () => {
      const [generation, item] = [this.store.generation()?.id, this.chosen()];
      return generation && item ? { generation, item } : undefined;
    },
    loader: async ({ params }) => (await this.artifacts.text(params.generation, params.item)) ?? '',
  });
  protected readonly rendered = computed(() => {
    const [text, item] = [this.text.hasValue() ? this.text.value() : '', this.chosen()];
    const html = this.isMarkdown() && !this.isRaw() ? renderMarkdown(text) : highlightCode(text, languageOf(item?.path ?? ''));
    // Both escape or sanitise what they are given.
    return this.sanitizer.bypassSecurityTrustHtml(html);
  });
  protected readonly archive = computed(() => {
    const url = this.store.project()?.repository?.archiveUrl;
    return url ? `${new URL(url).pathname}?generation=${this.store.generation()?.id}` : '';
  });

  protected config(): FileConfig | undefined {
    const path = this.chosen()?.path;
    return path === undefined || !this.schema.hasValue()
      ? undefined
      : this.schema.value()?.directory_structure?.[parentDirectory(path)]?.files[fileName(path)];
  }
  protected criticality(path: string): number | undefined {
    return this.schema.hasValue()
      ? this.schema.value()?.directory_structure?.[parentDirectory(path)]?.files[fileName(path)]?.criticality
      : undefined;
  }
  protected fold(path: string): void {
    this.folded.update((folded) => {
      const next = new Set(folded);
      if (!next.delete(path)) next.add(path);
      return next;
    });
  }
  protected copy(): void {
    void navigator.clipboard.writeText(this.text.value() ?? '').then(() => {
      this.copied.set(true);
      setTimeout(() => this.copied.set(false), 2_000);
    });
  }
}

function toLines(items: readonly ArtifactItem[], search: string, folded: ReadonlySet<string>): Line[] {
  const shown = items
    .filter((item) => item.path.toLowerCase().includes(search))
    .sort((a, b) => (sortKey(a.path) < sortKey(b.path) ? -1 : 1));
  const lines: Line[] = [];
  const seen = new Set<string>();
  for (const item of shown) {
    const parts = item.path.split('/');
    let isHidden = false;
    for (let depth = 1; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/');
      if (!seen.has(folder) && !isHidden) lines.push({ path: folder, name: parts[depth - 1]!, depth: depth - 1 });
      seen.add(folder);
      if (folded.has(folder) && search === '') isHidden = true;
    }
    if (!isHidden) lines.push({ path: item.path, name: parts.at(-1)!, depth: parts.length - 1, item });
  }
  return lines;
}

/** Folders before files, each by name. */
const sortKey = (path: string): string => {
  const parts = path.split('/');
  return parts.map((part, i) => (i < parts.length - 1 ? `0${part}` : `1${part}`)).join('/');
};
