import {
  Component,
  ElementRef,
  type WritableSignal,
  computed,
  effect,
  inject,
  linkedSignal,
  resource,
  signal,
  viewChildren,
} from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { Status } from '@millwright/ui';
import { type Command, Commands } from '../core/commands';
import { isComposing } from '../core/composing';
import { Graphql } from '../core/graphql';
import { FindProjectsDocument, type FindProjectsQuery } from '../core/operations';
import { Session } from '../core/session';

type FoundProject = FindProjectsQuery['projects']['edges'][number]['node'];
interface Entry {
  title: string;
  group: string;
  keys?: string | undefined;
  status?: string | undefined;
  run(): void;
}

/** Everything that can be done and every project, by typing a few letters of it. */
@Component({
  imports: [Status],
  template: `
    <input #box class="box" type="text" role="combobox" aria-label="Find a project, a file or an action" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" [attr.aria-activedescendant]="entries().length > 0 ? 'entry-' + at() : null" placeholder="Projects, files, actions …" autocomplete="off" spellcheck="false" [value]="text()" (input)="text.set($any($event.target).value)" (keydown)="key($event)" />
    <div class="list" id="palette-list" role="listbox" aria-label="What was found">
      @for (entry of entries(); track $index; let i = $index) {
        @if (i === 0 || entries()[i - 1]!.group !== entry.group) { <p class="group" role="presentation">{{ entry.group }}</p> }
        <div #line class="entry" role="option" [id]="'entry-' + i" [attr.aria-selected]="i === at()" [class.on]="i === at()" (click)="choose(entry)" (mousemove)="at.set(i)"><span class="title">{{ entry.title }}</span>@if (entry.status) { <mw-status [status]="entry.status" /> } @if (entry.keys) { <kbd>{{ entry.keys }}</kbd> }</div>
      } @empty { <p class="group">{{ found.isLoading() ? 'Looking …' : 'Nothing is called “' + text() + '”.' }}</p> }
    </div>
    <p class="foot muted"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> open · <kbd>Esc</kbd> close</p>
  `,
  styles: `
    :host { display: flex; flex-direction: column; max-height: 70vh; }
    .box { all: unset; box-sizing: border-box; width: 100%; padding: 16px 20px; font-size: 1.1rem; border-bottom: 1px solid var(--line); }
    .list { overflow: auto; padding: 8px; flex: 1; } .group { color: var(--muted); font-size: 0.8rem; font-weight: 600; margin: 8px 12px 4px; }
    .entry { display: flex; gap: 12px; align-items: center; padding: 8px 12px; border-radius: 6px; cursor: pointer; } .entry.on { background: var(--raised); } .title { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .foot { margin: 0; padding: 8px 20px; border-top: 1px solid var(--line); font-size: 0.85rem; }
  `,
})
export class Palette {
  private readonly commands = inject(Commands);
  private readonly dialog = inject(MatDialogRef);
  private readonly graphql = inject(Graphql);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly lines = viewChildren<ElementRef<HTMLElement>>('line');
  /** Begins with what was typed before it was there. */
  protected readonly text = inject<WritableSignal<string>>(MAT_DIALOG_DATA);
  protected readonly at = signal(0);
  private readonly asked = signal('');
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected readonly found = resource({
    params: () => ({ search: this.asked() || null, organizationId: this.session.organization()?.organizationId ?? null }),
    loader: async ({ params }) => (await this.graphql.ask(FindProjectsDocument, params)).projects.edges.map(({ node }) => node),
  });
  /** What was found stays until something else is: Enter in between does what the list shows. */
  private readonly projects = linkedSignal<FoundProject[] | undefined, FoundProject[]>({
    source: () => (this.found.hasValue() ? this.found.value() : undefined),
    computation: (found, before) => found ?? before?.value ?? [],
  });
  protected readonly entries = computed<Entry[]>(() => {
    const words = this.text().toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (title: string): boolean => words.every((word) => title.toLowerCase().includes(word));
    const projects = this.projects()
      .filter((project) => fits(project.name) || this.asked() !== '')
      .map((project) => ({
        title: project.name,
        group: 'Projects',
        status: project.latestGeneration?.status,
        run: () => void this.router.navigate(['/projects', project.id]),
      }));
    const offered = this.commands.all();
    const commands = (group: Command['group'], most: number): Entry[] =>
      offered.filter((command) => command.group === group && fits(command.title)).slice(0, most);
    return [...commands('Here', words.length > 0 ? 12 : 8), ...projects, ...commands('Go to', 10), ...commands('Do', 10)];
  });

  constructor() {
    effect(() => {
      const text = this.text().trim();
      this.at.set(0);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.asked.set(text), 150);
    });
  }

  protected key(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const { length } = this.entries();
      if (length > 0) this.at.update((at) => (at + step + length) % length);
      this.lines()[this.at()]?.nativeElement.scrollIntoView({ block: 'nearest' });
    }
    const entry = this.entries()[this.at()];
    if (event.key === 'Enter' && entry) this.choose(entry);
  }
  protected choose(entry: Entry): void {
    this.dialog.close();
    entry.run();
  }
}
