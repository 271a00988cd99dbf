import { Component, computed, inject, signal } from '@angular/core';
import { duration } from '../../core/format';
import { GenerationStore } from './generation.store';

@Component({
  selector: 'app-overview-tab',
  template: `
    @if (store.project(); as project) {
      <div class="grid">
        <section class="card stack">
          <h2>Repository</h2>
          @if (project.repository; as repository) {
            <div><label for="clone">Clone it</label><div class="row nowrap"><input id="clone" class="mono" readonly [value]="'git clone ' + repository.cloneUrl" (focus)="$any($event.target).select()" /><button (click)="copy('git clone ' + repository.cloneUrl)">{{ copied() ? 'Copied' : 'Copy' }}</button></div>
              <p class="hint">Any user name; the password is an API key from your settings.</p></div>
            <p class="row"><a class="button" [href]="archive()">Download ZIP</a> <span class="muted mono">{{ repository.defaultBranch }} {{ repository.headCommit.slice(0, 10) }}</span></p>
          } @else { <p class="muted">There is one as soon as a generation is complete.</p> }
        </section>
        <section class="card">
          <h2>What it made</h2>
          @if (store.state().stats; as stats) {
            <dl><dt>Files</dt><dd>{{ stats.files }}</dd><dt>Directories</dt><dd>{{ stats.directories }}</dd><dt>Lines of code</dt><dd>{{ stats.linesOfCode.toLocaleString('en') }}</dd><dt>Time</dt><dd>{{ duration(stats.durationMs) }}</dd></dl>
            <h3>Technologies</h3><p class="row">@for (t of stats.technologies; track t) { <span class="chip">{{ t }}</span> }</p>
          } @else { <p class="muted">Counted when the generation is complete.</p> }
        </section>
        <section class="card wide"><h2>Description</h2><p class="description">{{ project.description }}</p></section>
      </div>
    }
  `,
  styles: `
    .grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 16px; } .wide { grid-column: 1 / -1; }
    .nowrap { flex-wrap: nowrap; } dl { display: grid; grid-template-columns: 140px 1fr; gap: 6px; margin: 0 0 16px; } dt { color: var(--muted); } dd { margin: 0; font-weight: 600; }
    .chip { border: 1px solid var(--line); border-radius: 99px; padding: 2px 12px; } .description { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 300px; overflow: auto; margin: 0; } p { margin: 0; }
    @media (max-width: 700px) { .grid { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class OverviewTab {
  protected readonly store = inject(GenerationStore);
  protected readonly duration = duration;
  protected readonly copied = signal(false);
  protected readonly archive = computed(() => {
    const url = this.store.project()?.repository?.archiveUrl;
    return url ? `${new URL(url).pathname}?generation=${this.store.generation()?.id}` : '';
  });

  protected copy(text: string): void {
    void navigator.clipboard.writeText(text).then(() => {
      this.copied.set(true);
      setTimeout(() => this.copied.set(false), 2_000);
    });
  }
}
