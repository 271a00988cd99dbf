import { Component, computed, inject, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { duration } from '@millwright/domain';
import { CopyButton } from '@millwright/ui/actions';
import { money } from '../../core/format';
import { Session } from '../../core/session';
import { Different } from './different';
import { GithubExport } from './github-export';
import { GenerationStore } from './generation.store';
import { ProjectGates } from './project-gates';
import { ProjectText } from './project-text';
import { Verification } from './verification';
import { WhatItIs } from './what-it-is';

/** A project for who wants to use it: what it is, how to run it, what to change; how it came to be stands last. */
@Component({
  selector: 'app-overview-tab',
  imports: [MatButton, CopyButton, Different, GithubExport, ProjectGates, ProjectText, Verification, WhatItIs],
  template: `
    @if (store.project(); as project) {
      <div class="grid">
        <app-what-it-is #what />
        @if (what.isSettled()) {
        <section class="card run">
          <h2>Run it</h2>
          @if (project.repository; as repository) {
            <pre tabindex="0" aria-label="Commands that run it"><code id="clone">{{ clone() }}</code>
<code>cd {{ project.slug }}</code>
<code>{{ start() }}</code></pre>
            <p class="row"><mw-copy [text]="commands()" /> @if (store.archive(); as url) { <a matButton="outlined" [href]="url">Download ZIP</a> }</p>
            <p class="muted">Git asks for a user name, which can be any, and a password: an API key from your settings.</p>
          } @else { <p class="muted">There is a repository as soon as a generation is complete.</p> }
        </section>
        @if (session.canWrite() && !project.deletion && store.state().status === 'COMPLETE' && !store.replay()) { <app-different class="wide" (wanted)="different.emit($event)" /> }
        @if (isVerified()) { <app-verification class="card wide" /> }
        <section class="card wide made">
          <h2>What it is made of</h2>
          @if (store.state().stats; as stats) {
            <dl class="figures">
              <div><dd>{{ stats.files }}</dd><dt>files</dt></div><div><dd>{{ stats.directories }}</dd><dt>directories</dt></div><div><dd>{{ stats.linesOfCode.toLocaleString('en') }}</dd><dt>lines of code</dt></div>
              <div><dd>{{ duration(stats.durationMs) }}</dd><dt>time</dt></div><div><dd>{{ store.generation()?.isPriced === false ? 'not known' : money(store.state().usage.costMicros / 1000000) }}</dd><dt>cost</dt></div>
            </dl>
            <p class="row">@for (t of stats.technologies; track t) { <span class="chip">{{ t }}</span> }</p>
          } @else { <p class="muted">Counted when the generation is complete.</p> }
        </section>
        <app-project-text class="wide" />
        @if (store.state().status === 'COMPLETE' || store.generation()?.status === 'COMPLETE') { <app-github-export class="wide" /> }
        <app-project-gates class="wide" />
        @if (project.repository; as repository) { <p class="wide muted">Branch {{ repository.defaultBranch }}, commit <span class="mono">{{ repository.headCommit.slice(0, 10) }}</span></p> }
        }
      </div>
    }
  `,
  styles: `
    .grid { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 16px; } app-github-export { min-height: 94px; } section { display: flex; flex-direction: column; gap: 12px; } h2 { margin: 0; } .wide { grid-column: 1 / -1; } .made { min-height: 180px; }
    pre { margin: 0; padding: 12px; background: var(--raised); border-radius: 6px; overflow: auto; font-family: var(--mono); font-size: 0.87rem; line-height: 1.7; }
    .figures { display: flex; flex-wrap: wrap; gap: 12px 28px; margin: 0 0 4px; } .figures div { display: flex; flex-direction: column; } dd { margin: 0; font-size: 1.4rem; font-weight: 600; } dt { color: var(--muted); order: 1; }
    .chip { border: 1px solid var(--line); border-radius: 99px; padding: 2px 12px; } p { margin: 0; }
    @media (max-width: 1000px) { .grid { grid-template-columns: minmax(0, 1fr); } }
  `,
})
export class OverviewTab {
  /** What should be different in the next generation. */
  readonly different = output<string>();
  protected readonly store = inject(GenerationStore);
  protected readonly session = inject(Session);
  protected readonly isVerified = computed(() => this.store.state().stages.some(({ name }) => name === 'VERIFY'));
  protected readonly duration = duration;
  protected readonly money = money;
  protected readonly clone = computed(() => `git clone ${this.store.project()?.repository?.cloneUrl ?? ''}`);
  // What the built-in engine writes depends on nothing.
  protected readonly start = computed(() => (this.store.generation()?.engine === 'offline' ? 'npm start' : 'npm install && npm start'));
  protected readonly commands = computed(() => `${this.clone()}\ncd ${this.store.project()?.slug}\n${this.start()}`);
}
