import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { duration } from '@millwright/domain';
import { CopyButton } from '@millwright/ui/actions';
import { money } from '../../core/format';
import { GithubExport } from './github-export';
import { GenerationStore } from './generation.store';
import { ProjectGates } from './project-gates';

@Component({
  selector: 'app-overview-tab',
  imports: [MatButton, MatFormField, MatLabel, MatHint, MatInput, CopyButton, GithubExport, ProjectGates],
  template: `
    @if (store.project(); as project) {
      <div class="grid">
        <section class="card">
          <h2>Repository</h2>
          @if (project.repository; as repository) {
            <div class="clone">
              <mat-form-field><mat-label>Clone it</mat-label><input matInput id="clone" class="mono" readonly [value]="command()" (focus)="$any($event.target).select()" /><mat-hint>Any user name; the password is an API key from your settings.</mat-hint></mat-form-field>
              <mw-copy [text]="command()" />
            </div>
            <p class="row">@if (store.archive(); as url) { <a matButton="outlined" [href]="url">Download ZIP</a> } <span class="muted mono">{{ repository.defaultBranch }} {{ repository.headCommit.slice(0, 10) }}</span></p>
          } @else { <p class="muted">There is one as soon as a generation is complete.</p> }
        </section>
        <section class="card">
          <h2>What it made</h2>
          @if (store.state().stats; as stats) {
            <dl class="figures">
              <div><dd>{{ stats.files }}</dd><dt>files</dt></div><div><dd>{{ stats.directories }}</dd><dt>directories</dt></div><div><dd>{{ stats.linesOfCode.toLocaleString('en') }}</dd><dt>lines of code</dt></div>
              <div><dd>{{ duration(stats.durationMs) }}</dd><dt>time</dt></div><div><dd>{{ store.generation()?.isPriced === false ? 'not known' : money(store.state().usage.costMicros / 1000000) }}</dd><dt>cost</dt></div>
            </dl>
            <p class="row">@for (t of stats.technologies; track t) { <span class="chip">{{ t }}</span> }</p>
          } @else { <p class="muted">Counted when the generation is complete.</p> }
        </section>
        @if (store.state().status === 'COMPLETE' || store.generation()?.status === 'COMPLETE') { <app-github-export class="wide" /> }
        <app-project-gates class="wide" />
        <section class="card wide"><h2>Description</h2><p class="description" tabindex="0">{{ project.description }}</p></section>
      </div>
    }
  `,
  styles: `
    .grid { display: grid; grid-template-columns: 3fr 2fr; gap: 16px; } section:not(.wide) { min-height: 224px; } app-github-export { min-height: 94px; } section { display: flex; flex-direction: column; gap: 12px; } h2 { margin: 0; } .wide { grid-column: 1 / -1; }
    .clone { display: flex; gap: 12px; align-items: baseline; } .clone mat-form-field { flex: 1; } .figures { display: flex; flex-wrap: wrap; gap: 12px 28px; margin: 0 0 16px; } .figures div { display: flex; flex-direction: column; } dd { margin: 0; font-size: 1.4rem; font-weight: 600; } dt { color: var(--muted); order: 1; }
    .chip { border: 1px solid var(--line); border-radius: 99px; padding: 2px 12px; } .description { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 300px; overflow: auto; } p { margin: 0; }
    @media (max-width: 1000px) { .grid { grid-template-columns: minmax(0, 1fr); } .clone { flex-direction: column; align-items: stretch; } }
  `,
})
export class OverviewTab {
  protected readonly store = inject(GenerationStore);
  protected readonly duration = duration;
  protected readonly money = money;
  protected readonly command = computed(() => `git clone ${this.store.project()?.repository?.cloneUrl ?? ''}`);
}
